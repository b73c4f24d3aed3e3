import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Configuration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import type { MaskingSettings } from "../../adapters/configuration/stanzas/masking.ts";
import { openKeyFile, readKeyFile } from "../../adapters/store/key-file.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { noMasking, PlaceholderMasking, type PromptMasking } from "../../engine/masking/prompt-masking.ts";
import { Pseudonyms } from "../../engine/masking/pseudonyms.ts";
import { UserError } from "../../splunk/user-error.ts";
import { createMasker } from "../create-masker.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Creates the masking between the events of a search and its model, as `[masking]` of llama.conf configures it.
 *
 * @param wanted `off` if the search asks for that
 * @param onProblem called at most once, at the first pseudonym, if its key cannot be read
 * @throws UserError when the search may not turn masking off
 * @throws ConfigurationError when a mask cannot be used; then no event may leave
 */
export async function createPromptMasking(
  configuration: Configuration,
  wanted: "on" | "off",
  environment: Environment,
  onProblem: (sentence: string) => void,
): Promise<PromptMasking> {
  const settings = configuration.masking();
  if (wanted === "off") {
    if (settings.allowOff) return noMasking;
    throw new UserError(
      "mask=off is not allowed here: events would reach the model with all that is personal and secret in them. " +
        "Leave it out, or ask an administrator to set allow_off = true in [masking] of llama.conf.",
    );
  }
  const masker = await createMasker(settings);
  let pseudonyms: Pseudonyms | undefined;
  return new PlaceholderMasking(masker, () => {
    pseudonyms ??= pseudonymsOf(settings, environment, onProblem);
    return pseudonyms;
  });
}

function pseudonymsOf(
  { pseudonymKey, pseudonymEpoch }: MaskingSettings,
  environment: Environment,
  onProblem: (sentence: string) => void,
): Pseudonyms {
  try {
    const key =
      pseudonymKey === undefined
        ? openKeyFile(join(stateFolder(environment), "pseudonym.key"))
        : readKeyFile(pseudonymKey.name);
    return new Pseudonyms(key, pseudonymEpoch);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    onProblem(`${error.message} Pseudonyms of this search are of this search alone.`);
    return new Pseudonyms(randomBytes(32), pseudonymEpoch);
  }
}
