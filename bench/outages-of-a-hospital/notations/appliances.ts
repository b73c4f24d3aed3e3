import type { Level, Message, Notation } from "../model.ts";
import { clockAt } from "./clock.ts";

/** Severities of RFC 5424. */
export const syslogSeverity: Readonly<Record<Level, number>> = {
  critical: 2,
  error: 3,
  warning: 4,
  notice: 5,
  info: 6,
  debug: 7,
};
const priority = (facility: number, level: Level): number => facility * 8 + syslogSeverity[level];

/** A Unix host's syslog; the head is the program. The kernel has no process, systemd is the first. */
export const syslog: Notation = ({ time, host, head, text, process }) => {
  const { monthName, paddedDay, clock } = clockAt(time);
  const tag = head === "kernel" ? head : `${head}[${head === "systemd" ? 1 : process}]`;
  return [`${monthName} ${paddedDay} ${clock} ${host.name} ${tag}: ${text}`];
};

/** RFC 5424 with a priority, as storage and hypervisors send it; the head is the program. */
export const syslog5424: Notation = ({ time, host, level, head, text, process }) => [
  `<${priority(20, level)}>1 ${clockAt(time).iso}Z ${host.name} ${head} ${process} - - ${text}`,
];

/** Cisco ASA; the head is the number of the message. */
export const adaptiveSecurity: Notation = ({ time, host, level, head, text }) => {
  const { monthName, day, year, clock } = clockAt(time);
  const code = `%ASA-${syslogSeverity[level]}-${head}`;
  return [`<${priority(20, level)}>${monthName} ${day} ${year} ${clock} ${host.name} : ${code}: ${text}`];
};

/** Cisco IOS; the head is the facility and the mnemonic with a colon between. */
export const switchLog: Notation = ({ time, host, level, head, text, process }) => {
  const { monthName, paddedDay, clock, milliseconds } = clockAt(time);
  const [facility, mnemonic] = head.split(":");
  const sequence = process + Math.floor(time % 86_400);
  return [
    `<${priority(23, level)}>${sequence}: ${host.name}: ${monthName} ${paddedDay} ${clock}.${milliseconds}: %${facility}-${syslogSeverity[level]}-${mnemonic}: ${text}`,
  ];
};

/** A load balancer's traffic manager; the head is the daemon and the code of the message. */
export const trafficManager: Notation = ({ time, host, level, head, text, process }) => {
  const { monthName, paddedDay, clock } = clockAt(time);
  const [daemon, code] = head.split(":");
  const word = { critical: "crit", error: "err" }[level as string] ?? level;
  return [
    `${monthName} ${paddedDay} ${clock} ${host.name} ${word} ${daemon}[${process}]: ${code}:${syslogSeverity[level]}: ${text}`,
  ];
};

/** Pairs of a firewall; the head is type, subtype and number of the message, the text further pairs. */
export const firewallPairs: Notation = ({ time, host, level, head, text }) => {
  const { iso, clock } = clockAt(time);
  const [type, subtype, number] = head.split(":");
  const word = { info: "information" }[level as string] ?? level;
  return [
    `date=${iso.slice(0, 10)} time=${clock} devname="${host.name}" devid="FX60E000000001" logid="${number}" type="${type}" subtype="${subtype}" level="${word}" vd="root" ${text}`,
  ];
};

/** Events of a storage controller; the head is the name of the event. */
export const storageEvents: Notation = ({ time, host, level, head, text }) => {
  const { dayName, monthName, day, clock, year } = clockAt(time);
  const word = { critical: "ALERT", error: "error" }[level as string] ?? level;
  return [`${dayName} ${monthName} ${day} ${clock} +0000 ${year} [${host.name}: ${head}:${word}]: ${text}`];
};

/** A name server's own file; the head is the category. */
export const nameServer: Notation = ({ time, level, head, text }) => {
  const { day, monthName, year, clock, milliseconds } = clockAt(time);
  return [`${day}-${monthName}-${year} ${clock}.${milliseconds} ${head}: ${level}: ${text}`];
};

/** The monitoring's log: epoch seconds in brackets; the head is the kind of entry. */
export const monitoringLog: Notation = ({ time, head, text }: Message) => [
  `[${Math.floor(time)}] ${head}: ${text}`,
];
