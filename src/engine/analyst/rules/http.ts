import type { Rule } from "./rule.ts";

/**
 * Where a log line names this status: after the request of an access line, after `status=`, `"status":` or
 * `status code`, after `HTTP`, or before its own phrase. The status is always a word of its own.
 */
function status(code: string, phrase: string): RegExp {
  return new RegExp(
    [
      `" ${code}(?: [\\d"-]|[\\r\\n]|$)`,
      `status(?:[ _-]?code)?(?:["']?\\s{0,2}[=:]|\\s)\\s{0,2}["']?${code}\\b(?! ?(?:ms|rows|items|bytes|files)\\b)`,
      `\\bhttp(?:\\/\\d(?:\\.\\d)?)?(?: error| status| response)?[ :=]{1,2}${code}\\b`,
      `\\b${code} (?:${phrase})\\b`,
    ].join("|"),
    "i",
  );
}

/** What the server says instead, when a call over HTTP fails. */
export const httpRules: readonly Rule[] = [
  {
    name: "no-live-upstream",
    component: "http",
    words: ["upstreams", "backend"],
    pattern: /\bno live upstreams\b|\bbackend\b.{0,60}\bno server available\b/i,
    severity: "P1",
    cause: "the proxy has no server left that it holds for healthy, so every request to this service fails",
    action:
      "Ask each server's health URL from the proxy host, restart those that do not answer, and check whether a change of the health check or a deploy took them all out.",
    confidence: 92,
    example:
      'nginx: [error] 31#31: *88 no live upstreams while connecting to upstream, request: "GET /cart HTTP/1.1"',
  },
  {
    name: "proxy-connections-used-up",
    component: "http",
    words: ["worker_connections", "maxrequestworkers", "maxclients", "max_children"],
    pattern:
      /\bworker_connections are not enough\b|\breached (?:pm\.max_children|maxrequestworkers|maxclients)\b|\breached pm\.max_children\b/i,
    severity: "P1",
    cause: "the web server reached its limit of workers or connections, so new requests wait or fail",
    action:
      "See in the server's status page whether requests are many or merely slow. Slow: find the dependency that holds them. Many: raise the limit within memory.",
    confidence: 90,
    example: "nginx: [alert] 12#12: 1024 worker_connections are not enough",
  },
  {
    name: "backend-server-down",
    component: "http",
    words: ["server"],
    pattern: /\bserver [\w.-]{1,60}\/[\w.-]{1,60} is down\b/i,
    severity: "P2",
    cause: "the load balancer took one server out because its health check failed",
    action:
      "Ask that server's health URL by `curl`, read its log at this time, and count how many servers of the backend are left before you restart it.",
    confidence: 88,
    example: "haproxy[77]: Server shop_back/web3 is DOWN, reason: Layer4 timeout, check duration: 2001ms.",
    notExamples: ["haproxy[77]: Server shop_back/web3 is UP, reason: Layer7 check passed, code: 200"],
  },
  {
    name: "upstream-timed-out",
    component: "http",
    words: ["upstream"],
    pattern: /\bupstream (?:request )?(?:timed out|timeout)\b/i,
    severity: "P2",
    cause: "the server behind the proxy took longer than the proxy waits",
    action:
      "Find the slow URL and its server in the log line, look there for slow queries, a full worker pool or CPU; raise the proxy's timeout only if the work is meant to be slow.",
    confidence: 88,
    example:
      'nginx: [error] 31#31: *9 upstream timed out (110: Connection timed out) while reading response header from upstream, request: "GET /report HTTP/1.1"',
  },
  {
    name: "upstream-closed-early",
    component: "http",
    words: ["upstream"],
    pattern: /\bupstream prematurely closed connection\b|\bupstream connect error or disconnect\/reset\b/i,
    severity: "P2",
    cause: "the server behind the proxy dropped the request half way, as one that crashes or restarts does",
    action:
      "Read that server's log at the same second for a crash, an out-of-memory kill or a deploy; if there is none, make its keep-alive longer than the proxy's.",
    confidence: 86,
    example:
      "envoy: upstream connect error or disconnect/reset before headers. reset reason: connection termination",
  },
  {
    name: "upstream-response-too-big",
    component: "http",
    words: ["upstream"],
    pattern: /\bupstream sent (?:too big header|invalid header)\b/i,
    severity: "P3",
    cause: "the answer's header is larger than the proxy's buffer, or malformed, so the client gets a 502",
    action:
      "Look for oversized cookies or tokens in that answer, shrink them if possible, otherwise raise `proxy_buffer_size` for this location.",
    confidence: 84,
    example:
      "nginx: [error] 31#31: *4 upstream sent too big header while reading response header from upstream",
  },
  {
    name: "upstream-unreachable",
    component: "http",
    words: ["upstream", "backend", "gateway"],
    pattern:
      /\bfailed\b.{0,60}\bwhile connecting to upstream\b|\b(?:error|failed) (?:reading|connecting|proxying)\b.{0,20}\b(?:upstream|backend|gateway)\b/i,
    severity: "P2",
    cause: "the proxy cannot connect to the server it should pass the request to",
    action:
      "Check that the upstream process runs and listens on the address in the line (`ss -ltn`), then `curl` it from the proxy host; compare the port with the proxy's configuration.",
    confidence: 90,
    example:
      'nginx: [error] 31#31: *7 connect() failed (111: Connection refused) while connecting to upstream, upstream: "http://192.0.2.12:9000/"',
  },
  {
    name: "http-503",
    component: "http",
    words: ["503"],
    pattern: status("503", "service (?:temporarily )?unavailable"),
    severity: "P2",
    cause:
      "the service says that it cannot take requests now: overloaded, starting, or without healthy servers",
    action:
      "Count 503s per server and minute: all servers points to a shared dependency or too much load, a single one to that server. Compare the start with the last deploy.",
    confidence: 84,
    example:
      '198.51.100.23 - - [12/May/2025:10:01:44 +0000] "GET /checkout HTTP/1.1" 503 190 "-" "curl/8.5.0"',
    notExamples: [
      '198.51.100.23 - - [12/May/2025:10:01:44 +0000] "GET /checkout HTTP/1.1" 200 503 "-" "curl/8.5.0"',
      '198.51.100.23 - - [12/May/2025:10:01:45 +0000] "GET /favicon.ico HTTP/1.1" 404 153 "-" "curl/8.5.0"',
    ],
  },
  {
    name: "http-502",
    component: "http",
    words: ["502"],
    pattern: status("502", "bad gateway|proxy error"),
    severity: "P2",
    cause: "a proxy got no usable answer from the server behind it",
    action:
      "Read the proxy's error log at the same second for the upstream's address and reason, then check whether that server crashed, restarts or listens on another port.",
    confidence: 86,
    example: '{"method":"POST","path":"/api/orders","status":502,"took_ms":31}',
    notExamples: ['{"method":"POST","path":"/api/orders","status":201,"took_ms":502}'],
  },
  {
    name: "http-504",
    component: "http",
    words: ["504"],
    pattern: status("504", "gateway time-?out"),
    severity: "P2",
    cause: "the server behind a proxy did not answer within the proxy's time limit",
    action:
      "See which URLs are slow, and look behind them for slow queries, locks or a stuck dependency; compare their usual duration with the proxy's timeout.",
    confidence: 86,
    example: "call to billing.example.com failed: HTTP 504",
  },
  {
    name: "http-500",
    component: "http",
    words: ["500"],
    pattern: status("500", "internal server error"),
    severity: "P2",
    cause: "the application failed while it handled the request, so the caller got an error",
    action:
      "Find the stack trace of the same request or trace id in the application's log, and compare the first 500 with the time of the last deploy or configuration change.",
    confidence: 78,
    example: "method=GET path=/api/cart status=500 duration=84ms",
    notExamples: ["method=GET path=/api/cart status=200 duration=500ms", "loaded 500 products, status 200"],
  },
  {
    name: "http-5xx",
    component: "http",
    words: [
      "501",
      "505",
      "506",
      "507",
      "508",
      "510",
      "511",
      "520",
      "521",
      "522",
      "523",
      "524",
      "525",
      "526",
      "529",
      "530",
    ],
    pattern: status("5(?:0[15678]|1[01]|2[0-69]|30)", "origin error|web server is down"),
    severity: "P3",
    cause: "the server or a proxy before it could not fulfil the request",
    action:
      "Look the status up in the documentation of whoever sent it (52x comes from a content network before your origin), then test the origin directly by `curl`.",
    confidence: 72,
    example: '203.0.113.40 - - [12/May/2025:10:03:02 +0000] "GET / HTTP/2.0" 522 0 "-" "probe/1.0"',
  },
  {
    name: "http-429",
    component: "http",
    words: ["429"],
    pattern: status("429", "too many requests"),
    severity: "P3",
    cause: "a caller sent more requests than its limit allows and is turned away",
    action:
      "See who is limited. Your own service: honour `Retry-After`, spread the calls or ask for a higher quota. A client of yours: check whether it loops.",
    confidence: 82,
    example: "GET https://api.example.com/v1/rates failed with status code 429",
  },
  {
    name: "rate-limited",
    component: "http",
    words: [
      "rate",
      "ratelimit",
      "ratelimited",
      "throttlingexception",
      "toomanyrequestsexception",
      "limiting",
      "ratelimitexceeded",
    ],
    pattern:
      /\brate[ -]?limit(?:ed)?\b.{0,30}\b(?:exceeded|reached|hit)\b|\b(?:throttlingexception|toomanyrequestsexception|ratelimitexceeded)\b|\blimiting requests, excess\b|\brate exceeded\b/i,
    severity: "P3",
    cause: "requests come faster than the limit set for this caller",
    action:
      "Find the caller and its usual rate; back off with growing pauses if it is your own service, otherwise decide whether to raise its limit or to block it.",
    confidence: 80,
    example: 'nginx: [error] 31#31: *51 limiting requests, excess: 20.400 by zone "api", client: 203.0.113.9',
    notExamples: ["rate limit configured: 100 requests per second"],
  },
  {
    name: "request-body-too-large",
    component: "http",
    words: ["413", "client"],
    pattern:
      /\bclient intended to send too large body\b|\b413 (?:request entity|payload|content) too large\b/i,
    severity: "P4",
    cause: "a client sent a body larger than the server accepts and was refused",
    action:
      "Compare the size in the line with `client_max_body_size` or the like; raise the limit for that path if such uploads are wanted.",
    confidence: 84,
    example:
      "nginx: [error] 31#31: *66 client intended to send too large body: 10485761 bytes, client: 203.0.113.77",
  },
  {
    name: "redirect-loop",
    component: "http",
    words: ["redirects", "redirect", "redirection"],
    pattern: /\btoo many redirects\b|\bredirect(?:ion)? (?:loop|cycle)\b/i,
    severity: "P3",
    cause: "addresses send the caller round in a circle, so the page never loads",
    action:
      "Follow it with `curl -sIL <url>`, and look for http/https or host rules that undo each other on the load balancer and in the application.",
    confidence: 80,
    example: "net: stopped after 10 hops: too many redirects for http://www.example.com/login",
  },
];
