import type { Span } from "./episodes.ts";
import type { ObservedKind } from "./observed-kind.ts";
import { watchesOthers } from "./programs.ts";

/** Seconds from its onset in which an incident is compared with before. */
const longestLook = 600;
const shortestLook = 60;
/** Lines before, from which it is known how much somebody writes. */
const fewestBefore = 30;
/** Services, without which it is not known what all do. */
const fewestServices = 3;
/** Who writes so many times less than what all others' fall explains has fallen more than they. */
const leastFall = 1.4;
/** Standard deviations of a Poisson count. */
const sigmas = 4;

/**
 * Who writes less than before an incident, and by more than the others do: when something is slow or lost, all write less,
 * and it itself least.
 *
 * @returns names in lower case, with the logarithm of how many times less
 */
export function fallenOf(
  kinds: readonly ObservedKind[],
  incident: Pick<Span, "from" | "to">,
  span: Span,
): Map<string, number> {
  const end = Math.min(
    Math.max(incident.to, incident.from + shortestLook),
    incident.from + longestLook,
    span.to,
  );
  const look = end - incident.from;
  const before = incident.from - span.from;
  if (look < shortestLook || before < look / 2) return new Map();
  const counts = new Map<string, { before: number; within: number }>();
  for (const { kind, events } of kinds) {
    if (kind.service === "" || kind.speaksOfHost || watchesOthers(kind.service)) continue;
    const name = kind.service.toLowerCase();
    const count = counts.get(name) ?? { before: 0, within: 0 };
    counts.set(name, count);
    for (const time of events.times)
      if (time < incident.from) count.before++;
      else if (time <= end) count.within++;
  }
  const steady = [...counts].filter(([, count]) => count.before >= fewestBefore);
  if (steady.length < fewestServices) return new Map();
  const rates = steady.map(([, count]) => count.within / count.before).sort((one, other) => one - other);
  const usual = Math.min(look / before, rates[Math.floor(rates.length / 2)] as number);
  const fallen = new Map<string, number>();
  for (const [name, count] of steady) {
    const expected = count.before * usual;
    const times = expected / Math.max(1, count.within);
    if (times >= leastFall && expected - count.within >= sigmas * Math.sqrt(expected))
      fallen.set(name, Math.log2(times));
  }
  return fallen;
}
