import type { Rule } from "../rule.ts";

/** MongoDB, Cassandra, ScyllaDB, DynamoDB, CouchDB. */
export const documentAndWideColumnRules: readonly Rule[] = [
  {
    name: "mongodb-no-majority",
    component: "mongodb",
    words: ["members", "stepping"],
    pattern:
      /\bcannot see a majority of the replica set members\b|\bnot electing self, we could not contact enough voting members\b|\bstepping down\b.{0,80}\b(?:majority|can't see)\b/i,
    severity: "P1",
    cause: "MongoDB has no primary: a member sees no majority of its replica set",
    action: "Run rs.status() on each member; start the missing ones and mend the network between them.",
    confidence: 90,
    certain: true,
  },
  {
    name: "mongodb-corruption",
    component: "mongodb",
    words: ["checksum", "wiredtiger", "wt_error", "wt_panic", "wt_try_salvage"],
    pattern:
      /\bwt_panic\b|\bwiredtiger (?:library panic|error)\b|\bread checksum error\b|\bunspecified wiredtiger metadata corruption\b|\bwt_(?:error|try_salvage)\b/i,
    severity: "P1",
    cause: "MongoDB's storage engine WiredTiger found damaged data or a failing disk and stops",
    action:
      "Do not delete files; check dmesg and the disk, resync the member from another, else `mongod --repair` on a copy.",
    confidence: 92,
    certain: true,
  },
  {
    name: "mongodb-oplog-stale",
    component: "mongodb",
    words: ["oplogstartmissing", "optime", "rollback", "stale"],
    pattern:
      /\btoo stale to use any sync source\b|\btoo stale to catch up\b|\boplogstartmissing\b|\brecovering due to rollback\b|\bour last optime\b.{0,80}\bis older than\b/i,
    severity: "P2",
    cause: "a MongoDB secondary fell behind the oplog and cannot catch up",
    action: "Resync it (empty its dbPath); then enlarge the oplog and find why it was slow.",
    confidence: 90,
    certain: true,
  },
  {
    name: "mongodb-pool-cleared",
    component: "mongodb",
    words: ["mongopoolclearederror", "mongowaitqueuefullexception", "pool", "waitqueuetimeoutms"],
    pattern:
      /\bwaitqueuetimeoutms\b|\bmongowaitqueuefullexception\b|\bconnection pool .{0,60}(?:cleared|paused)\b|\bmongopoolclearederror\b/i,
    severity: "P2",
    cause: "a MongoDB client's connection pool is exhausted or was cleared after an error, so requests fail",
    action:
      "Look at the server's state just before (election, restart), and at the pool's size against its load.",
    confidence: 84,
  },
  {
    name: "mongodb-connections-full",
    component: "mongodb",
    words: ["open"],
    pattern:
      /\bconnection refused because there are too many open connections\b|\btoo many open connections\b/i,
    severity: "P1",
    cause: "MongoDB has too many open connections and refuses new ones",
    action:
      "Look at db.serverStatus().connections and by client; lower maxPoolSize, find the leak, raise limits of open files.",
    confidence: 90,
    certain: true,
  },
  {
    name: "mongodb-client-disconnected",
    component: "mongodb",
    words: [
      "clientdisconnect",
      "ended",
      "interrupted",
      "interruptedas",
      "interruptedbecause",
      "interruptedoperation",
      "mongonetworkerror",
      "mongonetworkexception",
      "mongosocketerror",
      "mongosocketexception",
      "mongosocketopenerror",
      "mongosocketopenexception",
      "mongosocketreaderror",
      "mongosocketreadexception",
      "mongosocketwriteerror",
      "mongosocketwriteexception",
      "receiving",
      "sending",
      "socketexception",
    ],
    pattern:
      /\berror (?:sending response to|receiving request from) client\b|\bended (?:due to|with) (?:socket|network)\w{0,10} (?:error|exception)\b|"socketexception: |\binterrupted ?(?:operation )?(?:because|as) (?:its )?client (?:was )?(?:disconnected|has disconnected)\b|\bclientdisconnect\b|\bmongo(?:network|socket|socketread|socketwrite|socketopen)(?:error|exception)\b/i,
    severity: "P3",
    cause:
      "MongoDB clients disconnect in the middle of requests (socket exception), as when they time out under load",
    action:
      "Look at slow queries and connection counts at that time; compare the clients' socketTimeoutMS and the balancer's idle time.",
    confidence: 80,
    certain: true,
  },
  {
    name: "mongodb-server-selection",
    component: "mongodb",
    words: [
      "members",
      "mongoserverselectionerror",
      "selection",
      "serverselectiontimeout",
      "serverselectiontimeouterror",
      "suitable",
    ],
    pattern:
      /\bmongoserverselectionerror\b|\bserverselectiontimeout(?:error)?\b|\bserver selection (?:timed out|error|timeout)\b|\bno suitable servers found\b|\bno replica set members (?:match|found)\b/i,
    severity: "P1",
    cause: "the MongoDB driver found no server that it may use in time",
    action:
      "Check rs.status(), the host names of the replica set as the client resolves them, TLS and access lists.",
    confidence: 90,
  },
  {
    name: "mongodb-unreachable",
    component: "mongodb",
    words: ["mongo", "mongodb", "mongonetworkerror", "mongotimeouterror"],
    pattern:
      /\bmongo(?:db)?\b.{0,60}\b(?:connection (?:refused|timed out|reset|lost|failed|error)|unreachable|not (?:reachable|available)|unavailable)\b|\b(?:cannot|could not|can't|unable to|failed to|error) connect(?:ing)? to (?:the )?mongo(?:db)?\b|\bmongonetworkerror\b|\bmongotimeouterror\b/i,
    severity: "P1",
    cause: "a client cannot reach MongoDB: the connection failed, timed out or was refused",
    action:
      "Test port 27017 from that host; look at the member's state, connection limit, TLS and access list.",
    confidence: 84,
  },
  {
    name: "mongodb-write-concern",
    component: "mongodb",
    words: ["bearing", "databearing", "replication", "writeconcernerror", "writeconcernfailed", "writesafe"],
    pattern:
      /\bwriteconcern(?:error|failed)\b|\bwaiting for replication timed out\b|\bnot ?enough data-?bearing\b|\bwritesafe\b.{0,30}\btimeout\b/i,
    severity: "P2",
    cause: "a MongoDB write was not confirmed by enough members, so it may be lost at a failover",
    action: "See which member lags or is down (rs.printSecondaryReplicationInfo()).",
    confidence: 84,
  },
  {
    name: "mongodb-start-failed",
    component: "mongodb",
    words: ["directory", "initialization", "listener"],
    pattern:
      /\berror during global initialization\b|\bfailed to set up listener\b|\bdata directory \S{1,120} not found\b/i,
    severity: "P1",
    cause: "MongoDB did not start: its configuration, port or data directory does not fit",
    action: "Read the attr.error: a bad option, an address in use, rights of dbPath or a newer data format.",
    confidence: 88,
    certain: true,
  },
  {
    name: "mongodb-auth-failed",
    component: "mongodb",
    words: ["access", "authorized", "requires"],
    pattern:
      /"c":"access".{0,200}"authentication failed"|\bcommand \w{1,30} requires authentication\b|\bnot authorized on \S{1,60} to execute\b/i,
    severity: "P3",
    cause: "MongoDB refused a login or a right",
    action:
      "Compare user, authSource and secret; grant the role on that database; unknown addresses are guessing.",
    confidence: 84,
  },
  {
    name: "cassandra-messages-dropped",
    component: "cassandra",
    words: ["dropped"],
    pattern:
      /\bmessages? (?:was|were) dropped in (?:the )?last \d|\b(?:mutation|read|hint|paxos|request_response)(?:_re[qs]|s)? messages? (?:were )?dropped\b/i,
    severity: "P2",
    cause: "Cassandra is overloaded: it dropped messages that waited too long, so replicas differ",
    action:
      "Look at `nodetool tpstats`, compaction and GC pauses; slow the writers, and repair when it is over.",
    confidence: 88,
    certain: true,
  },
  {
    name: "cassandra-tombstones",
    component: "cassandra",
    words: ["tombstone", "tombstoneoverwhelmingexception", "tombstones"],
    pattern:
      /\bscanned over \d{4,9} tombstones\b|\btombstone(?:s)? (?:cells|warn|failure)\b.{0,60}\b(?:threshold|exceeded)|\btombstoneoverwhelmingexception\b|\b\d{4,9} tombstone cells\b/i,
    severity: "P3",
    cause: "a Cassandra query read too many tombstones (deleted rows) and was slow or aborted",
    action:
      "Change the model so that a partition does not fill with deletes; shorten gc_grace_seconds and compact the table.",
    confidence: 88,
    certain: true,
  },
  {
    name: "cassandra-consistency",
    component: "cassandra",
    words: ["consistency", "nohostavailable", "nohostavailableexception", "replicas", "unavailableexception"],
    pattern:
      /\bnot enough replicas (?:available|responded)\b|\bunavailableexception\b|\bnohostavailable(?:exception)?\b|\b(?:read|write)timeoutexception\b.{0,100}\bconsistency\b|\bcannot achieve consistency level\b/i,
    severity: "P1",
    cause: "Cassandra has too few live replicas for the consistency level, so the request fails",
    action:
      "Run `nodetool status` for nodes marked DN; start them, and check the network between data centres.",
    confidence: 90,
  },
  {
    name: "cassandra-node-down",
    component: "cassandra",
    words: ["convicting", "inetaddress", "jump"],
    pattern:
      /\binetaddress \S{1,60} is now down\b|\bconvicting \S{1,60} with status\b|\bnode \S{1,60} state jump to (?:left|removed)\b/i,
    severity: "P3",
    cause: "a Cassandra node is held for down by another",
    action: "Look at that node's GC pauses, process and network (`nodetool status`).",
    confidence: 82,
    certain: true,
  },
];
