import type { ServiceName } from "../system/topology.ts";
import type { Fault } from "./outage.ts";

/** What the server prints when clients refuse its certificate; many print nothing. */
const refusals: Readonly<Partial<Record<ServiceName, readonly string[]>>> = {
  accounts: [
    "http: TLS handshake error from {address}:40218: remote error: tls: expired certificate",
    "http: TLS handshake error from {address}:40218: remote error: tls: bad certificate",
    "certificate NotAfter is in the past",
  ],
  orders: [
    "javax.net.ssl.SSLHandshakeException: Received fatal alert: certificate_expired",
    "The TLS handshake failed: certificate_expired",
    "keystore entry 'orders' expired",
  ],
  catalogue: [
    "http: TLS handshake error from {address}:51002: remote error: tls: expired certificate",
    "http: TLS handshake error from {address}:51002: EOF",
    "TLS certificate is no longer valid",
  ],
  "orders-db": [
    "@[unknown]@[unknown] could not accept SSL connection: sslv3 alert certificate expired",
    "@[unknown]@[unknown] could not accept SSL connection: tlsv1 alert unknown ca",
    "@[unknown]@[unknown] SSL error: sslv3 alert certificate expired",
  ],
  events: [
    "[SocketServer listenerType=BROKER, nodeId=2] Failed authentication with /{address} (channelId={address}:9092-{address}:51220-{id}) (SSL handshake failed) (org.apache.kafka.common.network.Selector)",
    "[SocketServer listenerType=BROKER, nodeId=2] SSL handshake failed: Received fatal alert: certificate_expired (org.apache.kafka.common.network.Selector)",
    "[Controller id=1] connection failed: CertificateExpiredException (org.apache.kafka.clients.NetworkClient)",
  ],
  objects: [
    "http: TLS handshake error from {address}:40218: remote error: tls: expired certificate",
    "x509: certificate has expired or is not yet valid",
    "TLS handshake error: remote error: tls: bad certificate",
  ],
};

/** A certificate's last second passes; connections that are open go on for a while. */
export const expiredCertificate: Fault = (outage) => {
  const { world, random, from } = outage;
  const service = outage.choose(["accounts", "orders", "catalogue", "orders-db", "events", "objects"]);
  const ramp = random.pick([0, 60, 240]);
  outage.breakAll(service, {
    mode: "certificate",
    share: random.pick([0.8, 1]),
    ramp,
    unwatched: random.chance(0.5),
  });
  if (random.chance(0.6)) {
    const text = random.pick(refusals[service] ?? []);
    const level = service === "orders-db" ? "info" : "error";
    for (const instance of world.fleet.byService[service])
      outage.repeats(instance, from + ramp / 3 + random.between(0, 5), 9, level, text);
  }
  if (random.chance(0.3)) {
    const text = random.pick([
      `certificate of ${service}.shop.internal expired`,
      "certificate renewal: order is still pending, last certificate is past its end",
      "1 certificate is past its end, see status",
    ]);
    outage.machine("ctl-1", from, "cert-manager[801]", text, "origin", text.includes(service));
  }
  return { services: [service], hosts: [] };
};
