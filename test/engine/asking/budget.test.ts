import { describe, expect, test } from "vitest";
import { Budget, type CallSize, type Limits, type Usage } from "../../../src/engine/asking/budget.ts";
import { fc, runs } from "../../support/fast-check.ts";

const limitsOf = (most: Partial<Usage>): Limits =>
  Object.fromEntries(
    Object.entries(most).map(([kind, amount]) => [kind, { most: amount, sentence: `No more ${kind}.` }]),
  );

/** Prices: 1 for a token of the prompt, 3 for one of the answer. */
const costOf = ({ promptTokens, answerTokens }: CallSize): number => promptTokens + 3 * answerTokens;

const budgetOf = (most: Partial<Usage>, heldBack?: number): Budget =>
  new Budget({ limits: () => limitsOf(most), costOf, ...(heldBack === undefined ? {} : { heldBack }) });

const size: CallSize = { promptTokens: 100, answerTokens: 20 };
const first = { risk: 0.5, place: 1 };

describe("a call is let through", () => {
  test("a call is admitted while past usage, calls in flight and its own largest usage stay within the limit", () => {
    const budget = budgetOf({ tokens: 300 }, 0);
    const [one, two, three] = [1, 2, 3].map(() => budget.reserve(size, first));
    expect([one?.hold(), two?.hold()]).toEqual([undefined, undefined]);
    expect(three?.hold()).toEqual({
      reason: "budget_tokens",
      sentence: "No more tokens.",
      isTemporary: true,
    });
    one?.begin();
    one?.end({ promptTokens: 40, answerTokens: 10 });
    expect(three?.hold()).toBeUndefined();
    expect(budget.spent).toEqual({ calls: 1, tokens: 50, cost: 70 });
  });

  test("the limit of calls counts calls, however little they use", () => {
    const budget = budgetOf({ calls: 2 }, 0);
    const reservation = budget.reserve(size, first);
    expect([reservation.begin(), reservation.begin()]).toEqual([undefined, undefined]);
    expect(reservation.begin()).toMatchObject({ reason: "budget_calls", isTemporary: false });
    expect(budget.spent.calls).toBe(2);
  });

  test("a call is admitted when its cost is within the limit", () => {
    const budget = budgetOf({ cost: 200 }, 0);
    const reservation = budget.reserve(size, first);
    expect(reservation.begin()).toBeUndefined();
    reservation.end();
    expect(budget.spent.cost).toBe(160);
    expect(reservation.begin()).toMatchObject({ reason: "budget_cost", isTemporary: false });
  });

  test("the limits are read at the moment of the call", () => {
    let most = 0;
    const budget = new Budget({ limits: () => limitsOf({ calls: most }), costOf });
    expect(budget.reserve(size, first).hold()).toBeDefined();
    most = 1;
    expect(budget.reserve(size, first).hold()).toBeUndefined();
  });
});

describe("what a call took", () => {
  const spentBy = (act: (reservation: ReturnType<Budget["reserve"]>) => void): Usage => {
    const budget = budgetOf({ tokens: 10_000 });
    const reservation = budget.reserve(size, first);
    reservation.begin();
    act(reservation);
    reservation.close();
    expect(budget.reserve({ promptTokens: 6_000 - budget.spent.tokens, answerTokens: 0 }, first).hold()).toBe(
      undefined,
    );
    return budget.spent;
  };

  test("is what the server says", () => {
    expect(spentBy((reservation) => reservation.end({ promptTokens: 7, answerTokens: 2 })).tokens).toBe(9);
  });

  test("is what was estimated, where the server says nothing", () => {
    expect(spentBy((reservation) => reservation.end({ promptTokens: 0, answerTokens: 0 })).tokens).toBe(120);
    expect(spentBy((reservation) => reservation.end()).tokens).toBe(120);
  });

  test("is no token where it did nothing", () => {
    expect(spentBy(() => {})).toEqual({ calls: 1, tokens: 0, cost: 0 });
  });

  test("is what was estimated for each that was handed over to another server", () => {
    const spent = spentBy((reservation) => {
      reservation.begin();
      reservation.end({ promptTokens: 7, answerTokens: 2 });
    });
    expect(spent).toMatchObject({ calls: 2, tokens: 129 });
  });
});

