import { parameterReader } from "../templates/parameters.ts";
import { halve, mostParts, type PartCounts, Parts } from "../templates/part-counts.ts";
import type { Template } from "../templates/template.ts";
import { TemplateMiner } from "../templates/template-miner.ts";
import { EvenSample } from "./even-sample.ts";

/** The log before something happened, and the one after it. */
export const sides = [0, 1] as const;
export type Side = (typeof sides)[number];

/** Lines of one template on one side; times are epoch seconds. */
export interface KindSide {
  count: number;
  readonly parts: PartCounts;
  readonly sample: EvenSample;
  first: number | undefined;
  /** Of the line that came last: where a log has its newest line first, that is its first. */
  timeOfLast: () => number | undefined;
}

/** Lines of one template on both sides. */
export interface KindCounts {
  readonly template: Template;
  readonly sides: readonly [KindSide, KindSide];
}

/** Texts of each template and side that values are compared by; fewer where there are many templates. */
const mostSamples = 240;
const longestSample = 600;
/** Besides the first of each template, one in so many lines is asked for its time. */
const timedLines = 64;
/** Characters of all samples. */
const mostCharacters = 40_000_000;

/** Counts the templates of two logs side by side. Memory grows with the number of templates, not of lines. */
export class TwoSidedCounts {
  private readonly miner = new TemplateMiner();
  private readonly counts = new Map<Template, KindCounts>();
  private readonly logParts = [new Parts(), new Parts()] as const;
  private readonly times = sides.map(() => ({
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
  }));
  private samples = mostSamples;
  private characters = 0;

  /** @param timeOf epoch seconds; asked of few lines, because reading a time takes as long as finding a template */
  add(side: Side, text: string, timeOf: () => number | undefined): void {
    if (text.trim() === "") return;
    const part = this.logParts[side].next(() => {
      for (const { sides: both } of this.counts.values()) halve(both[side].parts);
    });
    const { template } = this.miner.learn(text);
    let counts = this.counts.get(template);
    if (counts === undefined) {
      counts = { template, sides: [emptySide(), emptySide()] };
      this.counts.set(template, counts);
    }
    const of = counts.sides[side];
    of.count++;
    of.parts[part] = (of.parts[part] as number) + 1;
    of.timeOfLast = timeOf;
    if (of.count === 1 || this.linesOf(side) % timedLines === 1) this.note(side, of, timeOf());
    const before = of.sample.texts.length;
    of.sample.add(text.slice(0, longestSample), this.samples);
    if (of.sample.texts.length > before) this.characters += Math.min(text.length, longestSample);
    if (this.characters > mostCharacters) this.thin();
  }

  linesOf(side: Side): number {
    return this.logParts[side].lines;
  }

  /** Parts that the side is counted in; the last one may not be whole. */
  partsOf(side: Side): number {
    return this.logParts[side].count;
  }

  /** Undefined where no line has a time. */
  spanOf(side: Side): { readonly first: number; readonly last: number } | undefined {
    const span = this.times[side];
    return span === undefined || span.first > span.last ? undefined : span;
  }

  /** All templates; one that was merged since counts as the template that it was merged into. */
  kinds(): KindCounts[] {
    const merged = new Map<Template, KindCounts>();
    for (const counts of this.counts.values()) {
      for (const side of sides) this.note(side, counts.sides[side], counts.sides[side].timeOfLast());
      const template = this.miner.get(counts.template.id) ?? counts.template;
      const into = merged.get(template);
      if (into === undefined) merged.set(template, { ...counts, template });
      else for (const side of sides) join(into.sides[side], counts.sides[side]);
    }
    return [...merged.values()];
  }

  /** The values of sampled lines, by their places in the template; lines that do not have all of them are left out. */
  valuesOf({ template, sides: both }: KindCounts, side: Side): string[][] {
    const places: string[][] = [];
    const read = parameterReader(template, this.miner.scanner);
    for (const text of both[side].sample.texts) {
      const values = read(text) ?? [];
      if (places.length === 0) places.push(...values.map(() => []));
      if (values.length === places.length)
        for (const [place, value] of values.entries()) places[place]?.push(value);
    }
    return places;
  }

  private note(side: Side, of: KindSide, time: number | undefined): void {
    if (time === undefined) return;
    if (of.first === undefined || time < of.first) of.first = time;
    const span = this.times[side] as { first: number; last: number };
    span.first = Math.min(span.first, time);
    span.last = Math.max(span.last, time);
  }

  private thin(): void {
    this.samples = Math.max(8, this.samples >> 1);
    this.characters = 0;
    for (const { sides: both } of this.counts.values())
      for (const { sample } of both) {
        sample.thin();
        for (const text of sample.texts) this.characters += text.length;
      }
  }
}

function emptySide(): KindSide {
  return {
    count: 0,
    parts: new Uint32Array(mostParts),
    sample: new EvenSample(),
    first: undefined,
    timeOfLast: () => undefined,
  };
}

function join(into: KindSide, from: KindSide): void {
  into.count += from.count;
  for (const [part, lines] of from.parts.entries()) into.parts[part] = (into.parts[part] as number) + lines;
  into.sample.texts.push(...from.sample.texts);
  if (from.first !== undefined && (into.first === undefined || from.first < into.first))
    into.first = from.first;
}
