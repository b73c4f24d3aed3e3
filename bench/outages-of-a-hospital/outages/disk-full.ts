import type { Script } from "../script.ts";

/** A volume, a recovery area, a file system or a transaction log has no room left. */
export const diskFull: readonly Script[] = [
  {
    name: "the volume of images is full",
    named: true,
    system: "filer",
    hosts: ["filer-1"],
    also: ["vol_pacs"],
    twins: ["filer-1", "filer-2"],
    lasts: 42,
    steps: [
      "0 | filer-1 | warning | ems/monitor.volume.nearlyFull | Volume vol_pacs is nearly full (using or reserving 98% of space and 71% of inodes).",
      "420 | filer-1 | error | ems/monitor.volume.full | Volume vol_pacs is full (using or reserving 100% of space and 71% of inodes).",
      "430..end*3 | pacs-1,pacs-2 | error | server/clinic.archive.StoreService:EE-ManagedExecutorService-default-Thread-{1..60} | java.io.IOException: No space left on device: filer-1:/vol_pacs/{hex:8}",
      "436..end*6 | pacs-1,pacs-2 | error | server/clinic.archive.StoreService:EE-ManagedExecutorService-default-Thread-{1..60} | C-STORE-RSP[status=A700H, error comment: Out of Resources]: study {hex:8} of CT{1..4} refused",
      "end+4 | filer-1 | notice | ems/wafl.vol.autoSize.done | Volume autosize: volume vol_pacs grown by 900 GB by admin",
    ],
    troubles: [{ system: "pacs", mode: "failing", at: 480, share: 0.7, named: true }],
  },
  {
    name: "archived redo logs fill the recovery area",
    named: false,
    system: "medis-db",
    hosts: ["ora-1"],
    also: ["/u03/fra"],
    lasts: 36,
    steps: [
      "0 | ora-1 | warning | alert/- | ORA-19815: WARNING: db_recovery_file_dest_size of 536870912000 bytes is 97.20% used, and has 15032385536 remaining bytes available.",
      "600 | ora-1 | error | alert/- | ARC2: Error 19809 Creating archive log file to '+FRA'\nORACLE Instance medis - Archival Error\nORA-16038: log 3 sequence# {40000..49999} cannot be archived",
      "615..end*.5 | ora-1 | error | alert/- | ORA-00257: Archiver error. Connect AS SYSDBA only until resolved.",
      "end+3 | ora-1 | info | alert/- | Archiver process freed from errors. No longer stopped",
    ],
    troubles: [{ mode: "failing", at: 605 }],
  },
  {
    name: "the queue manager's file system is full",
    named: false,
    system: "message-queue",
    hosts: ["mq-1"],
    also: ["/var/mqm"],
    twins: ["mq-1", "mq-2"],
    lasts: 30,
    steps: [
      "240 | mq-1 | error | manager/AMQ7064E:amqzlaa0 | Log path not valid or inaccessible: no space for S{1000000..9999999}.LOG.",
      "250 | mq-1 | critical | manager/AMQ6119S:amqzlaa0 | An internal IBM MQ error has occurred (failed to write, errno 28 - No space left on device).",
      "end+9 | mq-1 | info | manager/AMQ7468I:amqzmuc0 | The oldest log file required to perform media recovery of queue manager QMCLINIC is S{1000000..9999999}.LOG.",
    ],
    troubles: [{ mode: "failing", at: 246 }],
    idle: [{ system: "interface-engine", at: 260, share: 0.2 }],
  },
  {
    name: "a transaction log is full because nobody backed it up",
    named: true,
    system: "labcore-db",
    hosts: ["sql-1"],
    lasts: 34,
    steps: [
      "0 | sql-1 | error | errorlog/Backup | Error: 3041, Severity: 16, State: 1.\nBACKUP failed to complete the command BACKUP LOG LABPRD. Check the backup application log for detailed messages.",
      "900 | sql-1 | error | errorlog/spid{51..90} | Error: 9002, Severity: 17, State: 2.\nThe transaction log for database 'LABPRD' is full due to 'LOG_BACKUP'.",
      "905..end*7 | lis-1,lis-2 | error | app/http-nio-{1..9}:c.e.labcore.store.OrderStore | order L{100000..999999} not stored\ncom.microsoft.sqlserver.jdbc.SQLServerException: The transaction log for database 'LABPRD' is full due to 'LOG_BACKUP'.\n\tat com.microsoft.sqlserver.jdbc.SQLServerException.makeFromDatabaseError(SQLServerException.java:262)",
      "end+2 | sql-1 | info | errorlog/Backup | Log was backed up. Database: LABPRD, creation date(time): 2024/05/11(09:12:44), number of dump devices: 1",
    ],
    troubles: [{ system: "labcore", mode: "failing", at: 930, share: 0.6, named: true }],
  },
];
