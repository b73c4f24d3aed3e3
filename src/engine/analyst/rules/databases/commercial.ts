import type { Rule } from "../rule.ts";

/** SQL Server, Oracle, Db2 and SQLite. */
export const commercialRules: readonly Rule[] = [
  {
    name: "sqlserver-log-full",
    component: "sql-server",
    words: ["9002", "full"],
    pattern: /\btransaction log for database '?\S{1,80}'? is full\b|\berror: 9002\b/i,
    severity: "P1",
    cause: "SQL Server's transaction log is full, so the database takes no more writes",
    action:
      "Read the reason it names (LOG_BACKUP, ACTIVE_TRANSACTION): back the log up, end the open transaction, then enlarge it.",
    confidence: 92,
    certain: true,
  },
  {
    name: "sqlserver-slow-io",
    component: "sql-server",
    words: ["taking"],
    pattern: /\bi\/o requests taking longer than 15 seconds\b/i,
    severity: "P2",
    cause: "SQL Server waits more than 15 seconds for its disk: storage is too slow or failing",
    action:
      "Look at the disk's latency, the SAN or cloud limits and the driver; see sys.dm_io_virtual_file_stats.",
    confidence: 90,
    certain: true,
  },
  {
    name: "sqlserver-corruption",
    component: "sql-server",
    words: ["checkdb", "logical", "severity", "severity24"],
    pattern:
      /\blogical consistency-based i\/o error\b|\b(?:error: |msg )?82[345]\b.{0,20}\bseverity:? ?24\b|\bdbcc checkdb\b.{0,80}\bfound [1-9]\d{0,8} (?:allocation |consistency )?errors\b/i,
    severity: "P1",
    cause: "SQL Server read a damaged page (corruption)",
    action: "Run DBCC CHECKDB, restore the page or file from backup, and check the storage below.",
    confidence: 92,
    certain: true,
  },
  {
    name: "oracle-tablespace-full",
    component: "oracle",
    words: ["ora", "tablespace"],
    pattern:
      /\bora-0(?:165[0-9]|1688|1691|1692|30036)\b|\bunable to extend (?:table|index|lob|segment|temp)\b.{0,120}\btablespace\b/i,
    severity: "P1",
    cause: "an Oracle tablespace is full, so inserts fail",
    action: "Add a data file or let it autoextend (DBA_DATA_FILES), after a look at what grew.",
    confidence: 92,
  },
  {
    name: "oracle-archiver-stuck",
    component: "oracle",
    words: ["archival", "archiver", "db_recovery_file_dest_size", "ora"],
    pattern:
      /\bora-(?:00257|16038|19809|19815|19502|16014)\b|\barchiver error\b|\barchival error\b|\bdb_recovery_file_dest_size\b.{0,60}\b(?:full|is \d{2,3}\.?\d{0,2}% used)\b/i,
    severity: "P1",
    cause: "Oracle cannot archive its redo log: the recovery area is full, so the database stands still",
    action: "Free it by RMAN (backup and delete archivelog), or enlarge db_recovery_file_dest_size.",
    confidence: 92,
  },
  {
    name: "oracle-undo-too-small",
    component: "oracle",
    words: ["01555", "01628", "22924", "snapshot"],
    pattern: /\bora-(?:01555|22924|01628)\b|\bsnapshot too old\b/i,
    severity: "P3",
    cause: "an Oracle query ran longer than undo keeps old versions (snapshot too old)",
    action: "Run it in a quieter time or in parts; enlarge UNDO_RETENTION and the undo tablespace.",
    confidence: 88,
  },
  {
    name: "oracle-listener-refused",
    component: "oracle",
    words: ["listener", "ora"],
    pattern:
      /\bora-(?:12514|12505|12541|12520|12519|12516|12518|12170|12537|12154)\b|\btns-?1?2?5?\d{2,5}\b.{0,60}\blistener\b|\btns:listener\b|\btns:no listener\b/i,
    severity: "P2",
    cause: "the Oracle listener does not know the service, or does not answer or take more connections",
    action:
      "Run `lsnrctl status`; check the service name, processes and sessions limits, and the client's connect string.",
    confidence: 88,
  },
  {
    name: "db2-or-sqlite-damaged",
    component: "sqlite",
    words: [
      "database",
      "malformed",
      "sql01034c",
      "sql01224n",
      "sql0290n",
      "sql0964c",
      "sqlite_cantopen",
      "sqlite_corrupt",
      "sqlite_full",
      "sqlite_ioerr",
      "sqlite_notadb",
    ],
    pattern:
      /\bdatabase disk image is malformed\b|\bfile is not a database\b|\bsqlite_(?:corrupt|full|ioerr|notadb|cantopen)\b|\bsql0(?:290n|964c|1224n|1034c)\b/i,
    severity: "P1",
    cause: "an embedded or Db2 database file is damaged, full or cannot be opened",
    action:
      "SQLite: copy it, run PRAGMA integrity_check and .recover, keep it off network shares. Db2: read db2diag.",
    confidence: 84,
  },
  {
    name: "sqlite-locked",
    component: "sqlite",
    words: ["locked", "sqlite_busy"],
    pattern: /\bdatabase is locked\b|\bsqlite_busy\b|\bdatabase table is locked\b/i,
    severity: "P3",
    cause: "a SQLite database is locked: another writer holds it",
    action:
      "Switch on WAL and busy_timeout, keep transactions short; for several writers move to PostgreSQL or MySQL.",
    confidence: 86,
  },
];
