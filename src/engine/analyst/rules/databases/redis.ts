import type { Rule } from "../rule.ts";

/** Redis, Valkey, Sentinel and Memcached, and their clients. */
export const redisRules: readonly Rule[] = [
  {
    name: "redis-unreachable",
    component: "redis",
    words: ["jedis", "lettuce", "redis", "redisclient", "redisconnectionexception", "redisson", "valkey"],
    pattern:
      /\b(?:redis|valkey|jedis|lettuce|redisson|redisclient)\b\S{0,60}.{0,100}\b(?:connection (?:time(?:d )?out|refused|reset|lost|failed|closed)|timed out|timeout(?! ?[:=])|not reachable|unreachable|cannot connect|unable to connect)\b|\b(?:cannot|could not|can't|unable to|failed to|error|timeout) connect(?:ing)? to (?:the )?(?:redis|valkey)\b|\bredisconnectionexception\b|\bconnection timeout\b.{0,40}\bredis\b|\bredis\.exceptions\.(?:connectionerror|timeouterror)\b|\bconnection reset by peer\b.{0,60}\bredis\b/i,
    severity: "P1",
    cause: "Redis cannot be reached: a connection timeout, refusal or reset",
    action:
      "Run `redis-cli -h <host> ping`; look at its process, slow commands, maxclients, then network and firewall.",
    confidence: 90,
  },
  {
    name: "redis-max-clients",
    component: "redis",
    words: ["clients", "connections", "limit", "maxclients"],
    pattern:
      /\bmax(?:imum)? (?:number of )?(?:clients|client connections)\b.{0,40}\b(?:reached|exceeded|hit)\b(?! in \w{1,20} mode)|\bredis\b.{0,50}\bmaximum connections reached\b|\bclient connection limit exceeded\b|\bmaxclients\b.{0,30}\b(?:reached|exceeded)\b/i,
    severity: "P1",
    cause: "Redis has reached its limit of client connections (maxclients) and refuses new ones",
    action:
      "Run CLIENT LIST to find who holds them; use pools with a bound, set `timeout`, then raise maxclients and open files.",
    confidence: 92,
  },
  {
    name: "redis-replication-failed",
    component: "redis",
    words: [
      "disconnecting",
      "full",
      "lost",
      "master",
      "master_link_status",
      "noreplicas",
      "partial",
      "replication",
      "sync",
    ],
    pattern:
      /\bmaster ?<-> ?(?:replica|slave) sync\b.{0,60}\b(?:timeout|error|fail|abort)|\b(?:unable to|failed to|can't) connect to master\b|\b(?:partial|full) re-?sync\w{0,15}\b.{0,50}\b(?:not accepted|aborted|failed|denied)\b|\berror condition on socket for sync\b|\bmaster_link_status:down\b|\bmaster timeout: no data\b|\bdisconnecting timed ?out (?:replica|slave)\b|\breplication link\b.{0,30}\b(?:broken|down|lost)\b|\bsync failed\b|\bconnection with (?:master|replica) (?:client id #\d{1,10} )?lost\b|\bnoreplicas\b/i,
    severity: "P1",
    cause: "the Redis replica cannot synchronise with its master, so it goes stale",
    action:
      "Compare INFO replication on both; raise repl-backlog-size and the replica's output buffer, check memory and network.",
    confidence: 88,
  },
  {
    name: "redis-aof-damaged",
    component: "redis",
    words: ["append", "rdb", "short", "wrong"],
    pattern:
      /\bbad file format reading the append only file\b|\bunexpected end of file reading the append only file\b|\bshort read or oom loading db\b|\bwrong signature trying to load db\b|\binternal error in rdb\b|\brdb crc error\b/i,
    severity: "P1",
    cause: "Redis cannot load its AOF or RDB file because it is damaged, so it does not start",
    action:
      "Copy the file, then run `redis-check-aof --fix` or `redis-check-rdb`; else restore the last backup.",
    confidence: 90,
    certain: true,
  },
  {
    name: "redis-slow-disk",
    component: "redis",
    words: ["asynchronous"],
    pattern: /\basynchronous aof fsync is taking too long\b/i,
    severity: "P3",
    cause: "the disk below Redis is busy, so fsync of the append only file is slow and commands wait",
    action: "Look at iostat; move the AOF to a faster disk or keep rewrites and other writers apart.",
    confidence: 86,
    certain: true,
  },
  {
    name: "redis-cluster-down",
    component: "redis",
    words: ["changed", "cluster_state", "clusterdown", "covered", "hash", "marking", "redis"],
    pattern:
      /\bclusterdown\b|\bcluster_state:fail\b|\bredis cluster\b.{0,40}\b(?:failure|down|failed)\b|\bcluster state changed: fail\b|\bhash slot not served\b|\bmarking node \w{1,40} as failing\b|\bslots? (?:are|is)? ?not covered\b/i,
    severity: "P1",
    cause: "the Redis cluster is down: hash slots have no master that answers",
    action:
      "Run `redis-cli --cluster check <host:port>`; start the lost master or promote its replica, then fix the slots.",
    confidence: 92,
    certain: true,
  },
  {
    name: "redis-sentinel-switched",
    component: "redis",
    words: ["switch", "failover"],
    pattern: /\+switch-master\b|\+failover-(?:state|end)\b/i,
    severity: "P3",
    cause: "Redis Sentinel has moved the primary to another server",
    action: "See that clients follow the new primary, and read the old one's log for why it was given up.",
    confidence: 88,
    certain: true,
  },
  {
    name: "redis-sentinel-failover",
    component: "redis",
    words: ["failover", "odown", "sdown", "sentinel"],
    pattern:
      /\bsentinel\b.{0,60}\b(?:could not|cannot|failed to|unable to) (?:elect|agree|reach)\b|\+odown\b|\+sdown master\b|\+failover-abort|-failover-abort|\bfailover-abort-\w{2,20}\b/i,
    severity: "P1",
    cause: "Redis Sentinel holds the primary for down or fails over to another",
    action: "Read the old primary's log and host just before; see that clients follow the new one.",
    confidence: 88,
    certain: true,
  },
  {
    name: "redis-output-buffer",
    component: "redis",
    words: ["asap", "buffer"],
    pattern:
      /\bovercoming of output buffer limits\b|\bclient-output-buffer-limit\b.{0,40}\b(?:exceeded|reached)\b|\bscheduled to be closed asap\b/i,
    severity: "P3",
    cause:
      "Redis closes a client whose output buffer outgrew its limit: it reads too slowly or asks for too much",
    action:
      "Find it by CLIENT LIST (omem); for replicas and subscribers raise client-output-buffer-limit, for others cut the reply.",
    confidence: 86,
    certain: true,
  },
  {
    name: "redis-slow-command",
    component: "redis",
    words: ["command", "entry", "latency", "query", "script", "slow", "slowlog"],
    pattern:
      /\bslow ?log\b.{0,60}\b(?:exceeded|entry|took)\b|\b(?:latency|slow ?log) threshold exceeded\b|\bredis\b.{0,60}\b(?:high latency|slow (?:query|command))\b|\b(?:command|query)\b.{0,60}\btook \d{5,9} ?(?:us|µs|microseconds)\b|\blatency spike\b|\blua script\b.{0,40}\b(?:took|slow|exceeded)\b|\bredis is busy running a script\b|\bquery execution slow\b/i,
    severity: "P2",
    cause: "slow Redis commands hold up all others, so its performance degrades",
    action:
      "Run SLOWLOG GET and LATENCY DOCTOR; replace KEYS, large SMEMBERS, ZRANGE and long Lua scripts by SCAN and smaller keys.",
    confidence: 84,
  },
  {
    name: "redis-memory-pressure",
    component: "redis",
    words: ["evicted_keys", "evicting", "fragmentation", "wrongtype"],
    pattern:
      /\bmemory fragmentation\b.{0,30}\b(?:high|ratio)\b|\bevicted_keys[:= ]{1,2}[1-9]|\b(?:is )?evicting keys\b|\bwrongtype operation against a key\b/i,
    severity: "P3",
    cause:
      "Redis is short of memory (eviction, fragmentation), or a key holds another type than the command wants",
    action: "Look at INFO memory and the eviction policy; for WRONGTYPE find which program writes that key.",
    confidence: 78,
    certain: true,
  },
  {
    name: "redis-client-shared",
    component: "redis",
    words: ["attribute", "attributeerror", "loop", "readonlyerror"],
    pattern:
      /\bredis\b.{0,200}\b(?:attributeerror|no attribute)\b|\bnonetype' object has no attribute 'getpid'|\bgot future\b.{0,80}\battached to a different loop\b|\bevent loop is closed\b|\breadonlyerror\b/i,
    severity: "P3",
    cause: "a Redis client is used across event loops, threads or forked processes, or writes to a replica",
    action: "Make one client for each process and loop, after the fork; close it before the loop ends.",
    confidence: 80,
  },
  {
    name: "redis-wrong-role",
    component: "redis",
    words: ["against", "crossslot", "good", "masterdown", "tryagain"],
    pattern:
      /\breadonly you can't write against a read only\b|\bno-?repl(?:icas)?\b.{0,30}\bnot enough good replicas\b|\bmasterdown link with master is down\b|\btryagain\b.{0,40}\bmultiple keys\b|\bcrossslot\b/i,
    severity: "P2",
    cause:
      "a Redis command reached a node that may not do it: a read-only replica, a lost master link or keys in other slots",
    action: "Point writers at the primary or Sentinel; use hash tags for keys that belong together.",
    confidence: 88,
  },
  {
    name: "redis-auth-failed",
    component: "redis",
    words: ["err", "noauth", "noperm", "protected", "redis", "wrongpass"],
    pattern:
      /\bwrongpass\b|\bnoauth authentication required\b|\bredis\b.{0,40}\bauthentication (?:failed|failure|error)\b|\bnoperm\b.{0,60}\b(?:permission|no permissions|access)\b|\berr (?:auth|client sent auth)\b|\bdenied redis is running in protected mode\b/i,
    severity: "P2",
    cause: "Redis refused a client: password missing or wrong, or its ACL lacks a right",
    action:
      "Compare the secret with `requirepass` or ACL LIST; look for a rotation; if the address is unknown, close the port.",
    confidence: 88,
  },
  {
    name: "redis-attack",
    component: "redis",
    words: ["attack"],
    pattern: /\bpossible security attack detected\b/i,
    severity: "P3",
    cause: "Redis got HTTP or cross-protocol commands: its port is open to a network that probes it",
    action:
      "Close port 6379 by firewall, bind it to inner addresses, set a password; look for keys that hold cron lines.",
    confidence: 80,
    certain: true,
  },
  {
    name: "memcached-out-of-memory",
    component: "memcached",
    words: ["memcache", "memcached", "server_error"],
    pattern:
      /\bserver_error out of memory\b|\bmemcached\b.{0,80}\b(?:out of memory|object too large|connection refused|timed out|timeout(?! ?[:=])|server error)\b|\bmemcache: (?:server error|no servers|connect timeout|cache server)/i,
    severity: "P3",
    cause:
      "Memcached cannot store or cannot be reached (out of memory, a wrong service port or name), so all reads go to what is behind it",
    action:
      "Check `stats` for evictions and -m, -I limits, and the service's name and port in the client's settings.",
    confidence: 84,
    certain: true,
  },
];
