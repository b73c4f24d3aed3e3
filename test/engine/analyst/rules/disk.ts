import type { RuleExamples } from "./rule-examples.ts";

export const diskExamples: Readonly<Record<string, RuleExamples>> = {
  "no-inodes-left": {
    decides: "backup[311]: cannot create /srv/cache/a91.tmp: no free inodes left on /dev/sdb1",
    leavesAlone: ["df: inode usage 12% on /srv", "mkfs: 655360 inodes available"],
  },
  "no-space-left": {
    decides: "rsyslogd: write to /var/log/app.log failed: No space left on device",
    leavesAlone: ["df: disk /dev/sda1 is 12% full", "scheduler: backup of type full finished"],
  },
  "disk-space-low": {
    decides: "agent: low disk space on /var/lib/data, 512 MB remaining",
  },
  "disk-usage-critical": {
    decides: "monitor: disk usage on /var is 97%",
    leavesAlone: [
      "monitor: disk usage on /var is 41%",
      "disk check 100% complete",
      "disk usage threshold 95%",
    ],
  },
  "disk-usage-high": {
    decides: "monitor: filesystem /srv/data is 91% full",
    leavesAlone: [
      "monitor: filesystem /srv/data is 60% full",
      "disk copy at 90% done",
      "disk usage threshold 90%",
    ],
  },
  "read-only-file-system": {
    decides: "postfix/cleanup[88]: error: create /var/spool/q1: Read-only file system",
    leavesAlone: ["config: mode read-only enabled for user guest"],
  },
  "filesystem-corruption": {
    decides:
      "kernel: EXT4-fs error (device sdc1): ext4_find_entry:1455: inode #2: reading directory lblock 0",
    leavesAlone: ["kernel: EXT4-fs (sda1): mounted filesystem with ordered data mode"],
  },
  "disk-offline": {
    decides: "kernel: sd 2:0:0:1: rejecting I/O to offline device",
  },
  "disk-bad-sector": {
    decides: "kernel: sd 0:0:2:0: [sdc] Sense Key: Medium Error [current]",
    leavesAlone: ["badblocks: no bad blocks, 0 bad sectors"],
  },
  "disk-wearing-out": {
    decides: "smartd[512]: Device: /dev/sdb [SAT], 16 Currently unreadable (pending) sectors",
    leavesAlone: [
      "smartd[512]: Device: /dev/sdb, self-test passed, 0 pending sectors",
      "smartd: pending sectors: 0",
    ],
  },
  "disk-smart-failure": {
    decides:
      "smartd[512]: Device: /dev/sdb [SAT], FAILED SMART self-check; SMART status FAILED. BACK UP DATA NOW!",
    leavesAlone: ["smartd[512]: Device: /dev/sdb, SMART self-assessment test result: PASSED"],
  },
  "disk-io-error": {
    decides: "kernel: Buffer I/O error on dev sdd1, logical block 7340032, async page read",
    leavesAlone: [
      "iostat: sda I/O errors: 0",
      "scan finished with 0 I/O errors",
      "An I/O error occurred while sending to the backend.",
      'I/O error on POST request for "http://accounts:8443/token": Connection reset',
    ],
  },
  "disk-quota-exceeded": {
    decides: "sftp: write /home/reports/out.csv: Disk quota exceeded",
    leavesAlone: ["quotacheck: disk quota for user build is 20 GB"],
  },
  "fsync-failed": {
    decides: 'PANIC: could not fsync file "base/16384/2619": error 5',
    leavesAlone: ["etcd: fsync latency p99 8ms, 0 slow"],
  },
  "mount-failed": {
    decides: "systemd[1]: Failed to mount /srv/archive.",
    leavesAlone: ["systemd[1]: Mounted /srv/archive."],
  },
  "slow-disk": {
    decides: "host-4: disk is too slow, 41 requests wait",
    leavesAlone: ["stats: iowait 2% user 11% system 3%"],
  },
};
