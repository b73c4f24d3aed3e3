import { describe, expect, test } from "vitest";
import { readAnswers } from "../../../src/engine/asking/answer-reading.ts";
import { BatchPlaceholders } from "../../../src/engine/asking/batch-placeholders.ts";
import {
  type HonestVerdict,
  inLanguages,
  inOwnWords,
  type WireVerdict,
  withEvidence,
} from "../../support/honest-verdicts.ts";

/** What a model does with the right verdicts of a batch. @returns which of them are wrong */
type Mixing = (verdicts: readonly WireVerdict[]) => readonly (readonly [WireVerdict, boolean])[];

const next = <Item>(items: readonly Item[], at: number): Item => items[(at + 1) % items.length] as Item;
const honest: Mixing = (verdicts) => verdicts.map((verdict) => [verdict, true]);
const mixings: Readonly<Record<string, Mixing>> = {
  shifted: (verdicts) => verdicts.map((_, at) => [next(verdicts, at), true]),
  swapped: (verdicts) =>
    verdicts.map((verdict, at) => {
      const other = verdicts[at ^ 1];
      return [other ?? verdict, other !== undefined];
    }),
  merged: (verdicts) =>
    verdicts.map((verdict, at) => {
      const root_cause = `${verdict.root_cause.slice(0, 115)} ${next(verdicts, at).root_cause.slice(0, 115)}`;
      return [{ ...verdict, root_cause }, true];
    }),
  copied: (verdicts) => verdicts.map((_, at) => [verdicts[0] as WireVerdict, at > 0]),
};

/** The same order each time. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state;
  };
  return items
    .map((item) => [random(), item] as const)
    .sort(([one], [other]) => one - other)
    .map(([, item]) => item);
}

interface Outcome {
  readonly share: number;
  readonly verdicts: number;
}

/** The share of the verdicts in question that is not believed, or is flagged. */
function noticed(all: readonly HonestVerdict[], size: number, mixing: Mixing): Outcome {
  let [hit, verdicts] = [0, 0];
  for (const seed of [1, 2]) {
    const order = shuffled(all, seed);
    for (let from = 0; from + 1 < order.length; from += size) {
      const batch = order.slice(from, from + size);
      const questions = batch.map(({ question }) => question);
      // A model sees, and repeats, the numbers of the batch.
      const placeholders = new BatchPlaceholders(questions);
      const right = batch.map(({ verdict }, at) => ({
        ...verdict,
        root_cause: placeholders.asSent(at, verdict.root_cause),
        recommended_action: placeholders.asSent(at, verdict.recommended_action),
      }));
      const given = mixing(right);
      const content = JSON.stringify({
        verdicts: Object.fromEntries(given.map(([verdict], at) => [at + 1, verdict])),
      });
      const reading = readAnswers(questions, content, "stop");
      for (const [at, [, counts]] of given.entries()) {
        if (!counts) continue;
        verdicts++;
        const believed = reading.verdicts.get(at);
        if (believed === undefined || believed.flags.includes("unverified_evidence")) hit++;
      }
    }
  }
  return { share: hit / verdicts, verdicts };
}

const sizes = [2, 8, 16];

describe("honest verdicts", () => {
  const all = [...withEvidence(), ...inOwnWords(), ...inLanguages()];

  test.each(sizes)(
    "on hundreds of lines are believed at once but for one in a hundred, in batches of %i",
    (size) => {
      expect(all.length).toBeGreaterThan(400);
      expect(noticed(all, size, honest).share).toBeLessThanOrEqual(0.01);
    },
  );

  test("in a dozen languages are all believed at once", () => {
    for (const size of sizes) expect(noticed(inLanguages(), size, honest).share).toBe(0);
  });

  test("are all believed alone, but for those that only repeat their line", () => {
    for (const { question, verdict } of all) {
      const content = JSON.stringify({ verdicts: { 1: verdict } });
      const { doubts } = readAnswers([question], content, "stop");
      expect([verdict.root_cause, [...doubts.values()]]).toEqual([verdict.root_cause, []]);
    }
  });
});

describe("verdicts that were mixed up between lines", () => {
  const names = Object.keys(mixings);

  test.each(names)("and name their evidence are noticed when %s, but for three in a hundred", (name) => {
    for (const size of sizes) {
      const { share, verdicts } = noticed(withEvidence(), size, mixings[name] as Mixing);
      expect(verdicts).toBeGreaterThan(200);
      expect(share).toBeGreaterThanOrEqual(0.97);
    }
  });

  test.each<[string, number]>([
    ["shifted", 0.35],
    ["swapped", 0.35],
    ["merged", 0.13],
    ["copied", 0.5],
  ])("and hardly repeat a word of a line are noticed in part when %s", (name, least) => {
    for (const size of [2, 4, 8])
      expect(noticed(inOwnWords(), size, mixings[name] as Mixing).share).toBeGreaterThanOrEqual(least);
  });

  test.each(names)("and name a masked value are all noticed when %s", (name) => {
    const all = inLanguages().map(({ question, verdict }, at) => ({
      question: {
        log: `${question.log} from <IP:1>`,
        slots: [{ name: "IP:1", place: { token: 0, nth: 0 } }],
      },
      verdict: {
        ...verdict,
        root_cause: `Host <IP:1> reports event ${at}.`,
        recommended_action: "Look at it.",
      },
    }));
    for (const size of sizes) expect(noticed(all, size, mixings[name] as Mixing).share).toBe(1);
  });
});
