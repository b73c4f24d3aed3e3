import type { LineRecord } from "../../reading/record.ts";
import type { Measured } from "./measured.ts";
import { hoursBetween, severityBefore, severityOfAge, staleAfter } from "./measures.ts";
import { severityOfShare } from "./shares.ts";

const worksKey =
  /(?:^|[._])(?:available|ready|up|healthy|alive|running|active|in_?sync)(?:_?(?:replicas|nodes|members|count))?$/;
/** Of these none is a fault; that nothing is running or active may be wanted. */
const neededKey = /(?:^|[._])(?:up|healthy|alive|in_?sync)(?:_?(?:replicas|nodes|members|count))?$/;
const failsKey =
  /(?:^|[._])(?:down|unavailable|unhealthy|offline|failed|failures|errors|lost|rejected|refused|declined|bounced)(?:_?(?:replicas|nodes|members|count|(?:in|last)_?\w{1,8}))?$/;
const wantedKey =
  /(?:^|[._])(?:desired|wanted|expected|minimum|required|total|of|all)(?:_?(?:replicas|nodes|members|requests|count))?$/;
const succeedsKey =
  /(?:^|[._])(?:ok|succeeded|success|successes|accepted|passed)(?:_?count)?(?:_?(?:in|last)_?\w{1,8})?$/;
const behindKey = /(?:^|[._])(?:lag|delay|behind|staleness)_?(s|secs?|seconds|ms|millis|minutes)$/;
const secondsOf: Readonly<Record<string, number>> = { ms: 0.001, millis: 0.001, minutes: 60 };
const failureRateKey = /(?:^|[._])(?:error|failure|loss)_?(rate|ratio|share|pct|percent)$/;
const usedKey = /(?:^|[._])(?:used|usage|utili[sz]ation|full|fill)_?(?:pct|percent)$/;
const leftKey =
  /(?:^|[._])(?:expires?_?in_?(days|hours|minutes)|(days|hours|minutes)_?(?:left|remaining|to_?expiry))$/;
const hoursOf: Readonly<Record<string, number>> = { days: 24, hours: 1, minutes: 1 / 60 };
const endKey = /(?:^|[._])(?:not_?after|expires(?:_?(?:at|on))?|valid_?(?:until|to)|expiry)$/;
const lastKey =
  /(?:^|[._])last_?(?:success(?:ful)?|good|backup|ok|complete[d]?)(?:_?(?:at|time|backup|run))?$/;
/** Fewer failures beside successes are single cases. */
const fewestFailures = 10;
const figure = /^\d{1,12}(?:\.\d{1,6})?%?$/;

interface Figures {
  works?: number;
  needed?: number;
  fails?: number;
  wanted?: number;
  succeeds?: number;
  end?: string;
  last?: string;
}

const riskKey = /(?:^|[._])(?:risk|threat)(?:_?(?:level|score))?$/;
const outcomeKey = /(?:^|[._])(?:outcome|result|status)$/;
const triesKey = /(?:^|[._])(?:failures?_?before|failed_?(?:attempts|tries|logins)|previous_?failures)$/;

/** A login that succeeded though it is rated as risky, or after many failures. */
export function isRiskySuccess(facts: LineRecord): boolean {
  let isRisky = false;
  let succeeded = false;
  for (const [key, value] of facts) {
    if (riskKey.test(key) && /^(?:high|critical|severe)$/i.test(value)) isRisky = true;
    if (triesKey.test(key) && /^\d{2,9}$/.test(value)) isRisky = true;
    if (outcomeKey.test(key) && /^(?:success|succeeded|allow|allowed|granted|ok)$/i.test(value))
      succeeded = true;
  }
  return isRisky && succeeded;
}

/**
 * What the figures in a line's pairs say: how many of how many work, how far it is behind, when it ends.
 *
 * @param written when the line was written, as it says; empty where it does not
 */
export function measuredByFields(facts: LineRecord, written: string): Measured | undefined {
  const figures: Figures = {};
  for (const [key, value] of facts) {
    if (endKey.test(key)) figures.end ??= value;
    else if (lastKey.test(key)) figures.last ??= value;
    else if (figure.test(value)) {
      const found = measuredByField(key, Number.parseFloat(value), figures);
      if (found !== undefined) return found;
    }
  }
  return byShare(figures) ?? byTime(figures, written);
}

/** Judges a figure that speaks for itself; others are kept for comparison. */
function measuredByField(key: string, number: number, figures: Figures): Measured | undefined {
  const unit = behindKey.exec(key)?.[1];
  if (unit !== undefined)
    return measured(number * (secondsOf[unit] ?? 1) >= staleAfter ? "P2" : undefined, "behind");
  const rate = failureRateKey.exec(key)?.[1];
  if (rate !== undefined)
    return measured(
      severityOfShare(/^p/.test(rate) || number > 1 ? number / 100 : number),
      "share of failures",
    );
  if (usedKey.test(key))
    return measured(number >= 99.5 ? "P1" : number >= 95 ? "P2" : undefined, "nearly full");
  const [, inUnit, ofUnit] = leftKey.exec(key) ?? [];
  const hours = hoursOf[inUnit ?? ofUnit ?? ""];
  if (hours !== undefined) return measured(severityBefore(number * hours), "ends soon");
  if (neededKey.test(key)) figures.needed ??= number;
  if (worksKey.test(key)) figures.works ??= number;
  else if (failsKey.test(key)) figures.fails ??= number;
  else if (wantedKey.test(key)) figures.wanted ??= number;
  else if (succeedsKey.test(key)) figures.succeeds ??= number;
  return undefined;
}

function byShare({ works, needed, fails, wanted, succeeds }: Figures): Measured | undefined {
  if (works !== undefined && wanted !== undefined && works < wanted)
    return measured(severityOfShare(1 - works / wanted), "fewer than desired");
  if (fails !== undefined && wanted !== undefined && fails <= wanted && wanted > 1)
    return measured(severityOfShare(fails / wanted), "share of failures");
  if (fails !== undefined && succeeds !== undefined && fails >= fewestFailures)
    return measured(severityOfShare(fails / (fails + succeeds)), "share of failures");
  return needed === 0 ? measured("P1", "none is left") : undefined;
}

function byTime({ end = "", last = "" }: Figures, written: string): Measured | undefined {
  const left = hoursBetween(written, end);
  if (left !== undefined) return measured(severityBefore(left), "ends soon");
  return measured(severityOfAge(hoursBetween(last, written) ?? 0), "long ago");
}

function measured(severity: Measured["severity"] | undefined, evidence: string): Measured | undefined {
  return severity === undefined ? undefined : { severity, evidence };
}
