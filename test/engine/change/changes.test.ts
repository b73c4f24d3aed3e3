import { describe, expect, test } from "vitest";
import { type Changes, changesOf } from "../../../src/engine/change/changes.ts";
import { TwoSidedCounts } from "../../../src/engine/change/kind-counts.ts";
import { seededRandom } from "../../../src/engine/detection/seeded-random.ts";
import { fc, runs } from "../../support/fast-check.ts";

/** Templates and how often each comes in a hundred lines. */
const usual: readonly [words: string, share: number][] = [
  ["INFO request served with status 200 in", 40],
  ["INFO cache hit for key", 20],
  ["INFO session opened by worker", 15],
  ["DEBUG heartbeat of node", 10],
  ["WARN slow query took", 8],
  ["INFO invoice written to ledger", 5],
  ["ERROR payment declined by bank, code", 2],
];

function logOf(seed: number, lines: number, forms = usual): string[] {
  const random = seededRandom(seed);
  const total = forms.reduce((sum, [, share]) => sum + share, 0);
  return Array.from({ length: lines }, () => {
    let left = random() * total;
    const [words] = forms.find(([, share]) => {
      left -= share;
      return left < 0;
    }) as [string, number];
    return `${words} ${Math.floor(20 + random() * 60)}`;
  });
}

function compare(before: readonly string[], after: readonly string[]): Changes {
  const counts = new TwoSidedCounts();
  for (const text of before) counts.add(0, text, () => undefined);
  for (const text of after) counts.add(1, text, () => undefined);
  return changesOf(counts);
}

const told = ({ changes }: Changes): string[] => changes.map(({ kind, template }) => `${kind}: ${template}`);

describe("what has changed between two logs", () => {
  test("is nothing where both are of the same kind, or the same", () => {
    expect(told(compare(logOf(1, 3_000), logOf(2, 3_000)))).toEqual([]);
    expect(told(compare(logOf(1, 3_000), logOf(1, 3_000)))).toEqual([]);
    expect(told(compare(logOf(1, 3_000), logOf(2, 9_000)))).toEqual([]);
  });

  test("is a template that is new, one that is gone, one that is louder and one that is quieter", () => {
    const after = usual.map(([words, share]): [string, number] => {
      if (words.startsWith("WARN")) return [words, share * 4];
      if (words.startsWith("DEBUG")) return [words, share / 4];
      return [words, words.includes("invoice") ? 0 : share];
    });
    const changes = compare(
      logOf(1, 4_000),
      logOf(2, 4_000, [...after, ["ERROR ledger is read-only, shard", 3]]),
    );
    expect(told(changes)).toEqual([
      "new: ERROR ledger is read-only, shard <*>",
      "louder: WARN slow query took <*>",
      "quieter: DEBUG heartbeat of node <*>",
      "gone: INFO invoice written to ledger <*>",
    ]);
    const [, louder] = changes.changes;
    expect(louder?.factor).toBeGreaterThan(2.5);
  });

  test("is other values of the same template", () => {
    const slow = logOf(2, 4_000).map((text) =>
      text.replace(/(took )(\d+)/, (_, took, ms) => `${took}${Number(ms) * 9}`),
    );
    const changes = compare(logOf(1, 4_000), slow);
    expect(told(changes)).toEqual(["values: WARN slow query took <*>"]);
    expect(changes.changes[0]?.values).toEqual([expect.stringMatching(/^median \d+ → \d{3}$/)]);
  });

  test("is another mix of a few values", () => {
    const of = (seed: number, failing: number): string[] => {
      const random = seededRandom(seed);
      return logOf(seed, 2_000).map((text) =>
        text.replace("status 200", `status ${random() < failing ? 503 : 200}`),
      );
    };
    const { changes } = compare(of(1, 0.02), of(2, 0.4));
    expect(changes.some(({ kind, values }) => kind === "louder" || /(503|200): /.test(values.join()))).toBe(
      true,
    );
  });

  test("is one burst that a longer look may show to be chance, said as such", () => {
    const burst = Array.from({ length: 30 }, (_, at) => `ERROR disk sda is failing, sector ${at}`);
    const after = logOf(2, 3_000);
    after.splice(1_000, 0, ...burst);
    const { changes, rare } = compare(logOf(1, 3_000), after);
    expect(changes).toEqual([]);
    expect(rare.map(({ template, after: lines, severity }) => [template, lines, severity])).toEqual([
      ["ERROR disk sda is failing, sector <*>", 30, expect.stringMatching(/^P[123]$/)],
    ]);
  });

  test("is that burst, where all else is the same as before", () => {
    const before = logOf(1, 3_000);
    const after = [...before.slice(0, 700), "ERROR disk sda is failing, sector 7", ...before.slice(700)];
    expect(told(compare(before, after))).toEqual(["new: ERROR disk sda is failing, sector <*>"]);
  });

  test("is not what a flood of one template makes of the others' shares", () => {
    const flood = usual.map(([words, share]): [string, number] => [
      words,
      words.includes("heartbeat") ? 900 : share,
    ]);
    const { changes, scale } = compare(logOf(1, 3_000), logOf(2, 27_000, flood));
    expect(changes.map(({ kind, template }) => [kind, template])).toEqual([
      ["louder", "DEBUG heartbeat of node <*>"],
    ]);
    expect(scale).toBeGreaterThan(0.7);
    expect(scale).toBeLessThan(1.5);
  });

  test("is not the time that stands in each line, nor a counter", () => {
    const of = (seed: number, from: number): string[] =>
      logOf(seed, 2_000).map(
        (text, at) => `${new Date((from + at) * 1000).toISOString()} #${from + at} ${text}`,
      );
    expect(told(compare(of(1, 1_700_000_000), of(2, 1_700_100_000)))).toEqual([]);
  });

  test("accounts for every line", () => {
    const line = fc.constantFrom(...usual.map(([words]) => words), "FATAL out of memory", "INFO done");
    const log = fc.array(fc.tuple(line, fc.nat(9)), { maxLength: 200 });
    fc.assert(
      fc.property(log, log, (one, other) => {
        const textsOf = (rows: readonly (readonly [string, number])[]): string[] =>
          rows.map(([words, value]) => `${words} ${value}`);
        const { changes, lines, unchanged } = compare(textsOf(one), textsOf(other));
        expect([lines.before, lines.after]).toEqual([one.length, other.length]);
        for (const side of ["before", "after"] as const)
          expect(changes.reduce((sum, change) => sum + change[side], unchanged[side])).toBe(lines[side]);
      }),
      runs(60),
    );
  });

  test("names what was done on the second side alone", () => {
    const after = [...logOf(2, 500), "INFO deployed orders version 2.4.1", ...logOf(3, 500)];
    const { steering } = compare(logOf(1, 1_000), after);
    expect(steering).toEqual([{ first: null, count: 1, text: "INFO deployed orders version 2.4.1" }]);
  });
});
