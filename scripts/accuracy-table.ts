import { accuracyOf, type Labelled } from "../src/engine/templates/accuracy.ts";
import { groupsOf } from "../src/engine/templates/self-assessment.ts";

/** A log whose true templates are known. */
export interface ScoredLog {
  readonly name: string;
  readonly truth: readonly Labelled[];
  readonly messages: readonly string[];
  /** The same lines with their heads; as many as there are messages, or they are not scored. */
  readonly whole: readonly string[];
}

/** Prints how well templates are found: a row for each log, and the means of each group of logs. */
export class AccuracyTable {
  private readonly print: (line: string) => void;
  private rows: number[][] = [];

  constructor(print: (line: string) => void) {
    this.print = print;
    print("log              peer    GA      PA      FGA     FTA     found true | whole lines: GA     FGA");
  }

  begin(title: string): void {
    if (this.rows.length > 0) this.print("");
    this.print(title);
    this.rows = [];
  }

  /** @returns the grouping accuracy of the log's messages */
  add({ name, truth, messages, whole }: ScoredLog, peer = Number.NaN): number {
    const found = groupsOf(messages);
    const ofMessages = valuesOf(found, truth);
    // The truth has no heads, so only the groups of whole lines can be compared.
    const [accuracy = Number.NaN, , groupF1 = Number.NaN] =
      whole.length === truth.length ? valuesOf(groupsOf(whole), truth) : [];
    const ofWhole = [accuracy, groupF1];
    this.rows.push([peer, ...ofMessages, ...ofWhole]);
    const counts = `${String(groupCount(found)).padEnd(5)} ${String(groupCount(truth)).padEnd(4)}`;
    this.print(
      `${name.padEnd(16)} ${digits([peer, ...ofMessages])} ${counts} |              ${digits(ofWhole)}`,
    );
    return ofMessages[0] as number;
  }

  /** Prints the means of the group's logs. @returns the mean grouping accuracy of messages; 1 without logs */
  mean(): number {
    const { rows } = this;
    if (rows.length === 0) return 1;
    const means = (rows[0] as number[]).map(
      (_, column) => rows.reduce((sum, row) => sum + (row[column] as number), 0) / rows.length,
    );
    this.print(
      `${"mean".padEnd(16)} ${digits(means.slice(0, 5))} ${"".padEnd(10)} |              ${digits(means.slice(5))}`,
    );
    return means[1] as number;
  }
}

function valuesOf(found: readonly Labelled[], truth: readonly Labelled[]): number[] {
  const { groupingAccuracy, parsingAccuracy, groupF1, templateF1 } = accuracyOf(found, truth);
  return [groupingAccuracy, parsingAccuracy, groupF1, templateF1];
}

function digits(values: readonly number[]): string {
  return values.map((value) => (Number.isNaN(value) ? "-     " : value.toFixed(4))).join("  ");
}

function groupCount(lines: readonly Labelled[]): number {
  return new Set(lines.map(({ group }) => group)).size;
}

/** The groups that are not one true group, and where each goes, the largest first. @param texts messages or whole lines */
export function* missesOf({ truth }: ScoredLog, texts: readonly string[]): Generator<string> {
  const found = groupsOf(texts);
  const pairs = new Map<string, { count: number; other: string; line: string }>();
  const together = new Map<string, Set<string>>();
  const apart = new Map<string, Set<string>>();
  for (const [at, { template: line }] of found.entries()) {
    const other = truth[at]?.template ?? "";
    const key = JSON.stringify([other, line]);
    const pair = pairs.get(key) ?? { count: 0, other, line };
    pairs.set(key, { ...pair, count: pair.count + 1 });
    together.set(line, (together.get(line) ?? new Set()).add(other));
    apart.set(other, (apart.get(other) ?? new Set()).add(line));
  }
  for (const { count, other, line } of [...pairs.values()].sort((one, two) => two.count - one.count)) {
    const merged = (together.get(line)?.size ?? 0) > 1 ? "MERGED " : "";
    const split = (apart.get(other)?.size ?? 0) > 1 ? "SPLIT" : "";
    if (merged !== "" || split !== "") yield `${count} ${merged}${split}\n     ${other}\n     ${line}`;
  }
}
