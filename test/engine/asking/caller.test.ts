import { describe, expect, test } from "vitest";
import type { EndpointFault, ReplyForm } from "../../../src/engine/asking/model-endpoint.ts";
import { isEndpointError } from "../../../src/engine/asking/model-endpoint.ts";
import { type ActOf, FakeEndpoint, fault } from "./fake-endpoint.ts";

const questions = [{ log: "disk full" }, { log: "link down" }];
const call = (endpoint: FakeEndpoint, tries = 3) => endpoint.caller().call(questions, limits(tries));

function limits(tries: number, onTry: () => void = () => {}) {
  return { tries, onTry, worthwhile: () => true };
}

/** The fault that a call ends with. */
async function faultOf(asked: Promise<unknown>): Promise<EndpointFault> {
  const error: unknown = await asked.then(
    () => new Error("a reply came"),
    (thrown: unknown) => thrown,
  );
  if (isEndpointError(error)) return error.fault;
  throw error;
}

const lasting: readonly EndpointFault[] = ["refused", "server_error", "timeout", "too_long", "cancelled"];
const passing: readonly EndpointFault[] = ["unreachable", "busy", "bad_reply"];

describe("a call", () => {
  test("asks with ids, cap, schema and a time limit that leaves room for the answer", async () => {
    const endpoint = new FakeEndpoint();
    const reply = await call(endpoint);
    expect(Object.keys(JSON.parse(reply.content).verdicts)).toEqual(["1", "2"]);
    expect(endpoint.requests).toMatchObject([
      { form: "json_schema", answerTokens: 236, temperature: 0, timeout: 30_000 + 23_600 },
    ]);
  });

  test("takes no longer than the search", async () => {
    const endpoint = new FakeEndpoint("by-id", 1_500);
    await call(endpoint);
    expect(endpoint.requests[0]?.timeout).toBe(1_500);
  });

  test.each(lasting)("that ends with %s is not repeated here", async (kind) => {
    const endpoint = new FakeEndpoint(fault(kind));
    expect(await faultOf(call(endpoint))).toBe(kind);
    expect(endpoint.requests).toHaveLength(1);
    expect(endpoint.sleeps).toEqual([]);
  });

  test.each(passing)("that ends with %s is tried three times in all, later each time", async (kind) => {
    const endpoint = new FakeEndpoint(fault(kind));
    expect(await faultOf(call(endpoint))).toBe(kind);
    expect(endpoint.requests).toHaveLength(3);
    expect(endpoint.sleeps).toEqual([500, 1_000]);
  });

  test.each([0, 1, 2, 3, 9])(
    "with %i tries left makes no more, and never more than maxTries",
    async (tries) => {
      const endpoint = new FakeEndpoint(fault("busy"));
      let told = 0;
      await faultOf(
        endpoint.caller().call(
          questions,
          limits(tries, () => told++),
        ),
      );
      expect(endpoint.requests).toHaveLength(Math.min(3, Math.max(1, tries)));
      expect(told).toBe(endpoint.requests.length);
    },
  );

  test("waits no longer than 8 seconds by itself, with some spread", async () => {
    const endpoint = new FakeEndpoint(fault("busy"));
    await faultOf(endpoint.caller({ maxTries: 8, random: () => 1 }).call(questions, limits(8)));
    expect(endpoint.sleeps).toEqual([375, 750, 1_500, 3_000, 6_000, 6_000, 6_000]);
  });

  test("ends with the first reply", async () => {
    const endpoint = new FakeEndpoint((number) => (number < 3 ? fault("busy") : "by-id"));
    expect((await call(endpoint)).finishReason).toBe("stop");
  });

  test("that somebody cancels while it waits is cancelled", async () => {
    const endpoint = new FakeEndpoint(fault("busy"));
    const sleep = async (_: number, signal: AbortSignal) => {
      endpoint.cancel.abort();
      signal.throwIfAborted();
    };
    expect(await faultOf(endpoint.caller({ sleep }).call(questions, limits(3)))).toBe("cancelled");
    expect(endpoint.requests).toHaveLength(1);
  });

  test("that was cancelled before asks nothing", async () => {
    const endpoint = new FakeEndpoint();
    endpoint.cancel.abort();
    expect(await faultOf(call(endpoint))).toBe("cancelled");
    expect(endpoint.requests).toEqual([]);
  });
});

