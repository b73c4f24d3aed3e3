import type { Rule } from "./rule.ts";

/** Disks, file systems and their free space. */
export const diskRules: readonly Rule[] = [
  {
    name: "no-inodes-left",
    component: "disk",
    words: ["inodes", "inode"],
    pattern:
      /\b(?:no (?:free |more )?inodes? (?:left|available|free)\b|(?:out of|ran out of|0 free) inodes?\b|inodes? (?:are |is |table )?(?:exhausted|full)|inodes? (?:usage|used)[^%]{0,30}(?<![\d.])(?:9[5-9]|100)(?:\.\d{1,3})? ?%)/i,
    severity: "P1",
    cause: "the file system has no free inodes, so new files cannot be created even if bytes are free",
    action:
      "Run df -i to find the mount, then count files per directory to find the one with millions of small files. Remove old ones and fix whatever creates them.",
    confidence: 92,
  },
  {
    name: "no-space-left",
    component: "disk",
    words: ["space", "enospc", "full"],
    pattern:
      /\bno (?:disk )?space left\b|\benospc\b|\b(?:not enough|insufficient|out of) (?:free )?(?:disk|storage) space\b|\b(?:not enough|insufficient) space on (?:the )?(?:disk|device|drive|volume)\b|\b(?:disk|file ?system|volume|partition|drive)(?: \S{1,60})? (?:is|was) (?:now |completely )?full\b/i,
    severity: "P1",
    cause: "the disk is full: its file system has no space left, so writes fail",
    action:
      "Run df -h to find the full mount and du -xh --max-depth=2 on it to find what grew. Delete or rotate old files, or extend the volume, then check that writers have recovered.",
    confidence: 95,
  },
  {
    name: "disk-space-low",
    component: "disk",
    words: ["low", "running"],
    pattern:
      /\blow (?:on )?(?:free )?(?:disk|storage) space\b|\b(?:disk|storage) space (?:is )?(?:running |critically |very )?low\b|\brunning (?:low on|out of) (?:disk|storage)(?: space)?\b/i,
    severity: "P2",
    cause: "the disk has little room left and writes fail once it is full",
    action:
      "Run df -h and compare with yesterday's level to see how many hours remain. Remove old logs and temporary files or extend the volume before it fills.",
    confidence: 85,
  },
  {
    name: "disk-usage-critical",
    component: "disk",
    words: ["disk", "filesystem", "partition", "volume", "mount", "storage", "file"],
    pattern:
      /\b(?:disk|filesystem|file system|partition|volume|mount|storage)\b(?:.{0,50}\b(?:usage|used|utili[sz]ation|full)\b(?! (?:threshold|limit|alert|backup|check|copy|restore|scan|sync)\b)[^%]{0,25}(?<![\d.])(?:9[5-9]|100)(?:\.\d{1,3})? ?%(?! (?:free|available)\b)|[^%]{0,50}(?<![\d.])(?:9[5-9]|100)(?:\.\d{1,3})? ?% (?:full|used|utili[sz]ed)\b)/i,
    severity: "P2",
    cause: "the disk is at least 95 % full and writes will soon fail",
    action:
      "Run df -h and du -xh --max-depth=2 on that mount, and check how fast it grows. Remove or rotate the largest old files, or extend the volume, before it reaches 100 %.",
    confidence: 88,
  },
  {
    name: "disk-usage-high",
    component: "disk",
    words: ["disk", "filesystem", "partition", "volume", "mount", "storage", "file"],
    pattern:
      /\b(?:disk|filesystem|file system|partition|volume|mount|storage)\b(?:.{0,50}\b(?:usage|used|utili[sz]ation|full)\b(?! (?:threshold|limit|alert|backup|check|copy|restore|scan|sync)\b)[^%]{0,25}(?<![\d.])(?:8[5-9]|9[0-4])(?:\.\d{1,3})? ?%(?! (?:free|available)\b)|[^%]{0,50}(?<![\d.])(?:8[5-9]|9[0-4])(?:\.\d{1,3})? ?% (?:full|used|utili[sz]ed)\b)/i,
    severity: "P3",
    cause: "the disk is filling up, though there is still room",
    action:
      "Compare with df -h a day ago to estimate when it is full. Look for logs that are not rotated and plan a clean-up or a larger volume.",
    confidence: 82,
  },
  {
    name: "read-only-file-system",
    component: "disk",
    words: ["read", "readonly", "erofs"],
    pattern:
      /\bread[- ]?only file ?system\b|\berofs: |\bremounting (?:the )?(?:file ?system |root )?read[- ]?only\b|\bforced (?:to be )?read[- ]?only\b/i,
    severity: "P1",
    cause:
      "the file system is read-only and takes no writes, often because the kernel remounted it after disk errors",
    action:
      "Look in dmesg for I/O or ext4/xfs errors before the remount and check the disk with smartctl -a. Move the service elsewhere, then run fsck with the volume unmounted.",
    confidence: 90,
  },
  {
    name: "filesystem-corruption",
    component: "disk",
    words: ["ext2", "ext3", "ext4", "xfs", "btrfs", "structure", "superblock", "fsck"],
    pattern:
      /\bext[234]-fs error\b|\bxfs\b.{0,40}\b(?:corruption|metadata i\/o error|filesystem has been shut down)\b|\bbtrfs\b:? (?:error|critical) \(|\bstructure needs cleaning\b|\b(?:bad|corrupt(?:ed)?) superblock\b|\bfsck\b.{0,40}\b(?:failed|unexpected inconsistency|must be run manually)\b/i,
    severity: "P1",
    cause: "the file system found its own structures damaged (corruption)",
    action:
      "Stop writers on this mount and take a snapshot or image first. Check dmesg and smartctl -a for a failing disk, then run fsck or xfs_repair unmounted, and check the last good backup.",
    confidence: 90,
    certain: true,
  },
  {
    name: "disk-offline",
    component: "disk",
    words: ["offline", "offlined", "multipath", "multipathd"],
    pattern:
      /\b(?:rejecting i\/o to|i\/o to) offline device\b|\bdevice offlined\b|\b(?:disk|drive|lun|volume)(?: \S{1,40})? (?:is|went|has gone) offline\b|\bmultipathd?\b.{0,60}\b(?:failing path|remaining active paths: 0|all paths down)\b/i,
    severity: "P1",
    cause: "a disk or its path has gone offline, so reads and writes to it fail",
    action:
      "List devices with lsblk and multipath -ll and compare with the expected set. Check cabling, controller and storage array, and see which mounts and services used the device.",
    confidence: 85,
  },
  {
    name: "disk-bad-sector",
    component: "disk",
    words: ["medium", "unrecovered", "bad"],
    pattern:
      /\bunrecovered read error\b|\bmedium error\b|\bbad (?:sectors?|blocks?) (?:found|detected|on|at)\b/i,
    severity: "P2",
    cause: "the disk has sectors that it cannot read",
    action:
      "Run smartctl -a on the device and compare pending and reallocated sectors with earlier values. Confirm that the data is mirrored or backed up and replace the disk.",
    confidence: 88,
  },
  {
    name: "disk-wearing-out",
    component: "disk",
    words: ["sector", "sectors"],
    pattern:
      /\b[1-9]\d{0,8} (?:currently )?(?:unreadable|uncorrectable|offline uncorrectable|reallocated|pending)(?: \(pending\))? sectors?\b|\b(?:unreadable|pending|uncorrectable|reallocated) sectors?\b(?:[:=] ?| (?:rose|grew|increased)(?: from \d{1,9})? to )[1-9]/i,
    severity: "P3",
    cause: "the disk has sectors that it cannot read or has replaced, as one that begins to wear out",
    action:
      "Compare the count by smartctl -a with last week's. If it grows, check that the data is mirrored or backed up, and plan to replace the disk.",
    confidence: 86,
  },
  {
    name: "disk-smart-failure",
    component: "disk",
    words: ["smart", "smartd", "smartctl", "predictive"],
    pattern:
      /\b(?:smart|smartd|smartctl)\b.{0,80}(?<!\b0 )\b(?:failed|failing|failing_now|failure|fail!)|\bpredictive failure\b/i,
    severity: "P2",
    cause: "the disk's self-check reports that it is failing or about to fail",
    action:
      "Run smartctl -a on the device to confirm, and check that its data is mirrored or backed up. Order a replacement and swap the disk at once if errors grow.",
    confidence: 88,
  },
  {
    name: "disk-io-error",
    component: "disk",
    words: ["o", "output", "blk_update_request", "print_req_error", "eio"],
    pattern:
      /(?<!\b(?:0|no) )\bi\/o errors?\b(?!\s?[:=] ?0\b)(?! (?:rate|count|handling|policy|on (?:get|head|post|put|patch|delete) request|occurred while (?:sending|reading|connecting)))|\binput\/output error\b|\b(?:blk_update_request|print_req_error)\b.{0,30}\berror\b|\beio: /i,
    severity: "P1",
    cause: "reading from or writing to the device failed",
    action:
      "Find the device in dmesg, run smartctl -a on it and check cabling and controller. Confirm that the data has a second copy, and move load away before you replace the disk.",
    confidence: 88,
  },
  {
    name: "disk-quota-exceeded",
    component: "disk",
    words: ["quota", "edquot"],
    pattern:
      /\b(?:disk|storage|file|volume|space|mailbox|bucket|block) quota\b.{0,40}\b(?:exceeded|exhausted|reached)\b|\b(?:exceeded|exceeds|over) (?:its |the |your )?(?:disk|storage|space|mailbox) quota\b|\bedquot\b/i,
    severity: "P2",
    cause: "the owner's disk quota is used up, so further writes are refused",
    action:
      "Run quota -s or repquota -s to see who is over the limit. Delete old files of that owner or raise the limit if the growth is expected.",
    confidence: 88,
  },
  {
    name: "fsync-failed",
    component: "disk",
    words: ["fsync", "fdatasync"],
    pattern:
      /\b(?:fsync|fdatasync)\b(?:\(\))?.{0,60}\bfail(?:ed|ure)\b|\bcould not fsync\b|\bfailed to (?:fsync|fdatasync)\b/i,
    severity: "P1",
    cause: "the system could not force data to disk, so recent writes may be lost",
    action:
      "Check dmesg for errors of the device and df -h for room. Treat recent writes as doubtful: compare with a replica before you restart the service.",
    confidence: 85,
  },
  {
    name: "mount-failed",
    component: "disk",
    words: ["mount", "mounting", "unmount", "remount"],
    pattern:
      /\b(?:failed to|cannot|could not|unable to) (?:re|un)?mount\b|\bmount(?:ing)?\b[^.]{0,50}\bfailed\b|\bmount\b.{0,40}\bwrong fs type\b/i,
    severity: "P2",
    cause: "a file system or volume could not be mounted, so its files are missing",
    action:
      "Compare /etc/fstab with blkid and lsblk, then mount by hand and read dmesg for the reason. Check that services depending on the path did not start on an empty directory.",
    confidence: 82,
  },
  {
    name: "slow-disk",
    component: "disk",
    words: ["slow", "iowait", "sync", "latency", "wait"],
    pattern:
      /\bslow (?:disk|fsync|fdatasync|storage|i\/o|flush|blockreceiver)\b|\b(?:disk|storage|fsync) (?:is )?(?:too )?slow\b|\bhigh (?:iowait|disk latency|i\/o wait)\b|\biowait\b[^%]{0,20}(?<![\d.])(?:[3-9]\d|100)(?:\.\d{1,3})? ?%|\bsync duration of\b.{0,30}\bexpected less than\b/i,
    severity: "P3",
    cause: "the disk answers slowly and holds up whatever waits for it",
    action:
      "Run iostat -x 1 and look at await and %util, then iotop for the busiest process. Check for a backup or rebuild that runs now, and smartctl -a for retries.",
    confidence: 78,
  },
];
