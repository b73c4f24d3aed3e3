import { loadConfiguration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import { IncidentFolder } from "../../adapters/store/incident-folder.ts";
import type { Incident } from "../../engine/correlation/incident.ts";
import { continueIncidents, type EndRules } from "../../engine/incident-history/continue-incidents.ts";
import { IncidentStoreError } from "../../engine/incident-history/incident-store.ts";
import { maskedIncident } from "../../engine/incident-history/masked-incident.ts";
import type { StoredIncident } from "../../engine/incident-history/stored-incident.ts";
import { maskedAround } from "../../engine/incidents/masked-around.ts";
import { openMaskWords } from "../open-mask-words.ts";

export interface RecordedHere<Found extends Incident> {
  /** Those that were found, in their order, with the fingerprints that they keep from run to run. */
  readonly incidents: readonly Found[];
  /** Sentences about what could not be stored or masked; it does not spoil what was found. */
  readonly problems: readonly string[];
}

/** The incidents of this machine, in its state folder: for the command line, and whoever reads them later. */
export class IncidentsHere {
  readonly folder: string;
  private readonly places: ConfigurationPlaces;

  /** @param folder the state folder */
  constructor(places: ConfigurationPlaces, folder: string) {
    this.places = places;
    this.folder = folder;
  }

  /** Stores what was found in a log. @param isMasked whether its texts, though not its names, are masked already */
  async record<Found extends Incident>(
    found: readonly Found[],
    isMasked = false,
  ): Promise<RecordedHere<Found>> {
    if (found.length === 0) return { incidents: found, problems: [] };
    const problems: string[] = [];
    try {
      const configuration = loadConfiguration(this.places);
      const mask = await openMaskWords(configuration, this.folder, problems);
      const around = (text: string): string => (isMasked ? maskedAround(text, mask) : mask(text));
      const masked = found.map((incident) => maskedIncident(incident, around));
      const { recordOf } = await new IncidentFolder(this.folder).update((stored) =>
        continueIncidents({ stored, found: masked }, { now: secondsNow(), rules: this.rules() }),
      );
      const incidents = found.map((incident, at) => ({
        ...incident,
        fingerprint: recordOf[at]?.fingerprint ?? incident.fingerprint,
      }));
      return { incidents, problems };
    } catch (error) {
      if (!(error instanceof IncidentStoreError || error instanceof ConfigurationError)) throw error;
      return { incidents: found, problems: [...problems, `Nothing was kept of this run. ${error.message}`] };
    }
  }

  /** Those of the last 30 days, the latest first, each in the state that it has by now. */
  async stored(): Promise<StoredIncident[]> {
    const stored = await new IncidentFolder(this.folder).all();
    const { incidents } = continueIncidents(
      { stored, found: [] },
      { now: secondsNow(), rules: this.rules() },
    );
    return incidents.toSorted((one, other) => other.last - one.last);
  }

  /** Nobody looks regularly, so no runs are waited for. */
  private rules(): EndRules {
    const { resolveAfter } = loadConfiguration(this.places).alert.settings;
    return { resolveAfter: resolveAfter / 1000, runsToEnd: 0 };
  }
}

function secondsNow(): number {
  return Date.now() / 1000;
}
