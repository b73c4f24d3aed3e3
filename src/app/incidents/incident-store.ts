import { hostname } from "node:os";
import { IncidentFolder } from "../../adapters/store/incident-folder.ts";
import { KvIncidents } from "../../adapters/store/kv-incidents.ts";
import type { IncidentStore } from "../../engine/incident-history/incident-store.ts";
import type { SplunkdSession } from "../splunkd-session.ts";

/**
 * Where incidents are kept: in Splunk the collection llama_incidents, elsewhere the state folder. Whoever was paged for
 * some says so by `markPaged`.
 *
 * @param session undefined outside Splunk
 * @param folder the state folder
 * @param warn takes sentences about what did not stop anything
 */
export function incidentStore(
  session: SplunkdSession | undefined,
  folder: string,
  warn: (sentence: string) => void,
): IncidentStore {
  if (session === undefined) return new IncidentFolder(folder);
  const { incidents: collection } = session;
  return new KvIncidents({
    ...{ collection, history: session.incidentHistory(hostname()), warn },
    now: () => Date.now() / 1000,
  });
}
