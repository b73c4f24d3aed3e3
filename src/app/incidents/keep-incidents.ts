import type { Configuration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { type Continuation, continueIncidents } from "../../engine/incident-history/continue-incidents.ts";
import { IncidentStoreError } from "../../engine/incident-history/incident-store.ts";
import { maskedIncident } from "../../engine/incident-history/masked-incident.ts";
import type { StoredIncident, ToldIncident } from "../../engine/incident-history/stored-incident.ts";
import type { MaskWords } from "../../engine/incidents/occurrence.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { openSession } from "../open-session.ts";
import { incidentStore } from "./incident-store.ts";

export interface Keeping {
  readonly configuration: Configuration;
  readonly mask: MaskWords;
  readonly info: SearchInfo;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cancelled: AbortSignal;
  /** How far the run looked for failures, in epoch seconds; undefined where it did not, and what it did not find may go on. */
  readonly looked: number | undefined;
  /** Whether anything is stored; otherwise the incidents are told as those of a first run. */
  readonly record: boolean;
}

export interface KeptIncidents {
  /** Those that were found, in their order, each once, and those that are part of one of them by now. */
  readonly incidents: readonly StoredIncident[];
  readonly counts: Readonly<Record<"incidents" | "opened" | "merged" | "over", number>>;
  /** Sentences about what could not be done. */
  readonly problems: readonly string[];
}

/** Three runs without it, and an incident of a scheduled search is over. */
const runsToEnd = 3;

/** The incidents of a search as the continuation of those that are kept. Nothing that was found is lost by a fault. */
export async function keepIncidents(
  found: readonly ToldIncident[],
  { configuration, mask, info, environment, cancelled, looked, record }: Keeping,
): Promise<KeptIncidents> {
  const problems: string[] = [];
  const masked = found.map((incident) => maskedIncident(incident, (text) => mask(text)));
  const now = Date.now() / 1000;
  const resolveAfter = configuration.alert.settings.resolveAfter / 1000;
  const alone = (): Continuation =>
    continueIncidents({ stored: [], found: masked }, { now, rules: { resolveAfter, runsToEnd: 0 } });
  if (!record) return unstored(alone(), problems);
  const session = await openSession(info, configuration, environment, cancelled).catch((error: unknown) => {
    if (error instanceof ConfigurationError) return error;
    throw error;
  });
  if (session instanceof Error) return unstored(alone(), [...problems, notKept(session)]);
  const store = incidentStore(session, stateFolder(environment), (sentence) => problems.push(sentence));
  try {
    let before: readonly StoredIncident[] = [];
    const continuation = await store.update((stored) => {
      before = stored;
      return continueIncidents(
        { stored, found: masked },
        { now, looked, rules: { resolveAfter, runsToEnd } },
      );
    });
    return told(continuation, before, problems);
  } catch (error) {
    if (!(error instanceof IncidentStoreError)) throw error;
    return unstored(alone(), [...problems, notKept(error)]);
  } finally {
    session?.close();
  }
}

function notKept({ message }: Error): string {
  return `What was found does not continue what is kept, so fingerprints may differ from those of other runs. ${message}`;
}

/** What was found, of which nothing was stored. */
function unstored({ recordOf }: Continuation, problems: readonly string[]): KeptIncidents {
  const incidents = [...new Set(recordOf)];
  return { incidents, counts: { incidents: incidents.length, opened: 0, merged: 0, over: 0 }, problems };
}

function told(
  { recordOf, incidents, changed }: Continuation,
  before: readonly StoredIncident[],
  problems: readonly string[],
): KeptIncidents {
  const found = [...new Set(recordOf)];
  const elders = new Set(found.map(({ fingerprint }) => fingerprint));
  const parts = incidents.filter(({ state, merged_into: elder }) => state === "merged" && elders.has(elder));
  const known = new Set(before.map(({ fingerprint }) => fingerprint));
  const became = (wanted: StoredIncident["state"]): number =>
    changed.filter(
      ({ state, fingerprint }) =>
        state === wanted && !before.some((each) => each.fingerprint === fingerprint && each.state === wanted),
    ).length;
  const opened = changed.filter(({ fingerprint, aliases }) =>
    [fingerprint, ...aliases].every((name) => !known.has(name)),
  ).length;
  return {
    incidents: [...found, ...parts],
    counts: { incidents: found.length, opened, merged: became("merged"), over: became("over") },
    problems,
  };
}
