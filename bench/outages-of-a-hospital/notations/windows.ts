import type { Level, Notation } from "../model.ts";
import { syslogSeverity } from "./appliances.ts";
import { clockAt } from "./clock.ts";

const eventLevel: Readonly<Record<Level, readonly [number: number, word: string]>> = {
  critical: [1, "Critical"],
  error: [2, "Error"],
  warning: [3, "Warning"],
  notice: [4, "Information"],
  info: [4, "Information"],
  debug: [5, "Verbose"],
};

/** Channel, provider and number of an event from a head such as `System:NETLOGON:5719`. */
function eventOf(head: string): { channel: string; provider: string; number: string } {
  const [channel = "", provider = "", number = ""] = head.split(":");
  return { channel, provider, number };
}

/** Windows events as an agent forwards them over syslog, in columns between tabs. */
export const windowsColumns: Notation = ({ time, host, level, head, text, process }) => {
  const { monthName, paddedDay, day, clock, dayName, year } = clockAt(time);
  const { channel, provider, number } = eventOf(head);
  const audited = channel === "Security";
  const word = audited ? (level === "info" ? "Success Audit" : "Failure Audit") : eventLevel[level][1];
  const columns = [
    `<${8 + syslogSeverity[level]}>${monthName} ${paddedDay} ${clock} ${host.name} MSWinEventLog`,
    level === "info" ? "1" : "3",
    channel,
    String(process + Math.floor(time % 86_400)),
    `${dayName} ${monthName} ${day} ${clock} ${year}`,
    number,
    provider,
    "N/A",
    "N/A",
    word,
    `${host.name}.clinic.example`,
    "None",
    "",
    text,
  ];
  return [columns.join("\t")];
};

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Windows events as XML, rendered on the machine that wrote them. */
export const windowsXml: Notation = ({ time, host, level, head, text, process }) => {
  const { channel, provider, number } = eventOf(head);
  const message = text.replace(/[&<>]/g, (sign) => entities[sign] as string);
  const [levelNumber, word] = eventLevel[level];
  return [
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}'/><EventID>${number}</EventID><Level>${levelNumber}</Level><TimeCreated SystemTime='${clockAt(time).iso}000Z'/><EventRecordID>${process + Math.floor(time % 86_400)}</EventRecordID><Channel>${channel}</Channel><Computer>${host.name}.clinic.example</Computer></System><RenderingInfo Culture='en-US'><Message>${message}</Message><Level>${word}</Level></RenderingInfo></Event>`,
  ];
};
