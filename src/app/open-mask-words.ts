import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Configuration } from "../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../adapters/configuration/configuration-error.ts";
import { openKeyFile, readKeyFile } from "../adapters/store/key-file.ts";
import type { MaskWords } from "../engine/incidents/occurrence.ts";
import { PlaceholderMasking } from "../engine/masking/prompt-masking.ts";
import { Pseudonyms } from "../engine/masking/pseudonyms.ts";
import { createMasker } from "./create-masker.ts";

const withheld = "(withheld: a mask of llama.conf cannot be used)";

/**
 * Masks texts that leave their search: a value has the same pseudonym in all alerts and incidents of this machine. If
 * the masks cannot be used, all text is withheld.
 *
 * @param folder the state folder, where the key is
 * @param problems takes sentences about what an administrator can mend
 */
export async function openMaskWords(
  configuration: Configuration,
  folder: string,
  problems: string[],
): Promise<MaskWords> {
  try {
    const settings = configuration.masking();
    const masker = await createMasker(settings);
    let pseudonyms: Pseudonyms | undefined;
    // Where nothing is masked no key is made.
    const masking = new PlaceholderMasking(masker, () => {
      pseudonyms ??= new Pseudonyms(
        keyOf(settings.pseudonymKey?.name, folder, problems),
        settings.pseudonymEpoch,
      );
      return pseudonyms;
    });
    return (text, event) => (event === undefined ? masking.maskEvent(text) : masking.maskAbout(text, event));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(error.message);
    return (text) => (text.trim() === "" ? "" : withheld);
  }
}

function keyOf(named: string | undefined, folder: string, problems: string[]): Buffer {
  try {
    return named === undefined ? openKeyFile(join(folder, "pseudonym.key")) : readKeyFile(named);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(`${error.message} Until then each alert has pseudonyms of its own.`);
    return randomBytes(32);
  }
}
