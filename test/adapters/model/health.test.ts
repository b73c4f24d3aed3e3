import { describe, expect, test } from "vitest";
import { healthUrl } from "../../../src/adapters/model/health.ts";
import { EndpointError } from "../../../src/engine/asking/model-endpoint.ts";
import { endpointAt, requestOf, started } from "./asking.ts";

test.each([
  ["http://a:8000/v1", "http://a:8000/health"],
  ["http://a:8000", "http://a:8000/health"],
  ["https://a/llama/v1", "https://a/llama/health"],
  ["https://a/v1/openai", "https://a/health"],
  ["https://v1.example.com/api", "https://v1.example.com/api/health"],
])("the health of %s is asked at %s", (url, health) => {
  expect(healthUrl(url)).toBe(health);
});

describe("a server", () => {
  test.each([
    [200, true],
    [404, true],
    [401, true],
    [500, false],
    [503, false],
  ])("whose health is HTTP %i is alive: %s", async (status, alive) => {
    const server = await started({ health: () => status });
    expect(await endpointAt(server.url).isAlive()).toBe(alive);
    expect(server.healthChecks).toBe(1);
    expect(server.requests).toEqual([]);
  });

  test("that is not there is not alive, and what it is asked was never sent", async () => {
    const server = await started();
    await server.refuseConnections();
    const endpoint = endpointAt(server.url);
    expect(await endpoint.isAlive()).toBe(false);
    const error = await endpoint.ask(requestOf(["disk full"])).catch((thrown: unknown) => thrown);
    expect(error instanceof EndpointError && [error.fault, error.unsent]).toEqual(["unreachable", true]);
  });

  test.each(["reset before the body", "reset inside the body"] as const)(
    "that does a %s may have worked on what it was asked",
    async (does) => {
      const server = await started({ behaviour: () => ({ does }) });
      const error = await endpointAt(server.url)
        .ask(requestOf(["disk full"]))
        .catch((thrown: unknown) => thrown);
      expect(error instanceof EndpointError && [error.fault, error.unsent]).toEqual(["unreachable", false]);
    },
  );
});