describe("a third", () => {
  /** A budget of nine calls that six units of the risks 0 to 0.5 have used as far as they may. */
  const used = (): Budget => {
    const budget = budgetOf({ calls: 9 });
    const places = [0, 0.1, 0.2, 0.3, 0.4, 0.5].map((risk) => ({ risk, place: budget.register(risk) }));
    for (const priority of [...places].reverse())
      expect(budget.reserve(size, priority).begin()).toBeUndefined();
    expect(budget.reserve(size, { risk: 0.5, place: 1 }).hold()?.reason).toBe("budget_calls");
    return budget;
  };

  test("the third that is held back is refused to earlier units, however risky", () => {
    expect(used().reserve(size, { risk: 1, place: 3 }).hold()).toBeDefined();
  });

  test("the third that is held back goes to later units that are riskier than the median so far", () => {
    const budget = used();
    expect(budget.reserve(size, { risk: 0.2, place: budget.register(0.2) }).hold()).toBeDefined();
    const place = budget.register(0.3);
    for (let call = 0; call < 3; call++)
      expect(budget.reserve(size, { risk: 0.3, place }).begin()).toBeUndefined();
    expect(budget.reserve(size, { risk: 0.3, place }).begin()).toBeDefined();
  });

  test("the third that is held back is free for all units with the last chunk", () => {
    const budget = used();
    budget.release();
    for (let call = 0; call < 3; call++) expect(budget.reserve(size, first).begin()).toBeUndefined();
    expect(budget.reserve(size, first).begin()).toBeDefined();
  });

  test("of one or two calls nothing is held back", () => {
    const budget = budgetOf({ calls: 2 });
    expect([1, 2].map(() => budget.reserve(size, first).begin())).toEqual([undefined, undefined]);
  });
});

/** What may happen to one of a few reservations. */
const step = fc.record({
  reservation: fc.nat({ max: 5 }),
  act: fc.constantFrom("hold" as const, "begin" as const, "end" as const, "close" as const),
  used: fc.record({ promptTokens: fc.nat({ max: 300 }), answerTokens: fc.nat({ max: 60 }) }),
  risk: fc.double({ min: 0, max: 1, noNaN: true }),
});
const most = fc.record(
  {
    calls: fc.nat({ max: 30 }),
    tokens: fc.nat({ max: 3_000 }),
    cost: fc.double({ min: 0, max: 5_000, noNaN: true }),
  },
  { requiredKeys: [] },
);
const kinds = ["calls", "tokens", "cost"] as const;

test("no limit is passed by more than calls under way take beyond what was estimated", () => {
  fc.assert(
    fc.property(
      most,
      fc.array(step, { maxLength: 200 }),
      fc.nat({ max: 200 }),
      (limits, steps, releasedAt) => {
        const budget = budgetOf(limits);
        const reservations = Array.from({ length: 6 }, (_, at) =>
          budget.reserve(size, { risk: at / 6, place: budget.register(at / 6) }),
        );
        const beyond = { calls: 0, tokens: 0, cost: 0 };
        for (const [at, { reservation, act, used }] of steps.entries()) {
          if (at === releasedAt) budget.release();
          const chosen = reservations[reservation]!;
          const before = budget.spent;
          if (act === "end") {
            chosen.end(used);
            // Zero is not told, and counts as estimated.
            for (const kind of kinds) {
              const took = budget.spent[kind] - before[kind];
              beyond[kind] += Math.max(0, took - (kind === "calls" ? 0 : chosen.estimate[kind]));
            }
          } else {
            chosen[act]();
          }
          for (const kind of kinds) {
            const limit = limits[kind] ?? Number.POSITIVE_INFINITY;
            expect(budget.spent[kind]).toBeLessThanOrEqual(limit + beyond[kind] + 1e-6);
          }
        }
      },
    ),
    runs(300),
  );
});

test("before the last chunk, who came first never gets more than two thirds, and all of it afterwards", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 }),
      (calls, risks) => {
        const budget = budgetOf({ calls });
        const priorities = risks.map((risk) => ({ risk, place: budget.register(risk) }));
        const spend = (): void => {
          for (
            let at = 0;
            budget.reserve(size, priorities[at % priorities.length]!).begin() === undefined;
            at++
          );
        };
        spend();
        expect(budget.spent.calls).toBe(calls - Math.floor(calls / 3));
        budget.release();
        spend();
        expect(budget.spent.calls).toBe(calls);
      },
    ),
  );
});
