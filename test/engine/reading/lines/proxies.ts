import { lineTable } from "./line-table.ts";

/** Proxies, load balancers, caches and their errors. */
export const proxies = lineTable(`
# HAProxy (HTTP)
Mar 14 03:12:00 lb1 haproxy[14389]: 192.0.2.7:33317 [14/Mar/2026:03:12:00.655] http-in static/srv1 10/0/30/69/109 503 2750 - - ---- 1/1/1/1/0 0/0 "GET /a HTTP/1.1"
  time 2026-03-14T03:12:00Z; status 503; service haproxy; host lb1; process 14389; says http-in
192.0.2.7:33317 [14/Mar/2026:03:12:00.655] http-in static/<NOSRV> -1/-1/-1/-1/0 503 213 - - SC-- 1/1/0/0/3 0/0 "GET /a HTTP/1.1"
  time 2026-03-14T03:12:00.655Z; status 503; says http-in static
<134>Mar 14 03:12:00 haproxy[9]: 192.0.2.7:33317 [14/Mar/2026:03:12:00.655] https~ api/s2 0/0/1/12/+13 200 +512 - - --VN 3/3/2/1/0 0/0 {shop.example|curl} "POST /pay HTTP/1.1"
  time 2026-03-14T03:12:00Z; level info; status 200; service haproxy; process 9; says https~
# HAProxy (TCP)
Mar 14 03:12:00 lb1 haproxy[9]: 192.0.2.7:33320 [14/Mar/2026:03:12:00.100] mysql-in db/s1 1/0/5007 212 -- 503/200/1/1/0 0/0
  time 2026-03-14T03:12:00Z; service haproxy; host lb1; process 9; says mysql-in
# HAProxy (events)
Mar 14 03:12:00 lb1 haproxy[9]: Server static/srv1 is DOWN, reason: Layer4 timeout, check duration: 2001ms. 0 active servers left.
  time 2026-03-14T03:12:00Z; service haproxy; host lb1; process 9; says Server static/srv1 is DOWN
[ALERT]    (9) : backend 'static' has no server
  level fatal; process 9; says backend 'static'
# Envoy
[2026-03-14T03:12:00.310Z] "POST /pay HTTP/2" 503 UF,URX "-" 0 91 30 - "192.0.2.7" "curl/8" "8f507cfc-1f2e-4e5b" "shop.example" "198.51.100.2:80"
  time 2026-03-14T03:12:00.310Z; status 503; says "POST /pay
[2026-03-14T03:12:00.310Z] "- - -" 0 UH "-" 0 0 0 - "-" "-" "-" "-" "-"
  time 2026-03-14T03:12:00.310Z; says "- - -"
# Istio (JSON access)
{"start_time":"2026-03-14T03:12:00.123Z","method":"GET","path":"/a","protocol":"HTTP/1.1","response_code":503,"response_flags":"UH","request_id":"8f507cfc-1f2e-4e5b","authority":"shop.example","upstream_cluster":"outbound|80||orders"}
  time 2026-03-14T03:12:00.123Z; status 503; about request 8f507cfc-1f2e-4e5b; says start_time=
# AWS Application Load Balancer
https 2026-03-14T03:12:00.186641Z app/shop/50dc6c495c0c9188 192.0.2.7:2817 198.51.100.2:80 0.000 0.001 0.000 502 502 34 366 "GET https://shop.example:443/a HTTP/1.1" "curl/8" ECDHE-RSA TLSv1.2 arn:aws:x "Root=1-58337262-36d228ad5d99923122bbe354"
  time 2026-03-14T03:12:00.186Z; status 502; service app/shop/50dc6c495c0c9188; about trace 1-58337262-36d228ad5d99923122bbe354; says 192.0.2.7:2817
h2 2026-03-14T03:12:00.186641Z app/shop/50dc6c495c0c9188 192.0.2.7:2817 - -1 -1 -1 503 - 34 366 "GET https://shop.example:443/a HTTP/2.0" "curl/8" - -
  time 2026-03-14T03:12:00.186Z; status 503; service app/shop/50dc6c495c0c9188; says 192.0.2.7:2817
# AWS Classic Load Balancer
2026-03-14T03:12:00.943439Z shop-lb 192.0.2.7:2817 198.51.100.2:80 0.000073 0.001048 0.000057 504 200 0 29 "GET http://shop.example:80/a HTTP/1.1" "curl/8" - -
  time 2026-03-14T03:12:00.943Z; status 504; service shop-lb; says 192.0.2.7:2817
# CloudFront
2026-03-14⇥03:12:00⇥FRA2⇥482⇥192.0.2.7⇥GET⇥d1.cloudfront.example⇥/a⇥502⇥-⇥Mozilla⇥-⇥-⇥Error
  time 2026-03-14T03:12:00Z; status 502; says FRA2
# Amazon S3
79a59df9 shop-bucket [14/Mar/2026:03:12:00 +0000] 192.0.2.7 79a59df9 3E57427F3EXAMPLE REST.GET.OBJECT a.jpg "GET /shop-bucket/a.jpg HTTP/1.1" 503 SlowDown 263 - 12 - "-" "aws-cli/2" -
  time 2026-03-14T03:12:00Z; status 503; says 192.0.2.7 79a59df9
# Squid
1773457920.123   1234 192.0.2.7 TCP_MISS/503 4123 GET http://shop.example/ - HIER_NONE/- text/html
  time 2026-03-14T03:12:00.123Z; status 503; says TCP_MISS/503
1773457920.123      0 192.0.2.7 NONE_NONE/400 3900 - error:invalid-request - HIER_NONE/- text/html
  time 2026-03-14T03:12:00.123Z; status 400; says NONE_NONE/400
2026/03/14 03:12:00 kid1| WARNING: disk is nearly full
  time 2026-03-14T03:12:00Z; level warning; says disk is nearly full
# Varnish
192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] "GET http://shop.example/a HTTP/1.1" 503 282 "-" "curl/8"
  time 2026-03-14T03:12:00Z; status 503; says "GET http://shop.example/a
*   << Request  >> 32770
  says *   <<
# nginx (errors)
2026/03/14 03:12:00 [error] 31#31: *7 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.7, server: shop.example, request: "GET /a HTTP/1.1", upstream: "http://198.51.100.2:80/a"
  time 2026-03-14T03:12:00Z; level error; process 31; says connect() failed
2026/03/14 03:12:00 [emerg] 1#1: no such directive "shelf"
  time 2026-03-14T03:12:00Z; level fatal; process 1; says no such directive
2026/03/14 03:12:00 [notice] 31#31: signal process began
  time 2026-03-14T03:12:00Z; level info; process 31; says signal process began
# Apache (errors)
[Sat Mar 14 03:12:00.123456 2026] [core:error] [pid 812:tid 140] [client 192.0.2.7:50122] AH00126: the path is not valid
  time 2026-03-14T03:12:00.123Z; level error; service core; process 812; says the path is not valid
[Sat Mar 14 03:12:00 2026] [notice] workerEnv.init() is done
  time 2026-03-14T03:12:00Z; level info; says workerEnv.init() is done
[Sat Mar 14 03:12:00.1 2026] [mpm_event:notice] [pid 1:tid 1] AH00489: server ready -- normal operations
  time 2026-03-14T03:12:00.100Z; level info; service mpm_event; process 1; says server ready
[Sat Mar 14 03:12:00.1 2026] [ssl:warn] [pid 1] no name fits
  time 2026-03-14T03:12:00.100Z; level warning; service ssl; process 1; says no name fits
# Kong, OpenResty
2026/03/14 03:12:00 [warn] 7#0: *99 [lua] handler.lua:12: shelf(): low, client: 192.0.2.7, server: kong
  time 2026-03-14T03:12:00Z; level warning; service lua; process 7; says handler.lua
`);
