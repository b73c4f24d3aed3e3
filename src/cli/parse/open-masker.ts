import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import { mentionsInConfiguration } from "../../app/configuration-mentions.ts";
import { Masker } from "../../engine/masking/masker.ts";
import { UserError } from "../../splunk/user-error.ts";

/** The masker with the masks of llama.conf. @throws UserError when one of them cannot be used */
export async function openMasker(places: ConfigurationPlaces): Promise<Masker> {
  if (!mentionsInConfiguration("[mask", places)) return new Masker();
  const { configuredMasker } = await import("../../app/create-masker.ts");
  try {
    return await configuredMasker(places);
  } catch (error) {
    if (error instanceof ConfigurationError) throw new UserError(error.message);
    throw error;
  }
}
