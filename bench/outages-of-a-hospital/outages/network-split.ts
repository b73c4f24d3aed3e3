import type { Script } from "../script.ts";

const southern = (mode: "timeout" | "refused", at: number) =>
  ["medis-db", "message-queue", "filer", "directory-service", "labcore", "medis"].map((system) => ({
    system,
    mode,
    at,
    share: 0.8,
    named: true,
    seenFrom: "south" as const,
  }));

/** Two parts of the network do not see each other any more. */
export const networkSplit: readonly Script[] = [
  {
    name: "the link between the server rooms is cut",
    named: false,
    system: "core-switches",
    hosts: ["sw-core1", "sw-core2"],
    also: ["TenGigabitEthernet1/1/1"],
    lasts: 25,
    steps: [
      "0 | sw-core1,sw-core2 | error | ios/LINK:UPDOWN | Interface TenGigabitEthernet1/1/1, changed state to down",
      "30 | rmq-1,rmq-2 | error | broker/0.{200..400}.0 | Mnesia: ** ERROR ** mnesia_event got {inconsistent_database, running_partitioned_network}",
      "70 | ora-1 | error | alert/- | LAD:2 network reconnect abandoned\nORA-03135: connection lost contact",
      "200 | dc-2 | error | event/Directory Service:Microsoft-Windows-ActiveDirectory_DomainService:1311 | The Knowledge Consistency Checker (KCC) has detected problems with the following directory partition. There is insufficient site connectivity information.",
      "end+1 | sw-core1,sw-core2 | error | ios/LINK:UPDOWN | Interface TenGigabitEthernet1/1/1, changed state to up",
    ],
    troubles: southern("timeout", 4),
  },
  {
    name: "a network is taken from a trunk by a change",
    named: true,
    system: "core-switches",
    hosts: ["sw-core2"],
    also: ["vlan 20", "Te1/1/2"],
    lasts: 22,
    steps: [
      "0 | sw-core2 | notice | ios/SYS:CONFIG_I | Configured from console by netadmin on vty1 (198.51.100.199)",
      "25 | esx-2,esx-3 | warning | esx/vobd | [netCorrelator] {1000000..9999999}us: [vob.net.vlan.mismatch] vmnic2 (neighbour sw-core2, port Te1/1/2) no longer carries vlan 20",
      "end+1 | sw-core2 | notice | ios/SYS:CONFIG_I | Configured from console by netadmin on vty1 (198.51.100.199)",
    ],
    troubles: southern("timeout", 3),
  },
  {
    name: "both parts of the firewall think they are the active one",
    named: true,
    system: "firewall",
    hosts: ["fw-1"],
    lasts: 28,
    steps: [
      '0 | fw-1 | critical | pairs/event:ha:0108037894 | msg="Virtual cluster\'s member state moved" ha_role="primary" vcluster=1 from_vcluster=1',
      "18..end*1 | sw-core1 | notice | ios/SW_MATM:MACFLAP_NOTIF | Host 0000.5e00.0101 (198.51.100.1) in vlan 10 is flapping between port Gi1/0/1 and port Gi1/0/2",
      'end+2 | fw-1 | notice | pairs/event:ha:0108037893 | msg="Virtual cluster member joined" vcluster=1',
    ],
    troubles: [
      { system: "directory-service", mode: "timeout", at: 5, share: 0.6, named: true },
      { system: "medis", mode: "timeout", at: 9, share: 0.5, named: true },
      { system: "billing-gateway", mode: "timeout", at: 30, share: 0.8, named: true },
    ],
  },
  {
    name: "a loop fills the link between the rooms",
    named: false,
    system: "core-switches",
    hosts: ["sw-core1", "sw-core2"],
    lasts: 19,
    steps: [
      "0 | sw-core2 | notice | ios/SPANTREE:ROOTCHANGE | Root Changed for vlan 20: New Root Port is GigabitEthernet1/0/{1..48}. New Root Mac Address is {hex:4}.{hex:4}.{hex:4}",
      "60 | rmq-2 | error | broker/0.{200..400}.0 | rabbit on the other node down: net_tick_timeout",
      "end+2 | sw-core2 | warning | ios/PM:ERR_DISABLE | loopback error detected on Gi1/0/{1..48}, putting Gi1/0/{1..48} in err-disable state",
    ],
    troubles: southern("timeout", 7),
  },
];
