import type { Severity } from "../../verdict.ts";
import { isKind, kindsIn, type Word } from "./clauses.ts";
import { isForeseen, isNegated } from "./negation.ts";
import { kinds } from "./vocabulary.ts";

const { core, data, destroyed, disposable } = kinds;

/** What makes a loss final or grave. */
const final =
  /\b(?:cannot|can't|could not|never) be (?:recovered|restored|repaired)\b|\bunrecoverable\b|\b(?:no|without)(?: \w{1,20}){0,2} (?:backup|copy|copies|restore point|replica)\b|\bfor good\b|\bpermanently\b|\ball (?:\w{1,20} ){0,2}copies\b|\b(?:live|production|customers?|persistent|committed)\b|\bby mistake\b|\binstead of (?:staging|test)\b|\bwrong filter\b|\bstarting empty\b/i;
const beyondRepair = /\b(?:cannot|can't|could not) be (?:recovered|restored|repaired|reconstructed)\b/i;
const unreachableData = /\b(?:cannot|can't|could not) be (?:read|written|accessed|mounted|opened)\b/i;
/** Losses that need no further sign to be final, and those that are often meant. */
const outright =
  /^(?:lost|gone|corrupt|corrupted|unreadable|unrecoverable|unfound|destroyed|wiped|overwritten|overwrote)$/;
const oftenMeant = /^(?:deleted|purged|erased|dropped|removed|encrypted|discarded|lose|missing)$/;
/** So many at once, and logged as a fault: nobody meant that. */
const manyGone =
  /(?<![\d.])(?:\d{3,12}|\d{1,6}(?:\.\d{1,3})? ?[km]) (?:[a-z-]{2,20} ){1,4}?(?:(?:are|is|were|was|have been|been) )?(?:gone|deleted|removed|wiped|encrypted|lost|destroyed|purged|overwritten|unreadable)\b|\b(?:deleted|removed|wiped|lost|destroyed|purged|overwrote) (?:\d{4,12}|\d{1,6}(?:\.\d{1,3})? ?[km]\b)/i;

/** Data that is destroyed: it stands before the word that says so, or behind it with a count or an article. */
export function lossIn(
  words: readonly Word[],
  state: number,
  text: string,
  isFault: boolean,
): Severity | undefined {
  const at = words.findIndex((word, place) => isKind(word, destroyed) && !isNegated(words, place));
  const before = kindsIn(words.slice(0, Math.max(at, 0)));
  if (at < 0) {
    if ((kindsIn(words.slice(0, Math.max(0, state))) & data) === 0) return undefined;
    if (beyondRepair.test(text)) return "P0";
    return unreachableData.test(text) ? "P1" : undefined;
  }
  const { text: word } = words[at] as Word;
  if (isForeseen(words.slice(0, at))) return undefined;
  const isMeant = (kindsIn(words) & disposable) !== 0;
  if (isFault && !isMeant && manyGone.test(text)) return "P0";
  const object = words.slice(at + 1, at + 5);
  const hasObject =
    /^\d|^(?:its|their|all|the|our)$/.test(object[0]?.text ?? "") && (kindsIn(object) & data) !== 0;
  const isCorrupt = word.startsWith("corrupt") && ((kindsIn(object) | before) & (data | core)) !== 0;
  if ((before & data) === 0 && !hasObject && !isCorrupt) return undefined;
  const isDisposable = ((before | (hasObject ? kindsIn(object) : 0)) & disposable) !== 0;
  if (isDisposable) return "P3";
  if (final.test(text)) return "P0";
  if (outright.test(word)) return "P0";
  return oftenMeant.test(word) ? undefined : "P1";
}
