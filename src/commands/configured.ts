import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConfigurationPlaces } from "../adapters/configuration/layers.ts";

/**
 * Whether any layer of llama.conf has a word in it. Reading the configuration takes libraries that most searches would
 * load for nothing; this costs a look into at most three small files.
 */
export function mentionsInConfiguration(
  word: string,
  { appFolder, environment }: ConfigurationPlaces,
): boolean {
  const named = environment.LLAMA_CONF;
  if (named !== undefined && named !== "" && mentions(named, word, true)) return true;
  return ["default", "local"].some((layer) => mentions(join(appFolder, layer, "llama.conf"), word, false));
}

/** A file that cannot be read may have it; reading it properly then says why. @param missing what a missing file counts as */
function mentions(file: string, word: string, missing: boolean): boolean {
  try {
    return readFileSync(file, "latin1").includes(word);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ENOENT" || missing;
  }
}
