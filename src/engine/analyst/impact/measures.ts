import type { Severity } from "../../verdict.ts";

/** A severity that follows from a figure, and the words with the figure. */
export interface Measured {
  readonly severity: Severity;
  readonly evidence: string;
}

/** From this share of failures on a service is badly degraded, partly, or hardly. */
const badlyDegraded = 0.3;
const partly = 0.03;
const hardly = 0.005;

/** @param share from 0 to 1 @returns undefined for a share that is no fault */
export function severityOfShare(share: number): Severity | undefined {
  if (share >= badlyDegraded) return "P1";
  if (share >= partly) return "P2";
  return share >= hardly ? "P3" : undefined;
}

const percentFailing =
  /(?<![\d.])(\d{1,3}(?:\.\d{1,3})?) ?% (?:of (?:[a-z][\w-]{0,30} ){1,5}?)?(?:(?:are|is|were|have|has|now|get|got|end in|see) )?(?:fail\w{0,3}|errors?|time ?outs?|timed? ?out|reject\w{0,3}|refused|lost|lose|dropped|throttled|unavailable|packet loss|loss|ejected|evicted|stuck|down|offline|affected|missing|empty|blocked|(?:get |end with )?5(?:xx|0\d))\b/i;
const rateOfFailures =
  /\b(?:(?:errors?|failures?|timeouts?|reject(?:ion)?|drop|5xx) (?:rate|ratio|share)|5xx|packet loss|loss)(?: (?:is|of|at|now|rose to|reached|above|over)){0,3} (\d{1,3}(?:\.\d{1,3})?) ?%/i;

const failingFor =
  /\b(?:fail\w{0,3}|errors?|5\d\d|reject\w{0,3}|refused|time ?outs?|timeout|lost|down|unavailable|unreachable) (?:for|on|to|in|at) (?:about )?(\d{1,3}(?:\.\d{1,3})?) ?% of\b/i;

/** A share of failures that is given in percent. */
export function failingPercent(text: string): Measured | undefined {
  const found = percentFailing.exec(text) ?? rateOfFailures.exec(text) ?? failingFor.exec(text);
  return found === null ? undefined : measured(severityOfShare(Number(found[1]) / 100), found);
}

/** The same from 0 to 1. */
export function failingPercentOf(clause: string): number | undefined {
  const found = percentFailing.exec(clause);
  return found === null ? undefined : Number(found[1]) / 100;
}

const unitHours: Readonly<Record<string, number>> = {
  ...{ second: 1 / 3600, sec: 1 / 3600, s: 1 / 3600, minute: 1 / 60, min: 1 / 60, m: 1 / 60 },
  ...{ hour: 1, h: 1, day: 24, d: 24, week: 168 },
};
const unit = "(seconds?|secs?|s|minutes?|mins?|m|hours?|h|days?|d|weeks?)\\b";
const credential =
  "(?:certificate|cert|key|token|licen[cs]e|domain|account|credentials?|secret|subscription|lease|zone|signature)";
const ending = new RegExp(
  `\\b${credential}\\b.{0,60}\\b(?:expir(?:es?|ing)|runs? out|ends?|is (?:suspended|disabled)|will (?:expire|end|be \\w{2,12}))\\b.{0,40}\\bin (?:about |less than )?(\\d{1,4}) ?${unit}`,
  "i",
);
const filling = new RegExp(
  `\\b(?:full|exhausted|dropped|lost|empty)\\b.{0,12}\\b(?:in|within) (?:about )?(\\d{1,4}) ?${unit}`,
  "i",
);
const growing =
  /(?<![\d.])(\d{1,3}) ?% (?:full|used)\b.{0,20}\bgrow(?:s|ing)(?: by)? (\d{1,3}(?:\.\d{1,2})?) ?% (?:an?|per|every) (hour|day)\b/i;
const standing = new RegExp(
  `\\b(\\d{1,5}) ?${unit} (?:behind|old|stale|late)\\b|\\b(?:behind|lag\\w{0,4}|delayed|late|stale)(?: (?:by|of|is|for|since)){0,2} (\\d{1,5}) ?${unit}|\\b(?:stopped|stands? still|stalled|failing)(?: since)? (\\d{1,5}) ?${unit} ago\\b`,
  "i",
);
const oldBackup =
  /\b(?:backup|snapshot|restore point|good copy)\b.{0,60}\b(\d{1,4}) ?(days?|weeks?) (?:old|ago)\b/i;
const withoutBackup = new RegExp(
  `\\bno (?:\\w{1,20} ){0,2}(?:backup|snapshot|restore point)s?\\b.{0,40}\\b(?:for|in|since) (?:the last )?(\\d{1,4}) ?${unit}`,
  "i",
);
const slower =
  /\b(?:latency|response times?|p9[59])\b.{0,40}\b(?:tripled|doubled|quadrupled|times (?:the|its) usual|(?:over|above) (?:the |its )?(?:objective|limit|target|slo|threshold|usual))\b/i;
