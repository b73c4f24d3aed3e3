import { loadConfiguration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError, RequestError } from "../../adapters/configuration/configuration-error.ts";
import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import { sleep } from "../../adapters/process/sleep.ts";
import type { Incident } from "../../engine/correlation/incident.ts";
import { readDuration } from "../../engine/duration.ts";
import {
  type NarratedIncident,
  type NarrationUsage,
  nothingAsked,
  toldLocally,
} from "../../engine/narrative/narrated-incident.ts";
import { NarrativeMemory } from "../../engine/narrative/narrative-memory.ts";
import { narrativePromptVersion } from "../../engine/narrative/narrative-prompt.ts";
import { narrativeSchemaVersion } from "../../engine/narrative/narrative-schema.ts";
import { Narrator } from "../../engine/narrative/narrator.ts";
import { unitVersion } from "../../engine/templates/unit-key.ts";
import { verdictKey } from "../../engine/verdicts/verdict-key.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { UserError } from "../../splunk/user-error.ts";
import { type ClientOptions, openClient } from "../analyze/open-client.ts";
import { askable, warningsAbout } from "../analyze/open-model.ts";
import { openStore } from "../analyze/open-verdict-store.ts";
import { createMasker } from "../create-masker.ts";

/** The options of `llamaanalyze` that say which model tells of incidents, and what that may cost. */
export interface NarrationOptions extends ClientOptions {
  readonly llm_endpoint: string;
  readonly model_name: string;
  readonly cache_ttl: string;
}

export interface Narration extends NarrationUsage {
  /** In the order given, the heaviest first. */
  readonly incidents: readonly NarratedIncident[];
  /** Sentences for the user. */
  readonly warnings: readonly string[];
}

/** Calls at once: incidents are few. */
const sideBySide = 4;

/**
 * Has the model of llama.conf tell of incidents: `const { incidents, calls, warnings } = await narrate(search.incidents(),
 * options, places, info, cancelled)`. Each incident gains `summary`, `cause`, `steps`, `dropped_claims` and the fields
 * `llama_…`, and loses nothing. Without an endpoint, or where a fault is the administrator's, the sentences are the
 * engine's own, and `warnings` says why. What was told of the same timeline within `cache_ttl` is not asked again.
 *
 * @param cancelled aborts when the search ends early
 * @throws UserError when the search names an endpoint that is not listed, or limits a cost that is not known
 */
export async function narrate(
  incidents: readonly Incident[],
  options: NarrationOptions,
  places: ConfigurationPlaces,
  info: SearchInfo,
  cancelled: AbortSignal,
): Promise<Narration> {
  const untold = (warnings: readonly string[]): Narration => ({
    incidents: incidents.map((incident) => toldLocally(incident, "no_endpoint")),
    ...nothingAsked,
    warnings,
  });
  try {
    const configuration = loadConfiguration(places);
    const requested = options.llm_endpoint === "" ? undefined : options.llm_endpoint;
    const listed = askable(configuration.endpoints.find(requested));
    const warnings = warningsAbout(`endpoint:${requested ?? "default"}`, configuration);
    if (listed === undefined || incidents.length === 0) return untold(warnings);
    const settings = options.model_name === "" ? listed : { ...listed, model: options.model_name };
    const masker = await createMasker(configuration.masking());
    const opened = await openClient(options, { settings, configuration, places, info, cancelled });
    const { client, budget, deadline, ended } = opened;
    const age = options.temperature === 0 ? (readDuration(options.cache_ttl) ?? 0) : 0;
    const { store, ...remembering } = await openStore(
      configuration,
      age,
      info,
      places.environment,
      cancelled,
    );
    const { name: endpoint, model } = settings;
    const versions = {
      ...{ unitVersion, promptVersion: narrativePromptVersion, schemaVersion: narrativeSchemaVersion },
      maskingVersion: masker.version,
    };
    const memory =
      store &&
      new NarrativeMemory({
        ...{ store, model, sleep, now: Date.now, signal: deadline.signal },
        keyOf: (units) => verdictKey({ unitText: `incident\n${units}`, endpoint, model, ...versions }),
      });
    const narrator = new Narrator({
      ...{ client, masker, model, budget, memory, ended },
      maxAttempts: options.max_retries,
      sideBySide: Math.min(sideBySide, options.concurrency, settings.concurrency),
    });
    try {
      const told = await narrator.tell(incidents);
      const problems = [...opened.problems(), ...remembering.problems, ...narrator.faults.values()];
      const { calls, promptTokens, answerTokens } = client.counts;
      return {
        ...{ incidents: told, calls, tokens_in: promptTokens, tokens_out: answerTokens },
        dropped: Object.fromEntries(narrator.dropped),
        warnings: [...warnings, ...problems],
      };
    } finally {
      opened.release();
      await remembering.close();
    }
  } catch (error) {
    if (error instanceof RequestError) throw new UserError(error.message);
    if (error instanceof ConfigurationError) return untold([error.message]);
    throw error;
  }
}
