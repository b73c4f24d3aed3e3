import { assess } from "../analyst/assess.ts";
import { Reading } from "../reading/reading.ts";
import type { Severity } from "../verdict.ts";
import { discoveries } from "./false-discovery.ts";
import { type KindCounts, sides, type TwoSidedCounts } from "./kind-counts.ts";
import { isSteady, oneSidedTest } from "./one-sided.ts";
import { rateTest } from "./rate-test.ts";
import { type SteeringLine, steeringLines } from "./steering-lines.ts";
import { type ValueChange, valueTest } from "./value-test.ts";

/** `values`: as many lines, but other values in them. */
export type ChangeKind = "new" | "gone" | "louder" | "quieter" | "values";

export interface Change {
  readonly kind: ChangeKind;
  readonly template_id: string;
  readonly template: string;
  readonly before: number;
  readonly after: number;
  /** Lines after for each line that was to be expected from before; null for what is new. */
  readonly factor: number | null;
  /** What other values there are: `500: 1 % → 24 %`. */
  readonly values: readonly string[];
  /** Epoch seconds of its first line after; null where there is none or it has no time. */
  readonly first: number | null;
  readonly example: string;
  /** What the built-in rules say of the example. */
  readonly severity: Severity;
}

export interface Changes {
  readonly changes: readonly Change[];
  readonly lines: { readonly before: number; readonly after: number };
  /** Lines of the templates that have not changed, or have too few lines to tell. */
  readonly unchanged: { readonly templates: number; readonly before: number; readonly after: number };
  /** Of those the ones that are on the second side only. */
  readonly rare: readonly Change[];
  /** Lines after for each line before, of templates that have not changed. */
  readonly scale: number;
  /** What may have changed the rest. */
  readonly steering: readonly SteeringLine[];
}

/** At most this share of what is said to have changed has not, in the mean. */
const falseShare = 0.05;
/** Smaller changes are not worth a line. */
const leastFactor = 1.3;
/** Templates with fewer lines tell nothing of how much longer one side is. */
const leastForScale = 10;
const fewestForScale = 5;
/** Squared, in standard deviations; by chance the median is .45. */
const copyDeviation = 0.01;

/** What is different on the second side, the worst first. Each line is of one change, or of a template that has not changed. */
export function changesOf(counts: TwoSidedCounts): Changes {
  const kinds = counts.kinds();
  const total = counts.linesOf(1) / Math.max(1, counts.linesOf(0));
  const scale = medianScale(kinds) ?? total;
  const scales = [scale, total];
  const tests = kinds.map((kind) => testsOf(kind, counts, scales));
  const found = discoveries(
    tests.flatMap(({ rate, values }) => [rate, ...values.map(({ p }) => p)]),
    falseShare,
  );
  let at = 0;
  const told = kinds.map((kind, place) => {
    const isSure = found[at++] === true;
    const values = (tests[place] as Tests).values.filter(() => found[at++] === true).map(({ text }) => text);
    return { kind, isSure, values };
  });
  const isCopy = areCopies(kinds, scale);
  const rare: Change[] = [];
  const changes = told.flatMap(({ kind, isSure, values }) => {
    const side = oneSideOf(kind);
    if (side !== undefined) {
      const change = changeOf(kind, side, scale, []);
      if (isSure || isCopy) return [change];
      if (side === "new") rare.push(change);
      return [];
    }
    const [before, after] = kind.sides;
    if (isSure && isLarge(kind, scales))
      return [changeOf(kind, after.count > before.count * scale ? "louder" : "quieter", scale, values)];
    return values.length > 0 ? [changeOf(kind, "values", scale, values)] : [];
  });
  const sum = (side: "before" | "after"): number =>
    changes.reduce((total, change) => total + change[side], 0);
  const lines = { before: counts.linesOf(0), after: counts.linesOf(1) };
  return {
    changes: changes.sort(worstFirst),
    lines,
    unchanged: {
      templates: kinds.length - changes.length,
      before: lines.before - sum("before"),
      after: lines.after - sum("after"),
    },
    rare: rare.sort(worstFirst),
    scale,
    steering: steeringLines(kinds),
  };
}

