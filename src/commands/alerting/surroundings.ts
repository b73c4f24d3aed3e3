import { codeOf } from "../../adapters/ledger/ledger-faults.ts";
import type { Ownership } from "../../engine/alerts/alert.ts";
import { periodOfCron } from "../../engine/alerts/cron-period.ts";
import { type MaintenanceWindow, maintenanceWindows } from "../../engine/alerts/maintenance.ts";
import { type CmdbRow, ownershipOf } from "../../engine/alerts/ownership.ts";
import type { Silence } from "../../engine/alerts/silences.ts";
import type { Alerting } from "./open-alerting.ts";
import { readSilences, silencesOfRows } from "./silence-book.ts";

/** Milliseconds for all lookups together: an alert does not wait for them. */
const patience = 8_000;

/** What splunkd, or files in its place, know beside the rows of an alert. */
export interface Surroundings {
  ownershipOf(service: string): Ownership;
  readonly silences: readonly Silence[];
  readonly maintenance: readonly MaintenanceWindow[];
  /** Between two runs of the search, in milliseconds. */
  readonly period: number | undefined;
}

/** Rows of lookups, given by somebody who has no splunkd. */
export interface GivenRows {
  readonly cmdb?: readonly CmdbRow[] | undefined;
  readonly maintenance?: readonly CmdbRow[] | undefined;
}

/** Asks all at once, each for itself: what fails or is slow is said, and the alert goes without it. */
export async function readSurroundings(
  { session, settings, folder, problems }: Alerting,
  { searchUri = "", given = {} }: { readonly searchUri?: string; readonly given?: GivenRows } = {},
): Promise<Surroundings> {
  const limits = { timeout: patience };
  const orProblem = async <Value>(what: Promise<Value> | undefined): Promise<Value | undefined> => {
    try {
      return await what;
    } catch (error) {
      const said = error instanceof Error && error.name === "SplunkdError";
      problems.push(
        said
          ? `${error.message} The alert goes without it.`
          : `What splunkd answered could not be read, a fault of this app (${codeOf(error)}): please report it. The alert goes without it.`,
      );
      return undefined;
    }
  };
  const [cmdb, maintenance, silences, schedule] = await Promise.all([
    orProblem(session?.lookup("cmdb_lookup", limits)),
    orProblem(session?.lookup("llama_maintenance", limits)),
    orProblem(session?.lookup("llama_silences", limits)),
    orProblem(searchUri === "" ? undefined : session?.schedule(searchUri, limits)),
  ]);
  const windows = maintenanceWindows(maintenance ?? given.maintenance ?? []);
  if (windows.unreadable.length > 0) {
    problems.push(
      `Rows ${windows.unreadable.slice(0, 10).join(", ")} of the lookup llama_maintenance are no window: each wants service_name, start and end, as epoch seconds or ISO 8601.`,
    );
  }
  const own = readSilences(folder);
  if (own.problem !== undefined) problems.push(own.problem);
  return {
    ownershipOf: cmdbReader(cmdb ?? given.cmdb, settings.defaultOwner),
    silences: [...own.silences, ...silencesOfRows(silences ?? [])],
    maintenance: windows.windows,
    period: schedule === undefined ? undefined : periodOfCron(schedule),
  };
}

/** Names are compared as Splunk's lookup does: without case. */
function cmdbReader(
  rows: readonly CmdbRow[] | undefined,
  defaultOwner: string,
): (service: string) => Ownership {
  const byName = new Map<string, CmdbRow>();
  for (const row of rows ?? []) {
    const names = row.service_name ?? "";
    for (const name of typeof names === "string" ? [names] : names) {
      const key = name.trim().toLowerCase();
      if (key !== "" && !byName.has(key)) byName.set(key, row);
    }
  }
  return (service) => {
    if (service === "") return ownershipOf("no_service", defaultOwner);
    if (rows === undefined) return ownershipOf("unavailable", defaultOwner);
    return ownershipOf(byName.get(service.toLowerCase()) ?? "no_entry", defaultOwner);
  };
}
