import type { Rule } from "./rule.ts";

/** What the kernel and the services beside it say of lost disks, journals and partners. */
export const kernelStorageRules: readonly Rule[] = [
  {
    name: "journal-aborted",
    component: "disk",
    words: ["journal", "jbd2", "lost"],
    pattern:
      /\baborting journal on device\b|\bdetected aborted journal\b|\bjournal has aborted\b|\bjbd2: detected io errors\b|\bext[234]-fs\b.{0,80}\bdata will be lost\b/i,
    severity: "P1",
    cause: "the file system gave its journal up after an error of the disk and takes no more writes",
    action:
      "Move the services off this mount. Look in dmesg for the error of the disk before this line, and check the file system unmounted before you use it again.",
    confidence: 90,
    certain: true,
  },
  {
    name: "array-write-failed",
    component: "hardware",
    words: ["super_written", "raid1", "raid5", "raid6", "raid10", "raid0"],
    pattern: /\bsuper_written gets error\b|\bmd\/raid\d{1,2}:\S{1,20}: disk failure on\b/i,
    severity: "P1",
    cause: "the array could not write to one of its disks",
    action:
      "Read /proc/mdstat and `mdadm --detail` for the disks that are left. With none to spare, copy the data off before anything else; then replace the disk.",
    confidence: 88,
    certain: true,
  },
  {
    name: "mirror-failed",
    component: "cluster",
    words: ["drbd", "uptodate"],
    pattern: /\bdisk\( ?uptodate -> (?:failed|diskless|inconsistent)\b/i,
    severity: "P1",
    cause: "one side of a mirrored device lost its disk",
    action:
      "Read `drbdadm status` on both hosts. If the other side is up to date, let it serve, and replace the disk here; if not, stop writers first.",
    confidence: 88,
    certain: true,
  },
  {
    name: "failover-partner-faulty",
    component: "cluster",
    words: ["fault", "entering"],
    pattern: /\bentering fault state\b|\bvrrp\S{0,40}\b.{0,40}\bnow in fault state\b/i,
    severity: "P1",
    cause: "this host can no longer hold the shared address, so its partner must",
    action:
      "Check which interface or check script failed on this host, and that the address now answers from the partner.",
    confidence: 84,
  },
  {
    name: "cluster-member-failed",
    component: "cluster",
    words: ["totem"],
    pattern: /\[totem ?\] a processor failed\b|\btotem\b.{0,60}\bretransmit list\b/i,
    severity: "P2",
    cause: "a member of the cluster did not answer, and the others form a new group",
    action:
      "See with `corosync-cfgtool -s` and `pcs status` which member is gone, and check its host and the network between them.",
    confidence: 84,
  },
  {
    name: "directory-store-full",
    component: "authentication",
    words: ["mdb_map_full"],
    pattern: /\bmdb_map_full\b/i,
    severity: "P1",
    cause: "the directory's store has reached its largest size and takes no more entries",
    action:
      "Raise `olcDbMaxSize` (or `maxsize`) and restart the directory; check that the disk has the room.",
    confidence: 90,
    certain: true,
  },
];
