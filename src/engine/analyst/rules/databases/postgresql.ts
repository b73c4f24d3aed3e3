import type { Rule } from "../rule.ts";

/** PostgreSQL, its poolers and its clients. */
export const postgresqlRules: readonly Rule[] = [
  {
    name: "postgresql-disk-full",
    component: "postgresql",
    words: ["left"],
    pattern:
      /\bcould not (?:extend|write to|write|create|open) (?:file|block|temporary file|relation)\b.{0,200}\bno space left on device\b|\bpg_wal\b.{0,120}\bno space left\b/i,
    severity: "P1",
    cause: "PostgreSQL cannot extend a file: its disk is full, so writes fail or it stops",
    action:
      "Free space on that volume (old WAL behind a dead slot, logs, temp files), never by deleting pg_wal by hand; then enlarge it.",
    confidence: 92,
    certain: true,
  },
  {
    name: "postgresql-wraparound",
    component: "postgresql",
    words: ["avoid", "vacuumed", "xmin"],
    pattern:
      /\bmust be vacuumed within \d{1,12} transactions\b|\bnot accepting commands (?:that assign new transaction ids )?to avoid wraparound\b|\bto avoid (?:a )?(?:database shutdown|xid assignment failures|wraparound)\b|\boldest xmin is far in the past\b/i,
    severity: "P1",
    cause: "PostgreSQL is close to transaction id wraparound and will refuse writes until it is vacuumed",
    action:
      "End old transactions, prepared ones and dead slots (backend_xmin), then VACUUM the oldest tables of that database.",
    confidence: 92,
    certain: true,
  },
  {
    name: "postgresql-page-damaged",
    component: "postgresql",
    words: ["alloc", "corrupted", "page", "parent", "read", "toast", "unexpected"],
    pattern:
      /\binvalid page in block \d{1,12}\b|\binvalid (?:page header|memory alloc request size)\b|\bcould not read block \d{1,12}\b|\bpage verification failed, calculated checksum\b|\bmissing chunk number \d{1,8} for toast\b|\bfailed to re-find parent key\b|\bindex "?\S{1,80}"? (?:is corrupted|contains (?:corrupted|unexpected))\b/i,
    severity: "P1",
    cause: "a page of a PostgreSQL table or index is damaged (data corruption)",
    action:
      "Stop writes and copy the data directory first; check the disk, reindex if it is an index, else restore from backup or a replica.",
    confidence: 92,
    certain: true,
  },
  {
    name: "postgresql-backend-crashed",
    component: "postgresql",
    words: ["processes", "recovery", "terminated"],
    pattern:
      /\bserver process \(pid \d{1,10}\) was terminated by signal (?:[4-9]|1[01])\b|\bterminating any other active server processes\b|\ball server processes terminated; reinitializing\b|\bthe database system is in recovery mode\b/i,
    severity: "P1",
    cause: "a PostgreSQL server process crashed or was killed (signal), so all sessions end and it recovers",
    action:
      "Signal 9 is mostly the kernel's OOM killer: see dmesg, lower work_mem and connections. Signal 11 or 6: find the query and extension.",
    confidence: 92,
    certain: true,
  },
  {
    name: "postgresql-archive-failed",
    component: "postgresql",
    words: ["archive", "archive_command", "archiving"],
    pattern:
      /\barchive command failed\b|\barchiving write-ahead log file \S{1,60} failed too many times\b|\barchive_command\b.{0,60}\b(?:failed|error)\b/i,
    severity: "P2",
    cause: "PostgreSQL cannot archive its WAL, so backups have a gap and pg_wal grows",
    action:
      "Run the archive command by hand as postgres: check the target's credentials and space; watch pg_stat_archiver.",
    confidence: 90,
    certain: true,
  },
  {
    name: "postgresql-slot-lost",
    component: "postgresql",
    words: ["replication"],
    pattern:
      /\binvalidat(?:ing|ed) obsolete replication slot\b|\breplication slot\b.{0,100}\b(?:does not exist|is active for pid|has been invalidated|lost|exceeds the maximum reserved size)\b|\bcan no longer (?:be accessed|get changes) from (?:this )?replication slot\b/i,
    severity: "P2",
    cause: "a PostgreSQL replication slot was lost or is held by another, so its replica or consumer stops",
    action:
      "Look at pg_replication_slots; build the replica anew, or take the slot from the session that holds it.",
    confidence: 88,
    certain: true,
  },
  {
    name: "postgresql-lock-wait",
    component: "postgresql",
    words: ["duration", "still", "temporary"],
    pattern:
      /\bstill waiting for \w{4,24}lock on\b|\blog: {1,2}duration: \d{5,9}\.\d{1,3} ms\b|\btemporary file: path\b.{0,120}\bsize \d{10,14}\b/i,
    severity: "P3",
    cause:
      "a PostgreSQL query is slow: it waits for a lock, runs for many seconds or spills gigabytes to disk",
    action:
      "Look at pg_blocking_pids and EXPLAIN; end what holds the lock, add an index, or raise work_mem for that query.",
    confidence: 82,
    certain: true,
  },
  {
    name: "postgresql-relation-missing",
    component: "postgresql",
    words: ["42703", "42p01", "column", "doesn", "exist", "table", "undefinedcolumn", "undefinedtable"],
    pattern:
      /\b(?:relation|column|table|function|type|schema) [\\"]{0,2}[\w.]{1,120}[\\"]{0,2}(?: of relation [\\"]{0,2}[\w.]{1,80}[\\"]{0,2})? does not exist\b|\bundefined(?:table|column)\b|\b42p01\b|\bsqlstate\W{0,4}42703\b|\bno such (?:table|column)\b|\btable [\\']{1,2}[\w.]{1,120}[\\']{1,2} doesn't exist\b/i,
    severity: "P2",
    cause:
      "the database lacks a table or column that the program asks for: a migration is missing, or the data is lost",
    action:
      "Compare the schema version with the release and run its migrations; if tables vanished, stop and restore from backup.",
    confidence: 86,
  },
  {
    name: "postgresql-shared-memory",
    component: "postgresql",
    words: ["increase", "max_locks_per_transaction", "shared"],
    pattern:
      /\bout of shared memory\b|\bcould not (?:resize|create|map) (?:shared memory|anonymous shared memory)\b|\bmax_locks_per_transaction\b.{0,30}\b(?:increase|need)|\byou might need to increase max_locks\w{0,30}\b/i,
    severity: "P2",
    cause: "PostgreSQL ran out of shared memory or of locks",
    action:
      "Raise max_locks_per_transaction for many partitions; in a container enlarge /dev/shm, else lower shared_buffers.",
    confidence: 84,
  },
  {
    name: "postgresql-checkpoints-frequent",
    component: "postgresql",
    words: ["checkpoints"],
    pattern: /\bcheckpoints are occurring too frequently\b/i,
    severity: "P4",
    cause: "PostgreSQL makes checkpoints too often, which slows writes",
    action: "Raise max_wal_size to what is written within checkpoint_timeout.",
    confidence: 84,
    certain: true,
  },
  {
    name: "postgresql-config-invalid",
    component: "postgresql",
    words: [
      "contains",
      "empty",
      "exists",
      "incompatible",
      "initialized",
      "load",
      "ownership",
      "parameter",
      "permissions",
    ],
    pattern:
      /\bconfiguration file "?\S{1,200}postgresql\S{0,20}"? contains errors\b|\bunrecognized configuration parameter\b|\binvalid value for parameter\b|\bcould not load \S{0,100}pg_hba\.conf\b|\bdata directory\b.{0,100}\b(?:has (?:wrong ownership|invalid permissions)|is not empty|was initialized by)\b|\bdatabase files are incompatible with server\b|\block file "?\S{0,100}postmaster\.pid"? already exists\b/i,
    severity: "P2",
    cause: "PostgreSQL cannot start: its configuration, data directory or version does not fit",
    action:
      "Read the file and parameter it names; a new major version needs pg_upgrade; remove postmaster.pid only if no server runs.",
    confidence: 86,
  },
  {
    name: "pgbouncer-pool-full",
    component: "postgresql",
    words: ["connections", "max_client_conn", "maxclientsinsessionmode", "pooler", "query_wait_timeout"],
    pattern:
      /\bquery_wait_timeout\b(?! ?[:=])|\bno more connections allowed \(max_client_conn\)|\bpooler error\b|\bmaxclientsinsessionmode\b|\bmax client connections reached\b/i,
    severity: "P2",
    cause:
      "the connection pooler (PgBouncer, Supavisor) has no server connection free, so clients wait or are refused",
    action:
      "Run SHOW POOLS: long transactions hold connections; enlarge default_pool_size or shorten the queries.",
    confidence: 88,
    certain: true,
  },
  {
    name: "postgresql-ssl-shared-across-fork",
    component: "postgresql",
    words: ["decryption", "synchronization", "syscall", "unexpected", "wrong"],
    pattern:
      /\bssl error: (?:decryption failed or bad record mac|wrong version number|unexpected (?:message|record))\b|\bssl syscall error: eof detected\b|\blost synchronization with server: got message type\b/i,
    severity: "P1",
    cause:
      "a database connection was broken: one SSL socket (psycopg2) was shared by forked processes or threads, or cut off",
    action:
      "Open connections after the fork (post_fork hook, engine.dispose()), one for each thread; check for killed sessions.",
    confidence: 84,
  },
  {
    name: "patroni-demoted",
    component: "postgresql",
    words: ["accessible", "demoted", "demoting", "leader", "mismatch"],
    pattern:
      /\bdemoting self because\b|\bdemoted self\b|\bdcs is not accessible\b|\bsystem id mismatch\b|\bleader key\b.{0,40}\b(?:lost|expired|missing)\b/i,
    severity: "P1",
    cause:
      "Patroni gave up its leader role: its store (etcd, Consul) is not accessible, so there is no primary for a while",
    action:
      "Check the store's quorum and latency first, then `patronictl list`; fail over only when it is back.",
    confidence: 88,
    certain: true,
  },
  {
    name: "migration-failed",
    component: "postgresql",
    words: [
      "acquire",
      "dirty",
      "flywayexception",
      "flywaymigrateexception",
      "flywayvalidateexception",
      "inconsistentmigrationhistory",
      "liquibaseexception",
      "locate",
      "migrate",
      "migrated",
      "migration",
      "migrations",
      "pendingmigrationerror",
    ],
    pattern:
      /\bmigrations?\b.{0,80}\b(?:failed|aborted|error)\b(?!["']?\s{0,2}[=:]\s{0,2}0\b)|\bfailed to migrate\b|\b(?:failed|unable) to (?:run|apply|execute) (?:\w{1,20} )?migrations?\b|\bmigration checksum mismatch\b|\bflyway(?:validate|migrate)?exception\b|\bmigrations? (?:are|is) pending\b|\bpendingmigrationerror\b|\bdirty database version\b|\bliquibaseexception\b|\bcould not acquire change log lock\b|\bcan't locate revision identified by\b|\binconsistentmigrationhistory\b|\bconflicting migrations detected\b|\bis not migrated to the latest\b/i,
    severity: "P2",
    cause: "a database schema migration failed or is pending, so program and tables do not fit",
    action:
      "Read which migration and statement it names; repair or undo it by hand, mark it (repair, force, stamp), then deploy again.",
    confidence: 88,
  },
  {
    name: "database-url-invalid",
    component: "postgresql",
    words: [
      "database_url",
      "dsn",
      "malformed",
      "option",
      "parse",
      "rfc1738",
      "sqlalchemy",
      "string",
      "uri",
      "url",
    ],
    pattern:
      /\bcould not parse (?:sqlalchemy|rfc1738) url\b|\bnosuchmoduleerror: can't load plugin: sqlalchemy\b|\binvalid (?:port|integer value)\b.{0,40}\b(?:connection (?:string|option)|dsn|database_url|uri)\b|\b(?:invalid|malformed) (?:dsn|connection string|database url)\b|\binvalid connection option\b|\bcannot parse .{0,30}postgres(?:ql)?:\/\//i,
    severity: "P3",
    cause: "the database URL cannot be parsed, often because a password holds special characters",
    action: "Encode the password (percent-encoding) in the URL, or pass user, password and host apart.",
    confidence: 80,
  },
  {
    name: "pooler-clients-full",
    component: "postgresql",
    words: ["clients", "tenant", "pooler"],
    pattern:
      /\bmax clients reached\b.{0,20}\b(?:session|transaction|pool) mode\b|\btenant\b.{0,40}\bmax clients\b/i,
    severity: "P2",
    cause:
      "the connection pooler in front of PostgreSQL has all its clients, so new ones (of that tenant) are refused",
    action:
      "Switch to transaction mode or raise the pool size, and look for clients that hold connections without working.",
    confidence: 84,
  },
  {
    name: "postgres-session-ended",
    component: "postgresql",
    words: ["terminating"],
    pattern:
      /\bterminating (?:connection|background worker "[^"]{1,60}"|walreceiver process) due to administrator command\b/i,
    severity: "P4",
    cause: "PostgreSQL ended a session because an administrator or a shutdown asked for it",
    action: "If nobody restarted or failed over at that time, ask who called pg_terminate_backend.",
    confidence: 88,
  },
];
