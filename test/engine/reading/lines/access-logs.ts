import { lineTable } from "./line-table.ts";

/** A line for each request, as web servers and frameworks write it. */
export const accessLogs = lineTable(String.raw`
# Apache, nginx (common, combined, with virtual host)
192.0.2.7 - - [14/Mar/2026:03:12:00 +0100] "GET /a HTTP/1.1" 200 500
  time 2026-03-14T02:12:00Z; status 200; says "GET /a
192.0.2.7 - alice [14/Mar/2026:03:12:00 +0000] "POST /pay HTTP/1.1" 502 157 "https://shop.example/" "Mozilla/5.0 (X11; Linux x86_64)"
  time 2026-03-14T03:12:00Z; status 502; about user alice; says "POST /pay
shop.example:443 192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] "GET /a HTTP/2.0" 404 7 "-" "curl/8"
  time 2026-03-14T03:12:00Z; status 404; host shop.example:443; says "GET /a
192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] "-" 408 0 "-" "-"
  time 2026-03-14T03:12:00Z; status 408; says "-" 408
2001:db8::7 - - [14/Mar/2026:03:12:00 +0000] "GET /a?status=500 HTTP/1.1" 304 - 0.004
  time 2026-03-14T03:12:00Z; status 304; says "GET /a?status=500
192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] "\x16\x03\x01" 400 150 "-" "-"
  time 2026-03-14T03:12:00Z; status 400; says "\x16
Mar 14 03:12:00 web1 nginx: 192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] "GET /a HTTP/1.1" 503 7 "-" "curl/8"
  time 2026-03-14T03:12:00Z; status 503; service nginx; host web1; says "GET /a
# nginx (JSON)
{"time_local":"14/Mar/2026:03:12:00 +0000","remote_addr":"192.0.2.7","request":"GET /a HTTP/1.1","status":"502","request_time":"0.5","request_id":"a1b2c3d4e5f6"}
  time 2026-03-14T03:12:00Z; status 502; about request a1b2c3d4e5f6; says time_local=
{"time_iso8601":"2026-03-14T03:12:00+00:00","status":200,"host":"shop.example","uri":"/a"}
  time 2026-03-14T03:12:00Z; status 200; host shop.example; says time_iso8601=
# Ingress NGINX
192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] "GET /a HTTP/1.1" 504 0 "-" "curl/8" 421 5.001 [shop-orders-80] [] 198.51.100.2:8080 0 5.000 504 8f507cfc1f2e4e5b9d2a0a1b2c3d4e5f
  time 2026-03-14T03:12:00Z; status 504; says "GET /a
# IIS (W3C)
2026-03-14 03:12:00 198.51.100.2 GET /a q=1 443 - 192.0.2.7 Mozilla/5.0+(Windows) https://shop.example/ 500 0 64 312
  time 2026-03-14T03:12:00Z; status 500; host 198.51.100.2; says GET /a
2026-03-14 03:12:00 W3SVC1 WEB1 198.51.100.2 POST /pay - 80 alice 192.0.2.7 HTTP/1.1 curl/8 - - shop.example 401 2 5 120 300 15
  time 2026-03-14T03:12:00Z; status 401; service W3SVC1; host WEB1; about user alice; says POST /pay
2026-03-14 03:12:00 198.51.100.2 GET /a - 80 - 192.0.2.7 curl/8 - 200 0 0 12
  time 2026-03-14T03:12:00Z; status 200; host 198.51.100.2; says GET /a
# Traefik
192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] "GET /a HTTP/1.1" 502 11 "-" "-" 42 "orders@docker" "http://198.51.100.2:80" 3ms
  time 2026-03-14T03:12:00Z; status 502; says "GET /a
{"ClientHost":"192.0.2.7","DownstreamStatus":503,"RequestMethod":"GET","RequestPath":"/a","RouterName":"orders@docker","level":"info","msg":"","time":"2026-03-14T03:12:00Z"}
  time 2026-03-14T03:12:00Z; level info; status 503; says clienthost=192.0.2.7
time="2026-03-14T03:12:00Z" level=error msg="no server answers" providerName=docker
  time 2026-03-14T03:12:00Z; level error; says msg=no server answers
# Caddy
{"level":"info","ts":1773457920.123,"logger":"http.log.access","msg":"handled request","request":{"method":"GET","host":"shop.example","uri":"/a"},"duration":0.5,"size":7,"status":502}
  time 2026-03-14T03:12:00.123Z; level info; status 502; service access; says handled request
2026/03/14 03:12:00.123⇥ERROR⇥http.handlers.reverse_proxy⇥no upstream answers
  time 2026-03-14T03:12:00.123Z; level error; service reverse_proxy; says no upstream answers
# GIN
[GIN] 2026/03/14 - 03:12:00 | 500 |   12.1ms |       192.0.2.7 | GET      "/a"
  time 2026-03-14T03:12:00Z; status 500; service GIN; says 500 |
[GIN-debug] [WARNING] running in debug mode
  level warning; service GIN-debug; says running in debug mode
# Echo, Fiber, chi
{"time":"2026-03-14T03:12:00.123Z","id":"a1b2c3d4","remote_ip":"192.0.2.7","host":"shop.example","method":"GET","uri":"/a","status":503,"error":"","latency":7000}
  time 2026-03-14T03:12:00.123Z; status 503; host shop.example; says id=a1b2c3d4
03:12:00 | 500 |    1.5ms |  192.0.2.7 | GET     | /a
  status 500; says 500 |
2026/03/14 03:12:00 [web1/a1b2c3-000001] "GET http://shop.example/a HTTP/1.1" from 192.0.2.7:50122 - 502 7B in 12.5ms
  time 2026-03-14T03:12:00Z; status 502; host web1; says "GET http://shop.example/a
# morgan
GET /a 500 12.345 ms - 27
  status 500; says GET /a 500
::1 - - [14/Mar/2026:03:12:00 +0000] "GET /a HTTP/1.1" 404 27
  time 2026-03-14T03:12:00Z; status 404; says "GET /a
# Gunicorn and Uvicorn (access)
192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] "GET /a HTTP/1.1" 500 27 "-" "curl/8"
  time 2026-03-14T03:12:00Z; status 500; says "GET /a
INFO:     192.0.2.7:50122 - "GET /a HTTP/1.1" 500 Internal Server Error
  level info; status 500; says 192.0.2.7:50122
INFO:     192.0.2.7:50122 - "GET /a HTTP/1.1" 200 OK
  level info; status 200; says 192.0.2.7:50122
# Django (development server)
[14/Mar/2026 03:12:00] "GET /a HTTP/1.1" 500 145
  time 2026-03-14T03:12:00Z; status 500; says "GET /a
# Werkzeug
192.0.2.7 - - [14/Mar/2026 03:12:00] "GET /a HTTP/1.1" 404 -
  time 2026-03-14T03:12:00Z; status 404; says "GET /a
INFO:werkzeug:192.0.2.7 - - [14/Mar/2026 03:12:00] "GET /a HTTP/1.1" 500 -
  time 2026-03-14T03:12:00Z; level info; status 500; service werkzeug; says 192.0.2.7 - -
# Jetty
192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] "GET /a HTTP/1.1" 503 0 "-" "curl/8" 12
  time 2026-03-14T03:12:00Z; status 503; says "GET /a
# Tomcat (access valve)
192.0.2.7 - - [14/Mar/2026:03:12:00 +0100] "GET /a;jsessionid=1A2B HTTP/1.1" 500 1 4
  time 2026-03-14T02:12:00Z; status 500; about session 1A2B; says "GET /a
# Rails
Completed 500 Internal Server Error in 12ms (ActiveRecord: 0.0ms)
  status 500; says Completed 500
Started GET "/a" for 192.0.2.7 at 2026-03-14 03:12:00 +0000
  time 2026-03-14T03:12:00Z; says Started GET
{"method":"GET","path":"/a","format":"html","controller":"A","action":"show","status":503,"duration":5.1,"time":"2026-03-14T03:12:00.123Z"}
  time 2026-03-14T03:12:00.123Z; status 503; says method=GET
method=GET path=/a format=html controller=A action=show status=500 duration=5.10
  status 500; says method=GET
# PHP built-in server
[Sat Mar 14 03:12:00 2026] 192.0.2.7:50122 [404]: GET /a
  time 2026-03-14T03:12:00Z; status 404; says 192.0.2.7:50122
# Spring, Node and other lines of requests
2026-03-14 03:12:00.123  INFO 7 --- [nio-8080-exec-1] c.s.RequestFilter : GET /a => 503
  time 2026-03-14T03:12:00.123Z; level info; status 503; service RequestFilter; process 7; says GET /a => 503
<-- GET /a 500 12ms
  status 500; says <-- GET /a
`);
