import { expect, test } from "vitest";
import { Calibration } from "../../../src/engine/asking/calibration.ts";
import { type CallEstimate, Planner, type PlannerOptions } from "../../../src/engine/asking/planner.ts";
import { userMessage } from "../../../src/engine/asking/prompt.ts";
import { systemMessage } from "../../../src/engine/asking/prompts/verdicts.ts";
import { answerCap } from "../../../src/engine/asking/verdict-schema.ts";
import { fc } from "../../support/fast-check.ts";

const planner = (options: Partial<PlannerOptions> = {}) =>
  new Planner({ batchSize: 2, concurrency: 1, newTag: () => "abcdefgh12345678", ...options });

/** A plan of questions about texts that all differ. */
function planned(count: number, options: Partial<PlannerOptions> = {}) {
  const plan = planner(options);
  for (let at = 0; at < count; at++) void plan.ask({ log: `disk ${at} full` });
  plan.flush();
  return plan.work;
}

test("a plan has the messages that would be sent, at the first question of each batch", async () => {
  const plan = planner();
  const questions = [
    { log: "c", template: "z" },
    { log: "a", template: "x" },
    { log: "b", template: "y" },
  ];
  const answers = questions.map((question) => plan.ask(question));
  plan.flush();
  const messagesOf = (logs: readonly { log: string; template: string }[]) =>
    JSON.stringify([
      { role: "system", content: systemMessage },
      { role: "user", content: userMessage(logs, "abcdefgh12345678") },
    ]);
  // Like beside like, as an judge asks.
  expect(await Promise.all(answers)).toEqual([
    { reason: "plan", messages: messagesOf([{ log: "c", template: "z" }]) },
    {
      reason: "plan",
      messages: messagesOf([
        { log: "a", template: "x" },
        { log: "b", template: "y" },
      ]),
    },
    { reason: "plan" },
  ]);
  expect(plan.work).toMatchObject({ calls: 2, units: 3, earlierCalls: 0 });
  expect(plan.work.promptTokens).toBeGreaterThan((Buffer.byteLength(systemMessage) * 2) / 5);
});

test("what would be asked once is planned once, but for events that are judged by themselves", async () => {
  const plan = planner();
  const once = [plan.ask({ log: "a" }), plan.ask({ log: "a" })];
  const each = [plan.ask({ log: "a" }, { again: true }), plan.ask({ log: "a" }, { again: true })];
  plan.flush();
  await Promise.all([...once, ...each]);
  expect(plan.work).toMatchObject({ calls: 2, units: 3 });
});

test("a plan has spent nothing", () => {
  const plan = planner();
  void plan.ask({ log: "a" });
  plan.flush();
  expect(plan.counts).toEqual({ calls: 0, promptTokens: 0, answerTokens: 0, verdicts: 0, latencies: [] });
});

test("a plan of nothing comes to nothing", () => {
  const nothing = { low: 0, likely: 0, high: 0 };
  expect(planned(0)).toMatchObject({
    calls: 0,
    promptTokens: 0,
    answerTokens: nothing,
    duration: nothing,
  });
});

test("answers are estimated as a range that is never above what may be asked for", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 5_000 }),
      (count, answerTokens) => {
        const calibration = new Calibration();
        const call = {
          userBytes: 500,
          sourcetype: undefined,
          questions: 2,
          promptTokens: 300,
          milliseconds: 900,
        };
        calibration.observe({ ...call, answerTokens });
        const { low, likely, high } = planned(count, { calibration }).answerTokens;
        const cap = Math.floor(count / 2) * answerCap(2) + (count % 2) * answerCap(1);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(likely);
        expect(likely).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(cap);
      },
    ),
  );
});

test("time is shared among the calls side by side, and no search is shorter than its longest call", () => {
  const calibration = new Calibration();
  const call = { userBytes: 500, sourcetype: undefined, questions: 2, promptTokens: 300, answerTokens: 160 };
  for (let at = 0; at < 300; at++) calibration.observe({ ...call, milliseconds: 1_000 });
  const seconds = (count: number, concurrency: number) =>
    planned(count, { calibration, concurrency }).duration.likely / 1000;
  expect(seconds(16, 1)).toBeCloseTo(8, 3);
  expect(seconds(16, 4)).toBeCloseTo(2, 3);
  expect(seconds(16, 64)).toBeCloseTo(1, 3);
  const { high } = planned(18, { calibration, concurrency: 4 }).duration;
  expect(high, "nine calls in fours are three rounds").toBeGreaterThan(3_000);
});

test("a budget is asked about each call in its order, and what it does not let through is counted and not shown", async () => {
  const asked: CallEstimate[] = [];
  const plan = planner({
    spend: (call) =>
      asked.push(call) > 2 ? (asked.length > 3 ? "budget_tokens" : "budget_calls") : undefined,
  });
  const answers = Array.from({ length: 7 }, (_, at) => plan.ask({ log: `disk ${at} full` }));
  plan.flush();
  expect(asked.map(({ questions, answerCap: cap }) => [questions, cap])).toEqual([
    [2, answerCap(2)],
    [2, answerCap(2)],
    [2, answerCap(2)],
    [1, answerCap(1)],
  ]);
  expect(asked.every(({ promptTokens, answerTokens }) => promptTokens > 0 && answerTokens.high > 0)).toBe(
    true,
  );
  expect(plan.work).toMatchObject({ calls: 2, units: 4 });
  expect([...plan.work.unasked]).toEqual([
    ["budget_calls", 2],
    ["budget_tokens", 1],
  ]);
  const shown = (await Promise.all(answers)).map((answer) => "messages" in answer);
  expect(shown).toEqual([true, false, true, false, false, false, false]);
});
