import type { EndpointSettings } from "../../src/adapters/configuration/stanzas/endpoint.ts";

/** A stanza of one server that says nothing more: all else has its default. */
export function endpointSettings(url: string, more: Partial<EndpointSettings> = {}): EndpointSettings {
  return {
    name: "test",
    urls: [url],
    model: "llama",
    secret: undefined,
    authority: "lower",
    requestTimeout: 30_000,
    concurrency: 8,
    batchSize: 32,
    hostConcurrency: 64,
    scheduledShare: 0.25,
    fallback: undefined,
    caFile: undefined,
    proxy: undefined,
    priceIn: undefined,
    priceOut: undefined,
    ...more,
  };
}
