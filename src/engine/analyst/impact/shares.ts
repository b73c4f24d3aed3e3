import type { Severity } from "../../verdict.ts";
import { type Measured, measured } from "./measured.ts";

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
  /(?<![\d.])(\d{1,3}(?:\.\d{1,3})?) ?% (?:of (?:[a-z][\w-]{0,30} ){1,5}?)?(?:(?:are|is|were|have|has|now|get|got|end in|see) )?(?:fail\w{0,3}|errors?|time ?outs?|timed? ?out|reject\w{0,3}|refused|lost|lose|dropped|throttled|unavailable|packet loss|loss|ejected|evicted|stuck|down|offline|affected|missing|empty|blocked|bounce[sd]?|declined?|abort\w{0,3}|crash\w{0,3}|unanswered|congest\w{0,3}|(?:get |see |hear )?(?:an? )?(?:congestion|busy|error) (?:tone|page|message)s?|(?:get |end with |receive )?(?:5(?:xx|0\d)|429|4xx))\b/i;
const rateOfFailures =
  /\b(?:(?:errors?|failures?|timeouts?|reject(?:ion)?|drop|5xx|bounce|decline|abort|crash|defect|scrap|congestion|abandon\w{0,4}|no-?\w{2,9}|mis-?\w{2,9}) (?:rate|ratio|share)(?: (?:of|for|on|in) (?:[a-z][\w-]{0,20} ?){1,3}?)?|5xx|packet loss|loss|(?:failures?|errors?|timeouts?)(?= \d))(?: (?:is|of|at|now|rose to|reached|above|over)){0,3} (\d{1,3}(?:\.\d{1,3})?) ?%/i;

const failing =
  /\b(?:fail\w{0,3}|errors?|time ?outs?|timed? ?out|reject\w{0,3}|refused|lost|dropped|unavailable|declined?|abort\w{0,3}|unanswered|wrong|broken)\b/i;

const failingFor =
  /\b(?:fail\w{0,3}|errors?|5\d\d|reject\w{0,3}|refused|time ?outs?|timeout|lost|down|unavailable|unreachable) (?:for|on|to|in|at) (?:about )?(\d{1,3}(?:\.\d{1,3})?) ?% of\b/i;

const everywhere = [percentFailing, rateOfFailures, failingFor].map(({ source }) => new RegExp(source, "gi"));

const everySecond = /\bevery (second|other|2nd|third|3rd|fourth|4th|fifth|5th|tenth|10th) \w{3,20}\b/i;
const shareOf: Readonly<Record<string, number>> = {
  ...{ second: 0.5, other: 0.5, "2nd": 0.5, third: 0.33, "3rd": 0.33, fourth: 0.25, "4th": 0.25 },
  ...{ fifth: 0.2, "5th": 0.2, tenth: 0.1, "10th": 0.1 },
};

/** `every second request ends in an error` */
function severityOfEvery(text: string): Measured | undefined {
  const found = everySecond.exec(text);
  if (found === null || !failing.test(text)) return undefined;
  return measured(severityOfShare(shareOf[(found[1] as string).toLowerCase()] ?? 0), found);
}

/** The shares of failures that are given in percent. */
export function failingPercents(text: string): Measured[] {
  const every = severityOfEvery(text);
  if (!text.includes("%")) return every === undefined ? [] : [every];
  const found = everywhere.flatMap((pattern) => [...text.matchAll(pattern)]);
  return [
    ...found.map((each) => measured(severityOfShare(Number(each[1]) / 100), each)),
    missingSuccess(text),
    every,
  ].filter((each) => each !== undefined);
}

/** The first of them, from 0 to 1. */
export function failingPercentOf(clause: string): number | undefined {
  const found = clause.includes("%") ? percentFailing.exec(clause) : null;
  return found === null ? undefined : Number(found[1]) / 100;
}

/** `success rate 12%`, `approval ratio 41% (usual 93%)`. */
const rateOfSuccess =
  /\b(?:success(?:ful)?|approval|acceptance|availability|delivery|completion|answer|uptime|crash[- ]free(?: (?:users|sessions))?)(?: (?:rate|ratio|share))?(?: (?:is|of|at|now|only|down to|(?:fell|dropped|sank) to)){0,3}[ :]{1,2}(\d{1,3}(?:\.\d{1,3})?) ?%(?:[ ,;(]{1,3}(?:usual(?:ly)?|normal(?:ly)?|baseline|target|before)[: ]{1,2}(\d{1,3}(?:\.\d{1,3})?) ?%)?/i;

/** What is missing to the whole, or to what is usual, where a share of successes is given. */
function missingSuccess(text: string): Measured | undefined {
  const found = rateOfSuccess.exec(text);
  if (found === null) return undefined;
  const usual = Number(found[2] ?? 100);
  return usual > 0 ? measured(severityOfShare(1 - Number(found[1]) / usual), found) : undefined;
}

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
const short = /\bcapacity\b.{0,20}?(\d{1,3}) ?% (?:short|less|below|missing)\b/i;
const fellBy = new RegExp(
  `\\b${traffic}\\b.{0,40}\\b(?:fell|dropped|sank|down|collapsed) (?:by )?(\\d{1,3}) ?%`,
  "i",
);

const nothingDone =
  /\bnone [a-z]{3,20}ed (?:in|since|for) |\b(?:throughput|production|output|(?:write|read|send|delivery|message|order) rate|intake)\b:?(?: (?:is|at|now|down to|(?:fell|dropped|sank) to)){0,3} (?:0(?![.\d])|zero|nil)\b/i;

/** How much less is done than usual. */
export function severityOfDecline(text: string): Measured | undefined {
  const nothing = nothingDone.exec(text);
  if (nothing !== null) return { severity: "P1", evidence: nothing[0] };
  const still = standsStill.exec(text);
  if (still !== null) return { severity: "P1", evidence: still[0] };
  const to = fellTo.exec(text);
  if (to !== null) return measured(severityOfShare(1 - Number(to[2]) / Number(to[1])), to);
  const by = fellBy.exec(text) ?? short.exec(text);
  return by === null ? undefined : measured(severityOfShare(Number(by[1]) / 100), by);
}
