import { loadConfiguration } from "../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../adapters/configuration/configuration-error.ts";
import type { ConfigurationPlaces } from "../adapters/configuration/layers.ts";
import { joinClusterTemplates } from "../adapters/state/cluster-templates.ts";
import { type OpenTemplates, openTemplates } from "../adapters/state/template-store.ts";
import { TemplateMiner } from "../engine/templates/template-miner.ts";
import type { SearchInfo } from "../splunk/search-command.ts";
import { maskerOf } from "./masker-of.ts";
import { openSession } from "./open-session.ts";

/** Templates as `[store]` says. Whatever is wrong with that costs a sentence: the search has its own templates. */
export async function openSharedTemplates(
  folder: string,
  info: SearchInfo,
  places: ConfigurationPlaces,
  cancelled: AbortSignal,
): Promise<OpenTemplates> {
  try {
    const configuration = loadConfiguration(places);
    const { share } = configuration.store();
    if (share === "none") return unshared(undefined);
    const masker = await maskerOf(configuration.masking());
    const isSensitive = (text: string): boolean => masker.find(text).length > 0;
    const host = openTemplates(folder, isSensitive);
    const session =
      share === "cluster" ? await openSession(info, configuration, places.environment, cancelled) : undefined;
    if (session === undefined) return host;
    const joined = await joinClusterTemplates(host, session.templates, isSensitive);
    return { ...joined, save: () => joined.save().finally(() => session.close()) };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return unshared(`Templates are shared with no other search. ${error.message}`);
  }
}

function unshared(problem: string | undefined): OpenTemplates {
  return { miner: new TemplateMiner(), problem, save: async () => undefined };
}
