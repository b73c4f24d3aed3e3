/** Lines that hold what looks like a level, a status or a time, and is none. */

/** Words that are levels elsewhere: in quotes, addresses, paths, names, amounts and prose. */
export const withoutLevel: readonly string[] = String.raw`
2026-03-14 03:12:00 the panel shows "ERROR" in red
2026-03-14 03:12:00 alice said 'FATAL' and laughed
2026-03-14 03:12:00 GET /error/FATAL.html took 12 ms
2026-03-14 03:12:00 opened /var/log/ERROR.log
2026-03-14 03:12:00 opened C:\logs\FATAL\a.txt
2026-03-14 03:12:00 mail from error@shop.example came
2026-03-14 03:12:00 https://error.shop.example/critical was fetched
2026-03-14 03:12:00 0 errors, 0 warnings
2026-03-14 03:12:00 errors: 0, warnings: 0
2026-03-14 03:12:00 state went from ERROR to OK
2026-03-14 03:12:00 error-handler was set
2026-03-14 03:12:00 error_count=0 after the run
2026-03-14 03:12:00 ErrorController was loaded
2026-03-14 03:12:00 com.shop.error.ErrorPage was loaded
2026-03-14 03:12:00 test FatalErrorTest passed
2026-03-14 03:12:00 running it_warns_on_error ... ok
2026-03-14 03:12:00 debug port is 9229
2026-03-14 03:12:00 info desk opened
2026-03-14 03:12:00 notice board was painted
2026-03-14 03:12:00 trace of paint was found
2026-03-14 03:12:00 no error: all is well
2026-03-14 03:12:00 without warning: the door opened
2026-03-14 03:12:00 an alert rule shelf-low is quiet
2026-03-14 03:12:00 the critical path is 12 steps long
2026-03-14 03:12:00 I am the captain
2026-03-14 03:12:00 D minor was played
2026-03-14 03:12:00 A warning sign was hung up
2026-03-14 03:12:00 log level set to DEBUG
2026-03-14 03:12:00 log level changed from WARN to ERROR
2026-03-14 03:12:00 set logging.level=ERROR for shop
2026-03-14 03:12:00 parsed --log-level=error
2026-03-14 03:12:00 user=FATAL logged in
2026-03-14 03:12:00 user alice wrote ERROR in her note
2026-03-14 03:12:00 login of ERROR was seen
2026-03-14 03:12:00 topic errors.critical has 3 readers
2026-03-14 03:12:00 queue ERROR-retry is empty
2026-03-14 03:12:00 branch fix/ERROR-503 was merged
2026-03-14 03:12:00 column "error" was added
2026-03-14 03:12:00 SELECT error FROM shelf WHERE level = 'ERROR'
2026-03-14 03:12:00 agent "Mozilla/5.0 (ERROR; Linux)" came
2026-03-14 03:12:00 order 12 (errors=none) shipped
2026-03-14 03:12:00 key=level value=error
Mar 14 03:12:00 web1 orders[7]: the word ERROR stands on the shelf
Mar 14 03:12:00 web1 backup[3]: finished with 0 errors
Mar 14 03:12:00 ERROR-host orders[7]: shelf seen
Mar 14 03:12:00 web1 error-reporter[7]: shelf seen
192.0.2.7 - ERROR [14/Mar/2026:03:12:00 +0000] "GET / HTTP/1.1" 200 7
192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] "GET /?level=ERROR HTTP/1.1" 200 7 "-" "FATAL/1.0"
192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] "GET /critical HTTP/1.1" 200 7 "https://shop.example/error" "-"
[GIN] 2026/03/14 - 03:12:00 | 200 |   12.1ms | 192.0.2.7 | GET  "/error"
GET /error 200 12 ms - 7
{"msg":"level=error was typed","user":"alice"}
{"msg":"the word ERROR was read","time":"2026-03-14T03:12:00Z"}
{"title":"FATAL","msg":"a film was shown"}
{"tags":["error","fatal"],"msg":"shelf seen"}
{"ctx":{"level":"error"},"msg":"shelf seen"}
{"level":"third","msg":"car parked"}
{"level":7.5,"msg":"water"}
{"level":"high","msg":"water"}
{"priority":"low","msg":"ticket"}
{"name":"error","value":0}
{"error":null,"msg":"shelf seen"}
{"errors":0,"warnings":0,"msg":"build done"}
level_of_water=error msg="shelf seen"
msg="level=error" user=alice
error=none msg="shelf seen"
Warnings: none
Errors: 0
Alerts page was drawn in 12 ms
Information desk: closed
Fatalities table was read
Note the shelf
Log rotated
Config was read
Fine weather today
    at com.shop.ErrorHandler.warn(ErrorHandler.java:503)
  File "/srv/error.py", line 12, in fatal
error_rate{job="orders"} 0.01
<p class="error">shelf</p>
import { error } from "./log";
Severity of the storm: high
The level: error was chosen
Fehlerquote 0
Warnungen: keine
erreurs: 0
hata yok
错误率为零
エラーはありません
오류 없음
Без ошибок
`
  .split("\n")
  .filter((line) => line !== "");

