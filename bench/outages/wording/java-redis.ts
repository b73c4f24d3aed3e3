import { commonCalls } from "./common-calls.ts";
import type { CallWordings } from "./wording.ts";

/** Lettuce, Spring's client for Redis. */
export const javaRedis: CallWordings = {
  ...commonCalls,
  refused: {
    named: [
      "Unable to connect to {peer}/{address}:{port}",
      "Cannot reconnect to [{peer}/{address}:{port}]: Connection refused: {peer}/{address}:{port}",
    ],
    unnamed: [
      "org.springframework.data.redis.RedisConnectionFailureException: Unable to connect to Redis",
      "basket {id} not stored: Connection refused",
    ],
  },
  timeout: {
    named: [
      "{service}: Command timed out after {ms} milliseconds",
      "no reply of {peer}:{port} within {ms} ms",
    ],
    unnamed: [
      "io.lettuce.core.RedisCommandTimeoutException: Command timed out after 2 second(s)",
      "Redis command timed out",
    ],
  },
  unreachable: {
    named: [
      "Cannot reconnect to [{peer}/{address}:{port}]: connection timed out: {peer}/{address}:{port}",
      "{service} ({address}) is not reachable: No route to host",
    ],
    unnamed: [
      "io.lettuce.core.RedisCommandTimeoutException: Command timed out after 2 second(s)",
      "Unable to connect to Redis",
    ],
  },
  reset: {
    named: ["Reconnecting, last destination was {peer}/{address}:{port}", "{service} closed the connection"],
    unnamed: ["io.lettuce.core.RedisException: Connection closed", "Connection reset by peer"],
  },
  unresolved: {
    named: ["{peer} not resolved by {resolver}", "name server {resolver} failed, {peer} unknown"],
    unnamed: [
      "java.net.UnknownHostException: {peer}",
      "Unable to connect to Redis; UnknownHostException: {peer}",
    ],
  },
  certificate: {
    named: ["TLS with {peer}:{port} failed: certificate expired", "certificate of {service} has expired"],
    unnamed: ["javax.net.ssl.SSLHandshakeException: validity check failed", "NotAfter: passed"],
  },
  reply: {
    named: ["{service}: {reply}", "{peer}:{port} answered {reply}"],
    unnamed: ["io.lettuce.core.RedisCommandExecutionException: {reply}", "basket {id} not stored: {reply}"],
  },
  pool: {
    named: ["no connection to {service} within {ms} ms", "pool for {peer} exhausted"],
    unnamed: ["Could not get a resource from the pool", "Timeout waiting for idle object"],
  },
};
