import type { IncidentsHere } from "../../app/incidents/incidents-here.ts";
import { IncidentStoreError } from "../../engine/incident-history/incident-store.ts";
import type { StoredIncident } from "../../engine/incident-history/stored-incident.ts";
import { printable } from "../../engine/printable.ts";
import { UserError } from "../../splunk/user-error.ts";
import type { IncidentLook } from "../render/incident-text.ts";
import { storedTable, storedText } from "../render/stored-incidents.ts";
import { print } from "../terminal.ts";

const leastId = 4;

/**
 * `llama-log incidents list`, `llama-log incidents show ID`: what earlier runs found.
 *
 * @param json whether scripts read it
 * @returns the exit code
 */
export async function storedIncidents(
  [action = "", ...ids]: readonly string[],
  here: IncidentsHere,
  { json, look }: { readonly json: boolean; readonly look: IncidentLook },
): Promise<number> {
  const wanted = action === "show" ? idsIn(ids) : noneIn(ids);
  const stored = await here.stored().catch((error: unknown) => {
    throw error instanceof IncidentStoreError ? new UserError(error.message) : error;
  });
  const incidents = wanted.length === 0 ? stored : wanted.map((id) => incidentOf(id, stored, here.folder));
  if (json) {
    await print(`${JSON.stringify({ incidents })}\n`);
    return 0;
  }
  if (action === "show") {
    await print(`${incidents.flatMap((incident) => storedText(incident, look)).join("\n")}\n`);
    return 0;
  }
  const nothing = `No incident of the last 30 days is kept in ${here.folder}. llama-log incidents FILE finds some.\n`;
  await print(incidents.length === 0 ? nothing : `${storedTable(incidents, look).join("\n")}\n`);
  return 0;
}

function idsIn(ids: readonly string[]): readonly string[] {
  if (ids.length > 0) return ids;
  throw new UserError(
    "Which incident? Name it by its id, as in llama-log incidents show i7f3q2mzabcde; llama-log incidents list has them.",
  );
}

function noneIn(words: readonly string[]): readonly string[] {
  if (words.length === 0) return [];
  throw new UserError(
    `llama-log incidents list takes no further word, and ${printable(words[0] ?? "")} came. To read a file named list, write ./list.`,
  );
}

/** By its fingerprint, another name of it, or the first characters of one. Of several with one name, the latest. */
function incidentOf(id: string, stored: readonly StoredIncident[], folder: string): StoredIncident {
  const named = stored.filter(({ fingerprint, aliases }) =>
    [fingerprint, ...aliases].some((name) => name === id || (id.length >= leastId && name.startsWith(id))),
  );
  const exact = named.find(({ fingerprint }) => fingerprint === id) ?? named[0];
  if (exact === undefined) {
    throw new UserError(
      `No incident ${printable(id).slice(0, 40)} of the last 30 days is kept in ${folder}. llama-log incidents list has the ids; four characters of one are enough.`,
    );
  }
  const others = new Set(named.map(({ fingerprint }) => fingerprint));
  if (exact.fingerprint === id || others.size === 1) return exact;
  throw new UserError(
    `${printable(id)} is the beginning of ${others.size} ids: ${[...others].join(", ")}. Write more of it.`,
  );
}
