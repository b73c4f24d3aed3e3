import type { EndpointSettings } from "../adapters/configuration/endpoint-settings.ts";

/** What so many tokens cost by a stanza's prices, in whatever currency; undefined where it names none. */
export function priceOf(
  { priceIn, priceOut }: EndpointSettings,
  promptTokens: number,
  answerTokens: number,
): number | undefined {
  if (priceIn === undefined && priceOut === undefined) return undefined;
  return (promptTokens * (priceIn ?? 0) + answerTokens * (priceOut ?? 0)) / 1e6;
}
