import { describe, expect, test } from "vitest";
import {
  type AnsweredCall,
  Calibration,
  joined,
  nothingLearnt,
} from "../../../src/engine/asking/calibration.ts";
import { systemMessage } from "../../../src/engine/asking/prompts/verdicts.ts";
import { answerCap } from "../../../src/engine/asking/verdict-schema.ts";
import { fc } from "../../support/fast-check.ts";

const usual: AnsweredCall = {
  userBytes: 2_000,
  sourcetype: undefined,
  questions: 8,
  promptTokens: 1_600,
  answerTokens: 600,
  milliseconds: 12_000,
};

function calibrated(calls: readonly Partial<AnsweredCall>[]): Calibration {
  const calibration = new Calibration();
  for (const call of calls) calibration.observe({ ...usual, ...call });
  return calibration;
}

/** Sizes of user messages as they come: a batch is seldom of the size of the one before. */
const sizes = fc.array(fc.integer({ min: 300, max: 20_000 }), { minLength: 60, maxLength: 200 });

/** Bytes of what is added to a prompt in one more token of it. */
function bytesPerToken(calibration: Calibration, sourcetype?: string): number {
  const [from, to] = [10_000, 1_010_000];
  return (
    (to - from) / (calibration.promptTokens(to, sourcetype) - calibration.promptTokens(from, sourcetype))
  );
}

describe("tokens of a prompt", () => {
  test("without earlier calls are two bytes of a log each, beside a system message in prose", () => {
    const rough = new Calibration();
    expect(bytesPerToken(rough)).toBeCloseTo(2, 2);
    expect(rough.promptTokens(0)).toBe(Math.ceil(Buffer.byteLength(systemMessage) / 4));
    expect(rough.calls).toBe(0);
  });

  test("come to the model's true ratio, whatever it is and whatever the prompt has beside", () => {
    fc.assert(
      fc.property(
        sizes.filter((all) => Math.max(...all) > 2 * Math.min(...all)),
        fc.double({ min: 1.45, max: 7.5, noNaN: true }),
        fc.integer({ min: 50, max: 1_500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (all, ratio, beside, share) => {
          const asked = Math.min(...all) + share * (Math.max(...all) - Math.min(...all));
          const tokens = (bytes: number) => Math.min(beside + bytes / ratio, bytes + 3_000);
          const calibration = calibrated(
            all.map((userBytes) => ({ userBytes, promptTokens: Math.round(tokens(userBytes)) })),
          );
          expect(calibration.promptTokens(asked) / tokens(asked)).toBeGreaterThan(0.9);
          expect(calibration.promptTokens(asked) / tokens(asked)).toBeLessThan(1.1);
        },
      ),
    );
  });

  test("are near for smaller prompts too, where long and dense lines came together", () => {
    const calls = [
      ...[
        [2080, 1530],
        [2250, 1560],
        [2340, 1890],
        [1750, 1420],
        [1860, 1450],
        [1550, 1390],
      ],
      ...[
        [1840, 1430],
        [1680, 1400],
        [2220, 1960],
        [1880, 1710],
        [2440, 2230],
      ],
    ];
    const calibration = calibrated(
      calls.map(([userBytes = 0, promptTokens = 0]) => ({ userBytes, promptTokens })),
    );
    expect(calibration.promptTokens(860) / 1040).toBeGreaterThan(0.85);
    expect(calibration.promptTokens(860) / 1040).toBeLessThan(1.15);
  });

  test("are right about prompts like those that were sent, also where these were all alike", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 30_000 }),
        fc.integer({ min: 200, max: 3_000 }),
        (bytes, tokens) => {
          const calls = Array.from({ length: 5 }, () => ({ userBytes: bytes, promptTokens: tokens }));
          expect(calibrated(calls).promptTokens(bytes)).toBeCloseTo(tokens, -1);
        },
      ),
    );
  });

  test("are never more than one for 1.4 bytes of a log, whatever a server says", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ userBytes: fc.nat(100_000), promptTokens: fc.nat(200_000) }), { maxLength: 40 }),
        (calls) => {
          const ratio = bytesPerToken(calibrated(calls));
          expect(ratio).toBeGreaterThanOrEqual(1.399);
        },
      ),
    );
  });

  test("differ between sourcetypes that were asked about alone, and are general for the others", () => {
    const calls = [500, 900, 2_500, 4_000].flatMap((userBytes) =>
      Array.from({ length: 15 }, () => [
        { userBytes, sourcetype: "access_combined", promptTokens: Math.round(900 + userBytes / 2) },
        { userBytes, sourcetype: "log4j", promptTokens: Math.round(900 + userBytes / 4.5) },
      ]).flat(),
    );
    const calibration = calibrated(calls);
    expect(bytesPerToken(calibration, "access_combined")).toBeCloseTo(2, 0);
    expect(bytesPerToken(calibration, "log4j")).toBeGreaterThan(3.5);
    expect(calibration.promptTokens(3_000, "never met")).toBe(calibration.promptTokens(3_000));
    const [low, general, high] = ["log4j", undefined, "access_combined"].map((sourcetype) =>
      calibration.promptTokens(3_000, sourcetype),
    );
    expect(low).toBeLessThan(general as number);
    expect(general).toBeLessThan(high as number);
  });

  test("follow a model that is replaced under the same name", () => {
    const of = (promptTokens: number) => Array.from({ length: 200 }, () => ({ promptTokens }));
    expect(calibrated([...of(1_000), ...of(2_000)]).promptTokens(usual.userBytes)).toBeGreaterThan(1_950);
  });

  test("are not learnt from a server that does not tell them, or tells what cannot be", () => {
    const rough = new Calibration().promptTokens(2_000);
    for (const promptTokens of [0, 1e9, Number.MAX_VALUE]) {
      const calibration = calibrated([{ promptTokens }]);
      expect(calibration.promptTokens(2_000)).toBe(rough);
      expect(calibration.calls, "its time counts all the same").toBe(1);
    }
  });
});

