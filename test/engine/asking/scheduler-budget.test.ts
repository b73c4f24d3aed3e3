import { describe, expect, test } from "vitest";
import type { BatchScheduler } from "../../../src/engine/asking/batch-scheduler.ts";
import { Budget, type Limits, type Usage } from "../../../src/engine/asking/budget.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { type Act, FakeEndpoint, fault } from "./fake-endpoint.ts";

const budgetOf = (most: Partial<Usage>, heldBack = 0): Budget => {
  const limits: Limits = Object.fromEntries(
    Object.entries(most).map(([kind, amount]) => [kind, { most: amount, sentence: `No more ${kind}.` }]),
  );
  return new Budget({
    limits: () => limits,
    costOf: ({ promptTokens, answerTokens }) => promptTokens + answerTokens,
    heldBack,
  });
};

/** A unit's text that says its risk, so that requests show it. */
const textOf = (risk: number, at = 0): string => `WARN risk=${risk} job-${at}`;

async function ask(judge: BatchScheduler, risks: readonly number[], last = false): Promise<string[]> {
  const answers = risks.map((risk, at) => judge.ask({ log: textOf(risk, at) }, { risk: () => risk }));
  judge.flush(last);
  return (await Promise.all(answers)).map((answer) => ("reason" in answer ? answer.reason : "llm"));
}

const risksIn = (asked: readonly string[][]): number[][] =>
  asked.map((batch) => batch.map((text) => Number(/risk=([\d.]+)/.exec(text)?.[1])));

describe("the riskiest are asked first", () => {
  test("the riskiest waiting units form the first batches", async () => {
    const endpoint = new FakeEndpoint();
    await ask(endpoint.judge({ batchSize: 2, concurrency: 1 }), [0.1, 0.9, 0.5, 0.7, 0.3]);
    expect(risksIn(endpoint.asked)).toEqual([[0.9, 0.7], [0.5, 0.3], [0.1]]);
  });

  test("riskier units of a later chunk overtake waiting ones", async () => {
    const endpoint = new FakeEndpoint();
    const judge = endpoint.judge({ batchSize: 1, concurrency: 1 });
    const early = ask(judge, [0.1, 0.2, 0.3]);
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([early, ask(judge, [0.9, 0.25])]);
    expect(risksIn(endpoint.asked).flat()).toEqual([0.3, 0.9, 0.25, 0.2, 0.1]);
  });

  test("the risk is updated when the next chunk comes", async () => {
    const endpoint = new FakeEndpoint();
    const judge = endpoint.judge({ batchSize: 1, concurrency: 1 });
    let risen = 0.1;
    const waiting = [
      judge.ask({ log: textOf(0.5) }, { risk: () => 0.5 }),
      judge.ask({ log: textOf(0.4) }, { risk: () => 0.4 }),
      judge.ask({ log: textOf(0.1) }, { risk: () => risen }),
    ];
    judge.flush();
    await new Promise((resolve) => setImmediate(resolve));
    risen = 0.6;
    judge.flush();
    await Promise.all(waiting);
    expect(risksIn(endpoint.asked).flat()).toEqual([0.5, 0.1, 0.4]);
  });

  test("within a batch units are ordered by template", async () => {
    const endpoint = new FakeEndpoint();
    const judge = endpoint.judge({ batchSize: 4, concurrency: 1 });
    const answers = ["c", "b", "a", "b", "a"].map((template, at) =>
      judge.ask({ log: `${template}${at}`, template, fixed: `n=${at}` }, { risk: () => at / 10 }),
    );
    judge.flush();
    await Promise.all(answers);
    expect(endpoint.asked).toEqual([["a2", "a4", "b1", "b3"], ["c0"]]);
  });
});

describe("a budget of calls", () => {
  test("goes to the riskiest, and the others are answered with its reason", async () => {
    const endpoint = new FakeEndpoint();
    const judge = endpoint.judge({ batchSize: 2, budget: budgetOf({ calls: 2 }) });
    const reasons = await ask(judge, [0.1, 0.9, 0.5, 0.7, 0.3]);
    expect(reasons).toEqual(["budget_calls", "llm", "llm", "llm", "llm"]);
    expect(judge.faults.get("budget_calls")).toBe("No more calls.");
  });

  test("is spent by what is asked again", async () => {
    const endpoint = new FakeEndpoint((number) => (number === 1 ? "missing-ids" : "by-id"));
    const judge = endpoint.judge({ budget: budgetOf({ calls: 3 }) });
    const reasons = await ask(judge, [0.5, 0.4, 0.3, 0.2, 0.1]);
    expect(endpoint.asked).toHaveLength(3);
    expect(reasons).toEqual(["llm", "llm", "llm", "llm", "budget_calls"]);
  });

  test("is spent by tries, and what cannot be tried again has failed for its own reason", async () => {
    const endpoint = new FakeEndpoint(fault("busy"));
    const judge = endpoint.judge({ budget: budgetOf({ calls: 2 }) });
    expect(await ask(judge, [0.5])).toEqual(["refused"]);
    expect(endpoint.asked).toHaveLength(2);
    expect(await ask(judge, [0.4])).toEqual(["budget_calls"]);
  });

  test("is spent by a form that is refused", async () => {
    const endpoint = new FakeEndpoint((_, __, { form }) =>
      form === "text" ? "by-id" : fault("form_refused"),
    );
    const judge = endpoint.judge({ budget: budgetOf({ calls: 2 }) });
    expect(await ask(judge, [0.5])).toEqual(["budget_calls"]);
    expect(endpoint.asked).toHaveLength(2);
  });
});

