import { accuracyOf, type Labelled } from "./accuracy.ts";
import { TemplateMiner } from "./template-miner.ts";
import { saysState } from "./word-kind.ts";

/** How far the templates of lines without truth can be relied on. */
export interface SelfAssessment {
  /** Share of lines whose group is the same when the lines come the other way round. */
  readonly stability: number;
  /** Share of lines with the same words of state as most lines of their template: 1 where none mixes meanings. */
  readonly purity: number;
  /** Templates after each tenth of the lines: flat at the end where all kinds of lines have been seen. */
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

/** The template of each line, by what is known after the last. */
export function groupsOf(lines: readonly string[]): Labelled[] {
  const miner = new TemplateMiner();
  const ids = lines.map((line) => miner.learn(line).template.id);
  return finalGroups(miner, ids);
}

function isEndOfTenth(done: number, all: number): boolean {
  return Math.floor((done * 10) / all) > Math.floor(((done - 1) * 10) / all);
}

/** Templates that were taken in by others count as those. */
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
    const said = (lines[at] as string)
      .slice(0, 2_000)
      // Whole words: capitals within a path or a node's name say nothing.
      .split(/\s+/)
      .map((word) => word.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, ""))
      .filter((word) => /^[A-Za-z]{2,}$/.test(word) && saysState(word))
      .join(" ");
    let counts = states.get(group);
    if (counts === undefined) {
      counts = new Map();
      states.set(group, counts);
    }
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  let pure = 0;
  for (const counts of states.values()) pure += Math.max(...counts.values());
  return pure / lines.length;
}
