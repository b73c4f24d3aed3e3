import { type Party, partiesOf, type Surroundings } from "./accused.ts";
import { lostHosts } from "./lost-hosts.ts";
import type { QuietSpell } from "./quiet-spells.ts";
import type { Symptom } from "./symptom.ts";

/** A possible origin of an incident. */
export interface Suspect {
  /** In lower case. */
  readonly name: string;
  /** 0 to 1; those of an incident add up to 1. */
  readonly blame: number;
  /** Epoch seconds of its first symptom; undefined for one that shows none. */
  readonly onset: number | undefined;
}

const steps = 40;
/** Seconds after which being hit later than others tells little more. */
const lateness = 20;
/** The share of the blame that those get who fell silent, by as much as they are missing. */
const blameOfSilence = 0.5;
/** The share of the blame that those get who write less than the others. */
const blameOfFallen = 0.2;
/** New lines of somebody with less blame, and what they count for. */
const leastConnected = 0.02;
const ofUnconnected = 0.5;
/** The share of the blame that those get who wrote new lines as it began. */
const blameOfNovel = 0.15;
/** The share of the blame that those get whom several others miss at once. */
const blameOfLost = 0.7;
/** A line that names somebody only this surely passes all blame on. */
const sureAccusation = 0.35;
/** Of what somebody suffers from whom it does not name, the share that those bear whom it needs. */
const shareOfNeeded = 0.6;
/** Seconds after which a symptom that nothing connects to the others tells little. */
const isolation = 120;
/** Who only hands on failures of requests has hardly a fault of its own. */
const ofRepeated = 0.3;

/**
 * Who is to blame, by an absorbing random walk. The weight of the symptoms starts at those who show them, goes on to
 * those whom their lines accuse, and stays with whoever shows a fault of its own, accuses nobody, or was hit first.
 */
export function suspectsOf(
  symptoms: readonly Symptom[],
  silent: ReadonlyMap<string, QuietSpell>,
  surroundings: Surroundings,
): Suspect[] {
  const parties = partiesOf(symptoms, surroundings);
  discountIsolated(parties);
  const telling = tellingSilences(parties, silent);
  const total = [...parties.values()].reduce((sum, { weight }) => sum + weight, 0);
  let flowing = new Map<string, number>();
  for (const [name, { weight }] of parties) flowing.set(name, weight / total);
  const absorbed = new Map<string, number>();
  for (let step = 0; step < steps && flowing.size > 0; step++) {
    const next = new Map<string, number>();
    for (const [name, amount] of flowing) {
      const party = parties.get(name);
      if (party === undefined || silent.has(name)) {
        add(absorbed, name, amount * (telling.get(name) ?? 1));
        continue;
      }
      const out = sumOf(party.accused.values());
      const early = Math.exp(-(party.onset - firstAround(name, parties)) / lateness);
      const stay = Math.min(0.95, party.local * (0.3 + 0.7 * early) * (party.repeats ? ofRepeated : 1));
      const needed = neededBy(name, parties, silent, surroundings);
      // Who is let down by somebody it does not name tells nothing of who that is, so that part of its weight is lost.
      const isAccused = step > 0 && out === 0 && needed.size === 0;
      add(absorbed, name, amount * (isAccused ? Math.max(stay, party.repeats ? 0.15 : 0.6) : stay));
      const passedOn = Math.min(1, out / sureAccusation) * (1 - stay);
      for (const [accused, strength] of party.accused)
        add(next, accused, (amount * passedOn * strength) / out);
      const ofAll = sumOf(needed.values());
      const unnamed = 1 - Math.min(1, out / sureAccusation);
      for (const [each, strength] of needed)
        add(next, each, (amount * shareOfNeeded * unnamed * (1 - stay) * strength) / ofAll);
    }
    flowing = next;
  }
  // Lines of which nobody knows the writer may accuse, and are no suspect.
  absorbed.delete("");
  normalise(absorbed);
  share(absorbed, surroundings.fallen, blameOfFallen);
  share(absorbed, connected(surroundings.novel, absorbed), blameOfNovel);
  withSilence(absorbed, silent, telling);
  share(absorbed, lostHosts(symptoms, surroundings.hosts), blameOfLost);
  return [...absorbed]
    .map(([name, blame]) => ({ name, blame, onset: parties.get(name)?.onset }))
    .sort((one, other) => other.blame - one.blame);
}

