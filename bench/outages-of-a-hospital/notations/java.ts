import type { Level, Notation } from "../model.ts";
import { clockAt, twelveHours } from "./clock.ts";

/** Frames of a stack trace and causes stand on lines of their own, without a head. */
function withTrace(head: string, text: string, end = ""): string[] {
  const [first = "", ...trace] = text.split("\n");
  const lines = [head + first, ...trace];
  lines[lines.length - 1] += end;
  return lines;
}

const weblogicLevel: Readonly<Record<Level, readonly [word: string, value: number]>> = {
  critical: ["Critical", 4],
  error: ["Error", 8],
  warning: ["Warning", 16],
  notice: ["Notice", 32],
  info: ["Info", 64],
  debug: ["Debug", 128],
};

/** WebLogic's server log; the head is the subsystem and the number of the message. */
export const weblogic: Notation = ({ time, host, level, head, text, process }) => {
  const { monthName, day, year, clock, milliseconds } = clockAt(time);
  const [subsystem, code] = head.split(":");
  const [word, value] = weblogicLevel[level];
  const half = twelveHours(`${clock},${milliseconds}`);
  const thread = `[ACTIVE] ExecuteThread: '${(process + Math.floor(time)) % 40}' for queue: 'weblogic.kernel.Default (self-tuning)'`;
  const parts = [
    `${monthName} ${Number(day)}, ${year}, ${half} UTC`,
    word,
    subsystem,
    host.name,
    `${host.name.slice(-1)}_MEDIS`,
    thread,
    "<WLS Kernel>",
    "",
    "",
    String(Math.round(time * 1000)),
    `[severity-value: ${value}] `,
    code,
  ];
  return withTrace(`####${parts.map((part) => `<${part}>`).join(" ")} <`, text, "> ");
};

/** An access log as Java servers write it; the text is request, status, bytes and milliseconds. */
export const accessLog: Notation = ({ time, head, text }) => {
  const { day, monthName, year, clock } = clockAt(time);
  return [`${head} - - [${day}/${monthName}/${year}:${clock} +0000] ${text}`];
};

const logbackLevel: Readonly<Record<Level, string>> = {
  critical: "ERROR",
  error: "ERROR",
  warning: "WARN",
  notice: "INFO",
  info: "INFO",
  debug: "DEBUG",
};

/** Spring Boot's pattern; the head is the thread and the shortened logger with a colon between. */
export const springBoot: Notation = ({ time, level, head, text, process }) => {
  const [thread = "", logger = ""] = head.split(":");
  const begin = `${clockAt(time).iso}Z ${logbackLevel[level].padStart(5)} ${process} --- [${thread.padStart(15)}] ${logger.padEnd(40)} : `;
  return withTrace(begin, text);
};

/** WildFly's server log; the head is the category and the thread with a colon between. */
export const wildfly: Notation = ({ time, level, head, text }) => {
  const { iso } = clockAt(time);
  const [category, thread] = head.split(":");
  const begin = `${iso.slice(0, 10)} ${iso.slice(11, 19)},${iso.slice(20)} ${logbackLevel[level].padEnd(5)} [${category}] (${thread}) `;
  return withTrace(begin, text);
};

/** Log4j's pattern of an interface engine; the head is the logger. */
export const log4j: Notation = ({ time, level, head, text }) => {
  const { iso } = clockAt(time);
  const begin = `${logbackLevel[level].padEnd(5)} ${iso.slice(0, 10)} ${iso.slice(11, 19)},${iso.slice(20)} [${head}] `;
  return withTrace(begin, text);
};
