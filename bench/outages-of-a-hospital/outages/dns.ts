import type { Script } from "../script.ts";

/** Names are not turned into addresses, for one reason or another. */
export const dnsFault: readonly Script[] = [
  {
    name: "the zone has expired because its primary did not answer for days",
    named: false,
    system: "dns",
    hosts: ["ns-1", "ns-2"],
    also: ["clinic.example/IN"],
    lasts: 28,
    steps: [
      "0 | ns-1 | error | named/general | zone clinic.example/IN: expired",
      "9 | ns-2 | error | named/general | zone clinic.example/IN: expired",
      "end+3 | ns-1,ns-2 | info | named/general | zone clinic.example/IN: transferred serial 2026030{1..9}02",
    ],
    troubles: [{ mode: "unresolved", at: 4 }],
  },
  {
    name: "a reload drops records from the zone",
    named: true,
    system: "dns",
    hosts: ["ns-1", "ns-2"],
    lasts: 24,
    steps: [
      "0 | ns-1 | info | named/general | received control channel command 'reload clinic.example'",
      "1 | ns-1 | info | named/general | zone clinic.example/IN: loaded serial 2026030{1..9}07",
      "3 | ns-2 | info | named/xfer-in | transfer of 'clinic.example/IN' from {ns-1.address}#53: Transfer completed: 1 messages, 41 records",
      "end+2 | ns-1 | info | named/general | zone clinic.example/IN: loaded serial 2026030{1..9}08",
    ],
    troubles: [{ mode: "unresolved", at: 6, share: 0.8 }],
  },
  {
    name: "a name server drowns in questions of one machine",
    named: true,
    system: "dns",
    hosts: ["ns-1"],
    twins: ["ns-1", "ns-2"],
    lasts: 32,
    steps: [
      "0..end*1 | ns-1 | warning | named/client | client @0x7f{hex:10} 198.51.100.{61..199}#{32768..60999} ({hex:12}.partner.example): no more recursive clients (1000/900/1000): quota reached",
      '30..end*2 | fw-1 | warning | pairs/event:system:0100020085 | srcip={ns-1.address} msg="session count per source exceeds 10000" action="none"',
      "end+5 | ns-1 | notice | named/rate-limit | stop limiting error responses to 198.51.100.0/24",
    ],
    troubles: [{ mode: "unresolved", at: 20, share: 0.6 }],
  },
  {
    name: "the name servers' process stands still after an update",
    named: false,
    system: "dns",
    hosts: ["ns-1", "ns-2"],
    lasts: 20,
    silent: [{ hosts: ["ns-1", "ns-2"], at: 4, source: "named" }],
    steps: [
      "0 | ns-1,ns-2 | notice | named/general | received control channel command 'reconfig'",
      "end+4 | ns-1,ns-2 | notice | named/general | running",
    ],
    troubles: [{ mode: "unresolved", at: 6 }],
  },
];
