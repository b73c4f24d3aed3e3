import type { System } from "../model.ts";
import { syslog } from "../notations/appliances.ts";
import { wildfly } from "../notations/java.ts";
import { unixRoutine } from "./unix.ts";

/** The archive of images: modalities send studies to it, wards fetch them. */
export const pacs: System = {
  name: "pacs",
  aliases: ["PACSARCH"],
  port: 11112,
  sources: {
    server: { path: "/opt/wildfly/standalone/log/server.log", notation: wildfly },
    syslog: { path: "/var/log/messages", notation: syslog },
  },
  everyday: [
    ...unixRoutine,
    "70 | info | server/org.dcm4che3.net.Association:EE-ManagedExecutorService-default-Thread-{1..60} | PACSARCH<-CT{1..4}({1..9}): A-ASSOCIATE-AC",
    "90 | info | server/clinic.archive.StoreService:EE-ManagedExecutorService-default-Thread-{1..60} | M-WRITE fs1:2026/{1..12}/{1..28}/{hex:8}/{hex:8}",
    "60 | info | server/clinic.archive.QueryService:EE-ManagedExecutorService-default-Thread-{1..60} | C-FIND-RQ answered with {0..40} matches in {5..300} ms",
    "10 | warning | server/clinic.archive.StoreService:EE-ManagedExecutorService-default-Thread-{1..60} | Coercion of attribute (0008,0050) of a study from US{1..6}: accession number missing",
    "5 | error | server/org.dcm4che3.net.Association:EE-ManagedExecutorService-default-Thread-{1..60} | PACSARCH<-US{1..6}({1..9}): i/o exception: java.io.EOFException in State Sta6 - Data transfer",
    "3 | warning | server/org.dcm4che3.net.Association:EE-ManagedExecutorService-default-Thread-{1..60} | PACSARCH<-TESTSCU({1..9}): A-ASSOCIATE-RJ[result: 1 - rejected-permanent, source: 1 - service-user, reason: 3 - calling-AE-title-not-recognized]",
    "900s | info | server/clinic.archive.PurgeScheduler:EE-ManagedScheduledExecutorService-default-Thread-2 | purge of fs0 finished, {0..90} studies removed",
  ],
  complaints: [
    "refused | * | error | server/clinic.archive.Notifier:EE-ManagedExecutorService-default-Thread-{1..60} | could not notify {peer.fqdn}:{peer.port}: Connection refused",
    "refused | * | error | server/clinic.archive.Notifier:EE-ManagedExecutorService-default-Thread-{1..60} | notification {hex:8} kept for later: Connection refused",
    "timeout | filer | error | syslog/kernel | nfs: server {peer.fqdn} not responding, still trying",
    "timeout | filer | error | syslog/kernel | NFS: nfs4_reclaim_open_state: Lock reclaim failed!",
    "timeout | filer | error | server/clinic.archive.StoreService:EE-ManagedExecutorService-default-Thread-{1..60} | storing of study {hex:8} given up after 20000 ms\njava.util.concurrent.TimeoutException\n\tat clinic.archive.StoreService.write(StoreService.java:211)",
    "timeout | * | warning | server/clinic.archive.Notifier:EE-ManagedExecutorService-default-Thread-{1..60} | no answer from {peer.alias} within 30000 ms",
    "timeout | * | warning | server/clinic.archive.Notifier:EE-ManagedExecutorService-default-Thread-{1..60} | notification {hex:8} not acknowledged within 30000 ms",
    "slow | filer | warning | syslog/kernel | nfs: server {peer.fqdn} OK after {10..55} seconds",
    "slow | filer | warning | server/clinic.archive.StoreService:EE-ManagedExecutorService-default-Thread-{1..60} | M-WRITE fs1 took {3000..40000} ms",
    "slow | * | warning | server/clinic.archive.Notifier:EE-ManagedExecutorService-default-Thread-{1..60} | {peer.alias} took {3000..20000} ms for an acknowledgement",
    "slow | * | warning | server/clinic.archive.QueryService:EE-ManagedExecutorService-default-Thread-{1..60} | C-FIND-RQ answered after {6000..50000} ms",
    "failing | filer | error | server/clinic.archive.StoreService:EE-ManagedExecutorService-default-Thread-{1..60} | java.io.IOException: {peer.alias}: Input/output error on write of study {hex:8}",
    "failing | * | error | server/clinic.archive.StoreService:EE-ManagedExecutorService-default-Thread-{1..60} | C-STORE-RSP[status=A700H]: study {hex:8} of CT{1..4} was not stored",
    "failing | * | error | server/clinic.archive.Notifier:EE-ManagedExecutorService-default-Thread-{1..60} | {peer.alias} did not take notification {hex:8}",
    "unresolved | * | error | server/clinic.archive.Notifier:EE-ManagedExecutorService-default-Thread-{1..60} | name of mq-1.clinic.example not resolved by {peer.address}",
    "unresolved | * | error | server/org.dcm4che3.net.Connection:EE-ManagedExecutorService-default-Thread-{1..60} | java.net.UnknownHostException: ct{1..4}-console.clinic.example",
    "untrusted | * | error | server/clinic.archive.Notifier:EE-ManagedExecutorService-default-Thread-{1..60} | handshake with {peer.fqdn} failed: certificate expired",
    "untrusted | * | error | server/clinic.archive.Notifier:EE-ManagedExecutorService-default-Thread-{1..60} | javax.net.ssl.SSLHandshakeException: Received fatal alert: certificate_expired",
  ],
};
