import type { Script } from "../script.ts";

/** A machine is gone at once: without power, with a panic, or its board is dead. */
export const lostHost: readonly Script[] = [
  {
    name: "a hypervisor panics, and all its machines with it",
    named: true,
    system: "hypervisor",
    hosts: ["esx-2"],
    lasts: 24,
    silent: [
      { hosts: ["esx-2"], at: 0 },
      { hosts: ["medis-app2", "lis-2", "pacs-2", "mq-2", "int-2"], at: 0, for: 540 },
    ],
    steps: [
      "22 | vc-1 | error | esx/vpxd | warning vpxd[{10000..99999}] [Originator@6876 sub=HostAccess] Host esx-2.clinic.example is not responding",
      "48 | vc-1 | error | esx/vpxd | error vpxd[{10000..99999}] [Originator@6876 sub=DAS] vSphere HA detected a host failure of host esx-2.clinic.example in cluster CLINIC",
      "70 | vc-1 | warning | esx/vpxd | warning vpxd[{10000..99999}] [Originator@6876 sub=DAS] vSphere HA restarted {4..6} virtual machines on host esx-3.clinic.example",
      "560 | medis-app2,lis-2,pacs-2,mq-2,int-2 | info | syslog/systemd | Startup finished in 2.{100..999}s (kernel) + 18.{100..999}s (userspace) = 21.{100..999}s.",
      "565 | mq-2 | info | manager/AMQ8024I:runmqsc | IBM MQ channel initiator started.",
    ],
    troubles: [
      { system: "medis", hosts: ["medis-app2"], mode: "timeout", at: 2, share: 0.5 },
      { system: "labcore", hosts: ["lis-2"], mode: "timeout", at: 2, share: 0.5 },
      { system: "pacs", hosts: ["pacs-2"], mode: "timeout", at: 4, share: 0.4 },
    ],
  },
  {
    name: "a controller of the storage panics",
    named: true,
    system: "filer",
    hosts: ["filer-1"],
    twins: ["filer-1", "filer-2"],
    lasts: 26,
    silent: [{ hosts: ["filer-1"], at: 1 }],
    steps: [
      "65 | filer-2 | error | ems/cf.fsm.takeoverOfPartnerDisabled | Failover monitor: takeover of filer-1 disabled (interconnect error)",
      "end+6 | filer-1 | notice | ems/kern.syslog.msg | root logged in from console after reboot",
    ],
    troubles: [{ mode: "timeout", at: 1 }],
  },
  {
    name: "the database server has lost its power supplies",
    named: false,
    system: "medis-db",
    hosts: ["ora-1"],
    lasts: 28,
    silent: [{ hosts: ["ora-1"], at: 0 }],
    steps: [
      "75 | ora-2 | error | alert/- | RFS[4]: Possible network disconnect with primary database",
      "end+3 | ora-1 | notice | alert/- | Starting ORACLE instance (normal) (OS id: {1000..9999})",
      "end+12 | ora-1 | notice | alert/- | Beginning crash recovery of 1 threads",
    ],
    troubles: [{ mode: "timeout", at: 0 }],
  },
  {
    name: "a domain controller hangs in its firmware",
    named: false,
    system: "directory-service",
    hosts: ["dc-1"],
    twins: ["dc-1", "dc-2"],
    lasts: 30,
    silent: [{ hosts: ["dc-1"], at: 0 }],
    steps: [
      "end+10 | dc-1 | critical | event/System:Microsoft-Windows-Kernel-Power:41 | The system has rebooted without cleanly shutting down first. This error could be caused if the system stopped responding, crashed, or lost power unexpectedly.",
    ],
    troubles: [{ mode: "timeout", at: 3, share: 0.7 }],
  },
];
