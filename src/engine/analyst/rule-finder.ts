import { rules } from "./rules/catalogue.ts";
import type { Rule } from "./rules/rule.ts";

export interface FoundRule {
  readonly rule: Rule;
  /** The words that match the rule. */
  readonly match: string;
  /** Where the match begins. */
  readonly at: number;
}

const order = new Map(rules.map((rule, place) => [rule, place]));
const byWord = new Map<string, Rule[]>();
for (const rule of rules) {
  for (const word of rule.words) byWord.set(word, [...(byWord.get(word) ?? []), rule]);
}

/** A counter that is zero or a field without a value, `failed=0` and `"error": null`: what stands before it is no failure. */
const zero = String.raw`["']?\s?[:=]\s?(?:["']?(?:0|null|none|nil|false|<nil>)["']?|""|'')(?:[,;)}\]\n]|\s{1,3}[\w.-]{1,30}[=:]|\s{0,8}$)`;
const zeroBehind = new RegExp(zero, "iy");
/** Right before a failure it says that there is none: `no messages lost`, `if the primary is down`. */
const denial = String.raw`\b(?:no|zero|without|without any|not a single|if|if the|if an?) `;
const deniedBefore = new RegExp(`${denial}$`, "i");
const longestDenial = 16;

/** The rule's match that no zero follows and no denial precedes. */
function matchOf({ pattern }: Rule, text: string): RegExpExecArray | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  zeroBehind.lastIndex = match.index + match[0].length;
  const ahead = text.slice(Math.max(0, match.index - longestDenial), match.index);
  if (!zeroBehind.test(text) && !deniedBefore.test(ahead)) return match;
  return new RegExp(`(?<!${denial})(?:${pattern.source})(?!${zero})`, pattern.flags).exec(text);
}

/** The words of a text in lower case: runs of letters, digits and underscores. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
}

/**
 * Finds the known failures in a text, in the order of the catalogue. Only rules that share a word with the text are
 * tried, so the cost depends on the length of the text and hardly on the number of rules.
 *
 * @param words from `wordsOf`
 */
export function findRules(text: string, words: readonly string[]): FoundRule[] {
  const candidates = new Set<Rule>();
  for (const word of words) {
    const rulesOfWord = byWord.get(word);
    if (rulesOfWord !== undefined) for (const rule of rulesOfWord) candidates.add(rule);
  }
  const found: FoundRule[] = [];
  for (const rule of candidates) {
    const match = matchOf(rule, text);
    if (match !== null) found.push({ rule, match: match[0], at: match.index });
  }
  if (found.length < 2) return found;
  return found.sort((a, b) => (order.get(a.rule) as number) - (order.get(b.rule) as number));
}

/**
 * The words of a match that its rule names, of the last clause that has any. What stands in a gap between them is of the line, and not of
 * the failure, which may have been added behind a word that fits.
 */
export function ownWordsOf({ rule: { pattern }, match }: FoundRule): ReadonlySet<string> {
  const named = pattern.source.toLowerCase();
  const clauses = match.toLowerCase().split(/[,;:]\s|\n/);
  // A pattern writes an ending apart: `fail(?:ed|ure)`.
  const ownOf = (clause: string): string[] =>
    (clause.match(/[a-z]{3,}|\d{3,}/g) ?? []).filter((word) => named.includes(word.slice(0, 4)));
  const last = clauses.findLast((clause) => ownOf(clause).length > 0) ?? "";
  return new Set(ownOf(last));
}

/** A plain word, a small number with or without its key, such as `status=503`, or the name of an exception. */
const quotable =
  /^[([<]?[a-z_'-]{1,30}(?:\/[a-z]{1,20})?[\])>:!.]?$|^(?:[a-z_]{0,20}[=:])?\d{1,3}%?$|^(?:[a-z_]\w{0,40}[.$]){1,8}[a-z_]\w{0,60}(?:error|exception)[):]?$/;

/** `ORA-01653:`, `AH00484:`, `[TMPRL1100]`: the number that a program's maker gave to a message. */
const errorCode = /^[[(]?[A-Z]{2,10}[-_]?\d{3,8}[\]):]{0,2}$/;

/**
 * The quotation in the root cause. It must be the same for every line with the same fault and must identify no one, so
 * it is in lower case, has at most 48 characters, and leaves out names and numbers. Empty where nothing else is left.
 */
export function evidenceOf(match: string): string {
  const tokens = match
    .split(/[\s"',;]+/)
    .filter((token) => token !== "")
    .map((token) =>
      errorCode.test(token) || quotable.test(token.toLowerCase()) ? token.toLowerCase() : "…",
    );
  const text = tokens
    .filter((token, at) => token !== "…" || tokens[at - 1] !== "…")
    .join(" ")
    .replace(/^… | …$/g, "")
    .replaceAll(" :", ":");
  if (text === "…") return "";
  return text.length <= 48 ? text : `${text.slice(0, 47)}…`;
}