/** Numbers of three digits that are counts, ports, sizes, durations, versions, lines, identifiers and parts of addresses. */
export const withoutStatus: readonly string[] = `
2026-03-14 03:12:00 INFO 503 shelves counted
2026-03-14 03:12:00 INFO listening on port 500
2026-03-14 03:12:00 INFO connected to 198.51.100.200:503
2026-03-14 03:12:00 INFO took 503 ms
2026-03-14 03:12:00 INFO took 503ms for GET
2026-03-14 03:12:00 INFO sent 404 bytes
2026-03-14 03:12:00 INFO version 4.0.4 of 500
2026-03-14 03:12:00 INFO order 502 shipped
2026-03-14 03:12:00 INFO Shelf.java:503 was read
2026-03-14 03:12:00 INFO fetched https://shop.example/orders/503
2026-03-14 03:12:00 INFO GET /orders/503 was routed
2026-03-14 03:12:00 INFO GET /orders?limit=500 was routed
2026-03-14 03:12:00 INFO page 200 of 404
2026-03-14 03:12:00 INFO pid 503 ended
2026-03-14 03:12:00 INFO 500/503 shelves counted
2026-03-14 03:12:00 INFO ratio 10/0/30/69/109 503 was found in b
2026-03-14 03:12:00 INFO | 503 shelves | 200 orders
2026-03-14 03:12:00 INFO Completed 503 orders
2026-03-14 03:12:00 INFO Completed 200 of 503 orders
2026-03-14 03:12:00 INFO cache TCP_MISS/5030 counted
2026-03-14 03:12:00 INFO "shelf" 503 times
2026-03-14 03:12:00 INFO the book "Fahrenheit" 451 pages
2026-03-14 03:12:00 INFO room "A" 404 is free
2026-03-14 03:12:00 INFO size "XL" 200 pieces
Mar 14 03:12:00 web1 sshd[503]: port 404 closed
Mar 14 03:12:00 lb1 haproxy[9]: 192.0.2.7:33320 [14/Mar/2026:03:12:00.100] mysql-in db/s1 1/0/503 212 -- 1/1/1/1/0 0/0
Mar 14 03:12:00 fw1 kernel: DROP SRC=192.0.2.7 LEN=503 SPT=500 DPT=404
2026-03-14 03:12:00 198.51.100.2 INFO 503 0 0 12
{"msg":"503 shelves","count":503}
{"line":503,"msg":"shelf seen"}
{"bytes":404,"took":500,"msg":"shelf seen"}
{"status":"503 shelves","msg":"counted"}
{"status":"active","msg":"shelf seen"}
{"status":7,"msg":"shelf seen"}
{"status":50312,"msg":"shelf seen"}
{"code":"E503","msg":"shelf seen"}
{"code":"ECONNREFUSED","port":503}
{"error":{"code":503},"msg":"SQL state"}
{"order":{"status":503},"msg":"shelf seen"}
count=503 msg="shelf seen"
exit code 500
ORA-00503: shelf is missing
Task 503 of 500 done in 200 ms
503
HTTP port 503 is open
rpm package shelf-503-200.noarch
+44 503 200 404
  Completed 503
GET 503 shelves
`
  .split("\n")
  .filter((line) => line !== "");

/** Dates and times in the middle of messages, durations, versions, addresses, amounts, and dates on no calendar. */
export const withoutTime: readonly string[] = `
version 2026.03.14 of the shelf
took 12:34 of 20:00
restarted 3 times in 10:00
mac 00:11:22:33:44:55 came
address 2001:db8::12:34:56 came
ratio 10:20:30 mixed
score 12:10 at half time
shelf 1773457920 counted
order 1773457920123 shipped
call 4420317734 answered
serial 2026031401 loaded
amount 1773457920 paid
id=1773457920 counted
bytes 1773457920 of 1773457999
2026-02-30 03:12:00 shelf seen
2026-13-01 03:12:00 shelf seen
2026-03-14 25:12:00 shelf seen
2026-03-14 03:61:00 shelf seen
2025-02-29T03:12:00Z shelf seen
31.04.2026 03:12:00 shelf seen
31/Apr/2026:03:12:00 +0000 shelf seen
Feb 30 03:12:00 web1 orders: shelf seen
Nov 31 03:12:00 web1 orders: shelf seen
Mar 14 03:72:00 web1 orders: shelf seen
13/13/2026 03:12:00 shelf seen
04/05/2026 03:12:00 shelf seen
2026-03-14 03:12:00 IST shelf seen
2026-03-14 03:12:00+19:00 shelf seen
2026-366T03:12:00Z shelf seen
99991231235959 shelf seen
{"msg":"restarted at 2026-03-14 03:12:00"}
{"user":{"created":"2026-03-14T03:12:00Z"},"msg":"shelf seen"}
{"time":"soon","msg":"shelf seen"}
{"time":503,"msg":"shelf seen"}
{"ts":"","msg":"shelf seen"}
{"duration":1773457920,"msg":"shelf seen"}
{"expires":"2026-03-14T03:12:00Z","msg":"shelf seen"}
msg="2026-03-14 03:12:00" user=alice
time=soon msg="shelf seen"
until="2026-03-14T03:12:00Z" msg="shelf seen"
the shop opens 2026-03-14
the shop opened on March 14, 2026
1.2.3.4:5678 came
10.20.30.40 50:60 came
at com.shop.Shelf.count(Shelf.java:12)
    at 12:34:56 of Main
Chrome/120.0.2026.314 came
python 3.12:00 is new
ISBN 978-3-16-148410-0
[    5.123456] usb 1-1: shelf seen
03:12:00 shelf seen
`
  .split("\n")
  .filter((line) => line !== "");
