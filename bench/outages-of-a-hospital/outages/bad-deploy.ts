import type { Script } from "../script.ts";

/** A new release, image, rule or transformer is worse than the old one and is taken back. */
export const badDeploy: readonly Script[] = [
  {
    name: "a release of the hospital information system lacks a method",
    named: true,
    system: "medis",
    hosts: ["medis-app1", "medis-app2"],
    also: ["7.5.0"],
    lasts: 26,
    steps: [
      "0 | medis-app1,medis-app2 | notice | server/Deployer:BEA-149059 | Module medis of application medis [Version=7.5.0] is transitioning from STATE_ADMIN to STATE_ACTIVE on server {self}.",
      "25..end*7 | medis-app1,medis-app2 | error | server/HTTP:BEA-101017 | [ServletContext@{1000..9999}[app:medis module:medis path:/medis spec-version:3.1 version:7.5.0]] Root cause of ServletException.\njava.lang.NoSuchMethodError: clinic.medis.order.Order.ward()Lclinic/medis/Ward;\n\tat clinic.medis.order.OrderServlet.doPost(OrderServlet.java:{100..400})",
      '27..end*9 | medis-app1,medis-app2 | error | access/198.51.100.{61..199} | "POST /medis/orders HTTP/1.1" 500 {900..1400} {5..60}',
      "end+6 | medis-app1,medis-app2 | notice | server/Deployer:BEA-149059 | Module medis of application medis [Version=7.4.9] is transitioning from STATE_ADMIN to STATE_ACTIVE on server {self}.",
    ],
    troubles: [{ mode: "failing", at: 28, share: 0.8 }],
  },
  {
    name: "an image of the booking system reads a setting that is not there",
    named: false,
    system: "appointments",
    hosts: ["kube-1", "kube-2", "kube-3"],
    also: ["appointments-api", "appointments-api-7f9d6c8b5-{self.tag}"],
    lasts: 22,
    steps: [
      "0 | kube-1 | info | events/ScalingReplicaSet:Deployment=appointments-api | Scaled up replica set appointments-api-7f9d6c8b5 to 3",
      "24 | kube-1,kube-2,kube-3 | warning | pod/appointments-api-7f9d6c8b5-{self.tag}:config | setting BOOKING_RULES_URL is empty, rules are not loaded",
      "32..end*5 | kube-1,kube-2,kube-3 | error | pod/appointments-api-7f9d6c8b5-{self.tag}:http | POST /api/bookings 500 in {3..30} ms: rules.check: nil pointer dereference",
      "50..end*2 | medis-app1,medis-app2 | warning | server/medis.workflow:MED-3041 | booking for patient {10000..99999} is not confirmed, the partner system answered 500",
      "45..end*2 | lb-1 | warning | ltm/tmm:01220001 | TCL error: /Common/count_errors <HTTP_RESPONSE> - {40..300} responses 5xx within a minute",
      "end+5 | kube-1 | info | events/ScalingReplicaSet:Deployment=appointments-api | Scaled up replica set appointments-api-6b7d9c5f4 to 3",
    ],
    troubles: [],
    idle: [{ system: "rabbitmq", at: 40, share: 0.4 }],
  },
  {
    name: "a new set of rules closes the port of the queue manager",
    named: false,
    system: "firewall",
    hosts: ["fw-1"],
    also: ["policy 12"],
    lasts: 25,
    steps: [
      '0 | fw-1 | notice | pairs/event:system:0100044546 | user="netadmin" ui="https(198.51.100.199)" action="edit" cfgpath="firewall.policy" cfgobj="12" msg="Edit firewall.policy 12"',
      '8..end*9 | fw-1 | warning | pairs/traffic:forward:0000000014 | srcip={int-1.address} srcport={32768..60999} dstip={mq-1.address} dstport=1414 action="deny" policyid=12',
      'end+2 | fw-1 | notice | pairs/event:system:0100044546 | user="netadmin" ui="https(198.51.100.199)" action="edit" cfgpath="firewall.policy" cfgobj="12" msg="Edit firewall.policy 12"',
    ],
    troubles: [{ system: "message-queue", mode: "timeout", at: 10, named: true }],
  },
  {
    name: "a redeployed channel writes a segment that nobody understands",
    named: true,
    system: "interface-engine",
    hosts: ["int-1", "int-2"],
    also: ["ORM-OUT"],
    lasts: 35,
    steps: [
      "0 | int-1,int-2 | info | engine/channel.Controller | channel ORM-OUT revision 88 deployed by carol",
      "40..end*4 | int-1,int-2 | error | engine/channel.Acknowledge | ORM-OUT: MSA|AE|{100000..999999} received from LAB, ERR-3: 101 required field missing in OBR",
      "41..end*4 | lis-1,lis-2 | error | app/listener-{1..8}:c.e.labcore.order.OrderReceiver | message {100000..999999} of interface-engine ({int-1.address}) rejected: OBR-4 is missing",
      "90..end*3 | lis-1,lis-2 | warning | app/listener-{1..8}:c.e.labcore.order.OrderReceiver | {5..60} specimens without an order in the last 10 minutes",
      "300..end*2 | medis-app1 | warning | server/medis.orders:MED-2290 | order {100000..999999} to hl7.clinic.example is not acknowledged after 300 seconds",
      "end+4 | int-1,int-2 | info | engine/channel.Controller | channel ORM-OUT revision 87 deployed by carol",
    ],
    troubles: [],
  },
];
