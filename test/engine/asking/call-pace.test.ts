import { describe, expect, test } from "vitest";
import { AdaptiveLimit } from "../../../src/engine/asking/adaptive-limit.ts";
import { BatchScheduler } from "../../../src/engine/asking/batch-scheduler.ts";
import { CallPace } from "../../../src/engine/asking/call-pace.ts";
import {
  EndpointError,
  type ModelReply,
  type ModelRequest,
} from "../../../src/engine/asking/model-endpoint.ts";
import { RetryingClient } from "../../../src/engine/asking/retrying-client.ts";
import { logsOf, replyContent } from "../../support/model-endpoint/reply-content.ts";
import { SimulatedClock } from "./simulated-server.ts";

const answered = (questions: number, milliseconds: number) => ({
  ...{ questions, milliseconds, userBytes: 1_000 * questions, sourcetype: undefined },
  ...{ promptTokens: 1_000, answerTokens: 80 * questions },
});

describe("the size of a batch", () => {
  test.each([
    [240, 8],
    [120, 4],
    [60, 2],
    [10, 1],
  ])(
    "of which nothing is known, with %i seconds left, is what a slow server can answer: %i",
    (seconds, size) => {
      const pace = new CallPace({ timeLeft: () => seconds * 1000, requestTimeout: 30_000 });
      expect(pace.batchSize(8)).toBe(size);
    },
  );

  test("is as large as allowed where calls are fast, and smaller the less time is left", () => {
    let left = 240_000;
    const pace = new CallPace({ timeLeft: () => left, requestTimeout: 30_000 });
    pace.answered(answered(8, 10_000));
    expect(pace.batchSize(8)).toBe(8);
    left = 15_000;
    expect(pace.batchSize(8)).toBe(4);
    left = 1_000;
    expect(pace.batchSize(8)).toBe(0);
  });

  test("is at most half of what timed out, until as much was answered", () => {
    const pace = new CallPace({ timeLeft: () => 1e9, requestTimeout: 30_000 });
    pace.timedOut(8, 60_000);
    expect(pace.batchSize(8)).toBe(4);
    pace.answered(answered(4, 20_000));
    expect(pace.batchSize(8)).toBe(4);
    pace.answered(answered(8, 40_000));
    expect(pace.batchSize(8)).toBe(8);
  });
});

describe("the time that a call may take", () => {
  const left = 1e9;
  test.each([
    ["one text: a slow server may load its model first", 30_000, 216, 30_000 + 54_000],
    ["many texts", 30_000, 1_616, 30_000 + 161_600],
    ["one text, where the server should be fast", 400, 216, 400 + 21_600],
  ])("as long as nothing is known, for %s", (_, requestTimeout, answerTokens, milliseconds) => {
    expect(new CallPace({ timeLeft: () => left, requestTimeout }).timeout(answerTokens)).toBe(milliseconds);
  });

  test("follows what calls took, and is never shorter than what was too short", () => {
    const pace = new CallPace({ timeLeft: () => left, requestTimeout: 30_000 });
    pace.answered(answered(1, 40_000));
    expect(pace.timeout(216)).toBe(30_000 + 216_000);
    const fast = new CallPace({ timeLeft: () => left, requestTimeout: 30_000 });
    fast.answered(answered(1, 1_000));
    expect(fast.timeout(200)).toBe(30_000 + 20_000);
    fast.timedOut(1, 90_000);
    expect(fast.timeout(200)).toBe(90_000);
  });

  test("ends with the search", () => {
    expect(new CallPace({ timeLeft: () => 700, requestTimeout: 30_000 }).timeout(200)).toBe(700);
  });
});

/** Writes so many tokens a second in all, in turns, and reads prompts at once; each verdict has 80. */
class SlowServer {
  readonly timedOut: number[] = [];
  private readonly clock: SimulatedClock;
  private readonly tokensPerSecond: number;
  private readonly slots: number;
  private busy = 0;
  private free = Promise.resolve();

  constructor(clock: SimulatedClock, tokensPerSecond: number, slots = 1) {
    this.clock = clock;
    this.tokensPerSecond = tokensPerSecond;
    this.slots = slots;
  }

  async ask(request: ModelRequest): Promise<ModelReply> {
    const { clock } = this;
    const logs = logsOf({ messages: [{ role: "user", content: request.user }] });
    const started = clock.now;
    const tokens = 80 * logs.length;
    const before = this.free;
    let release = (): void => {};
    if (++this.busy >= this.slots) this.free = new Promise((resolve) => (release = resolve));
    await before;
    // Half a second at a time, so that a call that is given up does not go on.
    for (let written = 0; written < tokens; written += this.tokensPerSecond / 2) {
      if (clock.now - started >= request.timeout) {
        release();
        this.busy--;
        this.timedOut.push(logs.length);
        throw new EndpointError("timeout", "The server did not finish its reply in time.");
      }
      await clock.sleep(500);
    }
    release();
    this.busy--;
    return { ...replyContent(logs, "by-id"), promptTokens: 1_000, answerTokens: tokens };
  }
}

async function searchAt(server: SlowServer, clock: SimulatedClock, seconds: number, texts: number) {
  const timeLeft = () => Math.max(0, seconds * 1000 - clock.now);
  const limit = new AdaptiveLimit({ ceiling: () => 8, now: () => clock.now, timeLeft });
  const client = new RetryingClient(limit.watch(server), {
    ...{ maxAttempts: 3, temperature: 0, timeLeft, signal: new AbortController().signal },
    pace: new CallPace({ timeLeft, requestTimeout: 30_000 }),
    sleep: (milliseconds) => clock.sleep(milliseconds),
    newTag: () => "tag0123456789abcdef",
    random: () => 0,
    now: () => clock.now,
  });
  const judge = new BatchScheduler(client, {
    ...{ batchSize: 8, limit, maxAttempts: 3 },
    ended: () => (timeLeft() <= 20 ? "budget_time" : undefined),
  });
  const asked = Array.from({ length: texts }, (_, at) => judge.ask({ log: `WARN job-${at} late` }));
  judge.flush(true);
  const answers = await clock.runUntil(Promise.all(asked));
  return { answered: answers.filter((answer) => "judgement" in answer).length, judge };
}

describe("a server of 4 tokens a second", () => {
  test.each([60, 120, 240, 600])(
    "answers at least four fifths of what it can in %i seconds, and never times out",
    async (seconds) => {
      const clock = new SimulatedClock();
      const server = new SlowServer(clock, 4);
      const { answered, judge } = await searchAt(server, clock, seconds, 100);
      expect(answered).toBeGreaterThanOrEqual(0.8 * Math.floor((seconds * 4) / 80));
      expect(server.timedOut).toEqual([]);
      expect([...judge.faults]).toEqual([["budget_time", expect.stringContaining("raise timeout")]]);
    },
  );
});
