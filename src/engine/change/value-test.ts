import { chiSquaredTail, kolmogorovTail } from "./distributions.ts";

/** How the values of one place in a template differ between two sides. */
export interface ValueChange {
  readonly p: number;
  /** `500: 1 % → 24 %`, or `median 12 → 480`. */
  readonly text: string;
}

/** Samples of a side that are too few tell nothing. */
const leastSamples = 8;
/** A place with more different values names things, such as requests. */
const mostCategories = 12;
const leastExpected = 2;
/** Numbers whose halves differ so much move all the time, such as times and counters. */
const movingDifference = 0.75;
/** Larger numbers are names or times. */
const longestNumber = 1e12;
/** Of shares: smaller differences are not worth a line. */
const leastDifference = 0.03;
const blocks = 4;

/**
 * Tests whether the values of a place are others after than before. Places whose values move within a side, such as times
 * and counters, are left out.
 *
 * @param before in order of time
 * @returns undefined where nothing can be said
 */
export function valueTest(before: readonly string[], after: readonly string[]): ValueChange | undefined {
  if (before.length < leastSamples || after.length < leastSamples) return undefined;
  const different = differentOf(before, after);
  if (different === 1) return undefined;
  if (different <= mostCategories) return categoriesTest(before, after);
  const [one, other] = [numbersOf(before), numbersOf(after)];
  return one === undefined || other === undefined ? undefined : numbersTest(one, other);
}

/** How many different values there are, or that they are more than categories. */
function differentOf(...groups: readonly (readonly string[])[]): number {
  const different = new Set<string>();
  for (const group of groups)
    for (const value of group) if (different.add(value).size > mostCategories) return different.size;
  return different.size;
}

/** Undefined where one is no number, or a name or a time. */
function numbersOf(values: readonly string[]): number[] | undefined {
  const numbers: number[] = [];
  for (const value of values) {
    const number = numberOf(value);
    if (!(Math.abs(number) < longestNumber)) return undefined;
    numbers.push(number);
  }
  return numbers;
}

function categoriesTest(before: readonly string[], after: readonly string[]): ValueChange | undefined {
  const between = chiSquared([before, after]);
  if (between === undefined || isSequence([...before, ...after])) return undefined;
  const within = [before, after].map((side) => chiSquared(blocksOf(side)));
  // Values in bursts differ from block to block, too.
  const dispersion = Math.max(
    1,
    ...within.map((each) => (each === undefined ? 1 : each.value / each.freedom)),
  );
  const p = chiSquaredTail(between.value / dispersion, between.freedom);
  const share = (side: readonly string[], value: string): number =>
    side.filter((each) => each === value).length / side.length;
  const [most = ""] = [...new Set([...before, ...after])].sort(
    (one, other) =>
      Math.abs(share(after, other) - share(before, other)) -
        Math.abs(share(after, one) - share(before, one)) || share(after, other) - share(after, one),
  );
  if (Math.abs(share(after, most) - share(before, most)) < leastDifference) return undefined;
  return { p, text: `${most}: ${percent(share(before, most))} → ${percent(share(after, most))}` };
}

/** Whether each value comes in one stretch, and then never again, as the days of a log do. */
function isSequence(values: readonly string[]): boolean {
  const changes = values.filter((value, at) => at === 0 || value !== values[at - 1]).length;
  return new Set(values).size > 2 && changes === new Set(values).size;
}

function numbersTest(before: number[], after: number[]): ValueChange | undefined {
  const between = difference(before, after);
  if (between < leastDifference || [before, after].some(isMoving)) return undefined;
  // Numbers that come in runs, such as ports, differ from block to block, too; times and counters always do.
  const within = [before, after].flatMap((side) => {
    const [first = [], second = [], third = [], fourth = []] = blocksOf(side);
    return [
      excess([...first, ...second], [...third, ...fourth]),
      excess(first, second),
      excess(third, fourth),
      excess([...first, ...third], [...second, ...fourth]),
    ];
  });
  const p = kolmogorovTail(between / Math.max(1, ...within), before.length, after.length);
  return { p, text: `median ${medianOf(before)} → ${medianOf(after)}` };
}

function isMoving(values: readonly number[]): boolean {
  const middle = values.length >> 1;
  return (
    values.length >= 2 * leastSamples &&
    difference(values.slice(0, middle), values.slice(middle)) >= movingDifference
  );
}

/** A difference as a multiple of the one that chance exceeds in one of ten. */
function excess(one: readonly number[], other: readonly number[]): number {
  const usual = 1.224 * Math.sqrt((one.length + other.length) / (one.length * other.length));
  return difference(one, other) / usual;
}

/** Of values by group, rare values joined; undefined where too few remain. */
function chiSquared(groups: readonly (readonly string[])[]): { value: number; freedom: number } | undefined {
  const total = groups.reduce((sum, group) => sum + group.length, 0);
  const smallest = Math.min(...groups.map(({ length }) => length));
  const counts = new Map<string, number[]>();
  for (const [at, group] of groups.entries())
    for (const value of group) {
      const of = counts.get(value) ?? groups.map(() => 0);
      of[at] = (of[at] as number) + 1;
      counts.set(value, of);
    }
  const joined = groups.map(() => 0);
  const rows: number[][] = [];
  for (const of of counts.values()) {
    const sum = of.reduce((one, other) => one + other, 0);
    if ((sum * smallest) / total >= leastExpected) rows.push(of);
    else for (const [at, count] of of.entries()) joined[at] = (joined[at] as number) + count;
  }
  if (joined.some((count) => count > 0)) rows.push(joined);
  if (rows.length < 2) return undefined;
  let value = 0;
  for (const row of rows) {
    const sum = row.reduce((one, other) => one + other, 0);
    for (const [at, count] of row.entries()) {
      const expected = (sum * (groups[at] as readonly string[]).length) / total;
      value += (count - expected) ** 2 / expected;
    }
  }
  return { value, freedom: (rows.length - 1) * (groups.length - 1) };
}

function blocksOf<Value>(values: readonly Value[]): Value[][] {
  return Array.from({ length: blocks }, (_, at) =>
    values.slice(Math.floor((at * values.length) / blocks), Math.floor(((at + 1) * values.length) / blocks)),
  ).filter(({ length }) => length > 0);
}

/** The largest difference of the two distributions. */
function difference(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [new Float64Array(one).sort(), new Float64Array(other).sort()];
  let [i, j, most] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && (a[i] as number) <= value) i++;
    while (j < b.length && (b[j] as number) <= value) j++;
    most = Math.max(most, Math.abs(i / a.length - j / b.length));
  }
  return most;
}

const unitOf: Readonly<Record<string, number>> = {
  "": 1,
  "%": 1,
  ms: 1,
  s: 1_000,
  us: 0.001,
  b: 1,
  kb: 1_024,
  mb: 1_048_576,
  gb: 1_073_741_824,
};

/** Of a number with or without a unit; NaN for anything else. */
function numberOf(text: string): number {
  const [, number, unit = ""] = /^([-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)\s?([a-z%]{0,2})$/i.exec(text) ?? [];
  const factor = unitOf[unit.toLowerCase()];
  return number === undefined || factor === undefined ? Number.NaN : Number(number) * factor;
}

function medianOf(values: readonly number[]): number {
  const sorted = new Float64Array(values).sort();
  return Number((sorted[sorted.length >> 1] as number).toPrecision(3));
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
