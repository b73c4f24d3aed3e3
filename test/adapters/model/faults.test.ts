import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { EndpointFault } from "../../../src/engine/asking/model-endpoint.ts";
import {
  type Behaviour,
  capRefused,
  contextOverflow,
  formRefused,
  html,
  redirect,
  status,
} from "../../support/model-endpoint/behaviour.ts";
import { apiKey, endpointAt, faultAfter, outcome, requestOf, started } from "./asking.ts";

const faults: readonly [string, EndpointFault, Behaviour][] = [
  ["a reset before the reply", "unreachable", { does: "reset before the body" }],
  ["a reset inside the body", "unreachable", { does: "reset inside the body" }],
  ["a server of another protocol", "unreachable", { does: "no HTTP" }],
  ["408", "busy", status(408)],
  ["409", "busy", status(409)],
  ["425", "busy", status(425)],
  ["429", "busy", status(429)],
  ["502 with HTML", "busy", html(502)],
  ["503", "busy", status(503)],
  ["504", "busy", status(504)],
  ["500", "server_error", status(500)],
  ["507", "server_error", status(507)],
  ["a context overflow of vLLM", "too_long", contextOverflow("vllm")],
  ["a context overflow of llama.cpp", "too_long", contextOverflow("llamaCpp")],
  ["a refused response_format", "form_refused", formRefused()],
  ["a refused response_format with 422", "form_refused", formRefused(422)],
  ["a refused grammar with 501", "form_refused", status(501, undefined, "guided decoding is not built in")],
  ["an answer cap that is refused by each name", "refused", capRefused()],
  ["another 400", "refused", status(400, undefined, "temperature must be 1")],
  ["401", "refused", { does: "status", status: 401, body: '{"error":"Unauthorized"}' }],
  ["403", "refused", status(403)],
  ["404", "refused", status(404, undefined, "The model `x` does not exist.")],
  ["418", "refused", status(418)],
  ["501", "refused", status(501)],
  ["a redirect", "refused", redirect("https://elsewhere.example.com/v1/chat/completions")],
  ["a permanent redirect", "refused", redirect("http://127.0.0.1:1/", 301)],
  ["HTML", "bad_reply", html()],
  ["an empty body", "bad_reply", { does: "body", body: "" }],
  ["no content", "bad_reply", { does: "status", status: 204 }],
  ["null", "bad_reply", { does: "body", body: "null" }],
  ["a JSON text", "bad_reply", { does: "body", body: '"hello"' }],
  ["cut JSON", "bad_reply", { does: "body", body: '{"choices":[{"mess' }],
  ["no choices", "bad_reply", { does: "body", body: '{"choices":[]}' }],
  ["an error with 200", "bad_reply", { does: "body", body: '{"error":{"message":"no"}}' }],
  [
    "no content in the message",
    "bad_reply",
    { does: "answer", message: { role: "assistant", content: null } },
  ],
  [
    "thoughts without an answer",
    "bad_reply",
    { does: "answer", message: { role: "assistant", content: null, reasoning_content: "Hm." } },
  ],
  ["a body of 50 MB", "bad_reply", { does: "big body", bytes: 50_000_000 }],
  ["an endless body", "bad_reply", { does: "endless body" }],
];

