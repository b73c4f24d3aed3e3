import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConfigurationPlaces } from "../adapters/configuration/layers.ts";

/**
 * Whether any layer of llama.conf contains a word. This reads at most three small files, whereas parsing the
 * configuration loads libraries that most searches do not need.
 */
export function mentionsInConfiguration(
  word: string,
  { appFolder, environment }: ConfigurationPlaces,
): boolean {
  const named = environment.LLAMA_CONF;
  if (named !== undefined && named !== "" && mentions(named, word, true)) return true;
  return ["default", "local"].some((layer) => mentions(join(appFolder, layer, "llama.conf"), word, false));
}

/** Whether an endpoint may be configured; without one, nothing that asks a model need be loaded. */
export function mayHaveEndpoint(
  places: ConfigurationPlaces,
  { llm_endpoint: requested }: { readonly llm_endpoint: string },
): boolean {
  if (requested !== "" || (places.environment.LLAMA_ENDPOINT ?? "") !== "") return true;
  return mentionsInConfiguration("endpoint", places);
}

/**
 * An unreadable file counts as containing the word, so that it gets parsed and the fault is reported.
 *
 * @param missing the result for a missing file
 */
function mentions(file: string, word: string, missing: boolean): boolean {
  try {
    return readFileSync(file, "latin1").includes(word);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ENOENT" || missing;
  }
}
