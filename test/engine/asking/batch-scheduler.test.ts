import { describe, expect, test } from "vitest";
import type { BatchScheduler } from "../../../src/engine/asking/batch-scheduler.ts";
import type { EndpointFault } from "../../../src/engine/asking/model-endpoint.ts";
import type { Answer } from "../../../src/engine/asking/question.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { echoOf } from "../../support/model-endpoint/reply-content.ts";
import { type Act, type ActOf, FakeEndpoint, fault } from "./fake-endpoint.ts";

const textsOf = (count: number) => Array.from({ length: count }, (_, at) => `WARN job-${at + 1} late`);

/** Asks, and fails where an answer is another text's. */
async function answersTo(judge: BatchScheduler, texts: readonly string[], again = false): Promise<string[]> {
  const asked = texts.map((text) => judge.ask({ log: text }, { again }));
  judge.flush();
  const answers = await Promise.all(asked);
  for (const [at, answer] of answers.entries()) checkBelonging(answer, texts[at]!);
  return answers.map((answer) => ("reason" in answer ? answer.reason : "llm"));
}

function checkBelonging(answer: Answer, text: string): void {
  if (!("reason" in answer)) expect(answer.judgement.rootCause).toBe(echoOf(text));
}

const mostTries = (endpoint: FakeEndpoint) => Math.max(0, ...endpoint.attempts.values());

describe("texts", () => {
  test("texts are asked in batches, side by side within the limit", async () => {
    const endpoint = new FakeEndpoint();
    const judge = endpoint.judge({ batchSize: 4, concurrency: 3 });
    expect(new Set(await answersTo(judge, textsOf(30)))).toEqual(new Set(["llm"]));
    expect(endpoint.asked.map(({ length }) => length)).toEqual([...new Array(7).fill(4), 2]);
    expect(endpoint.load.most).toBe(3);
  });

  test("equal texts are asked once, unless `again` is set", async () => {
    const endpoint = new FakeEndpoint();
    const judge = endpoint.judge();
    const texts = [...textsOf(3), ...textsOf(3)];
    await answersTo(judge, texts);
    await answersTo(judge, texts);
    expect(endpoint.asked).toEqual([textsOf(3)]);
    await answersTo(judge, texts, true);
    expect(endpoint.asked.flat()).toHaveLength(3 + 6);
  });

  test("texts that come while calls are in flight join the waiting batches", async () => {
    const endpoint = new FakeEndpoint();
    const judge = endpoint.judge({ batchSize: 4, concurrency: 1 });
    const all = textsOf(13).map((text) => {
      const answer = judge.ask({ log: text });
      judge.flush();
      return answer;
    });
    await Promise.all(all);
    expect(endpoint.asked.length).toBeLessThanOrEqual(5);
  });
});

describe("a reply", () => {
  test("a reply that is numbered from 0 is rejected, and its texts are asked again alone", async () => {
    const endpoint = new FakeEndpoint((_, logs) => (logs.length > 1 ? "ids-from-zero" : "by-id"));
    expect(new Set(await answersTo(endpoint.judge({ batchSize: 3 }), textsOf(3)))).toEqual(new Set(["llm"]));
    expect(endpoint.asked.map(({ length }) => length)).toEqual([3, 1, 1, 1]);
  });

  test.each<Act>(["ids-from-zero", "prose"])(
    "of %s to every batch does not give up a model that answers texts alone",
    async (shape) => {
      const endpoint = new FakeEndpoint((_, logs) => (logs.length > 1 ? shape : "by-id"));
      const judge = endpoint.judge({ batchSize: 2, concurrency: 16 });
      expect(new Set(await answersTo(judge, textsOf(80)))).toEqual(new Set(["llm"]));
      expect(mostTries(endpoint)).toBe(2);
    },
  );

  test.each<Act>(["ids-from-zero", "prose"])(
    "of %s to everything is soon asked for no more",
    async (shape) => {
      const endpoint = new FakeEndpoint(shape);
      expect(new Set(await answersTo(endpoint.judge({ batchSize: 2 }), textsOf(400)))).toEqual(
        new Set(["bad_reply"]),
      );
      expect(endpoint.asked.length).toBeLessThanOrEqual(30);
    },
  );

  test.each<Act>(["prose", "empty", "foreign-ids", "wrong-types", "severity-out-of-range"])(
    "of %s has its texts asked again alone, three times in all",
    async (shape) => {
      const endpoint = new FakeEndpoint(shape);
      expect(new Set(await answersTo(endpoint.judge(), textsOf(5)))).toEqual(new Set(["bad_reply"]));
      expect(endpoint.asked.slice(1).every(({ length }) => length === 1)).toBe(true);
      expect([...endpoint.attempts.values()]).toEqual(new Array(5).fill(3));
    },
  );

  test("a reply that leaves out some texts keeps the verdicts on the others", async () => {
    const endpoint = new FakeEndpoint((number) => (number === 1 ? "missing-ids" : "by-id"));
    expect(new Set(await answersTo(endpoint.judge(), textsOf(5)))).toEqual(new Set(["llm"]));
    expect(endpoint.asked.slice(1)).toEqual([["WARN job-1 late"], ["WARN job-3 late"], ["WARN job-5 late"]]);
  });

  test("the rest of a reply that was cut is asked again, with room for a longer answer", async () => {
    const endpoint = new FakeEndpoint((_, logs, { answerTokens }) =>
      logs.some(({ log }) => log.includes("job-8")) && answerTokens < 700 * logs.length ? "cut" : "by-id",
    );
    expect(new Set(await answersTo(endpoint.judge(), textsOf(8)))).toEqual(new Set(["llm"]));
    expect(endpoint.requests.map(({ answerTokens }) => answerTokens)).toEqual([1_616, 1_216, 816]);
  });

  test("a text whose answer is cut at any length is answered with a reason", async () => {
    const endpoint = new FakeEndpoint((_, logs) =>
      logs.some(({ log }) => log.includes("job-8")) ? "cut" : "by-id",
    );
    const reasons = await answersTo(endpoint.judge(), textsOf(8));
    expect(reasons.filter((reason) => reason !== "llm")).toEqual(["too_long"]);
    expect(reasons[7]).toBe("too_long");
    expect(endpoint.attempts.get("WARN job-8 late")).toBe(3);
  });
});