describe("a call that gives no reply", () => {
  test.each(faults)("after %s the fault is %s", async (_, fault, behaviour) => {
    const error = await faultAfter(behaviour);
    expect(error).toMatchObject({ fault });
    expect(error.message).toMatch(
      /^The model endpoint \[endpoint:test\] at http:\/\/127\.0\.0\.1:\d+\/v1 .*\.$/,
    );
    expect(error.message).not.toContain(apiKey);
  });

  test("a server that is not there is unreachable", async () => {
    const server = await started();
    await server.refuseConnections();
    const error = await outcome(endpointAt(server.url).ask(requestOf(["disk full"])));
    expect(error).toMatchObject({
      fault: "unreachable",
      message: expect.stringContaining("nothing listens"),
    });
  });

  test("a host that is not there is unreachable", async () => {
    const error = await outcome(endpointAt("http://timeout.invalid/v1").ask(requestOf(["disk full"])));
    expect(error).toMatchObject({ fault: "unreachable" });
  });

  test("a kept-alive connection that is reset before any byte is unreachable", async () => {
    const server = await started({
      behaviour: (number) => (number === 1 ? { does: "answer" } : { does: "reset before the body" }),
    });
    const endpoint = endpointAt(server.url);
    await endpoint.ask(requestOf(["disk full"]));
    // The connection is free only after the reply's last byte has been dealt with.
    await setImmediate();
    expect(await outcome(endpoint.ask(requestOf(["disk full"])))).toMatchObject({ fault: "unreachable" });
    expect(server.connections).toBe(1);
    expect(server.requests).toHaveLength(2);
  });

  test.each<[string, Behaviour]>([
    ["never answers", { does: "hang" }],
    ["sends a byte at a time", { does: "drip", milliseconds: 20 }],
  ])("a server that %s runs into the timeout of the call", async (_, behaviour) => {
    const begun = performance.now();
    expect(await faultAfter(behaviour, { timeout: 150 })).toMatchObject({ fault: "timeout" });
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test("a caller who aborts, before or during the call, gets cancelled, and the connection ends", async () => {
    const caller = new AbortController();
    const server = await started({
      behaviour: () => {
        caller.abort();
        return { does: "hang" };
      },
    });
    const endpoint = endpointAt(server.url);
    const request = requestOf(["disk full"], { signal: caller.signal });
    expect(await outcome(endpoint.ask(request))).toMatchObject({ fault: "cancelled" });
    await server.idle();
    expect(await outcome(endpoint.ask(request))).toMatchObject({ fault: "cancelled" });
    expect(server.requests).toHaveLength(1);
  });

  test("an endless body is no longer read once it is too long", async () => {
    const server = await started({ behaviour: () => ({ does: "endless body" }) });
    await outcome(endpointAt(server.url).ask(requestOf(["disk full"])));
    await server.idle();
  });

  test("a redirect is not followed", async () => {
    const elsewhere = await started();
    const server = await started({ behaviour: () => redirect(`${elsewhere.url}/chat/completions`) });
    await outcome(endpointAt(server.url).ask(requestOf(["disk full"])));
    expect(elsewhere.requests).toEqual([]);
  });

  test("a form is refused only where a form was asked for", async () => {
    expect(await faultAfter(formRefused(), { form: "text" })).toMatchObject({ fault: "refused" });
  });
});

describe("Retry-After", () => {
  test.each<[string, Behaviour, number | undefined]>([
    ["missing", status(429), undefined],
    ["in seconds", status(429, "2"), 2_000],
    ["absurdly long", status(503, "86400000"), 86_400_000_000],
    ["a date", status(503, "Sat, 21 Nov 2026 12:00:30 GMT"), 30_000],
    ["a date that is over", status(503, "Sat, 21 Nov 2026 11:00:00 GMT"), 0],
    ["negative", status(429, "-5"), undefined],
    ["nonsense", status(429, "soon"), undefined],
    [
      "in milliseconds",
      { does: "status", status: 429, headers: { "retry-after-ms": "250", "retry-after": "1" } },
      250,
    ],
  ])("%s is told to the caller", async (_, behaviour, retryAfter) => {
    expect(await faultAfter(behaviour)).toMatchObject({ fault: "busy", retryAfter });
  });
});

describe("what a refusal says", () => {
  test.each([
    [401, "check api_key of [endpoint:test]"],
    [403, "check api_key and model of [endpoint:test]"],
    [404, 'the model "llama-3.3-70b"'],
  ])("%i names what to check and never the server's own words", async (code, advice) => {
    const { message } = await faultAfter(status(code, undefined, `bad key ${apiKey}, saw disk full`));
    expect(message).toContain(advice);
    expect(message).not.toMatch(/sk-very|disk full/);
  });

  test("401 without a key asks for one", async () => {
    const server = await started({ behaviour: () => status(401) });
    const error = await outcome(endpointAt(server.url, { apiKey: undefined }).ask(requestOf(["disk full"])));
    expect(error).toMatchObject({ message: expect.stringContaining("wants an API key") });
  });

  test("a key that no header can carry is not shown", async () => {
    const server = await started();
    const error = await outcome(
      endpointAt(server.url, { apiKey: `${apiKey}\nX: y` }).ask(requestOf(["disk full"])),
    );
    expect(error).toMatchObject({ fault: "refused", message: expect.not.stringContaining(apiKey) });
  });
});

test.each([
  ["vllm", 4_096],
  ["llamaCpp", 8_192],
] as const)("a context overflow of %s tells how much there is room for", async (server, contextTokens) => {
  expect(await faultAfter(contextOverflow(server))).toMatchObject({ fault: "too_long", contextTokens });
});
