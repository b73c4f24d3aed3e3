import { shortened } from "../../../engine/code-points.ts";
import type { Message } from "../../../engine/delivery/destination.ts";
import type { Alert } from "../../../engine/ledger/alert.ts";
import { type Severity, severityRank } from "../../../engine/verdict.ts";
import { oneLine } from "./clean-text.ts";
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

/** What it is about: the origin, the service, or what else there is to go by. */
export function subjectOf({ incident, service, hosts, search }: Alert): string {
  const named = [incident?.origin[0] ?? "", service, hosts[0] ?? "", search.name]
    .map(oneLine)
    .find((name) => name !== "");
  return shortened(named ?? "unnamed service", 80);
}

/** What a text is made of. */
export type Told = Pick<Message, "alert" | "delay" | "overSince">;

/** Whether the incident is over by the time it is told. */
export function isOver({ alert, overSince }: Told): boolean {
  return alert.transition === "resolve" || overSince !== undefined;
}

/** The line that is read on a locked phone: state, grade, subject, and what is special this time. */
export function headlineOf(told: Told): string {
  const { alert, delay } = told;
  const parts = [
    ...(alert.reason === "test" ? ["TEST, nothing is broken"] : []),
    ...(delay > 0 ? [`DELAYED ${duration(delay)}`] : []),
    ...partsOf(told),
  ];
  return parts.join(" · ");
}

/** Milliseconds that an incident goes on by the time it is told, or went on until its end; undefined where unknown. */
export function ageOf(told: Told): number | undefined {
  const { first, last, time } = told.alert;
  if (first === undefined) return undefined;
  return (isOver(told) ? (last ?? time) : time + told.delay) - first;
}

function partsOf(told: Told): string[] {
  const { alert, overSince } = told;
  const [grade, subject] = [gradeOf(alert.severity), subjectOf(alert)];
  const age = ageOf(told);
  const aged = (word: string) => (age === undefined ? [] : [`${word} ${duration(age)}`]);
  const heldBack = `${countOf(alert.digest?.length ?? 0, "more incident")} held back`;
  if (overSince !== undefined) {
    const last = alert.reason === "digest" ? [heldBack] : age === 0 ? [] : aged("lasted");
    return ["OVER", subject, `was ${grade}`, ...last];
  }
  if (alert.transition === "resolve") return ["RESOLVED", subject, `was ${grade}`, ...aged("lasted")];
  switch (alert.reason) {
    case "digest":
      return [grade, subject, heldBack];
    case "reopened":
      return ["AGAIN", grade, subject];
    case "still_going_on":
      return ["STILL GOING ON", grade, subject, ...aged("for")];
    case "severity_changed":
      return [changeWord(alert), grade, subject, ...(wasOf(alert) ?? [])];
    case "owner_changed":
      return [grade, subject, "new owner"];
    case "origin_changed":
      return [grade, subject, "new origin"];
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
