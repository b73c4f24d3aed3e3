import type { RuleExamples } from "../rule-examples.ts";

export const mysqlExamples: Readonly<Record<string, RuleExamples>> = {
  "mysql-innodb-corruption": {
    decides:
      "[ERROR] [InnoDB] Database page corruption on disk or a failed file read of page [page id: space=31]",
    leavesAlone: ["InnoDB: page cleaner started"],
  },
  "mysql-crashed": {
    decides: "UTC - mysqld got signal 11 ;",
    leavesAlone: ["mysqld: ready for connections"],
  },
  "mysql-replica-stopped": {
    decides: "mysqld: ERROR: Replica SQL for channel '' error, Error_code: 1032",
    leavesAlone: ["Replica SQL thread started"],
  },
  "mysql-disk-full": {
    decides: "[ERROR] Disk is full writing './binlog.000045' (OS errno 28 - No space left on device)",
    leavesAlone: ["binlog rotated"],
  },
  "galera-non-primary": {
    decides: "[Warning] WSREP: Node is not ready; WSREP has not yet prepared node for application use",
    leavesAlone: ["WSREP: Synchronized with group, ready for connections"],
  },
  "mysql-access-denied": {
    decides: "ERROR 1045 (28000): Access denied for user 'orders'@'192.0.2.7' (using password: YES)",
    leavesAlone: ["user orders logged in"],
  },
  "mysql-start-failed": {
    decides: "[ERROR] [Server] Data Dictionary initialization failed.",
    leavesAlone: ["mysqld: ready for connections"],
  },
  "mysql-group-member-expelled": {
    decides:
      "[ERROR] [Repl] Plugin group_replication reported: 'Member was expelled from the group due to network failures'",
    leavesAlone: ["[Repl] This server is working as primary member."],
  },
};
