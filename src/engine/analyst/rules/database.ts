import type { Rule } from "./rule.ts";

/** Databases, caches and search stores. */
export const databaseRules: readonly Rule[] = [
  {
    name: "database-corruption",
    component: "database",
    words: ["page", "corrupt", "corrupted", "corruption", "crashed"],
    pattern:
      /\binvalid page in block\b|\bpage verification failed\b|\b(?:database|index|table(?:space)?|block|innodb|wiredtiger|wal|redo log|data ?file|page)\b.{0,40}(?<!\b(?:0|no|not|without|for) )\bcorrupt(?:ed|ion)?\b(?! (?:check|detection|0))|\bcorrupt(?:ed)? (?:database|index|table|page|data ?file)\b|\btable\b.{0,60}\bis marked as crashed\b/i,
    severity: "P0",
    cause: "the database found damaged data on disk",
    action:
      "Stop writes and copy the data files before any repair. Check dmesg and the disks, find which tables are hit, and fail over to a healthy replica or restore the last good backup.",
    confidence: 88,
    example: "postgres[71]: ERROR: invalid page in block 4211 of relation base/16401/24577",
    notExamples: ["amcheck: no index corruption check is due"],
  },
  {
    name: "wal-disk-full",
    component: "database",
    words: ["wal", "pg_wal", "pg_xlog", "binlog", "archive", "archiver", "redo", "ora"],
    pattern:
      /\b(?:wal|pg_wal|pg_xlog|binlog|redo)\b.{0,80}\b(?:no space left|disk (?:is )?full)\b|\b(?:archive(?:r| command)?)\b.{0,30}\b(?:failed with exit code|stuck)\b|\bora-00257\b/i,
    severity: "P1",
    cause: "the transaction log cannot be written or archived, so commits stop",
    action:
      "Run df -h on the log directory and look for a stuck archive command or an inactive replication slot. Free other files or extend the volume; never delete log files by hand.",
    confidence: 96,
    example: "postgres[71]: PANIC: could not write to file pg_wal/xlogtemp.71: No space left on device",
  },
  {
    name: "database-too-many-connections",
    component: "database",
    words: ["connections", "clients", "slots"],
    pattern:
      /\btoo many (?:db |database |client )?(?:connections|clients)\b|\bremaining connection slots are reserved\b|\bmax(?:imum)? number of (?:clients|connections) (?:was )?reached\b|\bconnection limit exceeded\b.{0,20}\bconnections\b/i,
    severity: "P1",
    cause: "the server's connection limit is reached, so new clients are turned away",
    action:
      "List sessions by client and state in pg_stat_activity or SHOW PROCESSLIST. End idle ones, find the client whose pool grew, and only then raise the limit.",
    confidence: 93,
    example: "mysqld: ERROR 1040 (HY000): Too many connections",
    notExamples: ["mysqld: max_connections set to 500"],
  },
  {
    name: "connection-pool-exhausted",
    component: "database",
    words: ["pool", "hikaripool", "queuepool"],
    pattern:
      /\bconnection pool\b.{0,40}\b(?:exhausted|full|empty|depleted)\b|\b(?:db|database|jdbc|session|client) pool (?:is )?exhausted\b|\b(?:exhausted|waiting for|obtaining|acquiring)\b.{0,30}\bconnection (?:from )?(?:the )?pool\b|\bhikaripool-\d{1,4} - connection is not available\b|\bqueuepool limit\b|\bunable to (?:get|acquire|obtain|fetch) a connection from (?:the )?pool\b/i,
    severity: "P1",
    cause: "all pooled connections are in use, so requests wait or fail",
    action:
      "Look for slow or stuck queries in pg_stat_activity or SHOW PROCESSLIST and for code that does not give connections back. Compare pool size with load and restart leaking instances.",
    confidence: 91,
    example: "orders: connection pool exhausted (size 20, waiting 143)",
    notExamples: ["orders: connection pool started, size 20"],
  },
  {
    name: "database-deadlock",
    component: "database",
    words: ["deadlock", "deadlocked", "40p01"],
    pattern: /\bdeadlock (?:was )?(?:detected|found)\b|\bdeadlocked on lock\b|\b40p01\b|\bdeadlock victim\b/i,
    severity: "P3",
    cause: "two transactions waited for each other and one was rolled back",
    action:
      "Read both statements in the database log and see whether the client retried. If it recurs, make the transactions take their locks in the same order and keep them short.",
    confidence: 90,
    example: "postgres[902]: ERROR: deadlock detected",
    notExamples: ["innodb: deadlock detection enabled", "0 deadlocks since start"],
  },
  {
    name: "lock-wait-timeout",
    component: "database",
    words: ["lock", "locked", "55p03", "sqlite_busy"],
    pattern:
      /\block wait timeout exceeded\b|\bcancel+ing statement due to lock timeout\b|\bdatabase is locked\b|\bsqlite_busy\b|\b(?:could not|unable to|failed to) (?:obtain|acquire) (?:\S{1,20} )?lock\b|\b55p03\b/i,
    severity: "P3",
    cause: "a statement waited too long for a lock that another holds",
    action:
      "Find the holder in pg_locks or sys.innodb_lock_waits and see how long its transaction has been open. End it if it is idle, and check for a migration or bulk update.",
    confidence: 87,
    example: "mysqld: ERROR 1205: Lock wait timeout exceeded; try restarting transaction",
    notExamples: ["mysqld: innodb_lock_wait_timeout = 50"],
  },
  {
    name: "redis-not-persisting",
    component: "database",
    words: ["misconf", "bgsave", "rdb", "saving", "aof"],
    pattern:
      /\bmisconf\b|\bbackground saving error\b|\b(?:bgsave|rdb|aof)\b.{0,40}\b(?:failed|error)\b(?![=: ]{1,2}0\b)/i,
    severity: "P1",
    cause: "Redis cannot save to disk and by default refuses writes until it can",
    action:
      "Check df -h and the permissions of its directory, and free memory for the fork. Run redis-cli info persistence, then BGSAVE, and see that it ends with ok.",
    confidence: 90,
    example: "cache: MISCONF Redis is configured to save RDB snapshots, but it is unable to persist on disk",
  },
  {
    name: "redis-out-of-memory",
    component: "database",
    words: ["oom", "maxmemory"],
    pattern:
      /\boom command not allowed\b|\bused memory > '?maxmemory\b|\bmaxmemory (?:limit )?(?:was |has been )?(?:reached|exceeded)\b/i,
    severity: "P1",
    cause: "Redis has reached its memory limit and refuses writes",
    action:
      "Run redis-cli info memory and redis-cli --bigkeys. Check the eviction policy and keys without expiry, then raise maxmemory or remove what grew.",
    confidence: 93,
    example: "cart: OOM command not allowed when used memory > 'maxmemory'.",
    notExamples: ["redis: maxmemory set to 4gb"],
  },
  {
    name: "database-starting-up",
    component: "database",
    words: ["loading", "starting", "recovery", "57p03", "accepting"],
    pattern:
      /\bloading redis is loading\b|\bredis is loading the dataset\b|\bdatabase system is (?:starting up|in recovery mode|not yet accepting connections)\b|\b57p03\b/i,
    severity: "P2",
    cause: "the database has just started and does not serve requests yet",
    action:
      "Find out why it restarted: read its log and dmesg before the start. Watch the recovery advance, and hold clients back if their retries slow it down.",
    confidence: 87,
    example: "session: LOADING Redis is loading the dataset in memory",
  },
  {
    name: "database-read-only",
    component: "database",
    words: ["read", "readonly", "notwritableprimary", "not"],
    pattern:
      /\bin a read-only transaction\b|\breadonly you can't write against\b|\bnotwritableprimary\b|\bnot (?:master|primary) and (?:slaveok|secondaryok)=false\b|--(?:super-)?read-only option\b|\bcluster_block_exception\b.{0,60}\bread-only\b|\bdatabase is (?:in )?read-?only\b/i,
    severity: "P2",
    cause: "a write reached a database that takes only reads, often a replica",
    action:
      "Ask the server for its role with pg_is_in_recovery(), ROLE or hello. Check whether a failover took place, and point the clients or the service name at the new primary.",
    confidence: 88,
    example: "orders: ERROR: cannot execute INSERT in a read-only transaction",
  },
  {
    name: "replica-set-no-primary",
    component: "database",
    words: ["primary", "master", "replicasetnoprimary", "masterdown"],
    pattern:
      /\breplicasetnoprimary\b|\bno primary (?:found|available|server|detected|in (?:the )?replica set)\b|\bno (?:replica set )?(?:primary|master) (?:is )?available\b|\bmasterdown\b|\bmaster_link_status:down\b.{0,20}\bmaster\b|\b(?:primary|master)(?: (?:node|server|database|db))?(?: \S{1,60})? (?:is |was |became )?(?:unreachable|down)\b|\b(?:cannot|could not|unable to) (?:reach|connect to|contact) (?:the )?(?:primary|master)\b/i,
    severity: "P1",
    cause: "no primary answers, so writes fail until one is back",
    action:
      "Check each member's state with rs.status(), patronictl list or the sentinel. Test the network between members, and promote a replica only after its lag is known.",
    confidence: 88,
    example: "catalog: MongoServerSelectionError: No primary found in replica set rs0",
    notExamples: ["rs0: primary is db-1.example.com:27017"],
  },
  {
    name: "replication-broken",
    component: "database",
    words: ["replication", "slave", "replica", "wal", "slave_io_running", "slave_sql_running"],
    pattern:
      /\b(?:replication|slave|replica)\b.{0,40}\b(?:broken|stopped|failed|aborted|terminated|disconnected|error)\b(?![=:] ?0\b)|\bslave_(?:io|sql)_running: no\b|\brequested wal segment\b.{0,60}\bhas already been removed\b/i,
    severity: "P2",
    cause: "a replica no longer follows its primary, so it goes stale and protects no data",
    action:
      "Read the replica's status with SHOW REPLICA STATUS or pg_stat_wal_receiver. Fix the first error or rebuild it from a backup, and keep readers away until it has caught up.",
    confidence: 84,
    example: "mysqld: Slave SQL thread aborted, error 1062 on table shop.item",
    notExamples: ["replica db-2.example.com streaming, lag 0 s"],
  },
  {
    name: "replication-lag",
    component: "database",
    words: ["replication", "replica", "slave", "seconds_behind_master", "standby", "secondary"],
    pattern:
      /\b(?:replication|replica|slave|standby|secondary)\b.{0,30}\b(?:lag(?:ging)?|delay|behind)\b(?:.{0,40}(?<![\d.])(?:[3-9]\d|\d{3,9})(?:\.\d{1,6})? ?(?:s|sec|seconds|m|min|minutes)\b|.{0,30}\b(?:exceed(?:s|ed)|high|growing|too (?:large|far)|above)\b)|\bseconds_behind_master: (?:[3-9]\d|\d{3,9})\b/i,
    severity: "P3",
    cause: "a replica is behind its primary, so reads from it are old",
    action:
      "Compare the lag now and a minute ago. Look for a bulk write on the primary or a long query on the replica, and take reads off it while it catches up.",
    confidence: 82,
    example: "pgmon: replication lag on db-3.example.com: 184 seconds",
    notExamples: ["pgmon: replication lag: 0.4 s", "replica lag 2 s"],
  },
  {
    name: "database-failover",
    component: "database",
    words: ["failover", "promoting", "promoted", "stepping", "switch"],
    pattern:
      /\bfailover (?:started|initiated|triggered|in progress|completed|to)\b|\+(?:switch-master|failover-)|\bpromot(?:ing|ed) (?:\S{1,60} )?(?:to|as) (?:new )?(?:primary|master|leader)\b|\bstepping down from primary\b/i,
    severity: "P2",
    cause: "another server takes over as primary, which breaks open connections for a while",
    action:
      "Find out why the old primary was given up: read its log and host metrics just before. Check that clients reach the new one and that the old one cannot accept writes.",
    confidence: 78,
    example: "patroni: promoted db-2.example.com to primary after missing leader key",
    notExamples: ["config: failover timeout 30"],
  },
  {
    name: "elasticsearch-red",
    component: "database",
    words: ["red"],
    pattern: /\b(?:cluster|index)\b.{0,50}\b(?:health|status)\b.{0,40}(?:to |is |[:=] ?"?)\[?red\b/i,
    severity: "P1",
    cause: "the search cluster lacks a primary shard, so part of its data is away",
    action:
      "Call _cluster/allocation/explain and _cat/shards to see which shards are missing and why. Bring lost nodes back and check their disks before you reroute anything.",
    confidence: 90,
    example: "es-1: Cluster health status changed from [YELLOW] to [RED]",
    notExamples: ["es-1: Cluster health status changed from [RED] to [GREEN]"],
  },
  {
    name: "elasticsearch-yellow",
    component: "database",
    words: ["yellow"],
    pattern: /\b(?:cluster|index)\b.{0,50}\b(?:health|status)\b.{0,40}(?:to |is |[:=] ?"?)\[?yellow\b/i,
    severity: "P3",
    cause: "the search cluster lacks some replica shards, so it serves but with less safety",
    action:
      "Call _cat/nodes to see whether one is missing and _cluster/allocation/explain for the reason. Watch that the number of unassigned shards falls.",
    confidence: 86,
    example: "es-1: Cluster health status changed from [GREEN] to [YELLOW]",
    notExamples: ["es-1: Cluster health status changed from [YELLOW] to [GREEN]"],
  },
  {
    name: "database-login-refused",
    component: "database",
    words: ["authentication", "pg_hba", "role", "wrongpass", "noauth", "1045"],
    pattern:
      /\bpassword authentication failed for (?:user|role)\b|\bno pg_hba\.conf entry\b|\brole "?\S{1,60}"? does not exist\b|\bwrongpass\b|\bnoauth authentication required\b|\berror 1045\b/i,
    severity: "P2",
    cause: "the database refused a login",
    action:
      "Note user and client address: if it is your own service, compare its secret with the database and look for a recent rotation. If it is unknown, block it and look for guessing.",
    confidence: 86,
    example: 'postgres[15]: FATAL: password authentication failed for user "report"',
  },
  {
    name: "database-unreachable",
    component: "database",
    words: ["database", "db", "mysql", "postgres", "mongodb", "redis", "sqlstate", "communications"],
    pattern:
      /\b(?:cannot|could not|can't|unable to|failed to|error) connect(?:ing)? to (?:the )?(?:\S{1,30} )?(?:database|db|mysql|postgres|mongodb|redis)\b|\b(?:database|db|mysql|postgres|mongodb|redis)\b.{0,30}\bconnection (?:was )?(?:failed|lost|refused|closed unexpectedly)\b|\bcommunications link failure\b|\bmysql server has gone away\b|\bsqlstate(?:\[|: ?| )08\w{3}\b|\blost connection to (?:the )?(?:database|mysql|db)\b/i,
    severity: "P1",
    cause: "the service cannot reach its database",
    action:
      "Test from that host with psql, mysql or nc to the database port. Check that the server runs and its disk has room, then DNS, firewall and secret of the client.",
    confidence: 88,
    example: "api: could not connect to database at 192.0.2.14:5432",
  },
  {
    name: "slow-query",
    component: "database",
    words: ["slow", "query", "statement", "long"],
    pattern:
      /\bslow (?:sql )?(?:query|statement|operation|queries detected)\b(?! log\b)|\b(?:query|statement) (?:took too long|timed out|execution was interrupted)\b|\bcancel+ing statement due to statement timeout\b|\blong[- ]running query\b/i,
    severity: "P3",
    cause: "a query runs much longer than it should",
    action:
      "Run EXPLAIN on the statement and look for a missing index or stale statistics. Compare with its duration last week and check for locks and disk load.",
    confidence: 80,
    example: "mysqld: slow query: 12.8 s, rows examined 9120334, SELECT * FROM invoice",
    notExamples: ["mysqld: slow query log enabled"],
  },
  {
    name: "unique-constraint",
    component: "database",
    words: ["unique", "duplicate", "constraint", "e11000"],
    pattern:
      /\bduplicate (?:key value|entry)\b|\b(?:unique|foreign key|check|not-null|integrity) constraint\b.{0,60}\b(?:fail(?:s|ed)|violat(?:ed|ion))\b|\bviolates (?:unique|foreign key|check|not-null) constraint\b|\be11000 duplicate\b/i,
    severity: "P3",
    cause: "a row was refused because it breaks a rule of the table",
    action:
      "See which constraint and key it names, and whether the same request was sent twice. Compare with the last release; make the write repeatable or correct the input.",
    confidence: 85,
    example: 'postgres[60]: ERROR: duplicate key value violates unique constraint "account_email_key"',
  },
  {
    name: "transaction-aborted",
    component: "database",
    words: ["transaction", "serialize", "40001"],
    pattern:
      /\bcurrent transaction is aborted\b|\btransaction\b.{0,40}\b(?:aborted|rolled back|rollback forced|timed out)\b|\bcould not serialize access\b|\bsqlstate\b.{0,5}\b40001\b/i,
    severity: "P3",
    cause: "a transaction was given up and its changes undone",
    action:
      "Look for the first error in the same session, which is the real reason. Check that the client retries, and look for conflicting bulk work at that time.",
    confidence: 78,
    example: "postgres[61]: ERROR: current transaction is aborted, commands ignored until end of block",
  },
];
