import type { Rule } from "./rule.ts";

/** The kernel and the machine under it. */
export const hardwareRules: readonly Rule[] = [
  {
    name: "kernel-panic",
    component: "kernel",
    words: ["panic"],
    pattern: /\bkernel panic\b(?! (?:timeout|on oops))|\bpanic - not syncing\b|\brts panic!/i,
    severity: "P1",
    cause: "the kernel stopped, and with it everything on that host",
    action:
      "Check through the console that the host came back and that its load moved elsewhere. Keep the crash dump, then compare kernel, drivers and hardware events with the time before.",
    confidence: 96,
    certain: true,
  },
  {
    name: "kernel-oops",
    component: "kernel",
    words: ["oops", "bug", "null", "paging"],
    pattern:
      /\boops: [0-9a-f]{4}\b|\bkernel oops\b|\bbug: (?:unable to handle|kernel |scheduling while atomic|bad page)|\bkernel bug at\b|\bunable to handle kernel (?:null|paging)\b/i,
    severity: "P1",
    cause: "the kernel met an error in its own code and may be unstable from now on",
    action:
      "Move work off the host and save dmesg. Plan a reboot, and compare the module named in the trace with recent kernel and driver updates.",
    confidence: 92,
    certain: true,
  },
  {
    name: "soft-lockup",
    component: "kernel",
    words: ["lockup", "rcu_sched", "rcu_preempt", "rcu", "stall", "stalls"],
    pattern:
      /\b(?:soft|hard) lockup\b(?! (?:detector|detection|watchdog))|\bhard lockup on cpu\b|\brcu(?:_sched|_preempt)?\b.{0,30}\bstalls?\b/i,
    severity: "P1",
    cause: "a processor was stuck in the kernel and ran nothing else",
    action:
      "Read the stack printed after this line for the driver involved. On a virtual machine look for an overloaded host; otherwise move work off and plan a reboot.",
    confidence: 92,
    certain: true,
  },
  {
    name: "hung-task",
    component: "kernel",
    words: ["blocked", "hung_task"],
    pattern: /\bblocked for more than \d{1,5} seconds\b|\bhung_task: blocked\b/i,
    severity: "P2",
    cause:
      "a process (task) has been blocked in the kernel for minutes, mostly by a disk or network file system",
    action:
      "Read the stack after this line to see what it waits for. Check iostat -x 1, dmesg and NFS mounts, and whether more tasks pile up in state D.",
    confidence: 92,
    certain: true,
  },
  {
    name: "memory-error-uncorrectable",
    component: "hardware",
    words: ["uncorrectable", "uncorrected", "ue", "multi"],
    pattern:
      /\b(?:uncorrect(?:able|ed)|multi-bit) (?:\S{1,20} ){0,2}(?:ecc|memory|parity|dimm|machine check|hardware|pcie|edac|error)\b(?!(?: (?:errors?|count)){0,2}["']?[:=] ?0\b)|\b(?:ecc|memory|parity|dimm)\b.{0,30}\buncorrect(?:able|ed)\b(?!(?: (?:errors?|count)){0,2}["']?[:=] ?0\b)|\bedac\b.{0,40}\b[1-9]\d{0,5} ue\b/i,
    severity: "P1",
    cause: "memory returned wrong data that could not be repaired",
    action:
      "Move work off the host at once. Find the module with edac-util -v or ipmitool sel list and replace it, and check the data written since the first such line.",
    confidence: 92,
  },
  {
    name: "memory-error-corrected",
    component: "hardware",
    words: ["corrected", "correctable", "ce"],
    pattern:
      /\b(?:parity|ecc|memory|edac|ddr2?|cache|sram|edram|tlb|symbol|dram)\b.{0,40}\b(?:errors?|error\(s\)|ce|symbol|edac)\b.{0,40}\b(?:corrected|correctable)\b(?!["']?[:=] ?0\b)|\bedac\b.{0,40}\b[1-9]\d{0,5} ce\b|\b(?:corrected|correctable) (?:(?:ecc|memory|parity|hardware|pcie|machine|check|dram|dimm|bit) ){0,4}?errors?\b(?!(?: count)?["']?[:=] ?0\b)/i,
    severity: "P4",
    cause: "the hardware repaired a memory or bus error by itself, which is harmless unless it repeats",
    action:
      "Count these per module and day with edac-util -v or ipmitool sel list. Plan to replace a module whose count keeps rising.",
    confidence: 88,
  },
  {
    name: "machine-check",
    component: "hardware",
    words: ["machine", "mce", "mcelog"],
    pattern:
      /\bmachine check (?:exception|error|event|interrupt)|\bmce: \[hardware error\]|\bmachine check: (?!(?:[\w-]{1,20} ?){1,4}\.{2})|\bmcelog\b.{0,40}\b(?:error|exceeded)\b/i,
    severity: "P2",
    cause: "the processor reports a hardware error",
    action:
      "Decode it with rasdaemon or mcelog and read ipmitool sel list. If it repeats on the same processor or module, move work off and have the part replaced.",
    confidence: 88,
    certain: true,
  },
  {
    name: "tlb-error-interrupt",
    component: "hardware",
    words: ["tlb", "storage", "alignment", "interrupt"],
    pattern:
      /\b(?:data|instruction) tlb error interrupt\b|\bdata storage interrupt\b(?!\.{3,})|\balignment exceptions?\b.{0,20}\binterrupt\b/i,
    severity: "P2",
    cause: "a compute node took a memory access fault, which ends the job that runs on it",
    action:
      "See which job used the node and whether it ended. Count such lines per node: many on one node point to its hardware, many nodes at once to the program.",
    confidence: 88,
  },
  {
    name: "parity-error",
    component: "hardware",
    words: ["parity", "ecc", "edac"],
    pattern:
      /(?<!\b(?:0|no) )\b(?:parity|ecc) errors?\b(?!(?: (?:was|were|is|are|detected|and)){0,3},? correct)(?!(?: count)?["']?[:=] ?0\b)|\bedac\b(?:(?!\bce\b|\bcorrect).){0,40}(?<!\b(?:0|no) (?:\w{1,12} )?)\berrors?\b(?!(?: on \S{1,20})?,? correct)(?!(?: count)?["']?[:=] ?0\b)/i,
    severity: "P2",
    cause: "the hardware found damaged bits in memory or on a bus",
    action:
      "Read ipmitool sel list and edac-util -v for the part, and see whether the error was repaired. Move work off the host if it was not, and replace the part.",
    confidence: 82,
  },
  {
    name: "raid-degraded",
    component: "hardware",
    words: ["raid", "mdadm", "array", "zpool", "pool", "degradedarray", "virtual"],
    pattern:
      /\b(?:raid|mdadm|array|virtual (?:disk|drive)|zpool)\b.{0,60}\b(?:degraded(?:array)?|disk failure|failed disk|fail event|faulted|failspare)\b(?![=:] ?0\b)|\bdegradedarray\b|\bpool \S{1,40} (?:is|state:?) degraded\b/i,
    severity: "P2",
    cause: "the disk array has lost a member, so one more loss can cost data",
    action:
      "Read /proc/mdstat or the controller tool to find the failed disk, and verify the last backup. Replace that disk and watch the rebuild to its end.",
    confidence: 91,
  },
  {
    name: "overheating",
    component: "hardware",
    words: ["temperature", "thermal", "overheating", "overheated", "overheat", "temp"],
    pattern:
      /\b(?:temperature|temp|thermal)\b.{0,40}\b(?:above|exceed(?:s|ed)|critical|too high|over (?:the )?(?:threshold|limit)|trip|throttl(?:ed|ing)|shutdown)\b(?! (?:threshold|limit|point)(?: is| set|:))|\boverheat(?:ed|ing)?\b(?! protection)/i,
    severity: "P2",
    cause: "a part is too hot, so it slows down and may switch off",
    action:
      "Read ipmitool sdr type Temperature and type Fan, and compare with neighbours in the rack. Check the room's cooling, and move load off before the host shuts down.",
    confidence: 88,
  },
  {
    name: "fan-or-power-failure",
    component: "hardware",
    words: ["fan", "fans", "power", "psu", "ups", "voltage"],
    pattern:
      /\b(?:fans?|power (?:supply|module|feed)|psu|ups)\b.{0,40}(?<!\b(?:0|no) )\b(?:fail(?:ed|ure)|fault|lost|on battery|not (?:present|working)|redundancy lost|stopped)\b(?![=:] ?0\b)|\bpower (?:was )?(?:lost|failure|outage)\b|\bvoltage\b.{0,30}\b(?:out of range|critical|too low|too high)\b/i,
    severity: "P2",
    cause: "a fan or a power supply has failed, so the host runs without its reserve",
    action:
      "Read ipmitool sdr and sel list to find the unit. Check the power feed and cooling of the rack, see that the other unit carries the load, and replace it.",
    confidence: 86,
  },
  {
    name: "nic-reset",
    component: "hardware",
    words: ["netdev", "adapter", "nic", "transmit", "tx", "unit"],
    pattern:
      /\bnetdev watchdog\b.{0,60}\btransmit queue\b|\btransmit queue \d{1,4} timed out\b|\b(?:reset|resetting) (?:the )?(?:adapter|nic)\b|\b(?:adapter|nic)\b.{0,30}\b(?:reset|hang|hung|unresponsive)\b|\bdetected (?:tx|hardware) unit hang\b.{0,10}|\btx (?:unit )?hang\b/i,
    severity: "P2",
    cause: "a network card stalled and was reset, so packets were lost",
    action:
      "Run ethtool -S on the card for errors and ethtool -i for driver and firmware. Compare with its neighbours, and move traffic to the other card if it repeats.",
    confidence: 86,
  },
  {
    name: "network-card-link-down",
    component: "hardware",
    words: ["link", "carrier", "updown", "interface", "port", "nic", "link_failure"],
    pattern:
      /\b(?<!sata )(?:nic )?link (?:is |went |state )?(?:changed to |to )?down\b|\blost carrier\b|\blink[_ ]failure\b|\b(?:interface|port) \S{1,40} (?:is |went |changed state to )(?:down|err-disabled)\b|%link-\d-updown\b.{0,60}\bdown\b/i,
    severity: "P2",
    cause: "a network link has gone down",
    action:
      "Run ip link and ethtool on the interface and look at the switch port. See whether a bond or a second path carries the traffic, then check cable and optics.",
    confidence: 86,
  },
  {
    name: "clock-unsynchronised",
    component: "hardware",
    words: ["clock", "ntp", "ntpd", "chronyd", "time", "timesyncd", "timesync", "tsc"],
    pattern:
      /\bclock (?:skew|drift)\b(?! (?:check|detection|ok|is ok|within))(?!(?: (?:of|is|\d[\d.]{0,8} ?m?s)){0,3} (?:within|below|ok)\b)|\bclock (?:is |was )?(?:not |un)synchroni[sz]ed\b|\b(?:ntpd?|chronyd|timesyncd|time|timesync)\b.{0,50}\b(?:unsynchroni[sz]ed|not synchroni[sz]ed|no (?:selectable|reachable) (?:sources|servers)|can't synchroni[sz]e|no server suitable)\b|\btsc unstable\b.{0,10}|\bclock tsc\b.{0,10}\bunstable\b/i,
    severity: "P3",
    cause:
      "the host's clock has no time source or is out of step, which breaks logins, certificates and ordering",
    action:
      "Run chronyc tracking and chronyc sources and compare the offset with another host. Check UDP port 123 to the time servers, then restart chronyd.",
    confidence: 86,
  },
];