describe("a fault", () => {
  const reasons: readonly [EndpointFault, string][] = [
    ["unreachable", "unreachable"],
    ["busy", "refused"],
    ["server_error", "refused"],
    ["timeout", "timeout"],
    ["form_refused", "refused"],
    ["refused", "refused"],
    ["bad_reply", "bad_reply"],
    ["cancelled", "cancelled"],
  ];
  test.each(reasons)("of the kind %s ends as %s, within three tries", async (kind, reason) => {
    const endpoint = new FakeEndpoint(fault(kind));
    const judge = endpoint.judge();
    expect(new Set(await answersTo(judge, textsOf(20)))).toEqual(new Set([reason]));
    if (kind !== "form_refused") expect(mostTries(endpoint)).toBeLessThanOrEqual(3);
    expect([...judge.faults.keys()]).toEqual([reason]);
  });

  test("of the kind timeout is asked once more, in batches half as large as the one that timed out last", async () => {
    const endpoint = new FakeEndpoint(fault("timeout"));
    await answersTo(endpoint.judge(), textsOf(8));
    expect(endpoint.asked.map(({ length }) => length)).toEqual([8, 4, 2, 1, 1]);
  });

  test("within the server is asked once more, in halves, where the form was answered before", async () => {
    const endpoint = new FakeEndpoint((number) => (number === 1 ? "by-id" : fault("server_error")));
    await answersTo(endpoint.judge({ concurrency: 1 }), textsOf(16));
    expect(endpoint.asked.map(({ length }) => length)).toEqual([8, 8, 4, 4]);
  });

  test.each<EndpointFault>(["server_error", "timeout", "busy", "unreachable", "bad_reply"])(
    "of the kind %s is not asked again where one try is all",
    async (kind) => {
      const endpoint = new FakeEndpoint(fault(kind));
      await answersTo(endpoint.judge({ maxAttempts: 1 }), textsOf(8));
      expect(endpoint.asked).toHaveLength(1);
    },
  );

  test("a batch that does not fit the context is halved down to the one text that does not fit", async () => {
    const endpoint = new FakeEndpoint((_, logs) =>
      logs.some(({ log }) => log.includes("job-3 ")) ? fault("too_long") : "by-id",
    );
    const expected = new Array<string>(8).fill("llm");
    expected[2] = "too_long";
    expect(await answersTo(endpoint.judge(), textsOf(8))).toEqual(expected);
    expect(endpoint.asked.length).toBeLessThanOrEqual(7);
  });

  test("an unexpected error is answered with a reason too", async () => {
    const endpoint = new FakeEndpoint({ throws: new TypeError("a bug with log text") });
    const judge = endpoint.judge();
    expect(new Set(await answersTo(judge, textsOf(3)))).toEqual(new Set(["refused"]));
    expect([...judge.faults.values()].join()).not.toContain("log text");
  });
});

