import { describe, expect, test } from "vitest";
import { AdaptiveLimit } from "../../../src/engine/asking/adaptive-limit.ts";
import { BatchScheduler } from "../../../src/engine/asking/batch-scheduler.ts";
import { CallPace } from "../../../src/engine/asking/call-pace.ts";
import type { ModelEndpoint, ModelReply, ModelRequest } from "../../../src/engine/asking/model-endpoint.ts";
import { RetryingClient } from "../../../src/engine/asking/retrying-client.ts";
import { fc } from "../../support/fast-check.ts";
import { fault } from "./fake-endpoint.ts";
import { SimulatedClock, SimulatedServer, seededRandom } from "./simulated-server.ts";

const request = { user: "" } as ModelRequest;
const reply: ModelReply = { content: "", finishReason: "stop", promptTokens: 0, answerTokens: 0 };

/** A limit on a clock of its own, and an endpoint whose calls end when the test says so. */
function watched(ceiling: number | (() => number)) {
  const clock = { now: 0 };
  const ends: ((how: "served" | "busy" | "timeout" | "unreachable") => void)[] = [];
  const endpoint: ModelEndpoint = {
    ask: () =>
      new Promise((resolve, reject) => {
        ends.push((how) => (how === "served" ? resolve(reply) : reject(fault(how))));
      }),
  };
  const limit = new AdaptiveLimit({
    ceiling: typeof ceiling === "number" ? () => ceiling : ceiling,
    now: () => clock.now,
  });
  const watching = limit.watch(endpoint);
  /** As many calls as may run, begun together and ended together. */
  const round = async (how: "served" | "busy" | "timeout" | "unreachable", count = limit.current) => {
    const calls = Array.from({ length: count }, () => watching.ask(request).catch(() => undefined));
    await new Promise((resolve) => setImmediate(resolve));
    clock.now += how === "busy" ? 5 : 1_000;
    for (const end of ends.splice(0)) end(how);
    await Promise.all(calls);
  };
  /** Calls begun together that end one after the other. */
  const apart = async (endings: readonly ("served" | "busy")[], milliseconds: number) => {
    const calls = endings.map(() => watching.ask(request).catch(() => undefined));
    await new Promise((resolve) => setImmediate(resolve));
    for (const [at, end] of ends.splice(0).entries()) {
      clock.now += milliseconds;
      end(endings[at] ?? "served");
      await calls[at];
    }
  };
  return { limit, clock, round, apart };
}

describe("the limit", () => {
  test("begins with one call and doubles each round, up to the ceiling", async () => {
    const { limit, round } = watched(50);
    const seen: number[] = [];
    for (let at = 0; at < 8; at++) {
      seen.push(limit.current);
      await round("served");
    }
    expect(seen).toEqual([1, 2, 4, 8, 16, 32, 50, 50]);
  });

  test.each(["busy", "timeout"] as const)(
    "goes back to what was served before when %s ends the doubling, and then grows by one a round",
    async (how) => {
      const { limit, round } = watched(64);
      for (let at = 0; at < 6; at++) await round("served");
      expect(limit.current).toBe(64);
      await round(how);
      expect(limit.current).toBe(32);
      await round("served");
      expect(limit.current).toBe(33);
      await round("served");
      expect(limit.current).toBe(34);
    },
  );

  test("loses a twentieth when refused later on, once a round trip", async () => {
    const { limit, clock, round } = watched(64);
    for (let at = 0; at < 6; at++) await round("served");
    await round("busy");
    clock.now += 1_000;
    await round("busy");
    expect(limit.current).toBe(30);
    await round("busy");
    expect(limit.current, "within the same round trip").toBe(30);
    clock.now += 1_000;
    await round("busy");
    expect(limit.current).toBe(28);
  });

  test("loses once where calls that began together are refused one long after the other", async () => {
    const { limit, clock, round, apart } = watched(64);
    for (let at = 0; at < 6; at++) await round("served");
    await round("busy");
    clock.now += 2_000;
    await apart(["busy", "busy"], 5_000);
    expect(limit.current).toBe(30);
  });

  test("does not mind a connection that broke", async () => {
    const { limit, round } = watched(64);
    for (let at = 0; at < 2; at++) await round("served");
    await round("unreachable");
    expect(limit.current).toBe(4);
  });

  test("does not grow while less than half of it is used", async () => {
    const { limit, round } = watched(64);
    for (let at = 0; at < 3; at++) await round("served");
    for (let at = 0; at < 20; at++) await round("served", 3);
    expect(limit.current).toBe(8);
  });

  test("follows a ceiling that comes down and goes up again", async () => {
    let ceiling = 16;
    const { limit, round } = watched(() => ceiling);
    for (let at = 0; at < 6; at++) await round("served");
    ceiling = 2;
    expect(limit.current).toBe(2);
    ceiling = 16;
    expect(limit.current).toBe(16);
  });

  test("is one to the ceiling whatever happens", async () => {
    const ending = fc.constantFrom("served" as const, "busy" as const, "timeout" as const);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 64 }), fc.array(ending), async (ceiling, endings) => {
        const { limit, clock, round } = watched(ceiling);
        for (const how of endings) {
          await round(how);
          clock.now += 500;
          expect(limit.current).toBeGreaterThanOrEqual(1);
          expect(limit.current).toBeLessThanOrEqual(Math.max(1, ceiling));
        }
      }),
    );
  });
});

