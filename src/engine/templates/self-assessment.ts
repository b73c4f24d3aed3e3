import { accuracyOf, type Labelled } from "./accuracy.ts";
import { TemplateMiner } from "./template-miner.ts";
import { saysStateInWords } from "./word-kind.ts";

/** How far the templates can be relied on of lines whose true templates are unknown. */
export interface SelfAssessment {
  /** Share of lines that have the same group when the lines are read in reverse order. */
  readonly stability: number;
  /** Share of lines with the same state words as most lines of their template; 1 when no template mixes meanings. */
  readonly purity: number;
  /** Number of templates after each tenth of the lines. It levels off once all kinds of lines have been seen. */
  readonly growth: readonly { readonly lines: number; readonly templates: number }[];
}

export function assessTemplates(lines: readonly string[]): SelfAssessment {
  const miner = new TemplateMiner();
  const growth: { lines: number; templates: number }[] = [];
  const ids: string[] = [];
  for (const [at, line] of lines.entries()) {
    ids.push(miner.learn(line).template.id);
    if (isEndOfTenth(at + 1, lines.length)) growth.push({ lines: at + 1, templates: miner.size });
  }
  const found = finalGroups(miner, ids);
  const again = groupsOf([...lines].reverse()).reverse();
  const stability = accuracyOf(found, again).groupingAccuracy;
  return { stability, purity: purityOf(found, lines), growth };
}

/** The template of each line, as it is known after the last line. */
export function groupsOf(lines: readonly string[]): Labelled[] {
  const miner = new TemplateMiner();
  const ids = lines.map((line) => miner.learn(line).template.id);
  return finalGroups(miner, ids);
}

function isEndOfTenth(done: number, all: number): boolean {
  return Math.floor((done * 10) / all) > Math.floor(((done - 1) * 10) / all);
}

/** A template that was merged counts as the template it was merged into. */
function finalGroups(miner: TemplateMiner, ids: readonly string[]): Labelled[] {
  return ids.map((id) => {
    const template = miner.get(id);
    return { group: template?.id ?? id, template: template?.text ?? "" };
  });
}

function purityOf(found: readonly Labelled[], lines: readonly string[]): number {
  if (lines.length === 0) return 1;
  const states = new Map<string, Map<string, number>>();
  for (const [at, { group }] of found.entries()) {
    const words = (lines[at] as string)
      .slice(0, 2_000)
      // Only whole words: capitals within a path or a name, and those of a unit or a currency, say nothing.
      .split(/\s+/)
      .map((word) => word.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, ""))
      .filter((word) => /^[A-Za-z]{2,}$/.test(word) && saysStateInWords(word))
      .join(" ");
    let counts = states.get(group);
    if (counts === undefined) {
      counts = new Map();
      states.set(group, counts);
    }
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  let pure = 0;
  for (const counts of states.values()) pure += Math.max(...counts.values());
  return pure / lines.length;
}
