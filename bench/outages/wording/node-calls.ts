import { commonCalls } from "./common-calls.ts";
import type { CallWordings } from "./wording.ts";

/** Node's clients (axios, node-fetch, undici), as the storefront calls other services. */
export const nodeHttp: CallWordings = {
  ...commonCalls,
  refused: {
    named: [
      "connect ECONNREFUSED {address}:{port}",
      "request to http://{peer}:{port}{path} failed, reason: connect ECONNREFUSED {address}:{port}",
      "{service} is unavailable: ECONNREFUSED",
    ],
    unnamed: ["fetch failed", "upstream call failed: ECONNREFUSED", "AxiosError: connection refused"],
  },
  timeout: {
    named: [
      "request to http://{peer}:{port}{path} failed, reason: network timeout",
      "{service} did not answer within {ms} ms",
      "ETIMEDOUT while waiting for {service} ({address}:{port})",
    ],
    unnamed: [
      "timeout of {ms}ms exceeded",
      "Headers Timeout Error",
      "The operation was aborted due to timeout",
      "rendering fallback: data not ready in time",
    ],
  },
  unreachable: {
    named: [
      "connect ETIMEDOUT {address}:{port}",
      "connect EHOSTUNREACH {address}:{port}",
      "request to http://{peer}:{port}{path} failed, reason: connect EHOSTUNREACH {address}:{port}",
    ],
    unnamed: ["Connect Timeout Error", "timeout of {ms}ms exceeded", "fetch failed"],
  },
  reset: {
    named: [
      "request to http://{peer}:{port}{path} failed, reason: read ECONNRESET",
      "{service} closed the connection: ECONNRESET",
      "read ECONNRESET from {address}:{port}",
    ],
    unnamed: ["socket hang up", "read ECONNRESET", "other side closed"],
  },
  unresolved: {
    named: [
      "queryA ETIMEOUT {peer} (server {resolver})",
      "resolver {resolver} gave no answer for {peer}",
      "DNS lookup failed at {resolver}: ESERVFAIL",
    ],
    unnamed: ["getaddrinfo EAI_AGAIN {peer}", "getaddrinfo ENOTFOUND {peer}", "fetch failed: EAI_AGAIN"],
  },
  certificate: {
    named: [
      "request to https://{peer}:{port}{path} failed, reason: certificate has expired",
      "TLS handshake with {service} failed: CERT_HAS_EXPIRED",
      "{peer}: certificate has expired",
    ],
    unnamed: ["certificate has expired", "CERT_HAS_EXPIRED", "TLSSocket error: certificate has expired"],
  },
  reply: {
    named: [
      "{service} answered {reply} for {path}",
      "GET http://{peer}:{port}{path}: {reply}",
      "bad response from {service}: {reply}",
    ],
    unnamed: ["Request failed with {reply}", "upstream error: {reply}", "unexpected response: {reply}"],
  },
  pool: {
    named: [
      "no free socket for {service}, {waiting} requests queued",
      "agent for {peer}:{port} is saturated ({waiting} pending)",
    ],
    unnamed: ["Too many queued requests: {waiting}", "agent saturated, {waiting} requests pending"],
  },
};
