import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { type OpenTemplates, openTemplates } from "../../adapters/store/template-store.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { mentionsInConfiguration } from "../configuration-mentions.ts";

/**
 * Opens the templates for a search, shared as `[store]` of llama.conf says, by default on this machine. Words that its
 * masks find in templates are not stored.
 */
export async function openRunTemplates(
  info: SearchInfo,
  places: ConfigurationPlaces,
  cancelled: AbortSignal,
): Promise<OpenTemplates> {
  const folder = stateFolder(places.environment);
  if (!["[store]", "[mask"].some((word) => mentionsInConfiguration(word, places)))
    return openTemplates(folder);
  const { openSharedTemplates } = await import("./shared-templates.ts");
  return openSharedTemplates(folder, info, places, cancelled);
}
