import type { System } from "../model.ts";
import { syslog } from "../notations/appliances.ts";
import { oracleAlert, oracleListener, sqlServerLog } from "../notations/databases.ts";
import { windowsXml } from "../notations/windows.ts";
import { unixRoutine } from "./unix.ts";

/** The Oracle database of the hospital information system and its standby. */
export const medisDb: System = {
  name: "medis-db",
  aliases: ["MEDISPRD"],
  port: 1521,
  sources: {
    alert: { path: "/u01/app/oracle/diag/rdbms/medis/trace/alert_medis.log", notation: oracleAlert },
    listener: { path: "/u01/app/oracle/diag/tnslsnr/listener.log", notation: oracleListener },
    syslog: { path: "/var/log/messages", notation: syslog },
  },
  everyday: [
    ...unixRoutine,
    "70 | info | listener/- | (CONNECT_DATA=(SERVICE_NAME=MEDISPRD)(CID=(PROGRAM=JDBC Thin Client)(HOST=__jdbc__)(USER={medis|report|batch}))) * (ADDRESS=(PROTOCOL=tcp)(HOST=198.51.100.{61..99})(PORT={32768..60999})) * establish * MEDISPRD * 0",
    "60s | info | listener/- | service_update * MEDISPRD * 0",
    "12 | info | alert/- | Thread 1 advanced to log sequence {40000..49999} (LGWR switch)\n  Current log# {1..4} seq# {40000..49999} mem# 0: /u02/oradata/medis/redo0{1..4}.log",
    "8 | info | alert/- | ARC{0..3}: Archived Log entry {70000..79999} added for thread 1 sequence {40000..49999} ID 0x{hex:8} dest 1:",
    "2 | warning | alert/- | Thread 1 cannot allocate new log, sequence {40000..49999}\nPrivate strand flush not complete",
    "1 | error | alert/- | ORA-00060: Deadlock detected. See Note 60.1 at the documentation for troubleshooting ORA-60 errors. More info in file /u01/app/oracle/diag/rdbms/medis/trace/medis_ora_{1000..9999}.trc.",
    "2 | error | alert/- | ORA-01555 caused by SQL statement below (SQL ID: {hex:13}, Query Duration={900..7200} sec, SCN: 0x{hex:10}):",
    "2 | error | listener/- | (CONNECT_DATA=(CID=(PROGRAM=sqlplus)(HOST=scan-1)(USER=nobody))) * (ADDRESS=(PROTOCOL=tcp)(HOST=198.51.100.199)(PORT={32768..60999})) * establish * TEST * 12514\nTNS-12514: TNS:listener does not currently know of service requested in connect descriptor",
  ],
  complaints: [],
};

/** The laboratory's SQL Server. */
export const labcoreDb: System = {
  name: "labcore-db",
  aliases: ["LABPRD"],
  port: 1433,
  sources: {
    errorlog: {
      path: "C:\\Program Files\\Microsoft SQL Server\\MSSQL\\Log\\ERRORLOG",
      notation: sqlServerLog,
    },
    event: { path: "XmlWinEventLog", notation: windowsXml },
  },
  everyday: [
    "900s | info | errorlog/Backup | Log was backed up. Database: LABPRD, creation date(time): 2024/05/11(09:12:44), first LSN: {1000..9999}:{100..999}:1, last LSN: {1000..9999}:{100..999}:1, number of dump devices: 1",
    "20 | info | errorlog/spid{51..90} | Login succeeded for user 'CLINIC\\svc_labcore'. Connection made using Integrated authentication. [CLIENT: 198.51.100.{70..80}]",
    "4 | error | errorlog/Logon | Error: 18456, Severity: 14, State: 8.\nLogin failed for user 'report'. Reason: Password did not match that for the login provided. [CLIENT: 198.51.100.{100..199}]",
    "2 | warning | errorlog/spid{51..90} | Transaction (Process ID {51..90}) was deadlocked on lock resources with another process and has been chosen as the deadlock victim.",
    "8 | info | event/System:Service Control Manager:7036 | The {WMI Performance Adapter|Windows Update|Volume Shadow Copy} service entered the {running|stopped} state.",
    "3600s | info | errorlog/spid{10..40}s | DBCC CHECKDB for database 'LABPRD' finished without errors on the last run. This is an informational message only; no user action is required.",
    "12 | info | errorlog/spid{51..90} | Starting up database 'tempcheck'.",
  ],
  complaints: [],
};
