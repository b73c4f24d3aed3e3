import type { RuleExamples } from "../rule-examples.ts";

export const commercialExamples: Readonly<Record<string, RuleExamples>> = {
  "sqlserver-log-full": {
    decides: "The transaction log for database 'Shop' is full due to 'LOG_BACKUP'.",
    leavesAlone: ["log backed up"],
  },
  "sqlserver-slow-io": {
    decides:
      "SQL Server has encountered 41 occurrence(s) of I/O requests taking longer than 15 seconds to complete",
    leavesAlone: ["I/O is frozen on database Shop for backup"],
  },
  "sqlserver-corruption": {
    decides: "SQL Server detected a logical consistency-based I/O error: incorrect checksum",
    leavesAlone: ["DBCC CHECKDB (Shop) found 0 errors and repaired 0 errors"],
  },
  "oracle-tablespace-full": {
    decides: "ORA-01653: unable to extend table SHOP.ORDERS by 8192 in tablespace USERS",
    leavesAlone: ["tablespace USERS resized"],
  },
  "oracle-archiver-stuck": {
    decides: "ORA-00257: Archiver error. Connect AS SYSDBA only until resolved.",
    leavesAlone: ["archived log 4410 added"],
  },
  "oracle-undo-too-small": {
    decides: "ORA-01555: snapshot too old: rollback segment number 12",
    leavesAlone: ["undo retention 900"],
  },
  "oracle-listener-refused": {
    decides: "ORA-12514: TNS:listener does not currently know of service requested in connect descriptor",
    leavesAlone: ["listener: establish * orcl * 0"],
  },
  "db2-or-sqlite-damaged": {
    decides: "sqlite3.DatabaseError: database disk image is malformed",
    leavesAlone: ["sqlite opened"],
  },
  "sqlite-locked": {
    decides: 'logger=ngalert level=error error="database is locked (5) (SQLITE_BUSY)"',
    leavesAlone: ["database is open"],
  },
};
