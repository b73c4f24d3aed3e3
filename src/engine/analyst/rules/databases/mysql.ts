import type { Rule } from "../rule.ts";

/** MySQL and MariaDB. */
export const mysqlRules: readonly Rule[] = [
  {
    name: "mysql-innodb-corruption",
    component: "mysql",
    words: ["corruption", "crashed", "incorrect", "innodb"],
    pattern:
      /\bdatabase page corruption\b|\binnodb: (?:corruption|assertion failure|page .{0,60}(?:corrupt|log sequence number))|\binnodb\b.{0,120}\b(?:is corrupted|corrupt(?:ed|ion)?|tablespace is missing|page checksum)\b|\bmarked as crashed and should be repaired\b|\bincorrect key file for table\b/i,
    severity: "P1",
    cause: "InnoDB found a damaged page or table (data corruption)",
    action:
      "Stop writes, copy the data directory, check the disk; start with innodb_force_recovery=1 to dump, then restore.",
    confidence: 92,
    certain: true,
  },
  {
    name: "mysql-crashed",
    component: "mysql",
    words: ["assertion", "innodb", "mariadbd", "mysqld"],
    pattern:
      /\bmysqld got (?:signal|exception)\b|\bmariadbd got signal\b|\binnodb: (?:fatal|we intentionally)\b|\bassertion failure in thread \d{1,20} in file\b/i,
    severity: "P1",
    cause: "the MySQL server process crashed on a signal and restarts",
    action: "Read the query and stack below it; check memory and disk, and update if it is a known bug.",
    confidence: 92,
    certain: true,
  },
  {
    name: "mysql-replica-stopped",
    component: "mysql",
    words: ["1236", "aborted", "binary", "execute", "o", "replica", "slave", "sql", "stopped"],
    pattern:
      /\breplica (?:sql|i\/?o)\b.{0,100}\b(?:failed|stopped|error|aborted|not running)\b|\bslave (?:sql|i\/o)(?: thread)?\b.{0,80}\b(?:failed|stopped|error|aborted|killed)\b|\bcould not execute \w{4,20}_rows event\b|\bgot fatal error 1236\b|\bcould not find first log file name in binary log index\b/i,
    severity: "P2",
    cause: "a MySQL replica stopped applying its source's log, so it goes stale",
    action:
      "Run SHOW REPLICA STATUS: skip or repair the row it names only if you know why it differs, else rebuild the replica.",
    confidence: 90,
  },
  {
    name: "mysql-disk-full",
    component: "mysql",
    words: ["errno", "errno28", "full"],
    pattern:
      /\bdisk is full writing\b|\bthe table ["'`]?\S{1,80}["'`]? is full\b|\berrno:? ?28\b|\bos errno 28\b/i,
    severity: "P1",
    cause: "MySQL's disk is full, so writes wait or fail",
    action: "Purge old binary logs (PURGE BINARY LOGS), remove temp files and dumps, then enlarge the disk.",
    confidence: 92,
    certain: true,
  },
  {
    name: "galera-non-primary",
    component: "mysql",
    words: ["safe", "safe_to_bootstrap", "wsrep"],
    pattern:
      /\bwsrep\b.{0,120}\b(?:non-primary|not (?:yet )?prepared|inconsistent|failed to (?:open|apply)|aborting)\b|\bwsrep has not yet prepared node\b|\bsafe_to_bootstrap: 0\b|\bit may not be safe to bootstrap\b/i,
    severity: "P1",
    cause:
      "a Galera node left the primary part: its cluster lost quorum or it is inconsistent, so it refuses queries",
    action:
      "Run SHOW STATUS LIKE 'wsrep_cluster_status' on all; bootstrap only the most advanced node (grastate.dat).",
    confidence: 90,
    certain: true,
  },
  {
    name: "mysql-access-denied",
    component: "mysql",
    words: ["1044", "1045", "access", "allowed", "caching_sha2_password", "er_access_denied_error"],
    pattern:
      /\baccess denied for user\b|\berror 104[45]\b|\ber_access_denied_error\b|\bcaching_sha2_password\b.{0,60}\b(?:cannot be loaded|requires secure)\b|\bhost '\S{1,80}' is not allowed to connect\b/i,
    severity: "P2",
    cause: "MySQL refused a login or a right",
    action:
      "Compare user, host part and secret (SELECT user, host FROM mysql.user); see whether a secret was rotated.",
    confidence: 88,
  },
  {
    name: "mysql-start-failed",
    component: "mysql",
    words: ["can", "designated", "dictionary", "initialize", "innodb", "lock", "variable"],
    pattern:
      /\bdata dictionary (?:initialization|upgrade) failed\b|\bunable to lock \S{0,40}ibdata1\b|\bfailed to initialize (?:dd storage engine|builtin plugins)\b|\bunknown variable ['"]|\bcan't start server\b|\bplugin ['"]?innodb['"]? (?:init function returned error|registration as a storage engine failed)\b|\bdesignated data directory\b.{0,60}\bunusable\b/i,
    severity: "P1",
    cause: "MySQL cannot start: a setting, port, file right or data directory does not fit",
    action:
      "Read the first [ERROR] line of this start; correct my.cnf, ownership or version, then start again.",
    confidence: 88,
  },
  {
    name: "mysql-group-member-expelled",
    component: "mysql",
    words: ["expelled", "super_read_only"],
    pattern:
      /\bmember was expelled from the group\b|\bset to super_read_only mode due to\b|\bexpelled member\b/i,
    severity: "P1",
    cause:
      "a MySQL server was expelled from its replication group (it left after network failures) and takes no writes",
    action:
      "Check the network between the members, then START GROUP_REPLICATION on it; see group_replication_autorejoin_tries and the members left.",
    confidence: 88,
  },
];
