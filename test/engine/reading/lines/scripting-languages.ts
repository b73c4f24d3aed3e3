import { lineTable } from "./line-table.ts";

/** Python, Ruby, PHP, JavaScript and their frameworks. */
export const scriptingLanguages = lineTable(`
# Python logging
ERROR:shop.orders:shelf is empty
  level error; service orders; says shelf is empty
2026-03-14 03:12:00,123 - shop.orders - WARNING - shelf is low
  time 2026-03-14T03:12:00.123Z; level warning; service orders; says shelf is low
2026-03-14 03:12:00,123 CRITICAL shop.orders shelf is gone
  time 2026-03-14T03:12:00.123Z; level fatal; says shop.orders shelf
2026-03-14 03:12:00,123 [ERROR] shop.orders: shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service shop.orders; says shelf is empty
[2026-03-14 03:12:00,123] {taskinstance.py:1150} ERROR - task did not end
  time 2026-03-14T03:12:00.123Z; level error; service taskinstance; says task did not end
2026-03-14 03:12:00,123 INFO [shop.orders:77] [MainThread] shelf seen
  time 2026-03-14T03:12:00.123Z; level info; service orders; says shelf seen
# loguru
2026-03-14 03:12:00.123 | ERROR    | shop.orders:count:12 - shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service orders; says shelf is empty
2026-03-14 03:12:00.123 | SUCCESS  | __main__:<module>:5 - shelf counted
  time 2026-03-14T03:12:00.123Z; level info; says shelf counted
# structlog (console)
2026-03-14 03:12:00 [error    ] shelf is empty                 [shop.orders] shelf=7
  time 2026-03-14T03:12:00Z; level error; service shop.orders; says shelf is empty
2026-03-14T03:12:00.123456Z [warning  ] shelf is low  shelf=7
  time 2026-03-14T03:12:00.123Z; level warning; says shelf is low
# Celery
[2026-03-14 03:12:00,123: ERROR/MainProcess] no connection to the broker
  time 2026-03-14T03:12:00.123Z; level error; service MainProcess; says no connection
[2026-03-14 03:12:00,123: WARNING/ForkPoolWorker-1] shelf is low
  time 2026-03-14T03:12:00.123Z; level warning; service ForkPoolWorker-1; says shelf is low
# Gunicorn
[2026-03-14 03:12:00 +0100] [77] [CRITICAL] WORKER TIMEOUT (pid:78)
  time 2026-03-14T02:12:00Z; level fatal; process 77; says WORKER TIMEOUT
[2026-03-14 03:12:00 +0000] [77] [INFO] Booting worker with pid: 503
  time 2026-03-14T03:12:00Z; level info; process 77; says Booting worker
# Uvicorn
ERROR:    Exception in ASGI application
  level error; says Exception in ASGI
INFO:     Started server process [77]
  level info; says Started server
# Tornado
[E 260314 03:12:00 web:1878] no handler
  time 2026-03-14T03:12:00Z; level error; service web; says no handler
# Jupyter
[W 2026-03-14 03:12:00.123 ServerApp] no certificate
  time 2026-03-14T03:12:00.123Z; level warning; service ServerApp; says no certificate
# OpenStack
2026-03-14 03:12:00.123 2931 ERROR nova.compute.manager [req-3ea4052c-895d-4b64-9e2d-04d64c4d94ab - - - - -] no host fits
  time 2026-03-14T03:12:00.123Z; level error; service nova.compute.manager; process 2931; about request req-3ea4052c-895d-4b64-9e2d-04d64c4d94ab; says no host fits
nova-api.log 2026-03-14 03:12:00.123 77 INFO nova.osapi_compute.wsgi.server [req-3ea4052c-895d-4b64-9e2d-04d64c4d94ab - - -] 192.0.2.7 "GET /v2/a HTTP/1.1" status: 503 len: 1893 time: 0.2
  time 2026-03-14T03:12:00.123Z; level info; status 503; service nova.osapi_compute.wsgi.server; process 77; about request req-3ea4052c-895d-4b64-9e2d-04d64c4d94ab; says 192.0.2.7 "GET
# Ruby
E, [2026-03-14T03:12:00.123456 #77] ERROR -- orders: shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service orders; process 77; says shelf is empty
I, [2026-03-14T03:12:00.123456 #77]  INFO -- : shelf seen
  time 2026-03-14T03:12:00.123Z; level info; process 77; says shelf seen
# Sidekiq
2026-03-14T03:12:00.123Z pid=77 tid=abc class=CountJob jid=a1b2c3 WARN: shelf is low
  time 2026-03-14T03:12:00.123Z; level warning; process 77; about request a1b2c3; says shelf is low
2026-03-14T03:12:00.123Z 77 TID-abc CountJob JID-a1b2c3 INFO: start
  time 2026-03-14T03:12:00.123Z; level info; process 77; says start
# Rails
Started POST "/pay" for 192.0.2.7 at 2026-03-14 03:12:00 +0100
  time 2026-03-14T02:12:00Z; says Started POST
[8f507cfc-1f2e-4e5b-9d2a-0a1b2c3d4e5f] Completed 503 Service Unavailable in 5ms
  status 503; about request 8f507cfc-1f2e-4e5b-9d2a-0a1b2c3d4e5f; says [8f507cfc
# Puma
[77] - Worker 0 (PID: 78) booted in 0.5s
  process 77; says - Worker 0
# PHP (error log)
[14-Mar-2026 03:12:00 Europe/Berlin] PHP Fatal error:  Uncaught ShelfException: empty in /srv/a.php:7
  time 2026-03-14T02:12:00Z; level error; says Uncaught ShelfException
[14-Mar-2026 03:12:00 UTC] PHP Warning:  Undefined variable $shelf in /srv/a.php on line 503
  time 2026-03-14T03:12:00Z; level warning; says Undefined variable
PHP Notice:  Undefined index: shelf in /srv/a.php on line 7
  level info; says Undefined index
# PHP-FPM
[14-Mar-2026 03:12:00] WARNING: [pool www] child 812 exited on signal 11 after 5.1 seconds from start
  time 2026-03-14T03:12:00Z; level warning; service www; process 812; says exited on signal
[14-Mar-2026 03:12:00] NOTICE: ready to handle connections
  time 2026-03-14T03:12:00Z; level info; says ready to handle
# Laravel, Monolog
[2026-03-14 03:12:00] production.ERROR: shelf is empty {"shelf":7}
  time 2026-03-14T03:12:00Z; level error; service production; says shelf is empty
[2026-03-14T03:12:00.123456+01:00] request.CRITICAL: shelf is gone {"exception":"x"} []
  time 2026-03-14T02:12:00.123Z; level fatal; service request; says shelf is gone
# Symfony (console)
03:12:00 ERROR     [app] shelf is empty ["shelf" => 7]
  level error; service app; says shelf is empty
# WordPress, Drupal
[14-Mar-2026 03:12:00 UTC] WordPress database error no such table for query SELECT 1
  time 2026-03-14T03:12:00Z; says WordPress database error
# Node (winston, log4js, NestJS)
2026-03-14T03:12:00.123Z error: shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; says shelf is empty
[2026-03-14T03:12:00.123] [ERROR] orders - shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service orders; says shelf is empty
[Nest] 77  - 03/14/2026, 3:12:00 AM   ERROR [ShelfService] shelf is empty
  time 2026-03-14T03:12:00Z; level error; service ShelfService; process 77; says shelf is empty
[Nest] 77  - 03/14/2026, 3:12:00 PM     LOG [Bootstrap] ready
  time 2026-03-14T15:12:00Z; level info; service Bootstrap; process 77; says ready
# pino-pretty
[03:12:00.123] ERROR (77): shelf is empty
  level error; process 77; says shelf is empty
[2026-03-14 03:12:00.123 +0000] WARN (orders/77 on web1): shelf is low
  time 2026-03-14T03:12:00.123Z; level warning; service orders; host web1; process 77; says shelf is low
# debug (Node)
2026-03-14T03:12:00.123Z shop:orders shelf seen +2ms
  time 2026-03-14T03:12:00.123Z; service shop:orders; says shelf seen
# PM2
0|orders   | ERROR shelf is empty
  level error; service orders; says shelf is empty
2026-03-14T03:12:00: PM2 error: process is gone
  time 2026-03-14T03:12:00Z; level error; service PM2; says process is gone
# Perl (Log4perl)
2026/03/14 03:12:00 ERROR> shelf.pl:12 main::count - shelf is empty
  time 2026-03-14T03:12:00Z; level error; says shelf.pl:12
`);
