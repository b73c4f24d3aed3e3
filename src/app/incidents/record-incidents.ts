import {
  type Continuation,
  continueIncidents,
  type EndRules,
} from "../../engine/incident-history/continue-incidents.ts";
import type { IncidentStore } from "../../engine/incident-history/incident-store.ts";
import { maskedIncident } from "../../engine/incident-history/masked-incident.ts";
import type { ToldIncident } from "../../engine/incident-history/stored-incident.ts";
import type { MaskWords } from "../../engine/incidents/occurrence.ts";

export interface Recording {
  readonly store: IncidentStore;
  /** Masks what the records say, with pseudonyms that outlast the run. */
  readonly mask: MaskWords;
  /** Epoch seconds. */
  readonly now: () => number;
  /** How far the run's events went, in epoch seconds; undefined where nobody looks regularly. */
  readonly looked?: number | undefined;
  readonly rules: EndRules;
}

/**
 * Stores what a run found, masked, as the continuation of what is stored.
 *
 * @throws IncidentStoreError when it cannot be stored
 */
export function recordIncidents(
  found: readonly ToldIncident[],
  { store, mask, now, looked, rules }: Recording,
): Promise<Continuation> {
  const masked = found.map((incident) => maskedIncident(incident, (text) => mask(text)));
  return store.update((stored) =>
    continueIncidents({ stored, found: masked }, { now: now(), looked, rules }),
  );
}
