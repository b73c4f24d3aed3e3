import type { RuleExamples } from "../rule-examples.ts";

export const coordinationExamples: Readonly<Record<string, RuleExamples>> = {
  "consul-no-leader": {
    decides: 'agent.server: failed to get raft configuration: error="No cluster leader"',
    leavesAlone: ["agent.server: New leader elected: payload=consul-1"],
  },
  "consul-member-failed": {
    decides: "serf: EventMemberFailed: app-3 192.0.2.9",
    leavesAlone: ["serf: EventMemberJoin: app-3 192.0.2.9"],
  },
  "nomad-placement-failed": {
    decides: "Placement failed: failed to place all allocations: Resources exhausted on 3 nodes",
    leavesAlone: ["allocation b1f2 is running"],
  },
  "zookeeper-session-expired": {
    decides: "Session expired event received: KeeperErrorCode = Session expired for /brokers/ids",
    leavesAlone: ["session 0x5 established"],
  },
  "zookeeper-connection-limit": {
    decides: "WARN NIOServerCnxn - Too many connections from /192.0.2.7 - max is 60",
    leavesAlone: ["accepted socket connection from /192.0.2.7"],
  },
  "zookeeper-slow-fsync": {
    decides:
      "fsync-ing the write ahead log in SyncThread:1 took 4411ms which will adversely affect operation latency.",
    leavesAlone: ["fsync took 4 ms"],
  },
  "zookeeper-no-quorum": {
    decides: "This ZooKeeper instance is not currently serving requests",
    leavesAlone: ["ZooKeeper: Have quorum of supporters"],
  },
  "consul-acl-refused": {
    decides:
      '[ERROR] agent.client: RPC failed to server: method=Coordinate.Update error="rpc error making call: ACL not found"',
    leavesAlone: ["[INFO] agent: ACLs enabled, default policy allow"],
  },
};
