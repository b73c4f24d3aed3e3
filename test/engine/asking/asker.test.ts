import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer, Asker } from "../../../src/engine/asking/asker.ts";
import type { EndpointFault } from "../../../src/engine/asking/model-endpoint.ts";
import { echoOf } from "../../support/model-endpoint/reply-content.ts";
import { type Act, type ActOf, FakeEndpoint, fault } from "./fake-endpoint.ts";

const textsOf = (count: number) => Array.from({ length: count }, (_, at) => `WARN job-${at + 1} late`);

/** Asks, and fails where an answer is another text's. */
async function answersTo(asker: Asker, texts: readonly string[], again = false): Promise<string[]> {
  const asked = texts.map((text) => asker.ask({ log: text }, { again }));
  asker.flush();
  const answers = await Promise.all(asked);
  for (const [at, answer] of answers.entries()) checkBelonging(answer, texts[at]!);
  return answers.map((answer) => ("reason" in answer ? answer.reason : "llm"));
}

function checkBelonging(answer: Answer, text: string): void {
  if (!("reason" in answer)) expect(answer.judgement.rootCause).toBe(echoOf(text));
}

const mostTries = (endpoint: FakeEndpoint) => Math.max(0, ...endpoint.tries.values());

describe("texts", () => {
  test("are asked in batches, side by side within the limit", async () => {
    const endpoint = new FakeEndpoint();
    const asker = endpoint.asker({ batchSize: 4, concurrency: 3 });
    expect(new Set(await answersTo(asker, textsOf(30)))).toEqual(new Set(["llm"]));
    expect(endpoint.asked.map(({ length }) => length)).toEqual([...new Array(7).fill(4), 2]);
    expect(endpoint.load.most).toBe(3);
  });

  test("that are equal are asked once, unless again is said", async () => {
    const endpoint = new FakeEndpoint();
    const asker = endpoint.asker();
    const texts = [...textsOf(3), ...textsOf(3)];
    await answersTo(asker, texts);
    await answersTo(asker, texts);
    expect(endpoint.asked).toEqual([textsOf(3)]);
    await answersTo(asker, texts, true);
    expect(endpoint.asked.flat()).toHaveLength(3 + 6);
  });

  test("that come while calls are on their way join the batches that wait", async () => {
    const endpoint = new FakeEndpoint();
    const asker = endpoint.asker({ batchSize: 4, concurrency: 1 });
    const all = textsOf(13).map((text) => {
      const answer = asker.ask({ log: text });
      asker.flush();
      return answer;
    });
    await Promise.all(all);
    expect(endpoint.asked.length).toBeLessThanOrEqual(5);
  });
});

describe("a reply", () => {
  test.each<Act>(["prose", "empty", "foreign-ids", "wrong-types", "severity-out-of-range"])(
    "of %s has its texts asked again alone, three times in all",
    async (shape) => {
      const endpoint = new FakeEndpoint(shape);
      expect(new Set(await answersTo(endpoint.asker(), textsOf(5)))).toEqual(new Set(["bad_reply"]));
      expect(endpoint.asked.slice(1).every(({ length }) => length === 1)).toBe(true);
      expect([...endpoint.tries.values()]).toEqual(new Array(5).fill(3));
    },
  );

  test("that leaves some out keeps the others", async () => {
    const endpoint = new FakeEndpoint((number) => (number === 1 ? "missing-ids" : "by-id"));
    expect(new Set(await answersTo(endpoint.asker(), textsOf(5)))).toEqual(new Set(["llm"]));
    expect(endpoint.asked.slice(1)).toEqual([["WARN job-1 late"], ["WARN job-3 late"], ["WARN job-5 late"]]);
  });

  test("that is cut has the rest asked in halves, once", async () => {
    const endpoint = new FakeEndpoint((_, logs) =>
      logs.some(({ log }) => log.includes("job-8")) ? "cut" : "by-id",
    );
    const reasons = await answersTo(endpoint.asker(), textsOf(8));
    expect(reasons.filter((reason) => reason !== "llm")).toEqual(["too_long"]);
    expect(reasons[7]).toBe("too_long");
    expect(endpoint.tries.get("WARN job-8 late")).toBe(2);
  });
});