/** Asks so many texts, one a call, of a server with so many slots. */
async function simulate({
  seed,
  slots,
  calls,
  spread,
  travel = 0,
}: {
  seed: number;
  slots: number | ((now: number) => number);
  calls: number;
  /** How far service times lie from two seconds, 0 to 1. */
  spread: number;
  /** Milliseconds that a reply is under way. */
  travel?: number;
}) {
  const clock = new SimulatedClock();
  const random = seededRandom(seed);
  const server = new SimulatedServer({
    clock,
    slots: () => (typeof slots === "number" ? slots : slots(clock.now)),
    serviceTime: () => 2_000 * (1 + spread * (2 * random() - 1)),
    travelTime: () => travel * (0.5 + random()),
  });
  const limit = new AdaptiveLimit({ ceiling: () => 64, now: () => clock.now });
  const client = new RetryingClient(limit.watch(server), {
    maxAttempts: 3,
    temperature: 0,
    timeLeft: () => Number.MAX_SAFE_INTEGER,
    pace: new CallPace({ timeLeft: () => Number.MAX_SAFE_INTEGER, requestTimeout: 30_000 }),
    signal: new AbortController().signal,
    sleep: (milliseconds) => clock.sleep(milliseconds),
    newTag: () => "tag0123456789abcdef",
    random,
    now: () => clock.now,
  });
  const judge = new BatchScheduler(client, { batchSize: 1, limit, maxAttempts: 3, ended: () => undefined });
  const asked = Array.from({ length: calls }, (_, at) => judge.ask({ log: `WARN job-${at} late` }));
  judge.flush();
  const answers = await clock.runUntil(Promise.all(asked));
  // The last 80 % of the calls; the very last ones find the line empty and slots free.
  const served = server.served.slice(calls / 5, -64);
  const [from, to] = [server.served[calls / 5 - 1] as number, served.at(-1) as number];
  const refused = server.refused.filter((time) => time > from && time <= to).length;
  return {
    throughput: (served.length / (to - from)) * 2_000,
    refused: refused / (refused + served.length),
    unanswered: answers.filter((answer) => "reason" in answer).length,
    mostTries: Math.max(...server.attempts.values()),
  };
}

describe("a server that serves 32 calls at once and refuses others, asked 5,000 times at concurrency=64", () => {
  test.each([
    [1, 0.5],
    [2, 0.5],
    [3, 0.9],
    [4, 0.1],
    [5, 0],
  ])(
    "is kept busy and seldom asked in vain (seed %i, service times within %f of their mean)",
    async (seed, spread) => {
      const { throughput, refused, unanswered, mostTries } = await simulate({
        seed,
        slots: 32,
        calls: 5_000,
        spread,
      });
      expect(throughput).toBeGreaterThanOrEqual(0.95 * 32);
      expect(refused).toBeLessThan(0.02);
      expect(unanswered).toBe(0);
      expect(mostTries).toBeLessThanOrEqual(3);
    },
  );

  test.each([
    [1, 0, 20],
    [2, 0, 200],
    [3, 0.1, 50],
    [4, 0.5, 100],
  ])(
    "leaves few calls without an answer (seed %i, service times within %f of their mean, replies %i ms under way)",
    async (seed, spread, travel) => {
      const { unanswered } = await simulate({ seed, slots: 32, calls: 5_000, spread, travel });
      expect(unanswered).toBeLessThan(0.02 * 5_000);
    },
  );
});
