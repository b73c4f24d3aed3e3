import type { RuleExamples } from "./rule-examples.ts";

export const hardwareExamples: Readonly<Record<string, RuleExamples>> = {
  "kernel-panic": {
    decides: "kernel: Kernel panic - not syncing: Fatal exception in interrupt",
    leavesAlone: ["kernel: kernel panic timeout set to 10 s"],
  },
  "kernel-oops": {
    decides: "kernel: BUG: unable to handle kernel NULL pointer dereference at 0000000000000008",
  },
  "soft-lockup": {
    decides: "kernel: watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kworker/3:1:812]",
    leavesAlone: ["kernel: soft lockup detector started"],
  },
  "hung-task": {
    decides: "kernel: INFO: task jbd2/sda1-8:331 blocked for more than 120 seconds.",
    leavesAlone: ["fail2ban: 192.0.2.9 blocked for 600 seconds"],
  },
  "memory-error-uncorrectable": {
    decides: "kernel: EDAC MC0: 1 UE uncorrectable memory error on DIMM_A2 (channel:0 slot:1)",
    leavesAlone: ["edac: uncorrectable error count: 0"],
  },
  "memory-error-corrected": {
    decides: "kernel: EDAC MC0: memory read error on DIMM_A1, corrected",
    leavesAlone: ["report: typo corrected in memory chapter"],
  },
  "machine-check": {
    decides: "kernel: mce: [Hardware Error]: CPU 4: Machine Check: 0 Bank 5: be00000000800400",
  },
  "tlb-error-interrupt": {
    decides: "R02-M1-N0-C:J12-U11 RAS KERNEL FATAL data TLB error interrupt",
  },
  "parity-error": {
    decides: "bmc: PCI parity error on slot 3",
    leavesAlone: ["bmc: 0 parity errors since boot", "bmc: ECC errors: 0"],
  },
  "raid-degraded": {
    decides: "mdadm: DegradedArray event detected on md device /dev/md0: RAID5 degraded",
    leavesAlone: ["mdadm: array /dev/md0 rebuild finished"],
  },
  overheating: {
    decides: "kernel: CPU2: Package temperature above threshold, cpu clock throttled",
    leavesAlone: ["bmc: temperature 41 C", "bmc: temperature critical threshold is 95 C"],
  },
  "fan-or-power-failure": {
    decides: "bmc: Power Supply 2 failure detected, redundancy degraded",
    leavesAlone: ["bmc: fan 3 speed 5400 rpm", "bmc: power supply 1 OK"],
  },
  "nic-reset": {
    decides: "kernel: e1000e 0000:00:19.0 eno1: Detected Hardware Unit Hang",
  },
  "network-card-link-down": {
    decides: "kernel: ixgbe 0000:03:00.1 eth1: NIC Link is Down",
    leavesAlone: ["kernel: eth1: NIC Link is Up 10 Gbps"],
  },
  "clock-unsynchronised": {
    decides: "chronyd[411]: Can't synchronise: no selectable sources",
    leavesAlone: ["ntpd: clock skew within limits", "chronyd[411]: Selected source 192.0.2.123"],
  },
};
