import { severityRank } from "../verdict.ts";
import { rules } from "./rules/catalogue.ts";
import type { Rule } from "./rules/rule.ts";

export interface FoundRule {
  readonly rule: Rule;
  /** The words it was found by: lower case, at most 48 characters, names and numbers left out. */
  readonly evidence: string;
}

const byWord = new Map<string, Rule[]>();
for (const rule of rules) {
  for (const word of rule.words) byWord.set(word, [...(byWord.get(word) ?? []), rule]);
}

/**
 * The worst known failure that a text speaks of. Only rules that share a word with the text are tried, so
 * the cost depends on the text's length and hardly on the number of rules.
 */
export function findRule(text: string): FoundRule | undefined {
  const candidates = new Set<Rule>();
  for (const word of text.toLowerCase().match(/[a-z0-9_]+/g) ?? []) {
    for (const rule of byWord.get(word) ?? []) candidates.add(rule);
  }
  let best: { rule: Rule; match: string } | undefined;
  for (const rule of candidates) {
    if (best !== undefined && !decidesOver(rule, best.rule)) continue;
    const match = rule.pattern.exec(text)?.[0];
    if (match !== undefined) best = { rule, match };
  }
  return best === undefined ? undefined : { rule: best.rule, evidence: evidenceOf(best.match) };
}

function decidesOver(rule: Rule, other: Rule): boolean {
  const bySeverity = severityRank(other.severity) - severityRank(rule.severity);
  return bySeverity > 0 || (bySeverity === 0 && rule.confidence > other.confidence);
}

/** What is quoted has to be the same for every line with the same fault, and to name nobody. */
function evidenceOf(match: string): string {
  const tokens = match
    .toLowerCase()
    .split(/[\s"',;]+/)
    .filter((token) => token !== "")
    .map((token) => (/^[([<]?[a-z_'-]{1,30}[\])>:!.]?$|^\d{1,3}%?$/.test(token) ? token : "…"));
  const text = tokens.filter((token, at) => token !== "…" || tokens[at - 1] !== "…").join(" ");
  return text.length <= 48 ? text : `${text.slice(0, 47)}…`;
}
