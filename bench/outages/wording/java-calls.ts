import { commonCalls } from "./common-calls.ts";
import type { CallWordings } from "./wording.ts";

/** Spring's client for other services. */
export const javaHttp: CallWordings = {
  ...commonCalls,
  refused: {
    named: [
      'I/O error on POST request for "http://{peer}:{port}{path}": Connection refused',
      "Connect to http://{peer}:{port} [{peer}/{address}] failed: Connection refused",
      "{service} refuses connections",
    ],
    unnamed: [
      "java.net.ConnectException: Connection refused\n\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)\n\tat shop.green.orders.client.RemoteCalls.exchange(RemoteCalls.java:88)",
      "remote call failed: Connection refused",
      "order {id} could not be completed: Connection refused",
    ],
  },
  timeout: {
    named: [
      'I/O error on POST request for "http://{peer}:{port}{path}": Read timed out',
      "{service} did not respond within {ms} ms",
      "java.util.concurrent.TimeoutException: call to {service} timed out",
    ],
    unnamed: [
      "java.net.SocketTimeoutException: Read timed out\n\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:278)\n\tat shop.green.orders.client.RemoteCalls.exchange(RemoteCalls.java:88)",
      "Read timed out",
      "order {id} given up after {ms} ms",
    ],
  },
  unreachable: {
    named: [
      "Connect to http://{peer}:{port} [{peer}/{address}] failed: Connect timed out",
      'I/O error on POST request for "http://{peer}:{port}{path}": No route to host',
    ],
    unnamed: ["java.net.NoRouteToHostException: No route to host", "Connect timed out"],
  },
  reset: {
    named: [
      'I/O error on POST request for "http://{peer}:{port}{path}": Connection reset',
      "{peer}:{port} failed to respond",
    ],
    unnamed: ["java.net.SocketException: Connection reset", "Unexpected end of file from server"],
  },
  unresolved: {
    named: [
      "Failed to resolve '{peer}' [A(1)]: query via UDP to {resolver}:53 timed out after 5000 milliseconds",
      "name server {resolver} does not answer, {peer} not resolved",
    ],
    unnamed: [
      "java.net.UnknownHostException: {peer}",
      "java.net.UnknownHostException: {peer}: Temporary failure in name resolution",
      "Failed to resolve '{peer}' after 2 queries",
    ],
  },
  certificate: {
    named: [
      'I/O error on POST request for "https://{peer}:{port}{path}": PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed',
      "certificate of {service} is no longer valid",
    ],
    unnamed: [
      "javax.net.ssl.SSLHandshakeException: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed",
      "java.security.cert.CertificateExpiredException: NotAfter: passed",
    ],
  },
  reply: {
    named: [
      '{reply} on POST request for "http://{peer}:{port}{path}"',
      "{service} answered {reply}",
      "call to {service} failed: {reply}",
    ],
    unnamed: [
      "org.springframework.web.client.HttpServerErrorException: {reply}",
      "remote call failed: {reply}",
      "order {id} rejected, remote error: {reply}",
    ],
  },
  pool: {
    named: [
      "no connection to {service} within {ms} ms, {waiting} callers waiting",
      "route {peer}:{port} has no free connection",
    ],
    unnamed: [
      "Timeout waiting for connection from pool",
      "ConnectionRequestTimeoutException: Timeout deadline: {ms} MILLISECONDS",
    ],
  },
};

/** The PostgreSQL driver behind HikariCP. */
export const javaPostgres: CallWordings = {
  ...commonCalls,
  refused: {
    named: [
      "Connection to {peer}:{port} refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.",
      "Failed to obtain JDBC Connection: {service} refuses connections",
    ],
    unnamed: [
      "Failed to obtain JDBC Connection; nested exception is java.net.ConnectException: Connection refused",
      "Unable to acquire JDBC Connection",
      "Could not open JPA EntityManager for transaction",
    ],
  },
  timeout: {
    named: [
      "query on {service} cancelled after {ms} ms",
      "HikariPool-1 - Failed to validate connection to {peer}:{port} (Read timed out)",
    ],
    unnamed: [
      "org.postgresql.util.PSQLException: An I/O error occurred while sending to the backend.\n\tat org.postgresql.core.v3.QueryExecutorImpl.execute(QueryExecutorImpl.java:398)\nCaused by: java.net.SocketTimeoutException: Read timed out",
      "ERROR: canceling statement due to user request",
      "transaction timed out: deadline was {ms} ms",
    ],
  },
  unreachable: {
    named: [
      "The connection attempt failed: {peer}:{port}: connect timed out",
      "java.net.NoRouteToHostException: No route to host: {address}:{port}",
    ],
    unnamed: ["The connection attempt failed.", "Unable to acquire JDBC Connection"],
  },
  reset: {
    named: [
      "connection to {service} lost: FATAL: terminating connection due to administrator command",
      "{peer}:{port}: Connection reset",
    ],
    unnamed: [
      "This connection has been closed.",
      "An I/O error occurred while sending to the backend.",
      "HikariPool-1 - Connection marked as broken because of SQLSTATE(08006), ErrorCode(0)",
    ],
  },
  unresolved: {
    named: ["{resolver} did not resolve {peer}", "JDBC: name server {resolver} failed for {peer}"],
    unnamed: [
      "The connection attempt failed.\nCaused by: java.net.UnknownHostException: {peer}",
      "java.net.UnknownHostException: {peer}",
    ],
  },
  certificate: {
    named: [
      "SSL error with {peer}:{port}: PKIX path validation failed: validity check failed",
      "certificate of {service} has expired, connection not made",
    ],
    unnamed: [
      "SSL error: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed",
      "FATAL: SSL handshake failed, certificate expired",
    ],
  },
  reply: {
    named: [
      "{service}: ERROR: {reply}",
      "statement on {peer}:{port} failed: {reply}",
      "{service} reports: {reply}",
    ],
    unnamed: [
      "org.postgresql.util.PSQLException: ERROR: {reply}",
      "could not execute statement; SQL [n/a]; nested exception: {reply}",
      "order {id} not stored: {reply}",
    ],
  },
  pool: {
    named: [
      "HikariPool-{service} - Connection is not available, request timed out after {ms}ms (total={size}, active={size}, idle=0, waiting={waiting})",
      "no connection to {service} within {ms} ms",
    ],
    unnamed: [
      "HikariPool-1 - Connection is not available, request timed out after {ms}ms (total={size}, active={size}, idle=0, waiting={waiting})",
      "Unable to acquire JDBC Connection",
      "java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after {ms}ms.",
    ],
  },
};
