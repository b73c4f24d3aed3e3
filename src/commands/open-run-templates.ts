import type { ConfigurationPlaces } from "../adapters/configuration/layers.ts";
import { stateFolder } from "../adapters/state/state-folder.ts";
import { type OpenTemplates, openTemplates } from "../adapters/state/template-store.ts";
import type { SearchInfo } from "../splunk/search-command.ts";
import { mentionsInConfiguration } from "./configured.ts";

/**
 * The templates that a search begins with, shared as `[store]` of llama.conf says; by default on this machine. None
 * that its masks find something in is kept.
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