interface Tests {
  /** How likely its numbers of lines are where nothing has changed. */
  readonly rate: number;
  readonly values: readonly ValueChange[];
}

function testsOf(kind: KindCounts, counts: TwoSidedCounts, scales: readonly number[]): Tests {
  const [scale = 1] = scales;
  const [before, after] = kind.sides;
  if (before.count === 0 && !isSteady(after, counts.partsOf(1)))
    return { rate: oneSidedTest(after, scale, counts.partsOf(1)), values: [] };
  if (after.count === 0 && !isSteady(before, counts.partsOf(0)))
    return { rate: oneSidedTest(before, 1 / scale, counts.partsOf(0)), values: [] };
  const [places, others] = sides.map((side) => counts.valuesOf(kind, side)) as [string[][], string[][]];
  return {
    rate: Math.max(
      ...scales.map((each) => rateTest(before, after, each, [counts.partsOf(0), counts.partsOf(1)])),
    ),
    values: places.flatMap((place, at) => valueTest(place, others[at] ?? []) ?? []),
  };
}

function oneSideOf({ sides: [before, after] }: KindCounts): "new" | "gone" | undefined {
  return before.count === 0 ? "new" : after.count === 0 ? "gone" : undefined;
}

function isLarge({ sides: [before, after] }: KindCounts, scales: readonly number[]): boolean {
  const factors = scales.map((scale) => after.count / (before.count * scale));
  return (
    factors.every((factor) => factor >= leastFactor) || factors.every((factor) => factor <= 1 / leastFactor)
  );
}

/**
 * Whether the second side is the first one again but for what has changed: then nothing in it is by chance. The counts of
 * most templates are nearer to each other than chance would leave them.
 */
function areCopies(kinds: readonly KindCounts[], scale: number): boolean {
  const deviations = kinds
    .filter(({ sides: both }) => both.every(({ count }) => count > 0))
    .map(
      ({ sides: [before, after] }) =>
        (after.count - scale * before.count) ** 2 / (after.count + scale ** 2 * before.count),
    )
    .sort((one, other) => one - other);
  return (
    deviations.length >= fewestForScale && (deviations[deviations.length >> 1] as number) < copyDeviation
  );
}

/**
 * How much longer the second side is: the median over templates, because a flood of one template must not make all others
 * seem quieter. What has changed has changed by this measure and by the number of all lines.
 */
function medianScale(kinds: readonly KindCounts[]): number | undefined {
  const ratios = kinds
    .filter(({ sides: both }) => both.every(({ count }) => count >= leastForScale))
    .map(({ sides: [before, after] }) => after.count / before.count)
    .sort((one, other) => one - other);
  if (ratios.length < fewestForScale) return undefined;
  const middle = ratios.length >> 1;
  const [one, other] = [ratios[middle] as number, ratios[ratios.length - 1 - middle] as number];
  return Math.sqrt(one * other);
}

function changeOf(
  { template, sides: [before, after] }: KindCounts,
  kind: ChangeKind,
  scale: number,
  values: readonly string[],
): Change {
  const example = (after.count > 0 ? after : before).sample.texts[0] ?? "";
  return {
    ...{ kind, template_id: template.id, template: template.text, before: before.count, after: after.count },
    factor: before.count === 0 ? null : Number((after.count / (before.count * scale)).toPrecision(3)),
    ...{ values, first: after.first ?? null, example, severity: assess(new Reading(example)).severity },
  };
}

const order: readonly ChangeKind[] = ["new", "louder", "values", "quieter", "gone"];

function worstFirst(one: Change, other: Change): number {
  const grade = ({ kind, severity }: Change): string =>
    kind === "gone" || kind === "quieter" ? `Q${severity}` : severity;
  const [a, b] = [grade(one), grade(other)];
  if (a !== b) return a < b ? -1 : 1;
  return (
    order.indexOf(one.kind) - order.indexOf(other.kind) || other.before + other.after - one.before - one.after
  );
}