describe("a budget of tokens", () => {
  test("lets through a smaller batch where a whole one is too much", async () => {
    const endpoint = new FakeEndpoint();
    const budget = budgetOf({ tokens: 100 + 16 + 200 * 3 });
    await ask(endpoint.judge({ promptTokens: () => 100, budget }), [0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(risksIn(endpoint.asked)).toEqual([
      [0.3, 0.4, 0.5],
      [0.1, 0.2],
    ]);
  });

  test("keeps a batch waiting while a call under way may take less than estimated", async () => {
    const endpoint = new FakeEndpoint();
    const budget = budgetOf({ tokens: 600 });
    const judge = endpoint.judge({ batchSize: 1, concurrency: 4, promptTokens: () => 200, budget });
    // A call is estimated at 416 tokens and takes 15, so that one runs at a time, and all are asked.
    expect(await ask(judge, [0.1, 0.2, 0.3, 0.4])).toEqual(new Array(4).fill("llm"));
    expect(endpoint.load.most).toBe(1);
    expect(budget.spent).toEqual({ calls: 4, tokens: 60, cost: 60 });
  });

  test("counts a call that was given up as estimated, and one that was refused as nothing", async () => {
    const spentBy = async (act: Act): Promise<number> => {
      const budget = budgetOf({ tokens: 1e6 });
      await ask(new FakeEndpoint(act).judge({ maxAttempts: 1, promptTokens: () => 100, budget }), [0.5]);
      return budget.spent.tokens;
    };
    expect(await spentBy(fault("timeout"))).toBe(316);
    expect(await spentBy(fault("busy"))).toBe(0);
    expect(await spentBy("by-id")).toBe(15);
  });
});

test("a chunk's answers do not wait for what is held back for later ones", async () => {
  const judge = new FakeEndpoint().judge({ batchSize: 1, budget: budgetOf({ calls: 3 }, 1 / 3) });
  expect(await ask(judge, [0.5, 0.6, 0.7])).toEqual(["budget_calls", "llm", "llm"]);
  expect(await ask(judge, [0.55])).toEqual(["budget_calls"]);
  expect(await ask(judge, [0.8])).toEqual(["llm"]);
});

test("with the last chunk the waiting units get what was held back", async () => {
  const judge = new FakeEndpoint().judge({ batchSize: 1, budget: budgetOf({ calls: 3 }, 1 / 3) });
  expect(await ask(judge, [0.5, 0.6, 0.7], true)).toEqual(["llm", "llm", "llm"]);
});

const acts: readonly Act[] = [
  ...(["by-id", "by-id", "missing-ids", "cut", "prose"] as const),
  ...(["unreachable", "busy", "server_error", "timeout", "form_refused", "too_long"] as const).map((kind) =>
    fault(kind),
  ),
];

test("whatever the endpoint does, every question is answered, and no limit is passed", async () => {
  const run = fc.record({
    turns: fc.array(fc.constantFrom(...acts), { minLength: 1, maxLength: 12 }),
    chunks: fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), {
      minLength: 1,
      maxLength: 4,
    }),
    batchSize: fc.integer({ min: 1, max: 8 }),
    concurrency: fc.integer({ min: 1, max: 8 }),
    most: fc.record(
      { calls: fc.nat({ max: 12 }), tokens: fc.nat({ max: 8_000 }), cost: fc.nat({ max: 8_000 }) },
      { requiredKeys: [] },
    ),
  });
  await fc.assert(
    fc.asyncProperty(run, async ({ turns, chunks, most, ...options }) => {
      const endpoint = new FakeEndpoint((number) => turns[number % turns.length]!);
      const budget = budgetOf(most, 1 / 3);
      const judge = endpoint.judge({ ...options, budget, promptTokens: () => 100 });
      const answers = await Promise.all(
        chunks.map((risks, at) => ask(judge, risks, at === chunks.length - 1)),
      );
      expect(answers.map(({ length }) => length)).toEqual(chunks.map(({ length }) => length));
      expect(budget.spent.calls).toBe(endpoint.asked.length);
      for (const kind of ["calls", "tokens", "cost"] as const)
        expect(budget.spent[kind]).toBeLessThanOrEqual(most[kind] ?? Number.POSITIVE_INFINITY);
    }),
    runs(300),
  );
});
