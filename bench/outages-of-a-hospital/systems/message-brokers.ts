import type { System } from "../model.ts";
import { syslog } from "../notations/appliances.ts";
import { queueManagerJson, rabbit } from "../notations/messaging.ts";
import { unixRoutine } from "./unix.ts";

/** The queue manager between all clinical systems, which two hosts share. */
export const messageQueue: System = {
  name: "message-queue",
  aliases: ["QMCLINIC"],
  port: 1414,
  sources: {
    manager: { path: "/var/mqm/qmgrs/QMCLINIC/errors/AMQERR01.json", notation: queueManagerJson },
    syslog: { path: "/var/log/messages", notation: syslog },
  },
  everyday: [
    ...unixRoutine,
    "40 | info | manager/AMQ9002I:amqrmppa | Channel '{LAB|PACS|MEDIS|IFACE}.SVRCONN' is starting.",
    "36 | info | manager/AMQ9001I:amqrmppa | Channel '{LAB|PACS|MEDIS|IFACE}.SVRCONN' ended normally.",
    "300s | info | manager/AMQ7467I:amqzmuc0 | The oldest log file required to start queue manager QMCLINIC is S{1000000..9999999}.LOG.",
    "300s | info | manager/AMQ7468I:amqzmuc0 | The oldest log file required to perform media recovery of queue manager QMCLINIC is S{1000000..9999999}.LOG.",
    "7 | error | manager/AMQ9208E:amqrmppa | Error on receive from host ward-pc{10..99} (198.51.100.{100..199}).",
    "7 | error | manager/AMQ9999E:amqrmppa | Channel 'PRINT.SVRCONN' to host '198.51.100.{100..199}' ended abnormally.",
    "2 | error | manager/AMQ9777E:amqrmppa | Channel was blocked: 'SYSTEM.DEF.SVRCONN', CLNTUSER(scanner) ADDRESS(198.51.100.199)",
    "2 | warning | manager/AMQ7234I:amqzmuc0 | {100..900} messages from queue 'ARCHIVE.IN' loaded on queue manager 'QMCLINIC'.",
  ],
  complaints: [
    "refused | * | error | manager/AMQ6119S:amqzxma0 | An internal IBM MQ error has occurred ('{110|111} - Connection refused' from {peer.fqdn}).",
    "refused | * | error | manager/AMQ6119S:amqzxma0 | An internal IBM MQ error has occurred ('111 - Connection refused' from open).",
    "timeout | filer | error | syslog/kernel | nfs: server {peer} not responding, timed out",
    "timeout | * | error | manager/AMQ6150W:amqzlaa0 | IBM MQ semaphore is busy, waited {10..60} seconds for a log write.",
    "timeout | * | error | manager/AMQ7017E:amqzmuc0 | Log not available on {peer.alias}.",
    "slow | * | warning | manager/AMQ6729W:amqzmuc0 | The write of a log page to {peer.alias} took {2..20} seconds.",
    "slow | * | warning | manager/AMQ7466W:amqzmuc0 | There is a problem with the rate of the recovery log, a checkpoint took {20..120} seconds.",
    "failing | * | error | manager/AMQ6118S:amqzlaa0 | An internal IBM MQ error has occurred (2{0|1}006119) on {peer.alias}.",
    "failing | * | error | manager/AMQ6118S:amqzlaa0 | An internal IBM MQ error has occurred (20006119).",
    "unresolved | * | error | manager/AMQ9203E:amqrmppa | A configuration error for TCP/IP occurred, {peer.address} returned no address for the partner.",
    "unresolved | * | error | manager/AMQ9203E:amqrmppa | A configuration error for TCP/IP occurred, no address for the partner.",
    "untrusted | * | error | manager/AMQ9633E:amqrmppa | Bad SSL certificate for channel '????' from {peer.fqdn}.",
    "untrusted | * | error | manager/AMQ9633E:amqrmppa | Bad SSL certificate for channel '????'.",
  ],
};

/** The broker of the booking system: a cluster of two. */
export const rabbitmq: System = {
  name: "rabbitmq",
  aliases: ["amqp.clinic.example"],
  port: 5672,
  sources: {
    broker: { path: "/var/log/rabbitmq/rabbit.log", notation: rabbit },
    syslog: { path: "/var/log/messages", notation: syslog },
  },
  everyday: [
    ...unixRoutine,
    "30 | info | broker/0.{1000..9999}.0 | accepting AMQP connection <0.{1000..9999}.0> (198.51.100.{90..99}:{32768..60999} -> {self.address}:5672)",
    "20 | info | broker/0.{1000..9999}.0 | connection <0.{1000..9999}.0>: user 'appointments' authenticated and granted access to vhost '/appointments'",
    "12 | warning | broker/0.{1000..9999}.0 | closing AMQP connection <0.{1000..9999}.0> (198.51.100.{90..99}:{32768..60999} -> {self.address}:5672):\nclient unexpectedly closed TCP connection",
    "2 | error | broker/0.{1000..9999}.0 | Channel error on connection <0.{1000..9999}.0>: operation basic.publish caused a channel exception not_found: no exchange 'audit' in vhost '/appointments'",
  ],
  complaints: [],
};
