import type { Script } from "../script.ts";

/** A program stops to work and says nothing about it; only what it does not do is seen. */
export const silentDeath: readonly Script[] = [
  {
    name: "the interface engine stands still",
    named: false,
    system: "interface-engine",
    hosts: ["int-1", "int-2"],
    lasts: 40,
    silent: [{ hosts: ["int-1", "int-2"], at: 0, source: "engine" }],
    steps: [
      "150..end*1 | mq-1 | warning | manager/AMQ7463W:amqzmuc0 | Queue depth of 'ADT.OUT' is {2000..9000}, the high limit was passed.",
      "240..end*2 | medis-app1,medis-app2 | warning | server/medis.orders:MED-2291 | {5..90} orders are not acknowledged after 300 seconds",
      "300..end*2 | lis-1,lis-2 | warning | app/scheduling-1:c.e.labcore.order.OrderReceiver | no order received for {300..2400} seconds",
    ],
    troubles: [],
  },
  {
    name: "the scheduler's heart has stopped",
    named: true,
    system: "scheduler",
    hosts: ["batch-1"],
    lasts: 75,
    silent: [{ hosts: ["batch-1"], at: 0, source: "log" }],
    steps: [
      "420..end*.5 | medis-app1 | warning | server/medis.report:MED-7101 | report of the wards has not come from jobs.clinic.example, the last is {10..70} minutes old",
      "540..end*.4 | lis-1 | warning | app/scheduling-1:c.e.labcore.house.Housekeeping | statistics are stale, batch-1 did not ask for them",
      "700..end*.5 | cics-gw1 | warning | gateway/- | CTG6734W No request within {10..60} minutes from client {batch-1.address}",
      "600..end*.3 | mon-1 | error | core/SERVICE ALERT | batch-1;heartbeat;CRITICAL;HARD;3;CRITICAL - last heartbeat {10..70} minutes ago",
    ],
    troubles: [],
  },
  {
    name: "the queue manager's listener is gone",
    named: true,
    system: "message-queue",
    hosts: ["mq-1"],
    also: ["1414"],
    twins: ["mq-1", "mq-2"],
    lasts: 27,
    silent: [{ hosts: ["mq-1"], at: 0, source: "manager" }],
    steps: [
      "end+2 | mq-1 | info | manager/AMQ8004I:strmqm | IBM MQ queue manager 'QMCLINIC' started using V9.3.",
    ],
    troubles: [{ mode: "refused", at: 2 }],
  },
  {
    name: "the broker takes connections and moves no message",
    named: false,
    system: "rabbitmq",
    hosts: ["rmq-1", "rmq-2"],
    lasts: 29,
    silent: [{ hosts: ["rmq-1", "rmq-2"], at: 0, source: "broker" }],
    steps: ["end+4 | rmq-1 | notice | broker/0.230.0 | Server startup complete; 4 plugins started."],
    troubles: [{ mode: "timeout", at: 15 }],
  },
];
