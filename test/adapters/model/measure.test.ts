import { describe, expect, test } from "vitest";
import { Fallbacks } from "../../../src/adapters/model/fallbacks.ts";
import { Replicas } from "../../../src/adapters/model/replicas.ts";
import { notMeasured } from "../../../src/engine/asking/model-endpoint.ts";
import { apiKey, endpointAt, started } from "./asking.ts";
import { FakeServer } from "./fake-servers.ts";

const prompt = { system: "You triage logs.", user: "disk full" };
const { signal } = new AbortController();
const tiny = (url: string) => endpointAt(url, { model: "tiny" });

describe("a server", () => {
  test("is asked how long its model's context is, with the key", async () => {
    const server = await started({ lengths: { context: 16_384 } });
    expect(await tiny(server.url).measure?.(signal)).toEqual({ ...notMeasured, contextTokens: 16_384 });
    expect(server.lengthChecks).toMatchObject([
      { asked: "GET /v1/models", headers: { authorization: `Bearer ${apiKey}` } },
    ]);
    expect(server.requests).toEqual([]);
  });

  test("tells of an adapter what it tells of the model that it was made for", async () => {
    const server = await started({ lengths: { context: 16_384 } });
    const tuned = endpointAt(server.url, { model: "tiny-tuned" });
    expect(await tuned.measure?.(signal)).toEqual({ ...notMeasured, contextTokens: 16_384 });
  });

  test("is asked how long a prompt is, beside its OpenAI-style interface", async () => {
    const server = await started({ lengths: { context: 4_096, count: () => 1_234 } });
    expect(await tiny(server.url).measure?.(signal, prompt)).toEqual({
      contextTokens: 4_096,
      promptTokens: 1_234,
    });
    expect(server.lengthChecks).toMatchObject([
      {
        asked: "POST /tokenize",
        headers: { "content-type": "application/json" },
        body: {
          model: "tiny",
          messages: [
            { role: "system", content: prompt.system },
            { role: "user", content: prompt.user },
          ],
        },
      },
    ]);
  });

  test("that has no such paths, another model, or is gone, tells nothing", async () => {
    const server = await started();
    expect(await tiny(server.url).measure?.(signal)).toEqual(notMeasured);
    expect(await tiny(server.url).measure?.(signal, prompt)).toEqual(notMeasured);
    const other = await started({ lengths: { context: 4_096 } });
    expect(await endpointAt(other.url).measure?.(signal)).toEqual(notMeasured);
    await server.refuseConnections();
    expect(await tiny(server.url).measure?.(signal, prompt)).toEqual(notMeasured);
  });

  test.each([Number.NaN, -1, 1.5])("that counts %s tokens tells nothing", async (count) => {
    const server = await started({ lengths: { context: 4_096, count: () => count } });
    expect(await tiny(server.url).measure?.(signal, prompt)).toEqual(notMeasured);
  });

  test("is not waited for once the search has ended", async () => {
    const server = await started({ lengths: { context: 4_096, count: () => 1 } });
    expect(await tiny(server.url).measure?.(AbortSignal.abort(), prompt)).toEqual(notMeasured);
    expect(server.lengthChecks).toEqual([]);
  });
});

describe("several servers", () => {
  const measuring = (name: string, promptTokens: number) =>
    Object.assign(new FakeServer(name), { measure: async () => ({ contextTokens: 8_192, promptTokens }) });

  test("of one model have one of them measure", async () => {
    const servers = [measuring("one", 7), measuring("other", 7)];
    const replicas = new Replicas({ name: "test", servers, waits: true, random: () => 0, now: () => 0 });
    expect(await replicas.measure(signal, prompt)).toEqual({ contextTokens: 8_192, promptTokens: 7 });
    const silent = new Replicas({
      name: "test",
      servers: [new FakeServer("silent")],
      waits: true,
      random: () => 0,
      now: () => 0,
    });
    expect(await silent.measure(signal, prompt)).toEqual(notMeasured);
  });

  test("of a chain have the stanza measure that answered last", async () => {
    const chained = (name: string, promptTokens: number) =>
      Object.assign(measuring(name, promptTokens), { model: name, isDown: false });
    const [first, second] = [chained("first", 1), chained("second", 2)];
    const fallbacks = new Fallbacks([first, second], () => 0);
    expect(await fallbacks.measure(signal, prompt)).toMatchObject({ promptTokens: 1 });
    fallbacks.active = 1;
    expect(await fallbacks.measure(signal, prompt)).toMatchObject({ promptTokens: 2 });
  });
});
