import type { RuleExamples } from "../rule-examples.ts";

export const redisExamples: Readonly<Record<string, RuleExamples>> = {
  "redis-unreachable": {
    decides: "Could not connect to Redis at 192.0.2.60:6379: Connection refused",
    leavesAlone: ["redis connection established"],
  },
  "redis-max-clients": { decides: "ERR max number of clients reached", leavesAlone: ["maxclients 10000"] },
  "redis-replication-failed": {
    decides: "MASTER <-> REPLICA sync: timeout in receiving data from master",
    leavesAlone: ["MASTER <-> REPLICA sync: Finished with success"],
  },
  "redis-aof-damaged": {
    decides: "# Bad file format reading the append only file: make a backup of your AOF file",
    leavesAlone: ["DB loaded from append only file: 0.4 seconds"],
  },
  "redis-slow-disk": {
    decides: "* Asynchronous AOF fsync is taking too long (disk is busy?).",
    leavesAlone: ["AOF fsync done"],
  },
  "redis-cluster-down": {
    decides: "CLUSTERDOWN Hash slot not served",
    leavesAlone: ["Cluster state changed: ok"],
  },
  "redis-sentinel-switched": {
    decides: "+switch-master shop 192.0.2.60 6379 192.0.2.61 6379",
    leavesAlone: ["+slave slave 192.0.2.61:6379 @ shop"],
  },
  "redis-sentinel-failover": {
    decides: "+odown master shop 192.0.2.60 6379 #quorum 2/2",
    leavesAlone: ["-sdown slave 192.0.2.61:6379"],
  },
  "redis-output-buffer": {
    decides: "Client id=4411 scheduled to be closed ASAP for overcoming of output buffer limits.",
    leavesAlone: ["client id=41 closed"],
  },
  "redis-slow-command": {
    decides: "Slow log entry: command KEYS * took 15234 microseconds",
    leavesAlone: ["slowlog-log-slower-than 10000"],
  },
  "redis-memory-pressure": {
    decides: "[WARN] Redis is evicting keys: evicted_keys:15000",
    leavesAlone: ["evicted_keys:0"],
  },
  "redis-client-shared": {
    decides: "RuntimeError: Task got Future attached to a different loop",
    leavesAlone: ["redis client created"],
  },
  "redis-wrong-role": {
    decides: "READONLY You can't write against a read only replica.",
    leavesAlone: ["role: master"],
  },
  "redis-auth-failed": {
    decides: "WRONGPASS invalid username-password pair or user is disabled.",
    leavesAlone: ["AUTH ok"],
  },
  "redis-attack": {
    decides:
      "# Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to Redis.",
    leavesAlone: ["security check done"],
  },
  "memcached-out-of-memory": {
    decides: "memcache: SERVER_ERROR out of memory storing object",
    leavesAlone: ["memcached started"],
  },
};
