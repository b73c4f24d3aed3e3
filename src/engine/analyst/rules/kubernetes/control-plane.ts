import type { Rule } from "../rule.ts";

/** The control plane of Kubernetes: API server, etcd, scheduler, controllers, autoscalers. */
export const controlPlaneRules: readonly Rule[] = [
  {
    name: "etcd-space-exceeded",
    component: "etcd",
    words: ["mvcc", "nospace"],
    pattern: /\bmvcc: database space exceeded\b|\balarm["']?[:= ]{1,3}"?nospace\b/i,
    severity: "P1",
    cause: "etcd's database reached its space quota and refuses writes, so nothing in the cluster can change",
    action:
      "Run `etcdctl endpoint status`, compact and `etcdctl defrag` each member, then `etcdctl alarm disarm`; raise --quota-backend-bytes.",
    confidence: 92,
    certain: true,
  },
  {
    name: "etcd-slow-disk",
    component: "etcd",
    words: ["difference", "fdatasync", "likely", "prober", "send"],
    pattern:
      /\bslow fdatasync\b|\bprober detected unhealthy status\b|\bclock difference against peer\b|\bleader failed to send out heartbeat on time\b|\bleader is overloaded likely from slow disk\b/i,
    severity: "P3",
    cause:
      "etcd's disk, network or clock is too slow or off, so heartbeats and API requests are late and leaders may change",
    action:
      "Measure it by `fio --fdatasync=1`; give etcd an SSD of its own and take other writers away from that disk.",
    confidence: 88,
    certain: true,
  },
  {
    name: "etcd-request-timeout",
    component: "etcd",
    words: ["etcd", "etcdclient", "etcderror", "etcdserver"],
    pattern:
      /\betcdserver: (?:request timed out|leader changed|too many requests|server stopped)\b|\brpctypes\.etcderror\b|\betcd(?:client)?\b.{0,60}\b(?:context deadline exceeded|no such host|connection refused|unhealthy)\b/i,
    severity: "P2",
    cause: "the API server gets no timely answer from etcd, so reads and writes of the cluster fail",
    action:
      "Run `etcdctl endpoint status --cluster -w table`; look at the leader's disk latency, load and the network between members.",
    confidence: 88,
  },
  {
    name: "etcd-member-corrupt",
    component: "etcd",
    words: ["etcd", "recover", "snapshot", "v3", "walpb"],
    pattern:
      /\betcd\b.{0,100}\b(?:corrupt|checksum mismatch|crc mismatch)\b|\bwalpb: crc mismatch\b|\bfailed to (?:find|recover|load) (?:database )?(?:snapshot|v3 backend)\b.{0,40}\bsnap/i,
    severity: "P1",
    cause: "an etcd member's data is damaged (WAL or snapshot), so it cannot start",
    action:
      "Remove the member (`etcdctl member remove`), empty its data directory and add it anew; with no quorum restore the last snapshot.",
    confidence: 90,
    certain: true,
  },
  {
    name: "leader-election-lost",
    component: "kubernetes",
    words: ["election", "leaderelection", "leading", "lock", "renew"],
    pattern:
      /\bleader ?election lost\b|\bfailed to renew lease \S{1,80}\/\S{1,80}:|\berror retrieving resource lock\b|\bstopped leading\b|\bfailed to (?:update|acquire) lock\b.{0,60}\blease/i,
    severity: "P2",
    cause: "a controller lost its leader lease and restarts: the API server or etcd answered too slowly",
    action:
      "Look at API server and etcd latency at that time; one loss heals by itself, repeated ones need faster etcd disks or less load.",
    confidence: 88,
  },
];
