import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { ConfigurationError } from "../../../src/adapters/configuration/configuration-error.ts";
import type { EndpointSettings } from "../../../src/adapters/configuration/stanzas/endpoint.ts";
import { type ChainLink, EndpointChain } from "../../../src/app/analyze/endpoint-chain.ts";
import { requestOf, started } from "../../adapters/model/asking.ts";
import { endpointSettings } from "../../support/endpoint-settings.ts";

const nowhere = "http://127.0.0.1:9/v1";

function settingsOf(name: string, url: string, more: Partial<EndpointSettings> = {}): EndpointSettings {
  return endpointSettings(url, { name, model: `model-of-${name}`, ...more });
}

const link = (
  settings: EndpointSettings,
  apiKey: ChainLink["apiKey"] = async () => undefined,
): ChainLink => ({
  settings,
  apiKey,
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "llama-chain-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const chainOf = (...links: ChainLink[]) =>
  new EndpointChain(links, { folder: newFolder(), scheduled: false });
const request = () => requestOf(["disk full"]);

describe("a chain of stanzas", () => {
  test("names and prices the first while nobody has answered", () => {
    const chain = chainOf(link(settingsOf("a", nowhere, { priceIn: 1 })), link(settingsOf("b", nowhere)));
    expect(chain.answeredBy).toEqual([{ name: "model-of-a", endpoint: "a" }]);
    expect(chain.cost).toBe(0);
  });

  test("names and prices who answered, with the fallback's own concurrency", async () => {
    const server = await started();
    const spare = settingsOf("b", server.url, { priceIn: 1_000_000, concurrency: 3 });
    const chain = chainOf(link(settingsOf("a", nowhere)), link(spare));
    expect(chain.concurrency).toBe(8);
    const { model, promptTokens } = await chain.endpoint.ask(request());
    expect(model).toBe("model-of-b");
    expect(chain.answeredBy).toEqual([{ name: "model-of-b", endpoint: "b" }]);
    expect(chain.cost).toBe(promptTokens);
    expect(chain.concurrency).toBe(3);
  });

  test("reads a fallback's key only when it is asked", async () => {
    const server = await started();
    let reads = 0;
    const key = async () => {
      reads++;
      return "sk-spare";
    };
    const first = settingsOf("a", server.url);
    const well = chainOf(link(first), link(settingsOf("b", server.url), key));
    await well.endpoint.ask(request());
    expect(reads).toBe(0);
    const ill = chainOf(link(settingsOf("a", nowhere)), link(settingsOf("b", server.url), key));
    await ill.endpoint.ask(request());
    expect(reads).toBe(1);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      "Bearer sk-spare",
    ]);
  });

  test("tells why a fallback's key cannot be had, behind why it was needed", async () => {
    const noKey = async () => {
      throw new ConfigurationError("The api_key names a file, and there is no such file", "create it");
    };
    const chain = chainOf(link(settingsOf("a", nowhere)), link(settingsOf("b", nowhere), noKey));
    await expect(chain.endpoint.ask(request())).rejects.toThrow(
      /^The model endpoint \[endpoint:a\] at .* Its fallback: The api_key names a file, and there is no such file: create it\.$/,
    );
  });

  test("keeps to its own concurrency where the host's searches cannot be counted, and says so", () => {
    const folder = newFolder();
    writeFileSync(join(folder, "slots"), "no folder");
    const chain = new EndpointChain([link(settingsOf("a", nowhere))], { folder, scheduled: false });
    expect(chain.problems).toEqual([]);
    expect(chain.concurrency).toBe(8);
    expect(chain.problems).toEqual([expect.stringContaining("[endpoint:a] could not be counted in")]);
  });

  test("touches no file before it is to be asked", () => {
    const folder = newFolder();
    new EndpointChain([link(settingsOf("a", nowhere))], { folder, scheduled: true });
    expect(existsSync(join(folder, "slots"))).toBe(false);
  });
});
