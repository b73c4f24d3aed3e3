import type { Rule } from "../rule.ts";

/** ZFS, NFS, SMB, iSCSI and multipath. */
export const fileSystemsRules: readonly Rule[] = [
  {
    name: "zfs-pool-trouble",
    component: "zfs",
    words: ["degraded", "faulted", "permanent", "suspended", "unavail", "uncorrectable", "vdev_state"],
    pattern:
      /\bpool '?\S{1,60}'? has encountered an uncorrectable i\/o failure\b|\bvdev_state=(?:faulted|degraded|unavail|removed)\b|^\s{1,4}state: (?:degraded|faulted|suspended|unavail)\b|\bpermanent errors have been detected\b/i,
    severity: "P1",
    cause: "a ZFS pool has a faulted device or an uncorrectable error, so it is degraded or suspended",
    action: "Run `zpool status -v`; replace the device (`zpool replace`), restore files it lists.",
    confidence: 90,
    certain: true,
  },
  {
    name: "nvme-timeout",
    component: "storage",
    words: ["aborting", "controller", "ready"],
    pattern:
      /\bnvme\d{0,3}\b.{0,60}\b(?:timeout, (?:aborting|reset controller|disable controller)|controller is down|device not ready)\b/i,
    severity: "P2",
    cause: "an NVMe disk does not answer in time: the kernel aborts its requests or resets it",
    action:
      "Look at `nvme smart-log`, dmesg and temperature; move what matters away and replace the disk if it recurs.",
    confidence: 88,
  },
  {
    name: "nfs-server-unreachable",
    component: "nfs",
    words: ["nfs", "nfs4"],
    pattern:
      /\bnfs4?: server \S{1,120} not responding\b|\bmount\.nfs4?: (?:connection timed out|access denied|no route|requested nfs version|stale)\b|\bnfs\b.{0,80}\b(?:not responding|timed out|timeout(?! ?[:=])|connection refused|lost lock)\b|\brpc: connect\b.{0,20}\bfailed\b.{0,40}\bnfs\b/i,
    severity: "P2",
    cause: "the NFS server does not answer, so processes that use its mounts hang",
    action:
      "Ping it and run `rpcinfo -p <server>`; check its exports and load, the network, then the client's mount options.",
    confidence: 90,
    certain: true,
  },
  {
    name: "stale-file-handle",
    component: "nfs",
    words: ["estale", "handle"],
    pattern: /\bstale (?:nfs )?file handle\b|\bestale\b/i,
    severity: "P2",
    cause: "an NFS file handle is stale: the server's export or file was replaced under the client",
    action:
      "Unmount (`umount -f -l`) and mount again on that client; then see what was moved or restored on the server.",
    confidence: 90,
  },
  {
    name: "zfs-errors-found",
    component: "zfs",
    words: ["class", "checksum"],
    pattern: /\bclass=(?:checksum|data|io)\b.{0,40}\bpool=|\btoo many (?:checksum|io) errors\b/i,
    severity: "P2",
    cause: "ZFS found damaged data or I/O errors on a disk of the pool (checksum errors)",
    action:
      "See `zpool status -v` for the disk and the files hit, replace the disk or its cable, then scrub; restore files that no copy is left of.",
    confidence: 88,
    certain: true,
  },
  {
    name: "thin-pool-full",
    component: "storage",
    words: ["thin", "metadata"],
    pattern:
      /\bthin(?: pool\b|:).{0,60}\b(?:is now (?:9\d|100)(?:\.\d+)?% full|switching pool to (?:read-only|out-of-data-space)|no free (?:metadata|data) space)/i,
    severity: "P1",
    cause: "an LVM thin pool's data or metadata space is full or nearly so; then its volumes take no writes",
    action:
      "Extend it at once (`lvextend`, `lvextend --poolmetadatasize`), delete snapshots, and switch on autoextend in lvm.conf.",
    confidence: 88,
    certain: true,
  },
];