describe("a fault", () => {
  const reasons: readonly [EndpointFault, string][] = [
    ["unreachable", "unreachable"],
    ["busy", "refused"],
    ["server_error", "refused"],
    ["timeout", "timeout"],
    ["form_refused", "refused"],
    ["parameter_refused", "refused"],
    ["refused", "refused"],
    ["bad_reply", "bad_reply"],
    ["cancelled", "cancelled"],
  ];
  test.each(reasons)("of the kind %s ends as %s, within three tries", async (kind, reason) => {
    const endpoint = new FakeEndpoint(fault(kind));
    const asker = endpoint.asker();
    expect(new Set(await answersTo(asker, textsOf(20)))).toEqual(new Set([reason]));
    if (kind !== "form_refused") expect(mostTries(endpoint)).toBeLessThanOrEqual(3);
    expect([...asker.faults.keys()]).toEqual([reason]);
  });

  test.each<EndpointFault>(["server_error", "timeout"])(
    "of the kind %s is asked once more, in halves",
    async (kind) => {
      const endpoint = new FakeEndpoint(fault(kind));
      await answersTo(endpoint.asker(), textsOf(8));
      expect(endpoint.asked.map(({ length }) => length)).toEqual([8, 4, 4]);
    },
  );

  test.each<EndpointFault>(["server_error", "timeout", "busy", "unreachable", "bad_reply"])(
    "of the kind %s is not asked again where one try is all",
    async (kind) => {
      const endpoint = new FakeEndpoint(fault(kind));
      await answersTo(endpoint.asker({ maxTries: 1 }), textsOf(8));
      expect(endpoint.asked).toHaveLength(1);
    },
  );

  test("of the context ends with the one text that does not fit", async () => {
    const endpoint = new FakeEndpoint((_, logs) =>
      logs.some(({ log }) => log.includes("job-3 ")) ? fault("too_long") : "by-id",
    );
    const expected = new Array<string>(8).fill("llm");
    expected[2] = "too_long";
    expect(await answersTo(endpoint.asker(), textsOf(8))).toEqual(expected);
    expect(endpoint.asked.length).toBeLessThanOrEqual(7);
  });

  test("that is no EndpointError is an answer too", async () => {
    const endpoint = new FakeEndpoint({ throws: new TypeError("a bug with log text") });
    const asker = endpoint.asker();
    expect(new Set(await answersTo(asker, textsOf(3)))).toEqual(new Set(["refused"]));
    expect([...asker.faults.values()].join()).not.toContain("log text");
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
    await answersTo(endpoint.asker({ concurrency: 1, batchSize: 1 }), textsOf(100));
    expect(endpoint.asked.length).toBeLessThanOrEqual(most);
  });

  test.each<EndpointFault>(["server_error", "timeout"])(
    "with %s is asked no more after a few calls",
    async (kind) => {
      const endpoint = new FakeEndpoint(fault(kind));
      await answersTo(endpoint.asker({ concurrency: 1 }), textsOf(400));
      expect(endpoint.asked.length).toBeLessThanOrEqual(30);
    },
  );

  test("once in a while is not given up", async () => {
    const endpoint = new FakeEndpoint((number) => (number % 4 === 0 ? fault("busy", 1e9) : "by-id"));
    const reasons = await answersTo(endpoint.asker({ concurrency: 1, batchSize: 1 }), textsOf(40));
    expect(reasons.filter((reason) => reason === "llm")).toHaveLength(30);
  });
});

test("a search that ends answers everything, without another call", async () => {
  const endpoint = new FakeEndpoint("hang");
  const asker = endpoint.asker({ concurrency: 2, batchSize: 2 });
  const answers = answersTo(asker, textsOf(20));
  await new Promise((resolve) => setTimeout(resolve, 5));
  endpoint.cancel.abort();
  expect(new Set(await answers)).toEqual(new Set(["cancelled"]));
  expect(endpoint.asked).toHaveLength(2);
  expect(await answersTo(asker, ["new"])).toEqual(["cancelled"]);
});

test("a search whose time is over says so", async () => {
  const endpoint = new FakeEndpoint(fault("busy"), 400);
  endpoint.time = 400;
  expect(await answersTo(endpoint.asker(), textsOf(3))).toEqual(new Array(3).fill("budget_time"));
  expect(endpoint.asked).toEqual([]);
});

const acts: readonly Act[] = [
  ...(["by-id", "by-id", "by-id", "array", "missing-ids", "duplicate-ids", "foreign-ids"] as const),
  ...(["fenced", "prose", "cut", "wrong-types", "empty"] as const),
  ...(["unreachable", "busy", "server_error", "timeout", "form_refused"] as const).map((kind) => fault(kind)),
  ...(["parameter_refused", "bad_reply"] as const).map((kind) => fault(kind)),
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
    maxTries: fc.integer({ min: 1, max: 4 }),
    end: fc.constantFrom(300, 2_000, 240_000),
  });
  await fc.assert(
    fc.asyncProperty(run, async ({ turns, count, end, ...options }) => {
      const act: ActOf = (number) => turns[number % turns.length]!;
      const endpoint = new FakeEndpoint(act, end);
      expect(await answersTo(endpoint.asker(options), textsOf(count))).toHaveLength(count);
      expect(endpoint.load.most).toBeLessThanOrEqual(options.concurrency);
      // Refused forms and parameters are no tries: at most two rungs and one name of the cap for each.
      expect(mostTries(endpoint)).toBeLessThanOrEqual(options.maxTries * 4);
      if (!turns.some((turn) => turn instanceof Error && /form|parameter/.test(turn.message))) {
        expect(mostTries(endpoint)).toBeLessThanOrEqual(options.maxTries);
      }
    }),
    { numRuns: 300 },
  );
});
