import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Configuration } from "../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../adapters/configuration/configuration-error.ts";
import type { MaskingSettings } from "../adapters/configuration/masking-settings.ts";
import { openKeyFile, readKeyFile } from "../adapters/state/key-file.ts";
import { stateFolder } from "../adapters/state/state-folder.ts";
import { type Guard, MaskingGuard, openGuard } from "../engine/masking/guard.ts";
import { Pseudonyms } from "../engine/masking/pseudonyms.ts";
import { UserError } from "../splunk/user-error.ts";
import { maskerOf } from "./masker-of.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What stands between the events of a search and its model, as `[masking]` of llama.conf has it.
 *
 * @param wanted `off` where the search asks for it
 * @param onProblem is told, once and late, of a key that pseudonyms should have had
 * @throws UserError when the search may not turn masking off
 * @throws ConfigurationError when a mask cannot be used: then nothing must leave
 */
export async function guardOf(
  configuration: Configuration,
  wanted: "on" | "off",
  environment: Environment,
  onProblem: (sentence: string) => void,
): Promise<Guard> {
  const settings = configuration.masking();
  if (wanted === "off") {
    if (settings.allowOff) return openGuard;
    throw new UserError(
      "mask=off is not allowed here: events would reach the model with all that is personal and secret in them. " +
        "Leave it out, or ask an administrator to set allow_off = true in [masking] of llama.conf.",
    );
  }
  const masker = await maskerOf(settings);
  let pseudonyms: Pseudonyms | undefined;
  return new MaskingGuard(masker, () => {
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
