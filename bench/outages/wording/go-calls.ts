import { commonCalls } from "./common-calls.ts";
import type { CallWordings, Wording } from "./wording.ts";

/** Errors of Go's net package, which every client written in Go passes on. */
const network: CallWordings = {
  ...commonCalls,
  refused: {
    named: [
      "dial tcp {address}:{port}: connect: connection refused",
      "{service}: dial tcp {address}:{port}: connect: connection refused",
      "connection to {peer} refused",
    ],
    unnamed: [
      "connect: connection refused",
      "driver: bad connection",
      "connection refused, giving up after 3 attempts",
    ],
  },
  timeout: {
    named: [
      "read tcp 192.0.2.40:51234->{address}:{port}: i/o timeout",
      "waiting for {service}: context deadline exceeded",
      "{peer}:{port}: no reply within {ms}ms",
    ],
    unnamed: ["context deadline exceeded", "i/o timeout", "context canceled"],
  },
  unreachable: {
    named: [
      "dial tcp {address}:{port}: i/o timeout",
      "dial tcp {address}:{port}: connect: no route to host",
      "dial {service}: connect: no route to host",
    ],
    unnamed: ["i/o timeout", "connect: no route to host", "context deadline exceeded"],
  },
  reset: {
    named: [
      "read tcp 192.0.2.40:51234->{address}:{port}: read: connection reset by peer",
      "write tcp 192.0.2.40:51234->{address}:{port}: write: broken pipe",
      "{service}: unexpected EOF",
    ],
    unnamed: ["unexpected EOF", "read: connection reset by peer", "write: broken pipe"],
  },
  unresolved: {
    named: [
      "dial tcp: lookup {peer} on {resolver}:53: server misbehaving",
      "dial tcp: lookup {peer} on {resolver}:53: read udp 192.0.2.40:40211->{resolver}:53: i/o timeout",
      "lookup {peer} on {resolver}:53: no such host",
    ],
    unnamed: [
      "lookup {peer}: Temporary failure in name resolution",
      "dial tcp: lookup {peer}: i/o timeout",
      "no such host",
    ],
  },
  certificate: {
    named: [
      "{peer}: tls: failed to verify certificate: x509: certificate has expired or is not yet valid",
      "handshake with {service} ({address}:{port}) failed: x509: certificate has expired or is not yet valid",
    ],
    unnamed: [
      "x509: certificate has expired or is not yet valid",
      "tls: failed to verify certificate: x509: certificate has expired or is not yet valid",
      "remote error: tls: expired certificate",
    ],
  },
  reply: {
    named: [
      "{service}: {reply}",
      "{peer}:{port} returned: {reply}",
      "reply of {service} not usable: {reply}",
    ],
    unnamed: ["{reply}", "query failed: {reply}", "unexpected reply: {reply}"],
  },
  pool: {
    named: [
      "no connection to {service} free: {size} of {size} in use",
      "pool for {peer} exhausted, {waiting} waiting",
    ],
    unnamed: [
      "connection pool timeout",
      "context deadline exceeded while acquiring connection",
      "pool exhausted: {size} open, {waiting} waiting",
    ],
  },
};

const withReply = (reply: Wording, pool: Wording = network.pool): CallWordings => ({
  ...network,
  reply,
  pool,
});

export const goPostgres = withReply({
  named: [
    "failed to connect to `host={peer} user=shop database=shop`: server error ({reply})",
    "{service}: ERROR: {reply}",
    "exec on {peer}:{port}: {reply}",
  ],
  unnamed: ["pq: {reply}", "ERROR: {reply}", "begin transaction: {reply}"],
});

export const goMysql = withReply({
  named: [
    "{service}: Error 1290 (HY000): {reply}",
    "query on {peer}:{port}: {reply}",
    "{service} refused: {reply}",
  ],
  unnamed: ["Error 1290 (HY000): {reply}", "sql: {reply}", "load plants: {reply}"],
});

export const goRedis = withReply(
  {
    named: ["redis {peer}:{port}: {reply}", "{service}: {reply}", "SET on {service} failed: {reply}"],
    unnamed: ["SET: {reply}", "{reply}", "session not stored: {reply}"],
  },
  {
    named: ["redis {peer}: connection pool timeout", "no connection to {service} within {ms}ms"],
    unnamed: ["connection pool timeout", "pool exhausted, {waiting} waiting"],
  },
);
