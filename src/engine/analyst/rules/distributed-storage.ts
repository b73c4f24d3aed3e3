import type { Rule } from "./rule.ts";

/** Clusters that store data or keep consensus across several hosts. */
export const storageRules: readonly Rule[] = [
  {
    name: "split-brain",
    component: "cluster",
    words: ["split", "splitbrain", "two", "multiple", "dual", "both"],
    pattern:
      /\bsplit[- ]?brain\b(?! (?:protection|detection|resolver|handler|check|policy|recovery))|\b(?:two|multiple|dual) (?:active )?(?:masters|primaries|leaders)\b.{0,30}\b(?:detected|found|active|claim)|\bboth (?:\w{1,20} ){1,2}(?:claims? (?:to be )?(?:the )?|are (?:the )?)(?:active|master|primary|leader)\b/i,
    severity: "P1",
    cause: "parts of the cluster act on their own at once, so their data drifts apart",
    action:
      "Stop writes on the smaller part now. Find which part has the newest good data, repair the network between them, and rejoin the others from it.",
    confidence: 90,
  },
  {
    name: "quorum-lost",
    component: "cluster",
    words: ["quorum"],
    pattern:
      /\b(?:quorum (?:is |was |has been )?(?:lost|dissolved|not (?:met|reached|present|available))|(?:lost|no|without|losing|lack of|lose) quorum|insufficient quorum|(?:cannot|could not|unable to) (?:reach|form|achieve) (?:a )?quorum)\b/i,
    severity: "P1",
    cause: "too few members are left to decide (no quorum, no leader), so the cluster takes no changes",
    action:
      "List the members and see which are gone. Bring one of them back before you change membership, and check the network and the clocks between the hosts.",
    confidence: 92,
    certain: true,
  },
  {
    name: "etcd-no-leader",
    component: "etcd",
    words: ["leader", "etcd", "etcdserver"],
    pattern:
      /\betcd(?:server)?\b.{0,40}\b(?:no leader|leader changed)\b|\bhas no leader\b|\b(?:cluster|member|raft|node)\b.{0,40}\b(?:no|without(?: a)?|lost(?: the)?) leader\b|\betcdserver: no leader\b/i,
    severity: "P1",
    cause: "etcd or another Raft cluster has no steady leader: without a quorum its writes wait or fail",
    action:
      "Run etcdctl endpoint status --cluster -w table and compare leader and term on all members. Check disk latency and the network between them, and bring back lost members.",
    confidence: 86,
  },
  {
    name: "raft-election",
    component: "cluster",
    words: ["election", "heartbeat", "leader"],
    pattern:
      /\b(?:starting|started|started a|begin(?:ning)?|new) (?:a )?(?:new |leader )?election\b|\belection (?:timeout reached|timed out|failed)\b|\blost leader \S{1,30} at term\b|\bheartbeat timeout reached, starting election\b/i,
    severity: "P3",
    cause: "a member heard nothing from the leader and called an election",
    action:
      "Count elections in the last hour: one after a restart is normal. If they go on, check disk latency, processor load and packet loss between the members.",
    confidence: 78,
  },
  {
    name: "ceph-error",
    component: "ceph",
    words: ["health_err"],
    pattern: /\bhealth_err\b/i,
    severity: "P1",
    cause: "the Ceph cluster reports an error state: data is unreachable, damaged or out of room",
    action:
      "Run ceph health detail and ceph osd tree to see which daemons or groups are affected. Bring lost OSDs back before any repair, and check ceph df for full pools.",
    confidence: 92,
  },
  {
    name: "ceph-warning",
    component: "ceph",
    words: ["health_warn", "osd", "pgs", "osds", "pg"],
    pattern:
      /\bhealth_warn\b|\bosd\.\d{1,5} (?:marked |is )?down\b|\b[1-9]\d{0,5} osds? down\b|\b[1-9]\d{0,6} pgs? (?:degraded|undersized|inconsistent|stuck)\b.{0,10}/i,
    severity: "P3",
    cause: "the Ceph cluster works with less safety or room than it should",
    action:
      "Run ceph health detail and ceph -s twice to see whether recovery advances. Find down OSDs with ceph osd tree and check their hosts and disks.",
    confidence: 86,
  },
  {
    name: "hdfs-block-missing",
    component: "storage",
    words: ["block", "blocks", "blockmissingexception", "replica", "replicas"],
    pattern:
      /\bblockmissingexception\b|\b(?:missing|lost) blocks?\b(?![=: ]{1,3}0\b)|(?<!\b(?:0|no) )\bcorrupt(?:ed)? (?:blocks?|replicas?)\b(?![=: ]{1,3}0\b)|\b(?:could not obtain|cannot obtain) block\b|\bblock\b.{0,60}\b(?:is missing|is corrupt|has no live replicas?)\b/i,
    severity: "P1",
    cause: "no good copy of a data block was found, so files that hold it cannot be read",
    action:
      "Run hdfs fsck / -list-corruptfileblocks to name the files and hdfs dfsadmin -report for dead nodes. Bring those nodes back, or restore the files from their source.",
    confidence: 88,
  },
  {
    name: "block-already-deleted",
    component: "storage",
    words: ["volumemap"],
    pattern: /\bdelete block \S{1,60}.{0,40}\bnot found in volumemap\b/i,
    severity: "P4",
    cause: "a data node was told to delete a block that it no longer has, which does no harm",
    action:
      "Nothing to do. Many within an hour on one node point to a disk of it that was swapped or emptied.",
    confidence: 86,
  },
  {
    name: "hdfs-block-exception",
    component: "storage",
    words: ["writeblock", "readblock", "receiveblock", "packetresponder", "dataxceiver", "serving"],
    pattern:
      /\b(?:writeblock|readblock|receiveblock)\b.{0,80}\b(?:received exception|exception)\b|\bexception in receiveblock\b|\bgot exception while serving\b|\bpacketresponder\b.{0,40}\bexception\b|\bdataxceiver\b.{0,40}\b(?:exception|error)\b|\bdataxceiver error processing\b/i,
    severity: "P3",
    cause: "a data node failed while it sent or took a block, and another copy must serve",
    action:
      "Note the peer address and see whether many lines name the same node. Check that node's disk and network, and that hdfs fsck shows no block short of copies.",
    confidence: 86,
  },
  {
    name: "hdfs-under-replicated",
    component: "storage",
    words: ["under", "underreplicated", "replicas", "replicated", "written"],
    pattern:
      /\bunder[- ]?replicated (?:blocks?|files?|shards?|ranges?)\b(?![=: ]{1,3}0\b)|\b(?:blocks?|shards?|ranges?)\b.{0,40}\bunder[- ]replicated\b|\b(?:not able|failed) to place enough replicas\b|\bcould only be (?:replicated|written) to \d{1,3}\b.{0,40}\b(?:nodes|replicat)/i,
    severity: "P3",
    cause: "some data has fewer copies than it should",
    action:
      "Check the report of the cluster for dead or full nodes. See whether the number of such blocks falls; if not, add room or bring the lost nodes back.",
    confidence: 84,
  },
  {
    name: "namenode-safe-mode",
    component: "storage",
    words: ["safe", "safemode", "safemodeexception"],
    pattern:
      /\bsafemodeexception\b|\b(?:name ?node|namesystem|cluster)\b.{0,40}\bis in safe ?mode\b|\bentering safe ?mode\b/i,
    severity: "P2",
    cause: "the file system's name node accepts no changes while it waits for blocks or room",
    action:
      "Read hdfs dfsadmin -safemode get and -report to see which nodes or blocks it waits for. Check the name node's own disk, and do not force it out while blocks are missing.",
    confidence: 87,
  },
  {
    name: "shuffle-fetch-failed",
    component: "cluster",
    words: [
      "shuffle",
      "fetchfailed",
      "fetchfailedexception",
      "shuffleerror",
      "fetcher",
      "metadatafetchfailedexception",
    ],
    pattern:
      /\bfetchfailed(?:exception)?\b|\bmetadatafetchfailedexception\b|\bshuffleerror\b|\bshuffle\b.{0,60}\b(?:failed|failure|missing an output location)\b(?![=: ]{1,3}0\b)|\bfetcher\b.{0,40}\bfailed to (?:connect|fetch|read)\b/i,
    severity: "P3",
    cause: "a task could not fetch its input from another worker, so that stage runs again",
    action:
      "See which host the data was on and whether its executor was lost, often to a memory limit. Check that host's disk and memory, and whether the job still advances.",
    confidence: 85,
  },
  {
    name: "node-lost",
    component: "cluster",
    words: [
      "lost",
      "executor",
      "datanode",
      "dead",
      "node",
      "expired",
      "member",
      "notready",
      "unreachable",
      "heartbeat",
      "down",
      "failed",
    ],
    pattern:
      /\b(?:lost|removing lost|removing dead) (?:executor|data ?node|task ?manager|worker|node|member|region ?server)\b|\b(?:executor|data ?node|task ?manager|worker|node|member|region ?server) (?:\S{1,60} )?(?:is |was |has been |marked |declared |status is now:? |considered )(?:now |as )?(?:lost|dead|down|unreachable|notready|failed|expired)\b|\blost heartbeat\b|\bheartbeat (?:lost|from .{0,40}\blost)\b/i,
    severity: "P2",
    cause: "the cluster lost a node and its work moves to the others",
    action:
      "Ping the node and read its log and dmesg for a kill, a full disk or a lost network. See that its work and copies were taken over, and that the others can bear the load.",
    confidence: 83,
  },
  {
    name: "task-lost",
    component: "cluster",
    words: ["task", "stage", "container"],
    pattern:
      /\blost task \d{1,8}(?:\.\d{1,4})? in stage\b|\btask \d{1,8} in stage \S{1,20} failed \d{1,3} times\b|\b(?:job|stage) aborted due to stage failure\b|\bcontainer \S{1,80} (?:was )?(?:preempted|lost|released on a \*?lost)\b/i,
    severity: "P3",
    cause: "a task of a distributed job failed and must run again",
    action:
      "Read the reason on the worker named here. One failed attempt is retried; if the same task fails again, look at its input and memory, and see whether the job was given up.",
    confidence: 82,
  },
];
