import type { Alert } from "../ledger/alert.ts";
import type { IncidentRecord, SearchEnd } from "../ledger/incident-record.ts";
import { hashOf } from "./alert-keys.ts";

/** Most searches whose end is kept for one incident. */
const mostSearches = 20;

/**
 * An incident ends for a search after three of its runs without a detection, and no earlier than `resolve_after`. It
 * ends altogether when it has ended for every search that saw it. Each detection renews the search's own end, so a
 * changed schedule takes effect with the next detection and a search that no longer runs holds no incident open for
 * long.
 *
 * Ends are kept relative to `lastSeen`, so they stay right when the clock is set back, and earlier versions of the app,
 * which only know `resolveAfter`, can still read the record.
 *
 * @param record undefined when the incident begins
 * @param thirdRun the search's third run after `now`; `now` for a search without a schedule, undefined if not known
 */
export function endsWith(
  record: IncidentRecord | undefined,
  { search, thirdRun }: { readonly search: Alert["search"]; readonly thirdRun: number | undefined },
  now: number,
  resolveAfter: number,
): { readonly ends: readonly SearchEnd[]; readonly resolveAfter: number } {
  const mark = markOf(search);
  const earlier = endsNow(record, now);
  // If splunkd could not be asked this time, its earlier answer counts.
  const known = thirdRun === undefined ? earlier.find((end) => end.search === mark)?.after : thirdRun - now;
  const own = { search: mark, after: Math.max(resolveAfter, known ?? 0) };
  const ends = [own, ...earlier.filter((end) => end.search !== mark)].sort((a, b) => b.after - a.after);
  return { ends: ends.slice(0, mostSearches), resolveAfter: ends[0]?.after ?? resolveAfter };
}

/** The ends that are still ahead, relative to `now`. */
function endsNow(record: IncidentRecord | undefined, now: number): SearchEnd[] {
  if (record === undefined) return [];
  const passed = Math.max(0, now - record.lastSeen);
  return (record.ends ?? [{ search: "", after: record.resolveAfter }])
    .map(({ search, after }) => ({ search, after: after - passed }))
    .filter(({ after }) => after > 0);
}

function markOf({ name, app, owner }: Alert["search"]): string {
  return hashOf([name, app, owner], 12);
}
