import type { RuleExamples } from "../rule-examples.ts";

export const postgresqlExamples: Readonly<Record<string, RuleExamples>> = {
  "postgresql-disk-full": {
    decides: 'ERROR: could not extend file "base/16384/24601": No space left on device',
    leavesAlone: ["checkpoint complete: wrote 411 buffers"],
  },
  "postgresql-wraparound": {
    decides: 'WARNING: database "shop" must be vacuumed within 10985967 transactions',
    leavesAlone: ['automatic vacuum of table "shop.public.item": index scans: 1'],
  },
  "postgresql-page-damaged": {
    decides: "ERROR: invalid page in block 4711 of relation base/16384/24601",
    leavesAlone: ["page checksums enabled"],
  },
  "postgresql-backend-crashed": {
    decides: "LOG: server process (PID 7301) was terminated by signal 9: Killed",
    leavesAlone: ["server process started"],
  },
  "postgresql-archive-failed": {
    decides: "LOG: archive command failed with exit code 1",
    leavesAlone: ["archived 41 files"],
  },
  "postgresql-slot-lost": {
    decides: 'LOG: invalidating obsolete replication slot "standby_2"',
    leavesAlone: ['replication slot "standby_2" created'],
  },
  "postgresql-lock-wait": {
    decides: "LOG:  process 812 still waiting for ShareLock on transaction 411 after 1000.1 ms",
    leavesAlone: ["LOG:  duration: 41.100 ms  statement: SELECT 1"],
  },
  "postgresql-relation-missing": {
    decides: 'ERROR: relation "shop_cart" does not exist at character 15',
    leavesAlone: [
      'relation "shop_cart" already exists, skipping',
      "sshd[71]: Accepted publickey for deploy from 192.0.2.221 port 42703 ssh2",
    ],
  },
  "postgresql-shared-memory": {
    decides: "ERROR: out of shared memory HINT: You might need to increase max_locks_per_transaction.",
    leavesAlone: ["shared memory 128MB"],
  },
  "postgresql-checkpoints-frequent": {
    decides: "LOG: checkpoints are occurring too frequently (9 seconds apart)",
    leavesAlone: ["checkpoint starting: time"],
  },
  "postgresql-config-invalid": {
    decides: "FATAL: database files are incompatible with server",
    leavesAlone: ["configuration file reloaded"],
  },
  "pgbouncer-pool-full": {
    decides: "WARNING shop/orders@192.0.2.71:51122 pooler error: query_wait_timeout",
    leavesAlone: ["pooler stats: 41 queries"],
  },
  "postgresql-ssl-shared-across-fork": {
    decides: "django.db.utils.OperationalError: SSL error: decryption failed or bad record mac",
    leavesAlone: ["ssl connection established"],
  },
  "patroni-demoted": {
    decides: "INFO: demoting self because DCS is not accessible and I was a leader",
    leavesAlone: ["INFO: no action. I am (db-1), the leader with the lock"],
  },
  "migration-failed": {
    decides: "FlywayValidateException: Migration checksum mismatch for migration version 41",
    leavesAlone: ["migrations completed, 0 pending"],
  },
  "database-url-invalid": {
    decides: "sqlalchemy.exc.ArgumentError: Could not parse SQLAlchemy URL from string",
    leavesAlone: ["database url parsed"],
  },
  "pooler-clients-full": {
    decides: "ClientHandler: max clients reached in session mode",
    leavesAlone: ["pooler: 12 clients in session mode"],
  },
  "postgres-session-ended": {
    decides: "2026-01-02 03:04:05 UTC [77] LOG:  terminating connection due to administrator command",
    leavesAlone: ["2026-01-02 03:04:05 UTC [77] LOG:  connection authorized: user=a"],
  },
};
