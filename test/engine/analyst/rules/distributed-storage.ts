import type { RuleExamples } from "./rule-examples.ts";

export const storageExamples: Readonly<Record<string, RuleExamples>> = {
  "split-brain": {
    decides: "drbd r0: Split-Brain detected, dropping connection!",
    leavesAlone: ["cluster: split-brain protection is on"],
  },
  "quorum-lost": {
    decides: "corosync[88]: quorum lost, blocking all activity",
    leavesAlone: ["corosync[88]: quorum regained, resuming activity"],
  },
  "etcd-no-leader": {
    decides: "vault: raft cluster: node 3 has no leader",
    leavesAlone: ["etcd: member 8211 elected leader at term 4"],
  },
  "raft-election": {
    decides: "consul: raft: heartbeat timeout reached, starting election",
  },
  "ceph-error": {
    decides: "mon.a: overall HEALTH_ERR",
    leavesAlone: ["mon.a: overall HEALTH_OK"],
  },
  "ceph-warning": {
    decides: "mon.a: Health check update: HEALTH_WARN",
  },
  "hdfs-block-missing": {
    decides: "BlockMissingException: Could not obtain block BP-71:blk_1073741830 file=/data/part-2",
    leavesAlone: ["fsck: Missing blocks: 0", "fsck: corrupt blocks: 0"],
  },
  "block-already-deleted": {
    decides:
      "dfs.DataNode: Unexpected error trying to delete block blk_-88210. BlockInfo not found in volumeMap.",
  },
  "hdfs-block-exception": {
    decides:
      "dfs.DataNode: writeBlock blk_-88210 received exception java.io.IOException: Could not read from stream",
    leavesAlone: [
      "dfs.DataNode$PacketResponder: PacketResponder 1 for block blk_38 terminating",
      "dfs.DataNode$DataXceiver: Receiving block blk_77 src: /192.0.2.4:50010",
    ],
  },
  "hdfs-under-replicated": {
    decides: "namenode: Failed to place enough replicas, still in need of 1 to reach 3",
    leavesAlone: ["fsck: Under-replicated blocks: 0"],
  },
  "namenode-safe-mode": {
    decides: "SafeModeException: Cannot create file /out/part-0. Name node is in safe mode.",
    leavesAlone: ["namenode: Safe mode is OFF"],
  },
  "shuffle-fetch-failed": {
    decides: "FetchFailedException: Failed to connect to worker-9.example.com:7337",
  },
  "node-lost": {
    decides: "jobmanager: lost task manager worker-9.example.com",
    leavesAlone: ["node worker-9.example.com is ready", "lost and found directory created"],
  },
  "task-lost": {
    decides: "TaskSetManager: Lost task 3.0 in stage 41.0 (TID 882, worker-2.example.com)",
  },
};
