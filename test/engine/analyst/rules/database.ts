import type { RuleExamples } from "./rule-examples.ts";

export const databaseExamples: Readonly<Record<string, RuleExamples>> = {
  "committed-data-lost": {
    decides: "failover: 1200 committed transactions were lost, new primary is at 4/8A000120",
    leavesAlone: ["uncommitted transactions were rolled back", "committed offset 120, lost no messages"],
  },
  "database-corruption": {
    decides: "db-7: data file of orders is corrupted, restore it",
    leavesAlone: ["amcheck: no index corruption check is due"],
  },
  "database-too-many-connections": {
    decides: "mysqld: ERROR 1040 (HY000): Too many connections",
    leavesAlone: ["mysqld: max_connections set to 500"],
  },
  "connection-pool-exhausted": {
    decides: "orders: connection pool exhausted (size 20, waiting 143)",
    leavesAlone: ["orders: connection pool started, size 20"],
  },
  "database-deadlock": {
    decides: "postgres[902]: ERROR: deadlock detected",
    leavesAlone: ["innodb: deadlock detection enabled", "0 deadlocks since start"],
  },
  "lock-wait-timeout": {
    decides: "mysqld: ERROR 1205: Lock wait timeout exceeded; try restarting transaction",
    leavesAlone: ["mysqld: innodb_lock_wait_timeout = 50"],
  },
  "redis-not-persisting": {
    decides: "cache: MISCONF Redis is configured to save RDB snapshots, but it is unable to persist on disk",
  },
  "redis-out-of-memory": {
    decides: "cart: OOM command not allowed when used memory > 'maxmemory'.",
    leavesAlone: ["redis: maxmemory set to 4gb"],
  },
  "database-starting-up": {
    decides: "session: LOADING Redis is loading the dataset in memory",
  },
  "database-read-only": {
    decides: "orders: ERROR: cannot execute INSERT in a read-only transaction",
  },
  "replica-set-no-primary": {
    decides: "catalog: no primary available in the set",
    leavesAlone: ["rs0: primary is db-1.example.com:27017"],
  },
  "replication-broken": {
    decides: "db-2: replication stopped after an error",
    leavesAlone: ["replica db-2.example.com streaming, lag 0 s"],
  },
  "replication-lag": {
    decides: "pgmon: replication lag on db-3.example.com: 184 seconds",
    leavesAlone: ["pgmon: replication lag: 0.4 s", "replica lag 2 s"],
  },
  "database-failover": {
    decides: "patroni: promoted db-2.example.com to primary after missing leader key",
    leavesAlone: ["config: failover timeout 30"],
  },
  "elasticsearch-red": {
    decides: "es-1: Cluster health status changed from [YELLOW] to [RED]",
    leavesAlone: ["es-1: Cluster health status changed from [RED] to [GREEN]"],
  },
  "elasticsearch-yellow": {
    decides: "es-1: Cluster health status changed from [GREEN] to [YELLOW]",
    leavesAlone: ["es-1: Cluster health status changed from [YELLOW] to [GREEN]"],
  },
  "database-login-refused": {
    decides: 'postgres[15]: FATAL: password authentication failed for user "report"',
  },
  "database-unreachable": {
    decides: "api: could not connect to database at 192.0.2.14:5432",
  },
  "slow-query": {
    decides: "mysqld: slow query: 12.8 s, rows examined 9120334, SELECT * FROM invoice",
    leavesAlone: ["mysqld: slow query log enabled"],
  },
  "unique-constraint": {
    decides: 'postgres[60]: ERROR: duplicate key value violates unique constraint "account_email_key"',
  },
  "transaction-aborted": {
    decides: "postgres[61]: ERROR: current transaction is aborted, commands ignored until end of block",
  },
};
