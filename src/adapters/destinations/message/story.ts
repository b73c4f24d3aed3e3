import { shortened } from "../../../engine/code-points.ts";
import type { Alert } from "../../../engine/ledger/alert.ts";
import { oneLine, severalLines } from "./clean-text.ts";
import { ageOf, countOf, headlineOf, isOver, type Told } from "./headline.ts";
import { duration, utcTime } from "./times.ts";

/** One line of a message: what it is, and what there is to say. */
interface Fact {
  readonly label: string;
  readonly value: string;
}

/**
 * What a message says, in the order in which someone who was just woken wants to know it; clean, bounded text in no
 * destination's markup.
 */
export interface Story {
  readonly headline: string;
  /** What happened to the incident since it was last spoken of; empty at its first time. */
  readonly change: string;
  /** What broke. */
  readonly cause: string;
  /** What to do first; empty where there is nothing to do. */
  readonly action: string;
  readonly facts: readonly Fact[];
  /** Why the reader should doubt who was told, or when. */
  readonly notes: readonly string[];
  /** Log lines, masked; each may have several lines of its own. */
  readonly evidence: readonly string[];
  /** How the verdict came about. */
  readonly verdict: string;
  /** Where it comes from. */
  readonly origin: string;
  /** Incidents that a digest stands for. */
  readonly incidents: readonly string[];
}

const longestValue = 300;
/** Lines of one example, and characters of all it shows. */
const exampleLines = 6;
const longestExample = 700;
const digestShown = 15;
const shownOrigins = 3;
const shownFollowers = 8;
/** Further columns of the CMDB, like a runbook's address. */
const mostColumns = 10;

export function storyOf(message: Told): Story {
  const { alert, delay, overSince } = message;
  const isEnd = alert.transition === "resolve";
  const value = (text: string) => shortened(oneLine(text), longestValue);
  return {
    headline: headlineOf(message),
    change: overSince === undefined ? changeOf(alert) : lateChange(alert, overSince),
    cause: value(alert.anomaly.cause) || "No cause was given.",
    action: isOver(message) || alert.reason === "test" ? "" : value(alert.anomaly.action),
    facts: factsOf(message).map(({ label, value: text }) => ({ label, value: value(text) })),
    notes: [...lateNotes(alert, delay), ...cmdbNotes(alert)].map(value),
    evidence: isEnd ? [] : evidenceOf(alert),
    verdict: value(verdictOf(alert)),
    origin: value(originOf(alert)),
    incidents: digestOf(alert),
  };
}

function changeOf(alert: Alert): string {
  const { previousSeverity, severity, ownership, count, last } = alert;
  switch (alert.reason) {
    case "first_seen":
      return "";
    case "reopened":
      return `It had ended and has begun again, for the ${ordinal(alert.episode)} time.`;
    case "severity_changed":
      return previousSeverity === undefined
        ? `Its severity is now ${severity}.`
        : `Its severity went from ${previousSeverity} to ${severity}.`;
    case "owner_changed":
      return `It belongs to ${shortened(oneLine(ownership.owner), 80) || "nobody by name"} now.`;
    case "origin_changed":
      return `It probably began elsewhere: with ${nameOf(alert.incident?.origin[0])}.`;
    case "ten_times_as_many":
      return `It has grown to ${countOf(count, "event")}, ten times as many as when it was last reported.`;
    case "still_going_on":
      return "It has not ended: this is a reminder.";
    case "said_resolved":
      return "It is over: the events say so.";
    case "not_seen_any_more":
      return last === undefined
        ? "It is over: nothing of it is seen any more."
        : `It is over: nothing of it was seen after ${utcTime(last)}.`;
    case "merged":
      return `It is part of another incident, which is told of from now on: ${shortened(oneLine(alert.mergedInto ?? ""), 200)}`;
    case "digest":
      return "There was so much at once that only the first incidents were sent one by one.";
    case "test":
      return "This message is a test: nobody needs to do anything.";
  }
}

/** Of what is over by the time that anybody hears of it. */
function lateChange({ severity, reason, first, last, time }: Alert, overSince: number): string {
  const since = utcTime(overSince);
  if (reason === "digest") {
    return `There was so much at once that only the first incidents were sent one by one. All of it is over since ${since}.`;
  }
  const when = first === undefined ? "" : ` from ${utcTime(first)} to ${utcTime(last ?? time)}`;
  return `It was ${severity}${when}, over since ${since}.`;
}

function factsOf(told: Told): Fact[] {
  const { alert } = told;
  const { first, last, ownership, count, hosts, hostCount } = alert;
  const facts: Fact[] = [];
  const age = ageOf(told);
  if (first !== undefined && age !== undefined) {
    facts.push(
      isOver(told)
        ? { label: "Lasted", value: `${duration(age)}, from ${utcTime(first)}` }
        : { label: "Since", value: `${utcTime(first)}, ${duration(age)} ago` },
    );
  }
  if (last !== undefined && last !== first) facts.push({ label: "Last seen", value: utcTime(last) });
  facts.push({ label: "Events", value: countOf(count, "event") + hostsOf(hosts, hostCount) });
  facts.push(...incidentFacts(alert));
  facts.push({ label: "Owner", value: ownership.owner || "nobody is named" });
  if (ownership.escalationPolicy !== "")
    facts.push({ label: "Escalation", value: ownership.escalationPolicy });
  const more = Object.entries(ownership.more).filter(([, value]) => value !== "");
  facts.push(
    ...more.slice(0, mostColumns).map(([label, value]) => ({ label: shortened(oneLine(label), 40), value })),
  );
  return facts;
}

