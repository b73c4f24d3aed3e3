import { describedCode } from "../../adapters/process/error-code.ts";
import { SplunkdError } from "../../adapters/splunkd/splunkd-error.ts";
import { type MaintenanceWindow, maintenanceWindows } from "../../engine/incidents/maintenance.ts";
import { type CmdbRow, ownershipOf } from "../../engine/incidents/ownership.ts";
import type { Silence } from "../../engine/incidents/silences.ts";
import type { Schedule } from "../../engine/incidents/third-run.ts";
import type { Ownership } from "../../engine/ledger/alert.ts";
import type { Alerting } from "./open-alerting.ts";
import { readSilences, silencesOfRows } from "./silences-file.ts";

/** Milliseconds for all lookups together; then the alert goes on without them. */
const timeout = 8_000;

/** What an alert needs besides its rows, from splunkd or from files in its place. */
export interface AlertContext {
  ownershipOf(service: string): Ownership;
  readonly silences: readonly Silence[];
  readonly maintenance: readonly MaintenanceWindow[];
  /** The search's schedule, with an empty cron line if it has none; undefined if splunkd does not tell. */
  readonly schedule: Schedule | undefined;
}

/** Rows of lookups for use without splunkd. */
export interface OfflineLookups {
  readonly cmdb?: readonly CmdbRow[] | undefined;
  readonly maintenance?: readonly CmdbRow[] | undefined;
}

/** Reads all lookups concurrently. If one fails or is slow, that is reported and the alert goes on without it. */
export async function readAlertContext(
  { session, settings, folder, problems }: Alerting,
  { searchUri = "", given = {} }: { readonly searchUri?: string; readonly given?: OfflineLookups } = {},
): Promise<AlertContext> {
  const limits = { timeout };
  const orProblem = async <Value>(what: Promise<Value> | undefined): Promise<Value | undefined> => {
    try {
      return await what;
    } catch (error) {
      problems.push(
        error instanceof SplunkdError
          ? `${error.message} The alert goes without it.`
          : `What splunkd answered could not be read, a fault of this app (${describedCode(error)}): please report it. The alert goes without it.`,
      );
      return undefined;
    }
  };
  const [cmdb, maintenance, silences, cron] = await Promise.all([
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
    schedule: cron === undefined ? undefined : { cron, timeZone: timeZoneOfScheduler() },
  };
}

/**
 * The time zone in which Splunk's scheduler reads cron lines: that of the search head. splunkd starts the action there
 * with its own environment, so this process has the same zone.
 */
function timeZoneOfScheduler(): string | undefined {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  try {
    Intl.DateTimeFormat("en", { timeZone });
    return timeZone;
  } catch {
    // With TZ=GMT+5, for example, Node has the right time but an invalid zone name.
    return undefined;
  }
}

/** Looks services up in the CMDB. Like Splunk's lookups it ignores case. */
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
