import type { ObservedKind } from "./observed-kind.ts";
import type { Parties } from "./parties.ts";
import { isResolver, speaksOfMachine, watchesOthers } from "./programs.ts";

/** A mention that is less sure shows no need. */
const sureMention = 0.6;
/** Kinds of lines of a service that are read for it. */
const mostKinds = 200;

/** By service, whom its lines name throughout the log, with the share of its naming kinds. All in lower case. */
export function needsOf(kinds: readonly ObservedKind[], parties: Parties): Map<string, Map<string, number>> {
  const read = new Map<string, number>();
  const needs = new Map<string, Map<string, number>>();
  for (const { kind } of kinds) {
    const service = kind.service.toLowerCase();
    if (service === "" || speaksOfMachine(service) || isResolver(service) || watchesOthers(service)) continue;
    const already = read.get(service) ?? 0;
    if (already >= mostKinds) continue;
    read.set(service, already + 1);
    const ofService = needs.get(service) ?? new Map<string, number>();
    needs.set(service, ofService);
    for (const [name, strength] of parties.mentionedIn(kind.unit.unit.text, new Set([service])))
      if (strength >= sureMention) ofService.set(name, (ofService.get(name) ?? 0) + 1);
  }
  return needs;
}
