import { countsOf, type Span } from "./episodes.ts";
import type { ObservedKind } from "./observed-kind.ts";
import { isLong, type QuietSpell, quietSpellsOf } from "./quiet-spells.ts";
import { podSuffix } from "./source-name.ts";

/** Seconds in which somebody who falls silent may still tell why. */
const dyingWords = 20;

/** What somebody writes: its normal lines, and its failures. */
class Written {
  readonly normal = new Times();
  readonly failures = new Times();
}

/** Epoch seconds. */
class Times {
  private times = new Float64Array(64);
  private count = 0;

  add(time: number): void {
    if (this.count === this.times.length) {
      const larger = new Float64Array(2 * this.count);
      larger.set(this.times);
      this.times = larger;
    }
    this.times[this.count++] = time;
  }

  inOrder(): Float64Array {
    return this.times.subarray(0, this.count).sort();
  }
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
  const writtenBy = (party: string): Written => {
    const written = byParty.get(party) ?? new Written();
    byParty.set(party, written);
    return written;
  };
  const all = countsOf(new Float64Array(), span);
  // A pod that goes is followed by another: whether they serve is told by their service.
  const hostParties = hostNames.map((name) => (podSuffix.test(name) ? "" : name.toLowerCase()));
  for (const { kind, events } of kinds) {
    const { times, hosts } = events;
    countsOf(times, span, all);
    const those = kind.isBad ? "failures" : "normal";
    const ofService = kind.speaksOfHost ? undefined : writtenBy(kind.service.toLowerCase());
    for (let event = 0; event < times.length; event++) {
      const time = times[event] as number;
      ofService?.[those].add(time);
      writtenBy(hostParties[hosts[event] as number] ?? "")[those].add(time);
    }
  }
  byParty.delete("");
  const found = new Map<string, QuietSpell>();
  for (const [party, { normal, failures }] of byParty) {
    const broken = failures.inOrder();
    const spell = quietSpellsOf(normal.inOrder(), span, all)
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
