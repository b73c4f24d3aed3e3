import { statusForms } from "../../reading/http-status.ts";
import type { Rule } from "./rule.ts";

/**
 * Matches a status code in a log line: after the request of an access line, after `status=`, `"status":` or
 * `status code`, after `HTTP`, or before its reason phrase. The status is always a word of its own.
 */
function status(code: string, phrase: string): RegExp {
  return new RegExp(
    [
      ...statusForms(code),
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
    name: "backend-server-down",
    component: "http",
    words: ["server"],
    pattern: /\bserver [\w.-]{1,60}\/[\w.-]{1,60} is down\b(?! for maintenance)/i,
    severity: "P2",
    cause: "HAProxy or another load balancer took a backend server out because its health check failed",
    action:
      "Ask that server's health URL by `curl`, read its log at this time, and count how many servers of the backend are left before you restart it.",
    confidence: 88,
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
  },
  {
    name: "upstream-unreachable",
    component: "http",
    words: ["upstream", "backend", "gateway"],
    pattern:
      /\bfailed\b.{0,60}\bwhile connecting to upstream\b|\b(?:error|failed) (?:reading|connecting|proxying)\b.{0,20}\b(?:upstream|backend|gateway)\b/i,
    severity: "P2",
    cause: "nginx or another proxy cannot connect to the upstream server it should pass the request to",
    action:
      "Check that the upstream process runs and listens on the address in the line (`ss -ltn`), then `curl` it from the proxy host; compare the port with the proxy's configuration.",
    confidence: 90,
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
      "rate",
      "limiting",
      "throttled",
      "requests",
      "limited",
    ],
    pattern:
      /\brate[ -]?limit(?:ed)?\b.{0,30}\b(?:exceeded|reached|hit)\b|\b(?:throttlingexception|toomanyrequestsexception|ratelimitexceeded)\b|\blimiting requests, excess\b|\brate exceeded\b|\brate[- ]limit(?:ing|ed)?\b.{0,60}\b(?:rejected|blocked|violation|due to)\b|\bthrottled\b.{0,60}\btoo many requests\b|\btoo many requests\b.{0,60}\b(?:blocking|rejected|limit)\b|\brequest rate limited\b|\brate limited by\b/i,
    severity: "P3",
    cause: "requests are throttled: a client or key exceeded its API rate limit",
    action:
      "Find the caller and its usual rate; back off with growing pauses if it is your own service, otherwise decide whether to raise its limit or to block it.",
    confidence: 80,
  },
  {
    name: "request-body-too-large",
    component: "http",
    words: ["413", "client"],
    pattern:
      /\bclient intended to send too large body\b|\b413 (?:request entity|payload|content) too large\b/i,
    severity: "P3",
    cause: "a client sent a body larger than the server accepts and was refused",
    action:
      "Compare the size in the line with `client_max_body_size` or the like; raise the limit for that path if such uploads are wanted.",
    confidence: 84,
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
  },
];
