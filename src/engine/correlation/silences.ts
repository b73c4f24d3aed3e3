import { countsOf, type Span } from "./episodes.ts";
import type { ObservedKind } from "./observed-events.ts";
import { speaksOfMachine } from "./programs.ts";
import { isLong, type QuietSpell, quietSpellsOf } from "./quiet-spells.ts";

/** Seconds in which somebody who falls silent may still tell why. */
const dyingWords = 20;

/** What somebody writes: its normal lines, and its failures. Epoch seconds, each kind's in order. */
interface Written {
  readonly normal: Float64Array[];
  readonly failures: Float64Array[];
}

/**
 * The services and hosts that fall silent, by their names in lower case. Their normal lines tell how often they write:
 * that failures end is no silence. Who writes nothing but failures is not silent either.
 */
export function silences(
  kinds: readonly ObservedKind[],
  hostNames: readonly string[],
  span: Span,
): Map<string, QuietSpell> {
  const byParty = new Map<string, Written>();
  const add = (party: string, isBad: boolean, times: Float64Array): void => {
    const written = byParty.get(party) ?? { normal: [], failures: [] };
    byParty.set(party, written);
    (isBad ? written.failures : written.normal).push(times);
  };
  for (const { kind, events } of kinds) {
    const { times, hosts } = events;
    if (!speaksOfMachine(kind.service)) add(kind.service.toLowerCase(), kind.isBad, times);
    for (const host of new Set(hosts)) {
      const name = hostNames[host]?.toLowerCase() ?? "";
      add(
        name,
        kind.isBad,
        times.filter((_, event) => hosts[event] === host),
      );
    }
  }
  byParty.delete("");
  const all = countsOf(together(kinds.map(({ events }) => events.times)), span);
  const found = new Map<string, QuietSpell>();
  for (const [party, { normal, failures }] of byParty) {
    const broken = inOrder(failures);
    const spell = quietSpellsOf(inOrder(normal), span, all)
      .map((each) => untilFailure(each, broken, span.to))
      .find(isLong);
    if (spell !== undefined) found.set(party, spell);
  }
  return found;
}

/** The spell as far as nothing is written at all: its beginning may hold dying words, and a failure ends it. */
function untilFailure(spell: QuietSpell, failures: Float64Array, end: number): QuietSpell {
  const { from, to = end, missing } = spell;
  const first = failures.find((time) => time > from + dyingWords && time < to);
  return first === undefined ? spell : { from, to: first, missing: (missing * (first - from)) / (to - from) };
}

function inOrder(parts: readonly Float64Array[]): Float64Array {
  return together(parts).sort();
}

function together(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}
