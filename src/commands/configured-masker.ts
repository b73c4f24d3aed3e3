import { loadConfiguration } from "../adapters/configuration/configuration.ts";
import type { ConfigurationPlaces } from "../adapters/configuration/layers.ts";
import type { Masker } from "../engine/masking/masker.ts";
import { maskerOf } from "./masker-of.ts";

/** What llama.conf has masked. @throws ConfigurationError when a part of it cannot be used */
export function configuredMasker(places: ConfigurationPlaces): Promise<Masker> {
  return maskerOf(loadConfiguration(places).masking());
}
