import { commonCalls } from "./common-calls.ts";
import type { CallWordings } from "./wording.ts";

/** The Kafka producer; it meets the broker late, when its batches expire. */
export const javaKafka: CallWordings = {
  ...commonCalls,
  refused: {
    named: [
      "[Producer clientId=orders-1] Connection to node 2 ({peer}/{address}:{port}) could not be established. Node may not be available.",
      "broker {address}:{port} refuses connections",
    ],
    unnamed: [
      "[Producer clientId=orders-1] Bootstrap broker disconnected",
      "Expiring {waiting} record(s) for orders-4:120000 ms has passed since batch creation",
    ],
  },
  timeout: {
    named: [
      "[Producer clientId=orders-1] Disconnecting from node 2 ({address}:{port}) due to request timeout.",
      "{service} did not acknowledge order {id} within {ms} ms",
    ],
    unnamed: [
      "org.apache.kafka.common.errors.TimeoutException: Expiring {waiting} record(s) for orders-4:120000 ms has passed since batch creation",
      "org.apache.kafka.common.errors.TimeoutException: Topic orders not present in metadata after 60000 ms.",
    ],
  },
  unreachable: {
    named: [
      "[Producer clientId=orders-1] Connection to node 2 ({peer}/{address}:{port}) could not be established. Node may not be available.",
      "no route to {service} ({address}:{port})",
    ],
    unnamed: [
      "org.apache.kafka.common.errors.TimeoutException: Failed to update metadata after 60000 ms.",
      "event of order {id} not sent, kept in outbox",
    ],
  },
  reset: {
    named: [
      "[Producer clientId=orders-1] Node 2 disconnected ({address}:{port}).",
      "{service} closed the connection",
    ],
    unnamed: [
      "[Producer clientId=orders-1] Got error produce response with correlation id {id}, retrying. Error: NETWORK_EXCEPTION",
      "org.apache.kafka.common.errors.NetworkException: The server disconnected before a response was received.",
    ],
  },
  unresolved: {
    named: [
      "Couldn't resolve server {peer}:{port}: {resolver} did not answer",
      "lookup of {peer} at {resolver} failed",
    ],
    unnamed: [
      "Couldn't resolve server {peer}:{port} from bootstrap.servers as DNS resolution failed for {peer}",
      "No resolvable bootstrap urls given in bootstrap.servers",
    ],
  },
  certificate: {
    named: [
      "[Producer clientId=orders-1] Connection to node 2 ({peer}/{address}:{port}) failed authentication due to: SSL handshake failed",
      "certificate of {service} rejected: CertificateExpiredException",
    ],
    unnamed: [
      "org.apache.kafka.common.errors.SslAuthenticationException: SSL handshake failed",
      "javax.net.ssl.SSLHandshakeException: Received fatal alert: certificate_expired",
    ],
  },
  reply: {
    named: ["{service}: {reply}", "produce to {peer}:{port} failed: {reply}"],
    unnamed: [
      "[Producer clientId=orders-1] Got error produce response with correlation id {id} on topic-partition orders-4, retrying ({waiting} attempts left). Error: {reply}",
      "event of order {id} not sent: {reply}",
    ],
  },
  pool: {
    named: ["buffer for {service} full, {waiting} records waiting", "{service} takes no more records"],
    unnamed: [
      "org.apache.kafka.clients.producer.BufferExhaustedException: Failed to allocate memory within the configured max blocking time {ms} ms.",
      "producer buffer full",
    ],
  },
};
