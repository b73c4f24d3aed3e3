import { rules } from "./rules/catalogue.ts";
import type { Rule } from "./rules/rule.ts";

export interface FoundRule {
  readonly rule: Rule;
  /** The words it was found by: lower case, at most 48 characters, names and numbers left out. */
  readonly evidence: string;
}

const order = new Map(rules.map((rule, place) => [rule, place]));
const byWord = new Map<string, Rule[]>();
for (const rule of rules) {
  for (const word of rule.words) byWord.set(word, [...(byWord.get(word) ?? []), rule]);
}

/**
 * The first known failure that a text speaks of. Only rules that share a word with the text are tried, so
 * the cost depends on the text's length and hardly on the number of rules.
 */
export function findRule(text: string): FoundRule | undefined {
  const candidates = new Set<Rule>();
  for (const word of text.toLowerCase().match(/[a-z0-9_]+/g) ?? []) {
    for (const rule of byWord.get(word) ?? []) candidates.add(rule);
  }
  const inOrder = [...candidates].sort((a, b) => (order.get(a) as number) - (order.get(b) as number));
  for (const rule of inOrder) {
    const match = rule.pattern.exec(text)?.[0];
    if (match !== undefined) return { rule, evidence: evidenceOf(match) };
  }
  return undefined;
}

/** A plain word, or a small number with or without its key, such as `status=503`. */
const tellable = /^[([<]?[a-z_'-]{1,30}(?:\/[a-z]{1,20})?[\])>:!.]?$|^(?:[a-z_]{0,20}[=:])?\d{1,3}%?$/;

/** What is quoted has to be the same for every line with the same fault, and to name nobody. */
function evidenceOf(match: string): string {
  const tokens = match
    .toLowerCase()
    .split(/[\s"',;]+/)
    .filter((token) => token !== "")
    .map((token) => (tellable.test(token) ? token : "…"));
  const text = tokens
    .filter((token, at) => token !== "…" || tokens[at - 1] !== "…")
    .join(" ")
    .replace(/^… | …$/g, "")
    .replaceAll(" :", ":");
  return text.length <= 48 ? text : `${text.slice(0, 47)}…`;
}
