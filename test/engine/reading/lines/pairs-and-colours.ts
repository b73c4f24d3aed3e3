import { lineTable } from "./line-table.ts";

/** Lines of keys and values, and lines that were written for a terminal or damaged on their way. */
export const pairsAndColours = lineTable(String.raw`
# logfmt
level=error ts=2026-03-14T03:12:00Z service=orders msg="shelf is empty"
  time 2026-03-14T03:12:00Z; level error; service orders; says shelf is empty
time="2026-03-14T03:12:00+01:00" level=warning msg="shelf is low" request_id=a1b2c3 user=alice
  time 2026-03-14T02:12:00Z; level warning; about request a1b2c3, user alice; says msg=shelf is low
ts=1773457920.123 lvl=info app=orders host=web1 pid=77 msg="shelf seen" trace_id=4bf92f3577b34da6
  time 2026-03-14T03:12:00.123Z; level info; service orders; host web1; process 77; about trace 4bf92f3577b34da6; says msg=shelf seen
severity=CRITICAL component=shelf message="shelf is gone"
  level fatal; service shelf; says shelf is gone
at=info method=GET path=/a host=shop.example status=503 service=12ms
  level info; status 503; host shop.example; says at=info
2026-03-14T03:12:00Z level=error service=orders msg="shelf is empty"
  time 2026-03-14T03:12:00Z; level error; service orders; says shelf is empty
Mar 14 03:12:00 web1 orders[77]: level=warn msg="shelf is low" status=200
  time 2026-03-14T03:12:00Z; level warning; status 200; service orders; host web1; process 77; says msg=shelf is low
# Colours
⎋[31mERROR⎋[0m shelf is empty
  level error; says shelf is empty
⎋[90m2026-03-14T03:12:00Z⎋[0m ⎋[1m⎋[33mWRN⎋[0m shelf is low
  time 2026-03-14T03:12:00Z; level warning; says shelf is low
#033[31mERROR#033[0m shelf is empty
  level error; says shelf is empty
^[[31mERROR^[[0m shelf is empty
  level error; says shelf is empty
\u001b[31mERROR\u001b[39m shelf is empty
  level error; says shelf is empty
[31mERROR[0m shelf is empty
  level error; says shelf is empty
⎋[38;5;196mFATAL⎋[0m shelf is gone
  level fatal; says shelf is gone
⎋[38;2;255;0;0merror⎋[0m: shelf is empty
  level error; says shelf is empty
[⎋[32mINFO⎋[0m] shelf seen
  level info; says shelf seen
⎋[2m2026-03-14T03:12:00.123456Z⎋[0m ⎋[31mERROR⎋[0m ⎋[2mshop::shelf⎋[0m⎋[2m:⎋[0m shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service shop::shelf; says shelf is empty
{"level":"⎋[31merror⎋[39m","message":"shelf is empty","timestamp":"2026-03-14T03:12:00Z"}
  time 2026-03-14T03:12:00Z; level error; says shelf is empty
{"log":"\u001b[31mERROR\u001b[0m shelf is empty\n","stream":"stderr","time":"2026-03-14T03:12:00Z"}
  time 2026-03-14T03:12:00Z; level error; says shelf is empty
# NUL characters
␀␀␀␀2026-03-14 03:12:00 ERROR shelf is empty
  time 2026-03-14T03:12:00Z; level error; says shelf is empty
Mar 14 03:12:00 web1 orders[77]: ␀␀shelf seen
  time 2026-03-14T03:12:00Z; service orders; host web1; process 77; says shelf seen
# Behind a file name (grep)
logs/orders.log:12:2026-03-14 03:12:00 ERROR shelf is empty
  time 2026-03-14T03:12:00Z; level error; says shelf is empty
`);
