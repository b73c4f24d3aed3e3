import type { RuleExamples } from "../rule-examples.ts";

export const distributedExamples: Readonly<Record<string, RuleExamples>> = {
  "ceph-full": {
    decides: "cluster [ERR] Health check failed: 1 full osd(s) (OSD_FULL)",
    leavesAlone: ["pgmap: 41 GiB used, 2.1 TiB / 2.2 TiB avail"],
  },
  "ceph-nearfull": {
    decides: "cluster [WRN] Health check failed: 2 nearfull osd(s) (OSD_NEARFULL)",
    leavesAlone: ["osd usage is 41 %"],
  },
  "ceph-osd-down": {
    decides: "cluster [WRN] Health check failed: 2 osds down (OSD_DOWN)",
    leavesAlone: ["Health check cleared: OSD_DOWN"],
  },
  "ceph-slow-ops": {
    decides: "Health check failed: 41 slow ops, oldest one blocked for 38 sec, osd.3 has slow ops (SLOW_OPS)",
    leavesAlone: ["osd.3 ops are fast"],
  },
  "ceph-data-at-risk": {
    decides: "Health check failed: Reduced data availability: 12 pgs inactive (PG_AVAILABILITY)",
    leavesAlone: ["128 pgs: 128 active+clean"],
  },
  "ceph-degraded": {
    decides: "Health check failed: Degraded data redundancy: 41/411 objects degraded (PG_DEGRADED)",
    leavesAlone: ["Health check cleared: PG_DEGRADED"],
  },
  "ceph-monitor-trouble": {
    decides: "Health check failed: 1/3 mons down, quorum a,b (MON_DOWN) mon.c out of quorum",
    leavesAlone: ["mon.a is the leader of quorum a,b,c"],
  },
  "object-store-quorum": {
    decides: "Error: Read failed. Insufficient number of drives online (*errors.errorString)",
    leavesAlone: ["Status: 4 Online, 0 Offline."],
  },
  "longhorn-volume-degraded": {
    decides:
      "Failed to rebuild replica pvc-41-r-b1: volume is degraded, replica scheduling failed: insufficient storage",
    leavesAlone: ["volume pvc-41 is healthy"],
  },
  "bucket-access-failed": {
    decides: "NoSuchBucket: The specified bucket does not exist",
    leavesAlone: ["bucket example created"],
  },
  "object-store-slow-down": {
    decides:
      "An error occurred (SlowDown) when calling the PutObject operation: Please reduce your request rate.",
    leavesAlone: ["upload done, slowdown 0"],
  },
  "clock-skew-refused": {
    decides: "An error occurred (RequestTimeTooSkewed) when calling the ListObjectsV2 operation",
    leavesAlone: ["clock skew allowed: 300 s"],
  },
};
