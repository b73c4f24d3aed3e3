import { expect, test } from "vitest";
import { levelOf } from "../../../src/engine/analyst/level.ts";

test.each([
  ["2026-03-14T03:12:00Z ERROR [orders] cannot reach it", "error"],
  ["2026-03-14 03:12:00,123 WARN  [main] c.e.Shop - slow", "warning"],
  ["[2026-03-14 03:12:00] [error] [client 192.0.2.1] not there", "error"],
  ["[Sun Mar 14 03:12:00.1 2026] [core:error] [pid 3] AH00126", "error"],
  ["2026/03/14 03:12:00 [crit] 31#31: *7 connect() failed", "fatal"],
  ['{"time":"2026","level":"error","msg":"x"}', "error"],
  ['{"severity": "WARNING", "message": "x"}', "warning"],
  ['{"level":50,"msg":"pino"}', "error"],
  ['{"level":30,"msg":"pino"}', "info"],
  ['ts=1 level=warn msg="slow"', "warning"],
  ["E0314 03:12:00.000000       1 reflector.go:1] failed", "error"],
  ["I0314 03:12:00.000000       1 reflector.go:1] synced", "info"],
  ["<11>Mar 14 03:12:00 web1 app: x", "error"],
  ["<30>Mar 14 03:12:00 web1 app: x", "info"],
  ["1117838570 2005.06.03 R02-M1 RAS KERNEL FATAL data storage interrupt", "fatal"],
  ["081109 203518 143 INFO dfs.DataNode: Receiving block", "info"],
  ["Mar 14 03:12:00 web1 kernel: error: no such thing", "error"],
  ["SEVERE: Servlet.service() threw", "error"],
  ["DEBUG error handler installed", "debug"],
  ["Mar 14 03:12:00 web1 backup[3]: finished with 0 errors", "none"],
  ['192.0.2.1 - - [14/Mar/2026:03:12:00 +0000] "GET /error.log HTTP/1.1" 200 12', "none"],
  ["", "none"],
])("%j is at level %s", (line, level) => {
  expect(levelOf(line)).toBe(level);
});