describe("an endpoint that fails for good", () => {
  test.each<[EndpointFault, number]>([
    ["refused", 1],
    ["unreachable", 9],
    ["busy", 9],
    ["bad_reply", 9],
  ])("with %s is asked no more after a few calls", async (kind, most) => {
    const endpoint = new FakeEndpoint(fault(kind));
    await answersTo(endpoint.judge({ concurrency: 1, batchSize: 1 }), textsOf(100));
    expect(endpoint.asked.length).toBeLessThanOrEqual(most);
  });

  test.each<EndpointFault>(["server_error", "timeout"])(
    "with %s is asked no more after a few calls",
    async (kind) => {
      const endpoint = new FakeEndpoint(fault(kind));
      await answersTo(endpoint.judge({ concurrency: 1 }), textsOf(400));
      expect(endpoint.asked.length).toBeLessThanOrEqual(30);
    },
  );

  test("an endpoint that fails only once in a while is not given up", async () => {
    const endpoint = new FakeEndpoint((number) => (number % 4 === 0 ? fault("busy", 1e9) : "by-id"));
    const reasons = await answersTo(endpoint.judge({ concurrency: 1, batchSize: 1 }), textsOf(40));
    expect(reasons.filter((reason) => reason === "llm")).toHaveLength(30);
  });
});

test("an endpoint that refuses some texts while it answers others is not given up", async () => {
  const endpoint = new FakeEndpoint((_, [first]) =>
    /[02468] late/.test(first?.log ?? "") ? fault("busy") : "by-id",
  );
  const reasons = await answersTo(endpoint.judge({ concurrency: 16, batchSize: 1 }), textsOf(160));
  expect(reasons.filter((reason) => reason === "llm")).toHaveLength(80);
});

test("a search that ends answers everything, without another call", async () => {
  const endpoint = new FakeEndpoint((number) => (number === 1 ? "by-id" : "hang"));
  const judge = endpoint.judge({ concurrency: 2, batchSize: 2 });
  const answers = answersTo(judge, textsOf(20));
  await new Promise((resolve) => setTimeout(resolve, 5));
  endpoint.cancel.abort();
  expect(await answers).toEqual(["llm", "llm", ...new Array<string>(18).fill("cancelled")]);
  expect(endpoint.asked).toHaveLength(3);
  expect(await answersTo(judge, ["new"])).toEqual(["cancelled"]);
});

test("a search whose time is over says so", async () => {
  const endpoint = new FakeEndpoint(fault("busy"), 400);
  endpoint.time = 400;
  expect(await answersTo(endpoint.judge(), textsOf(3))).toEqual(new Array(3).fill("budget_time"));
  expect(endpoint.asked).toEqual([]);
});

const acts: readonly Act[] = [
  ...([
    "by-id",
    "by-id",
    "by-id",
    "array",
    "missing-ids",
    "duplicate-ids",
    "foreign-ids",
    "ids-from-zero",
  ] as const),
  ...(["fenced", "prose", "cut", "wrong-types", "empty"] as const),
  ...(["unreachable", "busy", "server_error", "timeout", "form_refused"] as const).map((kind) => fault(kind)),
  fault("bad_reply"),
  fault("busy", 100),
  fault("busy", 1e9),
  { throws: "a text" },
];

test("whatever the endpoint does, every question is answered, with its own answer, within its tries", async () => {
  const run = fc.record({
    turns: fc.array(fc.constantFrom(...acts), { minLength: 1, maxLength: 15 }),
    count: fc.integer({ min: 1, max: 60 }),
    batchSize: fc.integer({ min: 1, max: 32 }),
    concurrency: fc.integer({ min: 1, max: 8 }),
    maxAttempts: fc.integer({ min: 1, max: 4 }),
    end: fc.constantFrom(300, 2_000, 240_000),
  });
  await fc.assert(
    fc.asyncProperty(run, async ({ turns, count, end, ...options }) => {
      const act: ActOf = (number) => turns[number % turns.length]!;
      const endpoint = new FakeEndpoint(act, end);
      expect(await answersTo(endpoint.judge(options), textsOf(count))).toHaveLength(count);
      expect(endpoint.load.most).toBeLessThanOrEqual(options.concurrency);
      // Refused forms and parameters are no attempts: at most two rungs and one name of the cap for each.
      expect(mostTries(endpoint)).toBeLessThanOrEqual(options.maxAttempts * 4);
      if (!turns.some((turn) => turn instanceof Error && /form|parameter/.test(turn.message))) {
        expect(mostTries(endpoint)).toBeLessThanOrEqual(options.maxAttempts);
      }
    }),
    runs(300),
  );
});
