import type { Rule } from "./rule.ts";

/** Databases, caches and search stores. */
export const databaseRules: readonly Rule[] = [
  {
    name: "committed-data-lost",
    component: "database",
    words: ["committed", "acknowledged", "confirmed", "acked"],
    pattern:
      /\b(?:committed|acknowledged|confirmed|acked) (?:\S{1,20} ){0,3}?(?:(?:is|are|was|were|has been|have been) )?(?:lost(?! no)|discarded|rolled back|not (?:yet )?replayed|overwritten)\b/i,
    severity: "P0",
    cause: "what was confirmed to its writers is lost, as after a switch to a member that lagged behind",
    action:
      "Keep the old primary's files and log as they are, stop writers if they can wait, and copy what is missing from there before that member joins again.",
    confidence: 85,
    certain: true,
  },
  {
    name: "database-corruption",
    component: "database",
    words: ["page", "corrupt", "corrupted", "corruption", "crashed"],
    pattern:
      /\binvalid page in block\b|\bpage verification failed\b|\b(?:database|index|table(?:space)?|block|innodb|wiredtiger|wal|redo log|data ?file|page)\b.{0,40}(?<!\b(?:0|no|not|without|for) )\bcorrupt(?:ed|ion)?\b(?! (?:check|detection|0))|\bcorrupt(?:ed)? (?:database|index|table|page|data ?file)\b|\btable\b.{0,60}\bis marked as crashed\b/i,
    severity: "P0",
    cause: "the database found damaged data on disk (corruption)",
    action:
      "Stop writes and copy the data files before any repair. Check dmesg and the disks, find which tables are hit, and fail over to a healthy replica or restore the last good backup.",
    confidence: 88,
  },
  {
    name: "database-too-many-connections",
    component: "database",
    words: ["connections", "clients", "slots", "maxclients", "slots"],
    pattern:
      /\btoo many (?:db |database |client )?(?:connections|clients)\b|\bremaining connection slots are reserved\b|\bmax(?:imum)? number of (?:clients|connections) (?:was )?reached\b|\bconnection limit exceeded\b.{0,20}\bconnections\b|\bmaxclients reached\b|\bremaining connection slots\b/i,
    severity: "P1",
    cause:
      "the database's connection limit is reached (too many connections or clients), so new ones are refused",
    action:
      "List sessions by client and state in pg_stat_activity or SHOW PROCESSLIST. End idle ones, find the client whose pool grew, and only then raise the limit.",
    confidence: 93,
  },
  {
    name: "connection-pool-exhausted",
    component: "database",
    words: [
      "pool",
      "hikaripool",
      "queuepool",
      "sqltransientconnectionexception",
      "pool",
      "idle",
      "poolexhaustedexception",
      "jdbc",
      "pooled",
      "knextimeouterror",
    ],
    pattern:
      /\bconnection pool\b.{0,40}\b(?:exhausted|full|empty|depleted)\b|\b(?:db|database|jdbc|session|client) pool (?:is )?exhausted\b|\b(?:exhausted|waiting for|obtaining|acquiring)\b.{0,30}\bconnection (?:from )?(?:the )?pool\b|\bhikaripool-\d{1,4} - connection is not available\b|\bqueuepool limit\b|\bunable to (?:get|acquire|obtain|fetch) a connection from (?:the )?pool\b|\bsqltransientconnectionexception\b|\bcannot get a connection, pool error\b|\btimeout waiting for idle object\b|\bpoolexhaustedexception\b|\bunable to acquire jdbc connection\b|\bcould not obtain a connection from the pool\b|\ball pooled connections were in use\b|\bknextimeouterror\b|\btimed out fetching a new connection from the connection pool\b|\bconnection pool (?:has been exhausted|timed out|timeout)\b/i,
    severity: "P1",
    cause: "the database connection pool is exhausted, so requests wait or fail",
    action:
      "Look for slow or stuck queries in pg_stat_activity or SHOW PROCESSLIST and for code that does not give connections back. Compare pool size with load and restart leaking instances.",
    confidence: 91,
  },
  {
    name: "database-deadlock",
    component: "database",
    words: ["deadlock", "deadlocked", "40p01"],
    pattern: /\bdeadlock (?:was )?(?:detected|found)\b|\bdeadlocked on lock\b|\b40p01\b|\bdeadlock victim\b/i,
    severity: "P3",
    cause: "two transactions waited for each other's locks (deadlock) and one was rolled back",
    action:
      "Read both statements in the database log and see whether the client retried. If it recurs, make the transactions take their locks in the same order and keep them short.",
    confidence: 90,
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
  },
  {
    name: "redis-not-persisting",
    component: "redis",
    words: ["misconf", "bgsave", "rdb", "saving", "aof", "save", "opening", "write", "background"],
    pattern:
      /\bmisconf\b|\bbackground saving error\b|\b(?:bgsave|rdb|aof)\b.{0,40}\b(?:failed|error)\b(?![=: ]{1,2}0\b)|\bcan't save in background\b|\bfailed opening (?:the )?(?:temp )?rdb file\b|\bwrite error saving db on disk\b|\bbackground (?:saving|aof rewrite|append only file rewriting) (?:terminated (?:by signal|with error)|error)\b/i,
    severity: "P1",
    cause:
      "Redis cannot save its data to disk (fork or write failed) and by default refuses writes until it can",
    action:
      "Check df -h and the permissions of its directory, and free memory for the fork. Run redis-cli info persistence, then BGSAVE, and see that it ends with ok.",
    confidence: 90,
    certain: true,
  },
  {
    name: "redis-out-of-memory",
    component: "redis",
    words: ["oom", "maxmemory", "redis", "memory"],
    pattern:
      /\boom command not allowed\b|\bused memory > '?maxmemory\b|\bmaxmemory (?:limit )?(?:was |has been )?(?:reached|exceeded)\b|\bcommand not allowed when used memory\b|\bredis memory (?:is )?full\b|\bredis\b.{0,40}\bout[- ]of[- ]memory\b/i,
    severity: "P1",
    cause: "Redis reached its maxmemory limit (out of memory) and rejects writes",
    action:
      "Run redis-cli info memory and redis-cli --bigkeys. Check the eviction policy and keys without expiry, then raise maxmemory or remove what grew.",
    confidence: 93,
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
  },
  {
    name: "replication-broken",
    component: "database",
    words: ["replication", "slave", "replica", "wal", "slave_io_running", "slave_sql_running"],
    pattern:
      /\b(?:replication|slave|replica)\b.{0,40}\b(?:broken|stopped|failed|aborted|terminated|disconnected|error)\b(?![=:] ?0\b)|\bslave_(?:io|sql)_running: no\b|\brequested wal segment\b.{0,60}\bhas already been removed\b/i,
    severity: "P2",
    cause:
      "a replica (standby) no longer follows its primary: it falls behind, goes stale and protects no data",
    action:
      "Read the replica's status with SHOW REPLICA STATUS or pg_stat_wal_receiver. Fix the first error or rebuild it from a backup, and keep readers away until it has caught up.",
    confidence: 84,
  },
  {
    name: "replication-lag",
    component: "database",
    words: ["replication", "replica", "slave", "seconds_behind_master", "standby", "secondary"],
    pattern:
      /\b(?:replication|replica|slave|standby|secondary)\b.{0,30}\b(?:lag(?:ging)?|delay|behind)\b(?:.{0,40}(?<![\d.])(?:[3-9]\d|\d{3,9})(?:\.\d{1,6})? ?(?:s|sec|seconds|m|min|minutes)\b|.{0,30}\b(?:exceed(?:s|ed)|high|growing|too (?:large|far)|above)\b)|\bseconds_behind_master: (?:[3-9]\d|\d{3,9})\b/i,
    severity: "P3",
    cause: "a replica (standby, secondary) lags behind its primary, so reads from it are old",
    action:
      "Compare the lag now and a minute ago. Look for a bulk write on the primary or a long query on the replica, and take reads off it while it catches up.",
    confidence: 82,
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
  },
  {
    name: "elasticsearch-red",
    component: "elasticsearch",
    words: ["red"],
    pattern: /\b(?:cluster|index)\b.{0,50}\b(?:health|status)\b.{0,40}(?:to |is |[:=] ?"?)\[?red\b/i,
    severity: "P1",
    cause: "the search cluster lacks a primary shard, so part of its data is away",
    action:
      "Call _cluster/allocation/explain and _cat/shards to see which shards are missing and why. Bring lost nodes back and check their disks before you reroute anything.",
    confidence: 90,
  },
  {
    name: "elasticsearch-yellow",
    component: "elasticsearch",
    words: ["yellow"],
    pattern: /\b(?:cluster|index)\b.{0,50}\b(?:health|status)\b.{0,40}(?:to |is |[:=] ?"?)\[?yellow\b/i,
    severity: "P3",
    cause: "the search cluster lacks some replica shards, so it serves but with less safety",
    action:
      "Call _cat/nodes to see whether one is missing and _cluster/allocation/explain for the reason. Watch that the number of unassigned shards falls.",
    confidence: 86,
  },
  {
    name: "database-login-refused",
    component: "database",
    words: ["authentication", "pg_hba", "role", "wrongpass", "noauth", "1045"],
    pattern:
      /\bpassword authentication failed for (?:user|role)\b|\bno pg_hba\.conf entry\b|\brole "?\S{1,60}"? does not exist\b|\bwrongpass\b|\bnoauth authentication required\b|\berror 1045\b/i,
    severity: "P2",
    cause: "the database refused a login: authentication failed for this user",
    action:
      "Note user and client address: if it is your own service, compare its secret with the database and look for a recent rotation. If it is unknown, block it and look for guessing.",
    confidence: 86,
    certain: true,
  },
  {
    name: "database-unreachable",
    component: "database",
    words: [
      "database",
      "db",
      "mysql",
      "postgres",
      "mongodb",
      "redis",
      "sqlstate",
      "communications",
      "database_url",
      "server",
    ],
    pattern:
      /\b(?:cannot|could not|can't|unable to|failed to|error) connect(?:ing)? to (?:the )?(?:\S{1,30} )?(?:database|db|mysql|postgres|mongodb|redis)\b|\b(?:database|db|mysql|postgres|mongodb|redis)\b.{0,30}\bconnection (?:was )?(?:failed|lost|refused|closed unexpectedly)\b|\bcommunications link failure\b|\bmysql server has gone away\b|\bsqlstate(?:\[|: ?| )08\w{3}\b|\blost connection to (?:the )?(?:database|mysql|db)\b|\bdatabase (?:connection|health ?check)\b.{0,30}\b(?:time(?:d )?out|failed|refused|lost)\b|\bconnection to (?:the )?database (?:failed|timed out|lost|refused)\b|\bdatabase_url connection failed\b|\bconnection to server at \\?"[^"]{1,80}".{0,60}\bfailed\b|\bserver closed the connection unexpectedly\b/i,
    severity: "P1",
    cause: "the service cannot reach its database: the connection timed out, failed or was refused",
    action:
      "Test from that host with psql, mysql or nc to the database port. Check that the server runs and its disk has room, then DNS, firewall and secret of the client.",
    confidence: 88,
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
  },
  {
    name: "unique-constraint",
    component: "database",
    words: ["unique", "duplicate", "constraint", "e11000"],
    pattern:
      /\bduplicate (?:key value|entry)\b|\b(?:unique|foreign key|check|not-null|integrity) constraint\b.{0,60}\b(?:fail(?:s|ed)|violat(?:ed|ion))\b|\bviolates (?:unique|foreign key|check|not-null) constraint\b|\be11000 duplicate\b/i,
    severity: "P3",
    cause: "a row was refused because it breaks a rule (key, constraint) of the table",
    action:
      "See which constraint and key it names, and whether the same request was sent twice. Compare with the last release; make the write repeatable or correct the input.",
    confidence: 85,
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
  },
];
