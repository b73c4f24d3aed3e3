import type { Severity } from "../../verdict.ts";
import { type Measured, measured } from "./measured.ts";

const unitHours: Readonly<Record<string, number>> = {
  ...{ second: 1 / 3600, sec: 1 / 3600, s: 1 / 3600, minute: 1 / 60, min: 1 / 60, m: 1 / 60 },
  ...{ hour: 1, h: 1, day: 24, d: 24, week: 168 },
};
const unit = "(seconds?|secs?|s|minutes?|mins?|m|hours?|h|days?|d|weeks?)\\b";
const date = String.raw`\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?`;
const credential =
  "(?:certificate|cert|key|token|licen[cs]e|domain|account|credentials?|secret|subscription|lease|zone|signature)";
const ending = new RegExp(
  `\\b${credential}\\b.{0,60}\\b(?:expir(?:es?|ing)|runs? out|ends?|is (?:suspended|disabled)|will (?:expire|end|be \\w{2,12}))\\b.{0,40}\\bin (?:about |less than )?(\\d{1,4}) ?${unit}`,
  "i",
);
/** `valid for 5 more days`, `29 days left`. */
const lasting = new RegExp(
  `\\b(?:valid|good) for (?:only |another )?(\\d{1,4}) (?:more )?${unit}|\\b${credential}s?\\b.{0,60}\\b(\\d{1,4}) ?${unit} (?:left|remain(?:s|ing)?)\\b`,
  "i",
);
const ended = new RegExp(
  `\\b${credential}s?\\b.{0,60}\\b(?:expired|ended|lapsed|exhausted|ran out)(?: (?:about )?\\d{1,4} ?${unit} ago| (?:yesterday|last night))\\b`,
  "i",
);
const endDate = new RegExp(
  `\\b${credential}s?\\b.{0,60}\\b(?:expire[sd]?|end(?:s|ed)|valid until|runs? out)(?: (?:at|on))? (${date})`,
  "i",
);
const predicted = new RegExp(
  `\\b(?:damage|failure|stop|standstill|outage|exhaustion|overflow|breakdown|saturation)\\b.{0,20}\\b(?:expected|predicted|forecast|projected|estimated)\\b.{0,20}\\b(?:in|within) (?:about )?(\\d{1,4}) ?${unit}`,
  "i",
);
const filling = new RegExp(
  `\\b(?:full|exhausted|dropped|lost|empty)\\b.{0,12}\\b(?:in|within) (?:about )?(\\d{1,4}) ?${unit}`,
  "i",
);
const growing =
  /(?<![\d.])(\d{1,3}) ?% (?:full|used)\b.{0,20}\bgrow(?:s|ing)(?: by)? (\d{1,3}(?:\.\d{1,2})?) ?% (?:an?|per|every) (hour|day)\b/i;
const standing = new RegExp(
  `\\b(\\d{1,5}) ?${unit} (?:behind|old|stale|late)\\b|\\b(?:behind|lag\\w{0,4}|delayed|late|stale)(?: (?:by|of|is|for|since)){0,2} (\\d{1,5}(?:\\.\\d)?) ?${unit}|\\blag\\w{0,4}[^,;()]{0,20} \\((\\d{1,5}) ?${unit}\\)|\\boldest (?:[a-z-]{2,20} ){0,2}(?:is |waits |from )?(\\d{1,5}) ?${unit}|\\b(?:stopped|stands? still|stalled|failing)(?: since)? (\\d{1,5}) ?${unit} ago\\b`,
  "i",
);
const oldBackup =
  /\b(?:backup|(?:newest|latest|last) snapshot|restore point|good copy)\b.{0,60}\b(\d{1,4}) ?(days?|weeks?) (?:old|ago)\b/i;
const withoutBackup = new RegExp(
  `\\bno (?:\\w{1,20} ){0,2}(?:backup|snapshot|restore point|successful (?:job|run|copy))s?\\b.{0,40}\\b(?:for|in|since) (?:the last )?(\\d{1,4}) ?${unit}`,
  "i",
);
/** `failed for the 7th night in a row` */
const inARow =
  /\b(?:fail(?:ed|s|ing)|missed|no success)\b.{0,30}?\b(\d{1,3})(?:st|nd|rd|th)? (?:nights?|days?) (?:in a row|running)\b/i;
