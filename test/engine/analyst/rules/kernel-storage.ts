import type { RuleExamples } from "./rule-examples.ts";

export const kernelStorageExamples: Readonly<Record<string, RuleExamples>> = {
  "journal-aborted": {
    decides: "Mar 14 03:12:00 db1 kernel: Aborting journal on device sdb1-8.",
    leavesAlone: ["Mar 14 03:12:00 db1 kernel: EXT4-fs (sda1): journal recovery complete"],
  },
  "array-write-failed": { decides: "Mar 14 03:12:00 db1 kernel: md: super_written gets error=-5" },
  "mirror-failed": {
    decides: "Mar 14 03:12:00 db1 kernel: drbd r0/0 drbd1: disk( UpToDate -> Failed )",
    leavesAlone: ["Mar 14 03:12:00 db1 kernel: drbd r0/0 drbd1: disk( Inconsistent -> UpToDate )"],
  },
  "failover-partner-faulty": {
    decides: "Mar 14 03:12:00 lb1 Keepalived_vrrp[811]: (VI_2) Entering FAULT STATE",
    leavesAlone: ["Mar 14 03:12:00 lb1 Keepalived_vrrp[811]: (VI_2) Entering MASTER STATE"],
  },
  "cluster-member-failed": {
    decides: "Mar 14 03:12:00 db1 corosync[811]: [TOTEM ] A processor failed, forming new configuration.",
    leavesAlone: [
      "Mar 14 03:12:00 db1 corosync[811]: [TOTEM ] A new membership was formed. Members joined: 2",
    ],
  },
  "directory-store-full": {
    decides: "slapd[811]: mdb_put: MDB_MAP_FULL: Environment mapsize limit reached(-30792)",
  },
};
