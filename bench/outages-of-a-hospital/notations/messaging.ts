import type { Level, Notation } from "../model.ts";
import { clockAt, twelveHours } from "./clock.ts";

/** A queue manager's log as JSON; the head is the number of the message and the program that wrote it. */
export const queueManagerJson: Notation = ({ time, host, level, head, text, process }) => {
  const [code = "", program = ""] = head.split(":");
  const word = { critical: "ERROR", notice: "INFO" }[level as string] ?? level.toUpperCase();
  return [
    JSON.stringify({
      ibm_messageId: code,
      ibm_datetime: `${clockAt(time).iso}Z`,
      ibm_serverName: "QMCLINIC",
      type: "mq_log",
      host: host.name,
      loglevel: word,
      ibm_processId: String(process),
      ibm_processName: program,
      message: `${code}: ${text}`,
    }),
  ];
};

const brokerLevel: Readonly<Record<Level, string>> = {
  critical: "error",
  error: "error",
  warning: "warning",
  notice: "notice",
  info: "info",
  debug: "debug",
};

/** RabbitMQ's log: the head is the Erlang process. Each line of a message has the whole prefix. */
export const rabbit: Notation = ({ time, level, head, text }) => {
  const { iso } = clockAt(time);
  const begin = `${iso.slice(0, 10)} ${iso.slice(11)}000+00:00 [${brokerLevel[level]}] <${head}> `;
  return text.split("\n").map((part) => begin + part);
};

/** A CICS gateway's log: the text begins with the number of its message. */
export const transactionGateway: Notation = ({ time, text }) => {
  const { month, day, year, clock, milliseconds } = clockAt(time);
  return [`${month}/${day}/${year.slice(2)} ${clock}:${milliseconds} [0] ${text}`];
};

/** A batch scheduler's log, in the American notation of times; the head is the job. */
export const batchLog: Notation = ({ time, head, text }) => {
  const { month, day, year, clock } = clockAt(time);
  return [`[${month}/${day}/${year} ${twelveHours(clock)}] JOB: ${head} ${text}`];
};

/** A backup server's log: the head is the number of the job. */
export const backupLog: Notation = ({ time, host, level, head, text, process }) => {
  const { day, month, year, clock } = clockAt(time);
  const word = { error: "Error", critical: "Error", warning: "Warning" }[level as string] ?? "Info";
  return [`${day}.${month}.${year} ${clock} <${process}> ${word} [${host.name}] job ${head}: ${text}`];
};