test("a call is not repeated once the endpoint is not worth it", async () => {
  const endpoint = new FakeEndpoint(fault("busy"));
  const asked = endpoint
    .caller()
    .call(questions, { ...limits(3), worthwhile: () => endpoint.requests.length < 2 });
  expect(await faultOf(asked)).toBe("busy");
  expect(endpoint.requests).toHaveLength(2);
});

describe("an endpoint of several servers", () => {
  test.each([1, 2, 3])("that asks another one has its tries counted, up to %i", async (tries) => {
    const endpoint = new FakeEndpoint();
    let [told, granted] = [0, 0];
    const caller = endpoint.caller(
      {},
      {
        ask: async ({ anotherTry }) => {
          while (anotherTry?.() === true) granted++;
          throw fault("busy");
        },
      },
    );
    expect(
      await faultOf(
        caller.call(
          questions,
          limits(tries, () => told++),
        ),
      ),
    ).toBe("busy");
    expect([told, granted, caller.counts.calls]).toEqual([tries, tries - 1, tries]);
    expect(endpoint.sleeps, "no try is left to wait for").toEqual([]);
  });

  test("has no other try once the endpoint is not worth it", async () => {
    const granted: unknown[] = [];
    const caller = new FakeEndpoint().caller(
      {},
      {
        ask: async ({ anotherTry }) => {
          granted.push(anotherTry?.());
          throw fault("refused");
        },
      },
    );
    await faultOf(caller.call(questions, { ...limits(3), worthwhile: () => false }));
    expect(granted).toEqual([false]);
  });
});

describe("Retry-After", () => {
  test.each([0, 20, 90_000, 239_999])("of %i ms is waited for", async (wait) => {
    const endpoint = new FakeEndpoint((number) => (number === 1 ? fault("busy", wait) : "by-id"));
    await call(endpoint);
    expect(endpoint.sleeps).toEqual([wait]);
  });

  test.each([240_000, 1e12, Number.POSITIVE_INFINITY])(
    "of %i ms, past the deadline, ends the call",
    async (wait) => {
      const endpoint = new FakeEndpoint(fault("busy", wait));
      expect(await faultOf(call(endpoint))).toBe("busy");
      expect(endpoint.sleeps).toEqual([]);
      expect(endpoint.requests).toHaveLength(1);
    },
  );
});

describe("the ladder", () => {
  const without =
    (...forms: ReplyForm[]): ActOf =>
    (_, __, { form }) =>
      forms.includes(form) ? fault("form_refused") : "by-id";

  test.each<[ReplyForm[], ReplyForm[]]>([
    [["json_schema"], ["json_schema", "json_object", "json_object"]],
    [
      ["json_schema", "json_object"],
      ["json_schema", "json_object", "text", "text"],
    ],
  ])("without %j goes down, is remembered, and costs no try", async (refused, forms) => {
    const endpoint = new FakeEndpoint(without(...refused));
    const caller = endpoint.caller();
    let tries = 0;
    await caller.call(
      questions,
      limits(1, () => tries++),
    );
    await caller.call(
      questions,
      limits(1, () => tries++),
    );
    expect(endpoint.requests.map(({ form }) => form)).toEqual(forms);
    expect(tries).toBe(2);
  });

  test("goes down one rung when calls side by side are refused the same form", async () => {
    const endpoint = new FakeEndpoint(without("json_schema"));
    const caller = endpoint.caller();
    await Promise.all([1, 2, 3, 4].map(() => caller.call(questions, limits(1))));
    expect(endpoint.requests.map(({ form }) => form)).toEqual([
      ...new Array(4).fill("json_schema"),
      ...new Array(4).fill("json_object"),
    ]);
  });

  test("ends where every form is refused, or a parameter again and again", async () => {
    const refusing = new FakeEndpoint(fault("form_refused"));
    expect(await faultOf(call(refusing))).toBe("form_refused");
    expect(refusing.requests).toHaveLength(3);
    const picky = new FakeEndpoint(fault("parameter_refused"));
    expect(await faultOf(call(picky))).toBe("parameter_refused");
    expect(picky.requests).toHaveLength(2);
  });
});

test("calls, tokens and latencies are counted", async () => {
  const endpoint = new FakeEndpoint((number) => (number === 1 ? fault("busy") : "by-id"));
  const caller = endpoint.caller();
  await caller.call(questions, limits(3));
  await caller.call(questions, limits(3));
  expect(caller.counts).toEqual({ calls: 3, promptTokens: 20, answerTokens: 10, latencies: [0, 0] });
});
