import type { System } from "../model.ts";
import { syslog } from "../notations/appliances.ts";
import { log4j } from "../notations/java.ts";
import { transactionGateway } from "../notations/messaging.ts";
import { unixRoutine } from "./unix.ts";

/** Translates HL7 messages between the clinical systems, channel by channel. */
export const interfaceEngine: System = {
  name: "interface-engine",
  aliases: ["hl7.clinic.example"],
  port: 6661,
  sources: {
    engine: { path: "/opt/interface-engine/logs/engine.log", notation: log4j },
    syslog: { path: "/var/log/messages", notation: syslog },
  },
  everyday: [
    ...unixRoutine,
    "160 | info | engine/channel.Deliver | {ADT|ORM|ORU|MDM}-{IN|OUT} message {100000..999999} delivered in {10..600} ms",
    "60 | info | engine/channel.Acknowledge | MSA|AA|{100000..999999} received from {LAB|MEDIS|PACS}",
    "18 | warning | engine/channel.Filter | {ADT|ORU}-IN message {100000..999999} filtered: event A{31|40} is not wanted",
    "9 | error | engine/channel.Transformer | ORU-IN message {100000..999999} rejected: required field OBR-4 is empty (MSA|AE)",
    "4 | warning | engine/channel.Reader | idle connection of ward device {1..60} closed after 300 s",
    "300s | info | engine/statistics.Writer | statistics of 12 channels written",
    '2 | error | engine/channel.Transformer | MDM-OUT message {100000..999999}: ReferenceError: "patientName" is not defined (line {10..90})',
  ],
  complaints: [
    "refused | message-queue | error | engine/connectors.jms.Receiver | MQJE001: Completion Code '2', Reason '2538' - MQRC_HOST_NOT_AVAILABLE: {peer.fqdn}({peer.port})",
    "refused | message-queue | error | engine/connectors.jms.Receiver | JMSWMQ0018: Failed to connect to queue manager '{peer.alias}' with connection mode 'Client'. Reason 2059",
    "refused | * | error | engine/connectors.tcp.Dispatcher | {ADT|ORM|ORU}-OUT: Unable to connect to {peer}:{peer.port} - java.net.ConnectException: Connection refused",
    "refused | * | error | engine/channel.Deliver | {ADT|ORM|ORU}-OUT message {100000..999999} queued: connection refused, {10..900} messages wait",
    "timeout | * | error | engine/connectors.tcp.Dispatcher | {ADT|ORM|ORU}-OUT: no acknowledgement from {peer.fqdn} within 30 s",
    "timeout | * | warning | engine/channel.Deliver | {ADT|ORM|ORU}-OUT message {100000..999999} queued: no acknowledgement, {10..900} messages wait",
    "slow | * | warning | engine/connectors.tcp.Dispatcher | {peer} acknowledged message {100000..999999} after {5000..29000} ms",
    "slow | * | warning | engine/channel.Deliver | {ADT|ORM|ORU}-OUT message {100000..999999} delivered in {6000..45000} ms",
    "failing | * | error | engine/connectors.http.Dispatcher | {ADT|ORM}-OUT: {peer.alias} returned status 500",
    "failing | * | error | engine/channel.Acknowledge | MSA|AE|{100000..999999}|{Application internal error|Message not stored} (ERR-3: 207)",
    "unresolved | * | error | engine/connectors.tcp.Dispatcher | java.net.UnknownHostException: lis-1.clinic.example (server {peer.address})",
    "unresolved | * | error | engine/connectors.tcp.Dispatcher | {ADT|ORM}-OUT: java.net.UnknownHostException: {lis-1|medis-app1|pacs-1}.clinic.example",
    "untrusted | * | error | engine/connectors.http.Dispatcher | {ADT|ORM}-OUT: certificate of {peer.fqdn} expired",
    "untrusted | * | error | engine/connectors.jms.Receiver | MQJE001: Completion Code '2', Reason '2397' - javax.net.ssl.SSLHandshakeException: certificate validity check failed",
  ],
};

/** The gateway to the mainframe of the insurers' clearing house. */
export const billingGateway: System = {
  name: "billing-gateway",
  aliases: ["BILLCICS"],
  port: 2006,
  sources: {
    gateway: { path: "/var/cicscli/ctg.log", notation: transactionGateway },
    syslog: { path: "/var/log/messages", notation: syslog },
  },
  everyday: [
    ...unixRoutine,
    "60 | info | gateway/- | CTG6541I Flow of ECI request to BILLCICS completed, transaction BL{10..99}, {40..600} ms",
    "300s | info | gateway/- | CTG6720I Statistics interval ended: {20..90} requests, {0..2} failed",
    "3 | warning | gateway/- | CTG6737W Request of 198.51.100.{61..99} ended with ECI_ERR_TRANSACTION_ABEND, abend code AEI{0|9}",
    "2 | info | gateway/- | CTG6506I Client connected from 198.51.100.{61..99}",
  ],
  complaints: [
    "unresolved | * | error | gateway/- | CTG6670E Unable to connect to CICS server BILLCICS: host name lookup by {peer.address} failed",
    "unresolved | * | error | gateway/- | CTG6670E Unable to connect to CICS server BILLCICS: host name unknown",
    "timeout | * | error | gateway/- | CTG6671E No reply within 30 seconds from {peer.fqdn}",
    "timeout | * | error | gateway/- | CTG6672E Request {hex:8} ended with ECI_ERR_REQUEST_TIMEOUT",
  ],
};
