import type { Incident } from "../correlation/incident.ts";
import { severityRank } from "../verdict.ts";
import type { StoredIncident } from "./stored-incident.ts";

/** Seconds after which what comes back is a new incident, even under the same name. */
export const longestRest = 86_400;
/** Seconds between what is found and what is stored, within which they may be one though their names differ. */
const longestCalm = 1_200;
/** The part of the smaller one's failures that both must have. */
const leastShared = 1 / 3;

/** Whether a stored incident comes back under a name that it has. */
export function isNamed(stored: StoredIncident, found: Incident): boolean {
  return hasName(stored, found.fingerprint) && pauseBetween(stored, found) <= longestRest;
}

export function hasName({ fingerprint, aliases }: StoredIncident, name: string): boolean {
  return fingerprint === name || aliases.includes(name);
}

/**
 * Whether a stored incident is the one that was found, though the reading of its origin differs: at the same time the
 * same services fail in the same way.
 */
export function resembles(stored: StoredIncident, found: Incident): boolean {
  if (stored.state !== "open" || pauseBetween(stored, found) > longestCalm) return false;
  const known = failuresOf(stored);
  const now = failuresOf(found);
  const shared = [...now].filter((failure) => known.has(failure)).length;
  return shared > 0 && shared >= leastShared * Math.min(known.size, now.size);
}

/** Who fails in which way; of a silence, whose. */
function failuresOf({ kinds, origin }: Incident): ReadonlySet<string> {
  const failures = kinds.filter(({ severity }) => severityRank(severity) <= 3);
  return new Set(
    failures.length > 0
      ? failures.map(({ service, template_id: template }) => `${service}\0${template}`)
      : origin.slice(0, 1),
  );
}

/** Seconds from the end of the earlier to the beginning of the later; negative where they overlap. */
export function pauseBetween(one: Incident, other: Incident): number {
  return Math.max(one.first - other.last, other.first - one.last);
}
