import { type Severity, severities, severityRank } from "../../verdict.ts";
import type { Clause, Word } from "./clauses.ts";
import type { Impact } from "./stated-impact.ts";

/** A known failure in a line. */
export interface KnownPart {
  /** The words of the failure itself, in lower case. */
  readonly words: ReadonlySet<string>;
  /** As the rule is written. */
  readonly severity: Severity;
}

/**
 * What a clause states beside known failures. A failure is better known than its own words say: they make it one step
 * worse at most, unless all is hit, and noise (P4) is no impact. What the clause states without these words stays, so
 * words added to a line make nothing milder.
 *
 * @param known failures; one of which the clause has but a few words is told elsewhere
 * @param judge says what a clause states
 */
export function besideFailures(
  clause: Clause,
  known: readonly KnownPart[],
  judge: (clause: Clause) => Impact | undefined,
): Impact | undefined {
  const said = judge(clause);
  if (said === undefined || known.length === 0) return said;
  let worst: Impact | undefined;
  let isBound = false;
  for (const failure of known) {
    const words = without(clause.words, failure.words);
    if ((clause.words.length - words.length) * 2 <= failure.words.size) continue;
    const rest = words.length === 0 ? undefined : judge({ ...clause, words });
    if (rest !== undefined && severityRank(rest.severity) <= severityRank(said.severity)) continue;
    isBound = true;
    for (const each of [rest, bounded(said, failure)]) worst = worseOf(worst, each);
  }
  return isBound ? worst : said;
}

/** The last of equal words is the failure's: words are added behind others. */
function without(words: readonly Word[], failure: ReadonlySet<string>): readonly Word[] {
  const taken = new Set([...failure].map((each) => words.findLastIndex(({ text }) => text === each)));
  return words.filter((_, at) => !taken.has(at));
}

/** What a figure says beside known failures: one that has most of its words bounds it. */
export function figureBesideFailures(figure: Impact, known: readonly KnownPart[]): Impact | undefined {
  const said = [...new Set(figure.evidence.toLowerCase().match(/[a-z]{3,}/g))];
  const covering = known.filter(
    ({ words }) => said.filter((word) => words.has(word)).length * 2 > said.length,
  );
  return covering.length === 0 ? figure : covering.map((failure) => bounded(figure, failure)).reduce(worseOf);
}

function bounded(impact: Impact, { severity }: KnownPart): Impact | undefined {
  const rank = severityRank(severity);
  if (rank >= severityRank("P4")) return undefined;
  if (impact.whole === true || severityRank(impact.severity) >= rank - 1) return impact;
  return { ...impact, severity: severities[rank - 1] as Severity };
}

function worseOf(one: Impact | undefined, other: Impact | undefined): Impact | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return severityRank(other.severity) < severityRank(one.severity) ? other : one;
}