describe("tokens of an answer", () => {
  test("are a range around what answers came to, wide while few are known", () => {
    const answers = (count: number) => Array.from({ length: count }, () => ({ answerTokens: 600 }));
    const widthOf = ({ low, high }: { low: number; high: number }) => high - low;
    const [few, many] = [calibrated(answers(2)), calibrated(answers(200))];
    for (const calibration of [few, many]) {
      expect(calibration.answerTokens(8).likely).toBeCloseTo(600, 6);
      expect(calibration.answerTokens(4).likely, "and a frame of eight").toBeCloseTo(304, 0);
    }
    expect(widthOf(few.answerTokens(8))).toBeGreaterThan(2 * widthOf(many.answerTokens(8)));
    expect(widthOf(many.answerTokens(8)), "but never sure").toBeGreaterThan(20);
  });

  test("are spread as the answers were", () => {
    const calls = Array.from({ length: 300 }, (_, at) => ({ answerTokens: at % 2 === 0 ? 400 : 800 }));
    const { low, likely, high } = calibrated(calls).answerTokens(8);
    expect([low, likely, high].map((tokens) => Math.round(tokens / 20) * 20)).toEqual([400, 600, 800]);
  });

  test("without earlier calls are rough, and never above what may be asked for", () => {
    for (const questions of [1, 8, 32]) {
      const { low, high } = new Calibration().answerTokens(questions);
      expect(low * 2).toBeLessThan(high);
      expect(high).toBeLessThanOrEqual(answerCap(questions));
    }
  });
});

describe("the time of a call", () => {
  test("goes by the number of its questions", () => {
    const calls = [1, 2, 4, 8].flatMap((questions) =>
      Array.from({ length: 40 }, () => ({ questions, milliseconds: 500 + 1_000 * questions })),
    );
    const calibration = calibrated(calls);
    expect(calibration.milliseconds(8).likely).toBeGreaterThan(8_000);
    expect(calibration.milliseconds(8).likely).toBeLessThan(9_000);
    expect(calibration.milliseconds(1).likely).toBeLessThan(2_200);
  });

  test("without earlier calls is that of a slow server at most, and of a fast one at least", () => {
    const { low, high } = new Calibration().milliseconds(8);
    expect(low).toBeGreaterThan(1_000);
    expect(high).toBeLessThan(answerCap(8) * 100 + 1);
    expect(low * 5).toBeLessThan(high);
  });
});

test("another model that stood in teaches nothing about this one", () => {
  const calibration = calibrated([{ model: "stand-in" }]);
  expect(calibration.learnt).toEqual(nothingLearnt);
  expect(calibration.calls).toBe(0);
});

test("what several runs have learnt is joined as if one had learnt it all, in their order, and once", () => {
  const call = fc.record({
    userBytes: fc.integer({ min: 100, max: 20_000 }),
    promptTokens: fc.integer({ min: 100, max: 3_000 }),
    sourcetype: fc.constantFrom("a", "b", undefined),
    questions: fc.integer({ min: 1, max: 32 }),
  });
  fc.assert(
    fc.property(fc.array(call, { maxLength: 30 }), fc.array(call, { maxLength: 30 }), (first, second) => {
      const [one, other, both] = [calibrated(first), calibrated(second), calibrated([...first, ...second])];
      const together = new Calibration(joined(one.learnt, other.learnt));
      const goesOn = new Calibration(one.learnt);
      for (const each of second) goesOn.observe({ ...usual, ...each });
      for (const calibration of [together, goesOn]) {
        expect(calibration.calls).toBe(first.length + second.length);
        for (const sourcetype of ["a", "b", undefined])
          expect(
            Math.abs(calibration.promptTokens(5_000, sourcetype) - both.promptTokens(5_000, sourcetype)),
          ).toBeLessThanOrEqual(1);
        expect(calibration.answerTokens(8).likely).toBeCloseTo(both.answerTokens(8).likely, 6);
        expect(calibration.milliseconds(8).high).toBeCloseTo(both.milliseconds(8).high, 3);
      }
      expect(goesOn.learnt.time.count, "only its own").toBe(second.length);
    }),
  );
});

test("only so many sourcetypes are kept, those met last, and none by its name", () => {
  const calibration = calibrated(
    Array.from({ length: 80 }, (_, at) => ({
      sourcetype: `user jane.doe@example.com ${at}`,
      promptTokens: 2_000 + at,
    })),
  );
  const kept = calibration.learnt.sourcetypes;
  expect(Object.keys(kept)).toHaveLength(50);
  expect(JSON.stringify(calibration.learnt)).not.toContain("jane");
  expect(Object.values(kept).map(({ y }) => y)).toEqual(Array.from({ length: 50 }, (_, at) => 2_030 + at));
});
