import { describe, expect, test } from "vitest";
import type { EndpointFault, ReplyForm } from "../../../src/engine/asking/model-endpoint.ts";
import { EndpointError } from "../../../src/engine/asking/model-endpoint.ts";
import { verdictCall } from "../../../src/engine/asking/verdict-call.ts";
import { type ActOf, FakeEndpoint, fault } from "./fake-endpoint.ts";

const verdictBatch = verdictCall([{ log: "disk full" }, { log: "link down" }]);
const call = (endpoint: FakeEndpoint, attempts = 3) => endpoint.client().call(verdictBatch, limits(attempts));

function limits(attempts: number, onAttempt: () => void = () => {}) {
  return { attempts, onAttempt, mayRetry: () => true };
}

/** The fault that a call ends with. */
async function faultOf(asked: Promise<unknown>): Promise<EndpointFault> {
  const error: unknown = await asked.then(
    () => new Error("a reply came"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof EndpointError) return error.fault;
  throw error;
}

const lasting: readonly EndpointFault[] = ["refused", "timeout", "too_long", "cancelled"];
const passing: readonly EndpointFault[] = ["unreachable", "busy", "bad_reply"];

describe("a call", () => {
  test("asks with ids, cap, schema and a time limit that leaves room for the answer", async () => {
    const endpoint = new FakeEndpoint();
    const reply = await call(endpoint);
    expect(Object.keys(JSON.parse(reply.content).verdicts)).toEqual(["1", "2"]);
    expect(endpoint.requests).toMatchObject([
      { form: "json_schema", answerTokens: 416, temperature: 0, timeout: 90_000 },
    ]);
  });

  test("a call takes no longer than the search", async () => {
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
    "with %i tries left makes no more, and never more than maxAttempts",
    async (attempts) => {
      const endpoint = new FakeEndpoint(fault("busy"));
      let told = 0;
      await faultOf(
        endpoint.client().call(
          verdictBatch,
          limits(attempts, () => told++),
        ),
      );
      expect(endpoint.requests).toHaveLength(Math.min(3, Math.max(1, attempts)));
      expect(told).toBe(endpoint.requests.length);
    },
  );

  test("the backoff is at most 8 seconds and has jitter", async () => {
    const endpoint = new FakeEndpoint(fault("busy"));
    await faultOf(endpoint.client({ maxAttempts: 8, random: () => 1 }).call(verdictBatch, limits(8)));
    expect(endpoint.sleeps).toEqual([375, 750, 1_500, 3_000, 6_000, 6_000, 6_000]);
  });

  test("a call ends with the first reply", async () => {
    const endpoint = new FakeEndpoint((number) => (number < 3 ? fault("busy") : "by-id"));
    expect((await call(endpoint)).finishReason).toBe("stop");
  });

  test("a call that is cancelled during its backoff ends as cancelled", async () => {
    const endpoint = new FakeEndpoint(fault("busy"));
    const sleep = async (_: number, signal: AbortSignal) => {
      endpoint.cancel.abort();
      signal.throwIfAborted();
    };
    expect(await faultOf(endpoint.client({ sleep }).call(verdictBatch, limits(3)))).toBe("cancelled");
    expect(endpoint.requests).toHaveLength(1);
  });

  test("a call that was cancelled before asks nothing", async () => {
    const endpoint = new FakeEndpoint();
    endpoint.cancel.abort();
    expect(await faultOf(call(endpoint))).toBe("cancelled");
    expect(endpoint.requests).toEqual([]);
  });
});

test("a call is not retried once the endpoint has been given up", async () => {
  const endpoint = new FakeEndpoint(fault("busy"));
  const asked = endpoint
    .client()
    .call(verdictBatch, { ...limits(3), mayRetry: () => endpoint.requests.length < 2 });
  expect(await faultOf(asked)).toBe("busy");
  expect(endpoint.requests).toHaveLength(2);
});

describe("an endpoint of several servers", () => {
  test.each([1, 2, 3])("that asks another one has its tries counted, up to %i", async (attempts) => {
    const endpoint = new FakeEndpoint();
    let [told, granted] = [0, 0];
    const client = endpoint.client(
      {},
      {
        ask: async ({ beginAnotherAttempt }) => {
          while (beginAnotherAttempt?.() === true) granted++;
          throw fault("busy");
        },
      },
    );
    expect(
      await faultOf(
        client.call(
          verdictBatch,
          limits(attempts, () => told++),
        ),
      ),
    ).toBe("busy");
    expect([told, granted, client.counts.calls]).toEqual([attempts, attempts - 1, attempts]);
    expect(endpoint.sleeps, "no try is left to wait for").toEqual([]);
  });

  test("an endpoint that has been given up gets no other attempt", async () => {
    const granted: unknown[] = [];
    const client = new FakeEndpoint().client(
      {},
      {
        ask: async ({ beginAnotherAttempt }) => {
          granted.push(beginAnotherAttempt?.());
          throw fault("refused");
        },
      },
    );
    await faultOf(client.call(verdictBatch, { ...limits(3), mayRetry: () => false }));
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

describe("the reply form", () => {
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
    const client = endpoint.client();
    let attempts = 0;
    await client.call(
      verdictBatch,
      limits(1, () => attempts++),
    );
    await client.call(
      verdictBatch,
      limits(1, () => attempts++),
    );
    expect(endpoint.requests.map(({ form }) => form)).toEqual(forms);
    expect(attempts).toBe(2);
  });

  test("advances by one form when concurrent calls are refused the same form", async () => {
    const endpoint = new FakeEndpoint(without("json_schema"));
    const client = endpoint.client();
    await Promise.all([1, 2, 3, 4].map(() => client.call(verdictBatch, limits(1))));
    expect(endpoint.requests.map(({ form }) => form)).toEqual([
      ...new Array(4).fill("json_schema"),
      ...new Array(4).fill("json_object"),
    ]);
  });

  /** An endpoint that answers 500 to some forms. */
  const failingOn =
    (...forms: ReplyForm[]): ActOf =>
    (_, __, { form }) =>
      forms.includes(form) ? fault("server_error") : "by-id";

  test("goes down where the server fails within, and a form that failed twice is not asked for again", async () => {
    const endpoint = new FakeEndpoint(failingOn("json_schema", "json_object"));
    const client = endpoint.client();
    for (let call = 0; call < 3; call++) await client.call(verdictBatch, limits(3));
    expect(endpoint.requests.map(({ form }) => form)).toEqual([
      ...["json_schema", "json_object", "text"],
      ...["json_schema", "json_object", "text"],
      "text",
    ]);
  });

  test("goes down from call to call where one attempt is all", async () => {
    const endpoint = new FakeEndpoint(failingOn("json_schema"));
    const client = endpoint.client();
    expect(await faultOf(client.call(verdictBatch, limits(1)))).toBe("server_error");
    expect((await client.call(verdictBatch, limits(1))).form).toBe("json_object");
  });

  test("stays where the server failed once and answers again", async () => {
    const endpoint = new FakeEndpoint((number) => (number === 1 ? fault("server_error") : "by-id"));
    const client = endpoint.client();
    for (let call = 0; call < 3; call++) await client.call(verdictBatch, limits(3));
    expect(endpoint.requests.map(({ form }) => form)).toEqual([
      ...["json_schema", "json_object"],
      ...["json_schema", "json_schema"],
    ]);
  });

  test("is not blamed where every form fails, and a form that was answered never is", async () => {
    const failing = new FakeEndpoint(fault("server_error"));
    const client = failing.client();
    for (let call = 0; call < 4; call++)
      expect(await faultOf(client.call(verdictBatch, limits(3)))).toBe("server_error");
    expect(failing.requests.map(({ form }) => form).slice(6)).toEqual(["json_schema", "json_schema"]);
    const later = new FakeEndpoint((number) => (number === 1 ? "by-id" : fault("server_error")));
    const answered = later.client();
    await answered.call(verdictBatch, limits(3));
    expect(await faultOf(answered.call(verdictBatch, limits(3)))).toBe("server_error");
    expect(later.requests).toHaveLength(2);
  });

  test("the fallback ends when every form is refused", async () => {
    const refusing = new FakeEndpoint(fault("form_refused"));
    expect(await faultOf(call(refusing))).toBe("form_refused");
    expect(refusing.requests).toHaveLength(3);
  });
});

test("calls, tokens and latencies are counted", async () => {
  const endpoint = new FakeEndpoint((number) => (number === 1 ? fault("busy") : "by-id"));
  const client = endpoint.client();
  await client.call(verdictBatch, limits(3));
  await client.call(verdictBatch, limits(3));
  expect(client.counts).toEqual({
    calls: 3,
    promptTokens: 20,
    answerTokens: 10,
    verdicts: 0,
    latencies: [0, 0],
  });
});
