import type { RuleExamples } from "../rule-examples.ts";

export const fileSystemsExamples: Readonly<Record<string, RuleExamples>> = {
  "zfs-pool-trouble": {
    decides: "zed: class=statechange pool='tank' vdev=sdc1 vdev_state=FAULTED",
    leavesAlone: ["scan: scrub repaired 0B with 0 errors"],
  },
  "nvme-timeout": {
    decides: "kernel: nvme nvme0: I/O 163 QID 3 timeout, aborting",
    leavesAlone: ["kernel: nvme nvme0: 8/0/0 default/read/poll queues"],
  },
  "nfs-server-unreachable": {
    decides: "kernel: nfs: server nas-1.example.com not responding, still trying",
    leavesAlone: ["kernel: nfs: server nas-1.example.com OK"],
  },
  "stale-file-handle": {
    decides: "tar: /mnt/share/invoices: Cannot stat: Stale file handle",
    leavesAlone: ["file handle opened"],
  },
  "zfs-errors-found": {
    decides: "zed[811]: eid=45 class=checksum pool='tank' vdev=ata-WD-1 size=131072",
    leavesAlone: ["zed[811]: eid=44 class=scrub_finish pool='tank'"],
  },
  "thin-pool-full": {
    decides: "dmeventd[7]: WARNING: Thin pool vg0-pool0 metadata is now 96.41% full.",
    leavesAlone: ["dmeventd[7]: Monitoring thin pool vg0-pool0-tpool."],
  },
};
