import { loadConfiguration } from "../adapters/configuration/configuration.ts";
import type { ConfigurationPlaces } from "../adapters/configuration/layers.ts";
import type { MaskingSettings } from "../adapters/configuration/stanzas/masking.ts";
import { hostNameDetectors } from "../engine/masking/host-names.ts";
import { Masker } from "../engine/masking/masker.ts";
import { pathDetectors } from "../engine/masking/paths.ts";

const optional = { hosts: hostNameDetectors, paths: pathDetectors };

/**
 * Creates the masker for `[masking]` and `[mask:NAME]` of llama.conf. The engine for custom patterns is loaded only when
 * there are some.
 *
 * @throws ConfigurationError for a pattern that cannot be used
 */
export async function createMasker({ masks, also }: MaskingSettings): Promise<Masker> {
  const more = also.flatMap((kind) => optional[kind]);
  if (masks.length === 0) return new Masker({ more });
  const { readCustomMasks } = await import("../adapters/configuration/custom-masks.ts");
  return new Masker({ own: readCustomMasks(masks), more });
}

/** The masker that llama.conf configures. @throws ConfigurationError when a part of it cannot be used */
export function configuredMasker(places: ConfigurationPlaces): Promise<Masker> {
  return createMasker(loadConfiguration(places).masking());
}
