import { loadConfiguration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import { store } from "../../adapters/configuration/stanzas/store.ts";
import { joinClusterTemplates } from "../../adapters/store/cluster-templates.ts";
import { type OpenTemplates, openTemplates } from "../../adapters/store/template-store.ts";
import { findSensitive } from "../../engine/masking/masking.ts";
import { type FindSensitive, TemplateMiner } from "../../engine/templates/template-miner.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { createMasker } from "../create-masker.ts";
import { openSession } from "../open-session.ts";

/** Opens templates as `[store]` says. A fault only costs a sentence; the search then uses templates of its own. */
export async function openSharedTemplates(
  folder: string,
  info: SearchInfo,
  places: ConfigurationPlaces,
  cancelled: AbortSignal,
): Promise<OpenTemplates> {
  let sensitive: FindSensitive = (text) => findSensitive(text);
  try {
    const configuration = loadConfiguration(places);
    const masker = await createMasker(configuration.masking());
    sensitive = (text) => masker.find(text);
    const { share } = configuration.one(store);
    if (share === "none") return unshared(sensitive, undefined);
    const host = openTemplates(folder, sensitive);
    const session =
      share === "cluster" ? await openSession(info, configuration, places.environment, cancelled) : undefined;
    if (session === undefined) return host;
    const joined = await joinClusterTemplates(host, session.templates);
    return { ...joined, save: () => joined.save().finally(() => session.close()) };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return unshared(sensitive, `Templates are shared with no other search. ${error.message}`);
  }
}

function unshared(sensitive: FindSensitive, problem: string | undefined): OpenTemplates {
  return { miner: new TemplateMiner({ sensitive }), problem, save: async () => undefined };
}