const missed =
  /\bmiss(?:es|ed)? (?:the|its|their) (?:deadline|cut-?off|window)\b|\b(?:deadline|cut-?off) is in \d{1,3} (?:minutes?|hours?)\b|\bbackups? (?:fail(?:s|ed)?|missing) since\b/i;
const fallenBehind = /\bpil(?:es?|ing) up\b|\bfall(?:s|en|ing) (?:far |further )?behind\b/i;
/** Seconds behind at which readers see old data. */
export const staleAfter = 300;

const traffic =
  "(?:orders?|payments?|checkouts?|logins?|sign-?ins?|traffic|requests?|throughput|conversion|revenue|sales|sessions|visits?|calls)";
const standsStill = new RegExp(
  `\\bno (?:new |successful )?${traffic}\\b.{0,20}\\b(?:for|since|in)\\b.{0,20}\\d`,
  "i",
);
const fellTo = new RegExp(
  `\\b${traffic}\\b.{0,40}\\b(?:fell|dropped|sank|down|collapsed) from (\\d{1,9}(?:\\.\\d{1,3})?)\\S{0,6} to (\\d{1,9}(?:\\.\\d{1,3})?)`,
  "i",
);
const fellBy = new RegExp(
  `\\b${traffic}\\b.{0,40}\\b(?:fell|dropped|sank|down|collapsed) (?:by )?(\\d{1,3}) ?%`,
  "i",
);

/** How much less is done than usual. */
export function severityOfDecline(text: string): Measured | undefined {
  const still = standsStill.exec(text);
  if (still !== null) return { severity: "P1", evidence: still[0] };
  const to = fellTo.exec(text);
  if (to !== null) return measured(severityOfShare(1 - Number(to[2]) / Number(to[1])), to);
  const by = fellBy.exec(text);
  return by === null ? undefined : measured(severityOfShare(Number(by[1]) / 100), by);
}

const filled = /(?<![\d.])(\d{2,3}(?:\.\d{1,2})?) ?% (?:full|used|utili[sz]ed|allocated)\b/i;

/** How full something is. */
export function severityOfFilling(text: string): Measured | undefined {
  const found = filled.exec(text);
  const share = Number(found?.[1] ?? 0);
  return measured(share > 100 || share < 95 ? undefined : share >= 99 ? "P1" : "P2", found);
}

/** How soon something ends that many depend on: the sooner, the worse. */
export function severityOfEnding(text: string): Measured | undefined {
  const expiry = ending.exec(text);
  const hours = hoursOf(expiry);
  if (hours !== undefined) return measured(severityBefore(hours), expiry);
  const end = filling.exec(text);
  const untilFull = hoursOf(end);
  if (untilFull !== undefined) return measured(untilFull <= 48 ? "P2" : undefined, end);
  const growth = growing.exec(text);
  if (growth === null) return undefined;
  const [, used, step, per] = growth;
  const left = ((100 - Number(used)) / Number(step)) * (per?.toLowerCase() === "day" ? 24 : 1);
  return measured(left <= 48 ? "P2" : "P3", growth);
}

/** @param hours until something ends that many depend on */
export function severityBefore(hours: number): Severity | undefined {
  if (hours <= 24) return "P1";
  if (hours <= 24 * 7) return "P2";
  return hours <= 24 * 30 ? "P3" : undefined;
}

/** How far something is behind, or how much slower it is. */
export function severityOfDelay(text: string): Measured | undefined {
  const bare = withoutBackup.exec(text) ?? oldBackup.exec(text);
  const without = hoursOf(bare);
  if (without !== undefined) return measured(without >= 72 ? "P1" : without >= 24 ? "P2" : undefined, bare);
  const slow = slower.exec(text);
  if (slow !== null) return measured("P2", slow);
  const delay = standing.exec(text);
  const hours = hoursOf(delay);
  if (hours !== undefined) return measured(hours * 3600 >= staleAfter ? "P2" : undefined, delay);
  return measured("P2", missed.exec(text)) ?? measured("P3", fallenBehind.exec(text));
}

function measured(severity: Severity | undefined, found: RegExpExecArray | null): Measured | undefined {
  return severity === undefined || found === null ? undefined : { severity, evidence: found[0] };
}

function hoursOf(found: RegExpExecArray | null): number | undefined {
  if (found === null) return undefined;
  const [amount, name = ""] = found.slice(1).filter((part) => part !== undefined);
  const hours = unitHours[name.toLowerCase()] ?? unitHours[name.toLowerCase().replace(/s$/, "")];
  return hours === undefined ? undefined : Number(amount) * hours;
}
