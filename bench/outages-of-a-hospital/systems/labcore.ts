import type { System } from "../model.ts";
import { syslog } from "../notations/appliances.ts";
import { springBoot } from "../notations/java.ts";
import { unixRoutine } from "./unix.ts";

/** The laboratory's system: orders come in, results go out. */
export const labcore: System = {
  name: "labcore",
  aliases: ["labcore.clinic.example"],
  port: 8443,
  sources: {
    app: { path: "/var/log/labcore/labcore.log", notation: springBoot },
    syslog: { path: "/var/log/messages", notation: syslog },
  },
  everyday: [
    ...unixRoutine,
    "120 | info | app/listener-{1..8}:c.e.labcore.order.OrderReceiver | order L{100000..999999} accepted, {1..12} analyses",
    "110 | info | app/http-nio-{1..9}:c.e.labcore.result.ResultPublisher | result of L{100000..999999} published in {20..400} ms",
    "40 | debug | app/analyzer-{1..6}:c.e.labcore.device.AnalyzerLink | ASTM frame {1..7} acknowledged by analyzer {1..6}",
    "14 | warning | app/analyzer-{1..6}:c.e.labcore.device.AnalyzerLink | analyzer {1..6} reports low reagent, cartridge {1..4}",
    "6 | error | app/analyzer-{1..6}:c.e.labcore.device.AnalyzerLink | frame of analyzer {1..6} dropped: checksum {10..99} differs, ENQ awaited",
    "5 | warning | app/http-nio-{1..9}:c.e.labcore.result.PlausibilityCheck | result of L{100000..999999} outside the plausible range, released by hand",
    "2 | error | app/http-nio-{1..9}:o.s.w.s.m.s.DefaultHandlerExceptionResolver | Resolved [org.springframework.http.converter.HttpMessageNotReadableException: JSON parse error: Unexpected end-of-input]",
    "600s | info | app/scheduling-1:c.e.labcore.house.Housekeeping | 0 stale locks removed",
  ],
  complaints: [
    "refused | labcore-db | error | app/http-nio-{1..9}:com.zaxxer.hikari.pool.HikariPool | LabPool - Exception during pool initialization: The TCP/IP connection to the host {peer.fqdn}, port {peer.port} has failed. Error: Connection refused.",
    "refused | * | error | app/listener-{1..8}:c.e.labcore.net.PartnerClient | connect to {peer}:{peer.port} failed: Connection refused",
    "refused | * | error | app/http-nio-{1..9}:c.e.labcore.result.ResultPublisher | result of L{100000..999999} not saved: org.springframework.dao.DataAccessResourceFailureException",
    "timeout | labcore-db | error | app/http-nio-{1..9}:com.zaxxer.hikari.pool.HikariPool | LabPool - Connection is not available, request timed out after 30{000..099}ms.",
    "timeout | labcore-db | error | app/http-nio-{1..9}:c.e.labcore.store.OrderStore | database {peer.alias} on {peer} does not answer\ncom.microsoft.sqlserver.jdbc.SQLServerException: Read timed out\n\tat com.microsoft.sqlserver.jdbc.IOBuffer.read(IOBuffer.java:2058)",
    "timeout | * | error | app/listener-{1..8}:c.e.labcore.net.PartnerClient | {peer.fqdn} did not answer within 20 s",
    "timeout | * | warning | app/listener-{1..8}:c.e.labcore.order.OrderReceiver | waiting since {20..300} s for the next message",
    "slow | labcore-db | warning | app/http-nio-{1..9}:c.e.labcore.store.OrderStore | query on {peer.alias} took {3000..28000} ms",
    "slow | * | warning | app/http-nio-{1..9}:c.e.labcore.result.ResultPublisher | result of L{100000..999999} published in {8000..60000} ms, limit is 5000",
    "slow | * | warning | app/listener-{1..8}:c.e.labcore.net.PartnerClient | {peer} took {4000..19000} ms",
    "failing | * | error | app/listener-{1..8}:c.e.labcore.net.PartnerClient | {peer.alias} refused the message: reason {2102|2195|2053}",
    "failing | * | error | app/http-nio-{1..9}:c.e.labcore.store.OrderStore | order L{100000..999999} rolled back: org.springframework.transaction.TransactionSystemException: Could not commit JDBC transaction",
    "unresolved | * | error | app/listener-{1..8}:c.e.labcore.net.PartnerClient | java.net.UnknownHostException: mq-1.clinic.example (asked {peer.address})",
    "unresolved | * | error | app/listener-{1..8}:c.e.labcore.net.PartnerClient | java.net.UnknownHostException: mq-{1|2}.clinic.example: Name or service not known",
    "untrusted | * | error | app/listener-{1..8}:c.e.labcore.net.PartnerClient | TLS handshake with {peer.fqdn} failed: NotAfter: certificate is expired",
    "untrusted | * | error | app/listener-{1..8}:c.e.labcore.net.PartnerClient | javax.net.ssl.SSLHandshakeException: PKIX path validation failed: timestamp check failed",
  ],
};
