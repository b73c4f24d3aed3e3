import type { Score } from "./score.ts";
import { wilson } from "./wilson.ts";

/** Shares of right answers by groups, with 95 % intervals. */
export class ScoreTable {
  private readonly title: string;
  private readonly groups = new Map<string, Score[]>();

  constructor(title: string) {
    this.title = title;
  }

  add(group: string, score: Score): void {
    const known = this.groups.get(group) ?? [];
    known.push(score);
    this.groups.set(group, known);
  }

  /** A heading, the groups in the order in which they came, and all together where there are several. */
  text(): string {
    const heads = ["origin first", "in three", "onset"].map((head) => head.padEnd(20)).join("");
    const rows = [...this.groups].map(([name, scores]) => row(name, scores));
    if (rows.length > 1) rows.push(row("all", [...this.groups.values()].flat()));
    return [`${this.title.padEnd(24)}${heads}`.trimEnd(), ...rows].join("\n");
  }
}

function row(name: string, scores: readonly Score[]): string {
  const cells = (["first", "inThree", "onset"] as const).map((what) => {
    const { share, low, high } = wilson(scores.filter((score) => score[what]).length, scores.length);
    return `${decimals(share)} (${decimals(low)} to ${decimals(high)})`.padEnd(20);
  });
  return `  ${name.padEnd(22)}${cells.join("")}`.trimEnd();
}

function decimals(share: number): string {
  return share.toFixed(2).replace(/^0/, "");
}