const newestCopy = new RegExp(
  `\\b(?:newest|latest|last) (?:[a-z]{2,20} ){0,2}(?:backup|copy|snapshot|restore point)\\b.{0,12}?(${date})`,
  "i",
);
/** Whoever they are, they are hindered. */
const hindered =
  /\b[a-z]{3,20}s (?:cannot\b|can't\b|wait\b|get no\b|see (?:old|stale|wrong|no)\b|(?:do not|don't) (?:arrive|reach|get|see)\b|stay (?:open|unpaid|locked|unanswered)\b)/i;
const seconds =
  /\b(?:latency|takes?|took|queue up|pauses?|response times?|(?:at the )?median|p9[059])\b(?: (?:over|up to|of|to|at|is|about)){0,2} (\d{2,4}) ?s(?:ec(?:onds)?)?\b/i;
const slowForPeople =
  /\b(?:users|guests|customers|operators|callers|clients|staff|visitors|analysts|designers|engineers|doctors|nurses|partners|employees|branches|shops|everybody)\b (?:report|see|experience|complain|wait|suffer)/i;
const slower =
  /\b(?:latency|response times?|p9[59])\b.{0,40}\b(?:tripled|doubled|quadrupled|times (?:the|its) usual|(?:over|above|against)(?: an?| the| its)? (?:objective|limit|target|slo|threshold|usual))\b/i;
const missed =
  /\bnot (?:\w{2,20} ){1,3}?before (?:the )?(?:cut-?off|deadline|closing)\b|\bmiss(?:es|ed)? (?:the|its|their) (?:deadline|cut-?off|window)\b|\b(?:deadline|cut-?off) is in \d{1,3} (?:minutes?|hours?)\b|\bbackups? (?:fail(?:s|ed)?|missing) since\b/i;
const fallenBehind =
  /\bbacklog\b.{0,12}\d{4}|\bpil(?:es?|ing) up\b|\bfall(?:s|en|ing) (?:far |further )?behind\b/i;
const tooLong = 20;
/** Seconds behind at which readers see old data. */
export const staleAfter = 300;

/** What bridges a loss of power, and the minutes that it lasts. */
const onBattery =
  /\b(?:batter(?:y|ies)|ups|emergency power|generator fuel|runtime|autonomy)\b[^.;]{0,40}?\b(\d{1,3}) ?(?:min|minutes?)\b/i;
/** Work that has not been done for so long. */
const undone = new RegExp(
  `\\b(?:has|have) not (?:run|started|succeeded|completed|finished|arrived|been (?:run|made|sent|updated|loaded|imported|exported|synchroni[sz]ed|refreshed|received))\\b.{0,20}\\b(?:for|since|in) (?:about |over |more than )?(?:the last )?(\\d{1,4}) ?${unit}`,
  "i",
);
/** Things that wait for minutes. */
const waiting = new RegExp(
  `\\b[a-z]{3,20}s (?:wait|have waited|are waiting|are delayed|are stuck|hang|are held)\\b.{0,12}\\b(?:since|for) (?:about |over |more than )?(\\d{1,4}) ?${unit}`,
  "i",
);
const filled = /(?<![\d.])(\d{2,3}(?:\.\d{1,2})?) ?% (?:full|used|utili[sz]ed|allocated)\b/i;

/** `connection pool at 200/200`, `100% of licences` */
const usedUp =
  /\b(?:pool|connections?|slots?|licen[cs]es?|seats?|sessions?|threads?|workers?|quota|capacity|circuits?|descriptors?|inodes?|addresses|leases|table)\b[^,;.\d]{0,20}?\b(?!0)(\d{1,9})(?:\/| of )\1\b/i;

/** How full something is. */
export function severityOfFilling(text: string): Measured | undefined {
  const whole = usedUp.exec(text);
  if (whole !== null) return measured("P1", whole);
  const found = filled.exec(text);
  const share = Number(found?.[1] ?? 0);
  return measured(share > 100 || share < 95 ? undefined : share >= 99 ? "P1" : "P2", found);
}

/**
 * How soon something ends that many depend on: the sooner, the worse.
 *
 * @param written when the line was written, as it says; empty where it does not
 */
