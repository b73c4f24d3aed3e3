import type { EndpointSettings } from "../../adapters/configuration/stanzas/endpoint.ts";

/** The cost of tokens by a stanza's prices (per million tokens, any currency); undefined if it has none. */
export function priceOf(
  { priceIn, priceOut }: EndpointSettings,
  promptTokens: number,
  answerTokens: number,
): number | undefined {
  if (priceIn === undefined && priceOut === undefined) return undefined;
  return (promptTokens * (priceIn ?? 0) + answerTokens * (priceOut ?? 0)) / 1e6;
}