/** Whom somebody needs that shows symptoms itself, or that others accuse: it may suffer from these. */
function neededBy(
  name: string,
  parties: ReadonlyMap<string, Party>,
  silent: ReadonlyMap<string, QuietSpell>,
  { needs }: Surroundings,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const [each, strength] of needs.get(name) ?? []) {
    const isHit = parties.has(each) || silent.has(each);
    if (isHit || [...parties.values()].some(({ accused }) => accused.has(each))) found.set(each, strength);
  }
  return found;
}

/** What came much later than the rest, and has to do with nobody, is another story. */
function discountIsolated(parties: ReadonlyMap<string, Party>): void {
  const begin = Math.min(...[...parties.values()].map(({ onset }) => onset));
  for (const [name, party] of parties) {
    const isConnected =
      party.accused.size > 0 || [...parties.values()].some(({ accused }) => accused.has(name));
    if (!isConnected && parties.size > 1) party.weight *= Math.exp(-(party.onset - begin) / isolation);
  }
}

/** When the first of a party and of those that it accuses or that accuse it was hit. Others may have another origin. */
function firstAround(name: string, parties: ReadonlyMap<string, Party>): number {
  const party = parties.get(name) as Party;
  let first = party.onset;
  for (const [other, { onset, accused }] of parties)
    if (party.accused.has(other) || accused.has(name)) first = Math.min(first, onset);
  return first;
}

function normalise(blame: Map<string, number>): void {
  const total = sumOf(blame.values()) || 1;
  for (const [name, each] of blame) blame.set(name, each / total);
}

/**
 * How much each silence tells, from 0 to 1: all where others accuse who is silent. Of several that nobody accuses, most are
 * only not asked any more, because what they are asked for fails elsewhere.
 */
function tellingSilences(
  parties: ReadonlyMap<string, Party>,
  silent: ReadonlyMap<string, QuietSpell>,
): Map<string, number> {
  const isAccused = (name: string): boolean => [...parties.values()].some(({ accused }) => accused.has(name));
  const accused = new Set([...silent.keys()].filter(isAccused));
  const ofOthers = 1 / Math.max(1, silent.size - accused.size);
  return new Map([...silent.keys()].map((name) => [name, accused.has(name) ? 1 : ofOthers]));
}

function withSilence(
  absorbed: Map<string, number>,
  silent: ReadonlyMap<string, QuietSpell>,
  telling: ReadonlyMap<string, number>,
): void {
  const missing = new Map(
    [...silent].map(([name, spell]) => [name, Math.log2(1 + spell.missing) * (telling.get(name) ?? 1)]),
  );
  share(absorbed, missing, blameOfSilence * Math.max(0, ...telling.values()));
}

/** Gives some of the blame to others, by their weights. */
function share(blame: Map<string, number>, weights: ReadonlyMap<string, number>, part: number): void {
  if (weights.size === 0) return;
  for (const [name, amount] of blame) blame.set(name, amount * (1 - part));
  const total = sumOf(weights.values());
  for (const [name, weight] of weights) add(blame, name, (part * weight) / total);
}

/** What those do who have to do with it counts more. */
function connected(
  novel: ReadonlyMap<string, number>,
  blame: ReadonlyMap<string, number>,
): Map<string, number> {
  return new Map(
    [...novel].map(([name, surprise]) => [
      name,
      surprise * ((blame.get(name) ?? 0) >= leastConnected ? 1 : ofUnconnected),
    ]),
  );
}

function add(to: Map<string, number>, name: string, amount: number): void {
  to.set(name, (to.get(name) ?? 0) + amount);
}

function sumOf(amounts: Iterable<number>): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}