/** Who is to blame for an incident of several kinds, and whom it hit. */
function incidentFacts({ incident }: Alert): Fact[] {
  if (incident === undefined) return [];
  const [origin, ...others] = incident.origin.slice(0, shownOrigins).map(nameOf);
  const instead = others.length === 0 ? "" : `, else ${others.join(" or ")}`;
  const hit = incident.followed.slice(0, shownFollowers);
  const left = incident.followed.length - hit.length;
  const services = hit.map(({ service, count }) => `${nameOf(service)} (${countOf(count, "failure")})`);
  return [
    { label: "Origin", value: `${origin}${instead}` },
    ...(services.length === 0
      ? []
      : [{ label: "Followed", value: [...services, ...(left > 0 ? [`${left} more`] : [])].join(", ") }]),
  ];
}

function nameOf(name = ""): string {
  return shortened(oneLine(name), 60) || "somebody unnamed";
}

function hostsOf(hosts: readonly string[], hostCount: number): string {
  if (hostCount === 0) return "";
  const shown = hosts.slice(0, 3).map((host) => shortened(oneLine(host), 60));
  const others = hostCount - shown.length;
  const named = others > 0 ? `${shown.join(", ")} and ${others} more` : shown.join(", ");
  return ` on ${countOf(hostCount, "host")}${named === "" ? "" : `: ${named}`}`;
}

function lateNotes({ time }: Alert, delay: number): string[] {
  if (delay <= 0) return [];
  return [`Delayed ${duration(delay)}: it was found at ${utcTime(time)} and could not be sent before.`];
}

function cmdbNotes({ ownership, service }: Alert): string[] {
  const owner = shortened(oneLine(ownership.owner), 80);
  const instead = owner === "" ? "no default owner is set" : `${owner} is the default owner`;
  switch (ownership.answer) {
    case "found":
      return [];
    case "no_entry":
      return [`The CMDB has no entry for ${shortened(oneLine(service), 80)}; ${instead}.`];
    case "unavailable":
      return [`The CMDB did not answer; ${instead}, and the right one may be another.`];
    case "no_service":
      return [`The events name no service that the CMDB could be asked for; ${instead}.`];
  }
}

function evidenceOf({ anomaly, examples }: Alert): string[] {
  const lines = [...examples, ...(examples.length === 0 ? [anomaly.evidence, anomaly.template] : [])];
  return lines
    .map((line) => shortened(severalLines(line, exampleLines), longestExample))
    .filter((line) => line !== "")
    .slice(0, 3);
}

function verdictOf({ judgedBy, reason }: Alert): string {
  if (reason === "test") return "No events were judged for this test.";
  const { llm, cached, local, model } = judgedBy;
  if (llm + cached + local === 0) return "Nobody judged these events.";
  const name = model === "" ? "the model" : `the model ${model}`;
  const analyst = "the embedded analyst";
  if (llm + cached === 0) return `Judged by ${analyst}; no model had a say.`;
  const remembered = `${countOf(cached, "event")} by a verdict it gave before`;
  const asked = [...(llm > 0 ? [`${countOf(llm, "event")} now`] : []), ...(cached > 0 ? [remembered] : [])];
  const byModel = `Judged by ${name} (${asked.join(", ")})`;
  return local === 0 ? `${byModel}.` : `${byModel} and ${analyst} (${countOf(local, "event")}).`;
}

function originOf({ search, anomaly, episode }: Alert): string {
  const parts = [
    ...(search.name === ""
      ? []
      : [`Search "${search.name}"${search.app === "" ? "" : ` in the app ${search.app}`}`]),
    ...(anomaly.templateId === "" ? [] : [`template ${anomaly.templateId}`]),
    ...(episode > 1 ? [`episode ${episode}`] : []),
  ];
  return parts.join(", ");
}

function digestOf({ digest = [] }: Alert): string[] {
  const lines = digest
    .slice(0, digestShown)
    .map(
      ({ severity, cause, count }) =>
        `${severity}: ${shortened(oneLine(cause), 160)} (${countOf(count, "event")})`,
    );
  const left = digest.length - lines.length;
  return left > 0 ? [...lines, `and ${countOf(left, "more incident")}`] : lines;
}

/** Like "2nd" or "11th". */
function ordinal(count: number): string {
  const isTeen = count % 100 > 10 && count % 100 < 14;
  return `${count}${isTeen ? "th" : (["th", "st", "nd", "rd"][count % 10] ?? "th")}`;
}
