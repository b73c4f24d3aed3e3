import { halve, mostParts, type PartCounts, Parts } from "./part-counts.ts";
import type { Template } from "./template.ts";
import { TemplateMiner } from "./template-miner.ts";

/** A template of a log, and how its lines are spread over the log. */
export interface CountedTemplate {
  readonly id: string;
  readonly template: string;
  readonly count: number;
  /** Share of all lines with text, 0 to 1. */
  readonly share: number;
  /** Its first line. */
  readonly example: string;
  /** Its lines in the second half of the log, divided by its lines in the first; null when the first half has none. */
  readonly growth: number | null;
}

const longestExample = 2_000;

interface Counts {
  readonly example: string;
  count: number;
  /** Lines in each part of the log. */
  readonly parts: PartCounts;
}

/** Counts the templates of a stream of lines. Memory grows with the number of templates, not of lines. */
export class TemplateCounts {
  private readonly logParts = new Parts();
  private readonly miner = new TemplateMiner();
  private readonly counts = new Map<Template, Counts>();

  add(text: string): void {
    if (text.trim() === "") return;
    const part = this.logParts.next(() => {
      for (const { parts } of this.counts.values()) halve(parts);
    });
    const { template } = this.miner.learn(text);
    let counts = this.counts.get(template);
    if (counts === undefined) {
      counts = { example: text.slice(0, longestExample), count: 0, parts: new Uint32Array(mostParts) };
      this.counts.set(template, counts);
    }
    counts.count++;
    counts.parts[part]!++;
  }

  get lines(): number {
    return this.logParts.lines;
  }

  /** The most frequent first. */
  sorted(): CountedTemplate[] {
    const middle = this.logParts.count / 2;
    return [...this.merged()]
      .map(([template, { example, count, parts }]) => ({
        id: template.id,
        template: template.text,
        count,
        share: count / this.lines,
        example,
        growth: growthOf(parts, middle),
      }))
      .sort((one, other) => other.count - one.count || (one.id < other.id ? -1 : 1));
  }

  /** A template that was merged since it was counted counts as the template it was merged into. */
  private merged(): Map<Template, Counts> {
    const merged = new Map<Template, Counts>();
    for (const [template, counts] of this.counts) {
      const current = this.miner.get(template.id) ?? template;
      const into = merged.get(current);
      if (into === undefined) {
        merged.set(current, { ...counts, parts: counts.parts.slice() });
        continue;
      }
      into.count += counts.count;
      for (const [part, lines] of counts.parts.entries()) into.parts[part]! += lines;
    }
    return merged;
  }
}

/** A part that the middle cuts counts in proportion on each side. */
function growthOf(parts: Uint32Array, middle: number): number | null {
  let first = 0;
  let second = 0;
  for (const [part, lines] of parts.entries()) {
    const before = Math.min(1, Math.max(0, middle - part));
    first += lines * before;
    second += lines * (1 - before);
  }
  return first === 0 ? null : second / first;
}
