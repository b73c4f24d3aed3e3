import type { Alert } from "../../../engine/alerts/alert.ts";
import type { Message } from "../../../engine/delivery/destination.ts";
import { type Severity, severityRank } from "../../../engine/verdict.ts";
import { oneLine, shortened } from "./clean-text.ts";
import { duration } from "./times.ts";

/** What a severity means, in a word for someone who was asleep. */
const severityWords: Readonly<Record<Severity, string>> = {
  P0: "OUTAGE",
  P1: "BADLY DEGRADED",
  P2: "FAULT",
  P3: "MINOR FAULT",
  P4: "UNUSUAL",
  P5: "NORMAL",
};

export function gradeOf(severity: Severity): string {
  return `${severity} ${severityWords[severity]}`;
}

/** What it is about: the service, or what else there is to go by. */
export function subjectOf({ service, hosts, search }: Alert): string {
  const named = [service, hosts[0] ?? "", search.name].map(oneLine).find((name) => name !== "");
  return shortened(named ?? "unnamed service", 80);
}

/** The line that is read on a locked phone: state, grade, subject, and what is special this time. */
export function headlineOf({ alert, delay }: Pick<Message, "alert" | "delay">): string {
  const parts = [
    ...(alert.reason === "test" ? ["TEST, nothing is broken"] : []),
    ...(delay > 0 ? [`DELAYED ${duration(delay)}`] : []),
    ...partsOf(alert, delay),
  ];
  return parts.join(" · ");
}

/** Milliseconds that an incident goes on by the time it is told, or went on until its end; undefined where unknown. */
export function ageOf({ transition, first, last, time }: Alert, delay: number): number | undefined {
  if (first === undefined) return undefined;
  return (transition === "resolve" ? (last ?? time) : time + delay) - first;
}

function partsOf(alert: Alert, delay: number): string[] {
  const [grade, subject] = [gradeOf(alert.severity), subjectOf(alert)];
  const age = ageOf(alert, delay);
  const aged = (word: string) => (age === undefined ? [] : [`${word} ${duration(age)}`]);
  if (alert.transition === "resolve") return ["RESOLVED", subject, `was ${grade}`, ...aged("lasted")];
  switch (alert.reason) {
    case "digest":
      return [grade, subject, `${countOf(alert.digest?.length ?? 0, "more incident")} held back`];
    case "reopened":
      return ["AGAIN", grade, subject];
    case "still_going_on":
      return ["STILL GOING ON", grade, subject, ...aged("for")];
    case "severity_changed":
      return [changeWord(alert), grade, subject, ...(wasOf(alert) ?? [])];
    case "owner_changed":
      return [grade, subject, "new owner"];
    case "ten_times_as_many":
      return ["SPREADING", grade, subject, countOf(alert.count, "event")];
    default:
      return [grade, subject];
  }
}

function changeWord({ severity, previousSeverity }: Alert): string {
  if (previousSeverity === undefined) return "CHANGED";
  return severityRank(severity) < severityRank(previousSeverity) ? "WORSE" : "BETTER";
}

function wasOf({ previousSeverity }: Alert): string[] | undefined {
  return previousSeverity === undefined ? undefined : [`was ${previousSeverity}`];
}

/** Like "1 event" or "1,204 events". */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
