import type { RuleExamples } from "./rule-examples.ts";

export const httpExamples: Readonly<Record<string, RuleExamples>> = {
  "backend-server-down": {
    decides: "haproxy[77]: Server shop_back/web3 is DOWN, reason: Layer4 timeout, check duration: 2001ms.",
    leavesAlone: ["haproxy[77]: Server shop_back/web3 is UP, reason: Layer7 check passed, code: 200"],
  },
  "upstream-response-too-big": {
    decides:
      "nginx: [error] 31#31: *4 upstream sent too big header while reading response header from upstream",
  },
  "upstream-unreachable": {
    decides: "edge: error connecting to upstream 192.0.2.12:9000",
  },
  "http-503": {
    decides:
      '198.51.100.23 - - [12/May/2025:10:01:44 +0000] "GET /checkout HTTP/1.1" 503 190 "-" "curl/8.5.0"',
    leavesAlone: [
      '198.51.100.23 - - [12/May/2025:10:01:44 +0000] "GET /checkout HTTP/1.1" 200 503 "-" "curl/8.5.0"',
      '198.51.100.7:4711 [12/May/2025:10:01:44.120] web pool/s1 503/0/3/20/23 200 503 - - ---- 1/1/1/1/0 0/0 "GET / HTTP/1.1"',
      "2025-05-12 10:01:44 192.0.2.9 GET /503 - 443 - 198.51.100.7 curl - 200 0 0 503",
      "[GIN] 2025/05/12 - 10:01:44 | 200 | 503ms | 198.51.100.7 | GET /a",
      "GET /orders/503 200 12 ms",
      '198.51.100.23 - - [12/May/2025:10:01:45 +0000] "GET /favicon.ico HTTP/1.1" 404 153 "-" "curl/8.5.0"',
    ],
  },
  "http-502": {
    decides: '{"method":"POST","path":"/api/orders","status":502,"took_ms":31}',
    leavesAlone: ['{"method":"POST","path":"/api/orders","status":201,"took_ms":502}'],
  },
  "http-504": {
    decides: "call to billing.example.com failed: HTTP 504",
  },
  "http-500": {
    decides: "method=GET path=/api/cart status=500 duration=84ms",
    leavesAlone: ["method=GET path=/api/cart status=200 duration=500ms", "loaded 500 products, status 200"],
  },
  "http-5xx": {
    decides: '203.0.113.40 - - [12/May/2025:10:03:02 +0000] "GET / HTTP/2.0" 522 0 "-" "probe/1.0"',
  },
  "http-429": {
    decides: "GET https://api.example.com/v1/rates failed with status code 429",
  },
  "rate-limited": {
    decides: 'nginx: [error] 31#31: *51 limiting requests, excess: 20.400 by zone "api", client: 203.0.113.9',
    leavesAlone: ["rate limit configured: 100 requests per second"],
  },
  "request-body-too-large": {
    decides:
      "nginx: [error] 31#31: *66 client intended to send too large body: 10485761 bytes, client: 203.0.113.77",
  },
  "redirect-loop": {
    decides: "net: stopped after 10 hops: too many redirects for http://www.example.com/login",
  },
};
