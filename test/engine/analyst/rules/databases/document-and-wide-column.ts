import type { RuleExamples } from "../rule-examples.ts";

export const documentAndWideColumnExamples: Readonly<Record<string, RuleExamples>> = {
  "mongodb-no-majority": {
    decides:
      '{"c":"ELECTION","msg":"Not starting an election, since we cannot see a majority of the replica set members"}',
    leavesAlone: ["election succeeded, assuming primary role"],
  },
  "mongodb-corruption": {
    decides:
      '{"s":"E","c":"STORAGE","msg":"WiredTiger error","attr":{"message":"read checksum error: WT_PANIC"}}',
    leavesAlone: ["WiredTiger opened"],
  },
  "mongodb-oplog-stale": {
    decides: '{"c":"REPL","msg":"We are too stale to use any sync source. Entering maintenance mode"}',
    leavesAlone: ["secondary caught up"],
  },
  "mongodb-pool-cleared": {
    decides: "Connection pool for db-1:27017 was cleared because another operation failed",
    leavesAlone: ["connection pool created"],
  },
  "mongodb-connections-full": {
    decides: '{"c":"NETWORK","msg":"Connection refused because there are too many open connections"}',
    leavesAlone: ["connection accepted"],
  },
  "mongodb-client-disconnected": {
    decides: '{"c":"NETWORK","msg":"Error sending response to client. Ending connection from remote"}',
    leavesAlone: ['{"c":"NETWORK","msg":"Connection ended","attr":{"connectionCount":3}}'],
  },
  "mongodb-server-selection": {
    decides: "pymongo.errors.ServerSelectionTimeoutError: db-1:27017: timed out",
    leavesAlone: ["server selected"],
  },
  "mongodb-unreachable": {
    decides: "MongoNetworkError: connect ECONNREFUSED 192.0.2.8:27017",
    leavesAlone: ["connected to MongoDB"],
  },
  "mongodb-write-concern": {
    decides: "WriteConcernError: waiting for replication timed out",
    leavesAlone: ["write concern majority"],
  },
  "mongodb-start-failed": {
    decides: '{"s":"F","c":"CONTROL","msg":"Error during global initialization","attr":{"error":"BadValue"}}',
    leavesAlone: ["Waiting for connections"],
  },
  "mongodb-auth-failed": {
    decides: 'MongoServerError: not authorized on shop to execute command { find: "cart" }',
    leavesAlone: ["Successfully authenticated"],
  },
  "cassandra-messages-dropped": {
    decides: "MUTATION_REQ messages were dropped in last 5000 ms: 4111 internal and 812 cross node",
    leavesAlone: ["0 messages delivered late"],
  },
  "cassandra-tombstones": {
    decides: "Scanned over 100001 tombstones during query; query aborted",
    leavesAlone: ["compacted 4 sstables"],
  },
  "cassandra-consistency": {
    decides:
      "UnavailableException: Not enough replicas available for query at consistency QUORUM (2 required but only 1 alive)",
    leavesAlone: ["consistency level is QUORUM"],
  },
  "cassandra-node-down": {
    decides: "Gossiper.java - InetAddress /192.0.2.121:7000 is now DOWN",
    leavesAlone: ["InetAddress /192.0.2.121:7000 is now UP"],
  },
};
