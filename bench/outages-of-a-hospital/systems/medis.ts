import type { System } from "../model.ts";
import { syslog } from "../notations/appliances.ts";
import { accessLog, weblogic } from "../notations/java.ts";
import { unixRoutine } from "./unix.ts";

/** The hospital information system: a Java application on WebLogic with a pool of database connections. */
export const medis: System = {
  name: "medis",
  aliases: ["medis.clinic.example", "1_MEDIS", "2_MEDIS"],
  port: 7001,
  sources: {
    server: { path: "/u01/medis/servers/medis/logs/medis.log", notation: weblogic },
    access: { path: "/u01/medis/servers/medis/logs/access.log", notation: accessLog },
    syslog: { path: "/var/log/messages", notation: syslog },
  },
  everyday: [
    ...unixRoutine,
    '260 | info | access/198.51.100.{61..199} | "GET /medis/{ward|patient|orders|medication|rota}/{1..99999} HTTP/1.1" {200|200|200|200|304|302|404} {200..48000} {5..400}',
    '80 | info | access/198.51.100.{61..199} | "POST /medis/{orders|vitals|notes|hl7/in} HTTP/1.1" {200|200|201|400} {20..900} {20..700}',
    "1800s | info | server/JMX:BEA-149535 | JMX Resiliency Activity Server={self} : Resolving connection list DISCONNECTED",
    "10 | info | server/JVM:BEA-310002 | {22..58}% of the total memory in the server is free.",
    "6 | warning | server/Socket:BEA-000449 | Closing the socket, as no data read from it on 198.51.100.{100..199}:{49152..65535} during the configured idle timeout of 5 seconds.",
    "5 | error | server/HTTP:BEA-101019 | [ServletContext@{1000..9999}[app:medis module:medis path:/medis]] Servlet failed with an IOException.\njava.net.ProtocolException: Didn't meet stated Content-Length, wrote: '{100..900}' bytes instead of stated: '{901..4000}' bytes.\n\tat weblogic.servlet.internal.ServletOutputStreamImpl.ensureContentLength(ServletOutputStreamImpl.java:467)",
    '3 | error | server/WebLogicServer:BEA-000337 | [STUCK] ExecuteThread: \'{0..39}\' for queue: \'weblogic.kernel.Default (self-tuning)\' has been busy for "{601..640}" seconds working on the request "Http Request: /medis/report/yearly", which is more than the configured time (StuckThreadMaxTime) of "600" seconds in "server-failure-trigger".',
    "12 | warning | server/medis.orders:MED-2204 | order {100000..999999} has no cost centre, default 9000 is used",
    "3 | notice | server/Security:BEA-090078 | User {user} in security realm clinicrealm has had 5 invalid login attempts, locking account for 30 minutes.",
  ],
  complaints: [
    'refused | medis-db | error | server/JDBC:BEA-001129 | Received exception while creating connection for pool "MedisPool": IO Error: The Network Adapter could not establish the connection ({peer.fqdn}:{peer.port})',
    'refused | medis-db | error | server/JDBC:BEA-001112 | Test "SQL SELECT 1 FROM DUAL" set up for pool "MedisPool" failed with exception: "java.sql.SQLRecoverableException: Closed Connection".',
    "timeout | medis-db | error | server/medis.persistence:MED-5001 | request failed\njava.sql.SQLRecoverableException: IO Error: Socket read timed out\n\tat oracle.jdbc.driver.T4CConnection.logon(T4CConnection.java:761)\n\tat clinic.medis.persistence.Unit.begin(Unit.java:88)",
    'timeout | medis-db | error | server/JDBC:BEA-001129 | Received exception while creating connection for pool "MedisPool": ORA-12170: TNS:Connect timeout occurred, (ADDRESS=(PROTOCOL=TCP)(HOST={peer.address})(PORT={peer.port}))',
    'slow | medis-db | error | server/WebLogicServer:BEA-000337 | [STUCK] ExecuteThread: \'{0..39}\' for queue: \'weblogic.kernel.Default (self-tuning)\' has been busy for "{601..900}" seconds working on the request "Http Request: /medis/{orders|patient|medication}", which is more than the configured time (StuckThreadMaxTime) of "600" seconds in "server-failure-trigger".',
    "slow | medis-db | warning | server/medis.persistence:MED-5010 | statement {hex:13} on {peer.alias} took {4000..60000} ms",
    "failing | medis-db | error | server/medis.persistence:MED-5002 | transaction rolled back\njava.sql.SQLException: ORA-{00257|16038|01089}: the database {peer.alias} does not take changes now",
    "failing | medis-db | error | server/medis.persistence:MED-5003 | transaction rolled back, the write was not accepted, attempt {1..3}",
    "refused | * | error | server/medis.remote:MED-6001 | java.net.ConnectException: Connection refused: {peer.fqdn}/{peer.address}:{peer.port}",
    "refused | * | error | server/medis.remote:MED-6002 | java.net.ConnectException: Connection refused (Connection refused), call {hex:6} given up",
    "timeout | directory-service | error | server/Security:BEA-090294 | Could not get connection: netscape.ldap.LDAPException: failed to connect to server ldaps://{peer.fqdn}:{peer.port} (91)",
    "timeout | directory-service | error | server/Security:BEA-090404 | The login of {user} was given up: the authentication provider did not answer within 30 seconds.",
    "timeout | * | error | server/medis.remote:MED-6003 | java.net.SocketTimeoutException: connect timed out: {peer.alias}:{peer.port}",
    "timeout | * | warning | server/medis.remote:MED-6004 | remote call {hex:6} without answer for 30 seconds, it is tried again later",
    "slow | * | warning | server/medis.remote:MED-6005 | call to {peer.alias} took {5000..28000} ms",
    "slow | * | warning | server/medis.workflow:MED-3010 | {20..90} tasks wait longer than {10..60} seconds",
    "failing | * | error | server/medis.remote:MED-6006 | {peer.alias} answered with a fault: {SYSTEM_ERROR|NOT_AVAILABLE|INTERNAL}",
    "failing | * | error | server/medis.workflow:MED-3011 | task {hex:6} was put back, the partner system answered with an error",
    "unresolved | * | error | server/medis.remote:MED-6007 | java.net.UnknownHostException: {ora-1|mq-1|cics-gw1}.clinic.example: lookup by {peer.address} gave no answer",
    'unresolved | * | error | server/JDBC:BEA-001129 | Received exception while creating connection for pool "MedisPool": IO Error: Unknown host specified: ora-1.clinic.example',
    "unresolved | * | error | server/medis.remote:MED-6008 | java.net.UnknownHostException: {mq-1|mq-2|cics-gw1}.clinic.example: Temporary failure in name resolution",
    "untrusted | * | error | server/Security:BEA-090477 | Certificate chain received from {peer.fqdn} - {peer.address} was not trusted causing SSL handshake failure: NotAfter has passed.",
    "untrusted | * | error | server/medis.remote:MED-6009 | javax.net.ssl.SSLHandshakeException: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed",
  ],
};
