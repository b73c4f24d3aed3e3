import type { Rule } from "../rule.ts";

/** Consul, Nomad, ZooKeeper. */
export const coordinationRules: readonly Rule[] = [
  {
    name: "consul-no-leader",
    component: "consul",
    words: ["consul", "contact", "leader", "leadership", "nomad"],
    pattern:
      /\bno cluster leader\b|\b(?:consul|nomad)\b.{0,60}\b(?:no (?:known )?leader|lost leadership|leadership lost)\b|\bfailed to contact quorum of nodes\b/i,
    severity: "P1",
    cause:
      "the Raft cluster (Consul, Nomad) has no leader: quorum is lost, so registrations and locks stand still",
    action:
      "Run `consul operator raft list-peers`; start servers until a majority is back, then peers.json if needed.",
    confidence: 90,
    certain: true,
  },
  {
    name: "consul-member-failed",
    component: "consul",
    words: ["agent", "eventmemberfailed", "member", "memberlist", "now", "serf"],
    pattern:
      /\bmemberlist: (?:suspect|marking \S{1,80} as failed|failed|push\/pull with)|\beventmemberfailed\b|\bserf: \S{0,40}\bfailed\b|\bmember failed\b|\bagent: (?:check|node).{0,40}\b(?:critical|failing)\b|\bis now critical\b/i,
    severity: "P3",
    cause: "a Consul, Nomad or Serf member failed or a check turned critical",
    action: "Look at that member's process and the gossip port (8301) between them.",
    confidence: 84,
    certain: true,
  },
  {
    name: "nomad-placement-failed",
    component: "nomad",
    words: ["alloc", "allocation", "dimension", "exhausted", "place", "placement", "running"],
    pattern:
      /\bfailed to place all allocations\b|\bplacement fail(?:ed|ures?)\b|\bresources exhausted on \d{1,5} nodes?\b|\bdimension \W?\w{3,20} ?\w{0,10}\W? ?exhausted\b|\brunning driver failed\b|\balloc(?:ation)?\b.{0,60}\b(?:failed|unhealthy|lost)\b/i,
    severity: "P3",
    cause: "Nomad cannot place or start an allocation: resources exhausted or its driver failed",
    action: "Run `nomad alloc status <id>` and `nomad node status`; add clients or lower the job's needs.",
    confidence: 86,
  },
  {
    name: "zookeeper-session-expired",
    component: "zookeeper",
    words: [
      "additional",
      "connectionloss",
      "connectionlossexception",
      "expired",
      "heard",
      "keepererrorcode",
      "sessionexpiredexception",
    ],
    pattern:
      /\bsession expired\b.{0,60}\b(?:keepererrorcode|event|zookeeper|for \/)|\bkeepererrorcode = (?:session ?expired|connection ?loss|no ?auth|operation ?timeout)\b|\bsessionexpiredexception\b|\bconnectionloss(?:exception)?\b|\bclient session timed out, have not heard from server\b|\bunable to read additional data from (?:client|server)\b.{0,40}\blikely\b/i,
    severity: "P2",
    cause: "a client lost its ZooKeeper session, so its locks and registrations are gone",
    action:
      "Look at the client's GC pauses and the ensemble's latency (mntr); the client must make its nodes anew.",
    confidence: 88,
  },
  {
    name: "zookeeper-connection-limit",
    component: "zookeeper",
    words: ["connections"],
    pattern: /\btoo many connections from \/\S{3,60}/i,
    severity: "P2",
    cause: "ZooKeeper refuses a client's address: it holds more connections than maxClientCnxns",
    action: "Find the program there that leaks sessions; raise maxClientCnxns only if so many are meant.",
    confidence: 88,
  },
  {
    name: "zookeeper-slow-fsync",
    component: "zookeeper",
    words: ["fsync"],
    pattern: /\bfsync-ing the write ahead log\b|\bfsync\b.{0,30}\btook (?:[2-9]\d{3}|\d{5,7}) ?ms\b/i,
    severity: "P3",
    cause: "ZooKeeper's disk is slow: fsync of its log took seconds",
    action: "Give the log a disk of its own and look at iostat.",
    confidence: 88,
    certain: true,
  },
  {
    name: "zookeeper-no-quorum",
    component: "zookeeper",
    words: ["causing", "election", "following", "out", "timeout", "zookeeper", "zookeeperserver"],
    pattern:
      /\bzookeeper(?:server)? (?:is )?not running\b|\bthis zookeeper instance is not currently serving requests\b|\bnotificat\w{2,4} time ?out\b|\bexception when following the leader\b|\bunexpected exception causing shutdown while sock still open\b/i,
    severity: "P1",
    cause: "ZooKeeper has no quorum: a server finds no leader and serves nothing",
    action: "Check that a majority runs, their election ports (2888, 3888) and myid; then the disk.",
    confidence: 86,
  },
  {
    name: "consul-acl-refused",
    component: "consul",
    words: ["acl", "acls"],
    pattern: /\bACL not found\b|\bblocked by ACLs\b|\bpermission denied: token with accessorid\b/i,
    severity: "P2",
    cause: "Consul refuses an agent or client: its ACL token is unknown, deleted or may not do this",
    action:
      "Read the token the agent uses (`consul acl token read -self`), set a valid one with its policy, and see whether replication of ACLs works.",
    confidence: 88,
  },
];
