import type { GroupEvidence, ValueCounts } from "../../engine/group-evidence.ts";
import { printable } from "../../engine/printable.ts";
import { Reading } from "../../engine/reading/reading.ts";
import type { TimedLine } from "../../engine/triage-groups.ts";

/** When the events of a group were, and whose: `2026-03-14 03:11:02 to 03:14:40 UTC; host web-3 in all 64`. */
export function evidenceText(evidence: GroupEvidence, count: number): string {
  const parts = [
    timeSpan(evidence),
    ...evidence.values().map((values) => valuesText(values, evidence.examined)),
  ].filter((part) => part !== "");
  const isPart = evidence.examined < count && parts.length > 1;
  return parts.join("; ") + (isPart ? ` (of the first ${evidence.examined.toLocaleString("en-US")})` : "");
}

function timeSpan({ first, last }: GroupEvidence): string {
  if (first === undefined || last === undefined) return "";
  const [from, to] = [secondOf(first), secondOf(last)];
  if (from === to) return `${from} UTC`;
  const [day = "", ...time] = to.split(" ");
  return from.startsWith(`${day} `) ? `${from} to ${time.join(" ")} UTC` : `${from} to ${to} UTC`;
}

/** `2026-03-14 03:11:02` @param time epoch seconds */
export function secondOf(time: number): string {
  return new Date(time * 1000).toISOString().slice(0, 19).replace("T", " ");
}

function valuesText({ kind, different, events, top }: ValueCounts, examined: number): string {
  const [[first = "", most = 0] = [], second] = top;
  if (examined === 1) return `${kind} ${first}`;
  if (different === 1)
    return `${kind} ${first} in ${events === examined ? "all " : ""}${events.toLocaleString("en-US")}`;
  const noun = kind === "address" ? "addresses" : `${kind}s`;
  const number = different.toLocaleString("en-US");
  if (most < 2) return `${number} ${noun}`;
  const named = [`${first} ${most.toLocaleString("en-US")}×`];
  if (second !== undefined && (second[1] > 1 || different === 2))
    named.push(`${second[0]} ${second[1].toLocaleString("en-US")}×`);
  return different <= named.length
    ? `${noun} ${named.join(", ")}`
    : `${number} ${noun}: ${named.join(", ")}, …`;
}

/** `18:06:01 warning LeaseRenewer: failed to renew`: what matters of a line beside another. */
export function shortLine({ text, time }: TimedLine): string {
  const reading = new Reading(text);
  const { level } = reading.level;
  const parts = [
    time === undefined ? "" : secondOf(time).slice(-8),
    level === "none" || level === "info" || level === "debug" ? "" : level,
    reading.service === "" ? "" : `${reading.service}:`,
    reading.message,
  ];
  return printable(parts.filter((part) => part !== "").join(" "));
}