export function severityOfEnding(text: string, written: string): Measured | undefined {
  const past = ended.exec(text);
  if (past !== null) return measured("P1", past);
  const expiry = ending.exec(text) ?? lasting.exec(text);
  const hours = hoursOf(expiry);
  if (hours !== undefined) return measured(severityBefore(hours), expiry);
  const day = endDate.exec(text);
  const untilEnd = hoursBetween(written, day?.slice(1).findLast((part) => part !== undefined) ?? "");
  if (untilEnd !== undefined) return measured(severityBefore(untilEnd), day);
  const fault = predicted.exec(text);
  const untilFault = hoursOf(fault);
  if (untilFault !== undefined) return measured(untilFault <= 24 * 7 ? "P2" : "P3", fault);
  const end = filling.exec(text);
  const untilFull = hoursOf(end);
  if (untilFull !== undefined)
    return measured(untilFull <= 48 ? "P2" : untilFull <= 24 * 7 ? "P3" : undefined, end);
  const bridge = onBattery.exec(text);
  if (bridge !== null) return measured("P1", bridge);
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
export function severityOfDelay(text: string, written: string, isLogged: boolean): Measured | undefined {
  const row = inARow.exec(text);
  const copy = newestCopy.exec(text);
  const age = hoursBetween(copy?.[1] ?? "", written) ?? 24 * Number(row?.[1] ?? 0);
  if (age >= 36) return measured(severityOfAge(age), copy ?? row);
  const bare = withoutBackup.exec(text) ?? oldBackup.exec(text);
  const without = hoursOf(bare);
  if (without !== undefined) return measured(without >= 72 ? "P1" : without >= 24 ? "P2" : undefined, bare);
  const never = undone.exec(text);
  const since = hoursOf(never);
  if (since !== undefined) return measured(severityOfAge(since) ?? "P3", never);
  const held = waiting.exec(text);
  if ((hoursOf(held) ?? 0) * 3600 >= staleAfter) return measured("P2", held);
  const slow = slower.exec(text);
  if (slow !== null) return measured("P2", slow);
  const delay = standing.exec(text);
  const hours = hoursOf(delay);
  if (hours !== undefined) return measured(hours * 3600 >= staleAfter ? "P2" : undefined, delay);
  return (
    measured("P1", slowForAll(text)) ??
    measured("P2", missed.exec(text) ?? (isLogged ? hinderedIn(text) : null)) ??
    measured("P3", fallenBehind.exec(text))
  );
}

const all =
  /\b(?:all|every(?:body|one)?|most) (?:of (?:the|our) )?(?:users?|customers?|guests|clients|visitors|players|employees|staff|branches|shops|callers)\b|\beverybody\b/i;

/** Everybody waits too long. */
function slowForAll(text: string): RegExpExecArray | null {
  return all.test(text) ? slowest(text) : null;
}

function hinderedIn(text: string): RegExpExecArray | null {
  return slowForPeople.exec(text) ?? hindered.exec(text) ?? slowest(text);
}

/** So many seconds are too long for whoever waits. */
function slowest(text: string): RegExpExecArray | null {
  const found = seconds.exec(text);
  return Number(found?.[1] ?? 0) >= tooLong ? found : null;
}

/** @param hours since the last good copy */
export function severityOfAge(hours: number): Severity | undefined {
  return hours >= 72 ? "P1" : hours >= 36 ? "P2" : undefined;
}

const moment = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** @returns undefined where one of them is no time */
export function hoursBetween(from: string, to: string): number | undefined {
  if (!moment.test(from) || !moment.test(to)) return undefined;
  const hours = (momentOf(to) - momentOf(from)) / 3_600_000;
  return Number.isNaN(hours) ? undefined : hours;
}

/** Without a zone as in UTC, so that the machine's own does not matter. */
function momentOf(written: string): number {
  const text = written.replace(" ", "T");
  return Date.parse(/T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes("T") ? text : `${text}Z`);
}

function hoursOf(found: RegExpExecArray | null): number | undefined {
  if (found === null) return undefined;
  const [amount, name = ""] = found.slice(1).filter((part) => part !== undefined);
  const hours = unitHours[name.toLowerCase()] ?? unitHours[name.toLowerCase().replace(/s$/, "")];
  return hours === undefined ? undefined : Number(amount) * hours;
}
