import { isResolver } from "./programs.ts";
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
/** A line that names somebody only this surely passes all blame on. */
const sureAccusation = 0.35;
/** Rules of failed requests. */
const handedOn = /^http-5|^(?:backend-server-down|no-live-upstream|upstream-)/;

/**
 * Who is to blame, by an absorbing random walk. The weight of the symptoms starts at those who show them, goes on to
 * those whom their lines accuse, and stays with whoever shows a fault of its own, accuses nobody, or was hit first.
 */
export function suspectsOf(
  symptoms: readonly Symptom[],
  silent: ReadonlyMap<string, QuietSpell>,
  known: ReadonlySet<string>,
): Suspect[] {
  const parties = partiesOf(symptoms, known);
  const total = [...parties.values()].reduce((sum, { weight }) => sum + weight, 0);
  let flowing = new Map<string, number>();
  for (const [name, { weight }] of parties) flowing.set(name, weight / total);
  const absorbed = new Map<string, number>();
  const add = (to: Map<string, number>, name: string, amount: number): void => {
    to.set(name, (to.get(name) ?? 0) + amount);
  };
  for (let step = 0; step < steps && flowing.size > 0; step++) {
    const next = new Map<string, number>();
    for (const [name, amount] of flowing) {
      const party = parties.get(name);
      const out = party === undefined ? 0 : [...party.accused.values()].reduce((sum, each) => sum + each, 0);
      if (party === undefined || silent.has(name)) {
        add(absorbed, name, amount);
        continue;
      }
      const early = Math.exp(-(party.onset - firstAround(name, parties)) / lateness);
      const stay = Math.min(0.95, party.local * (0.3 + 0.7 * early));
      // Who is let down by somebody it does not name tells nothing of who that is, so that part of its weight is lost.
      const isAccused = step > 0 && out === 0;
      add(absorbed, name, amount * (isAccused ? Math.max(stay, party.repeats ? 0.15 : 0.6) : stay));
      const passedOn = Math.min(1, out / sureAccusation) * (1 - stay);
      for (const [accused, strength] of party.accused)
        add(next, accused, (amount * passedOn * strength) / out);
    }
    flowing = next;
  }
  normalise(absorbed);
  withSilence(absorbed, silent);
  return [...absorbed]
    .map(([name, blame]) => ({ name, blame, onset: parties.get(name)?.onset }))
    .sort((one, other) => other.blame - one.blame);
}

/** Whether somebody else showed the same failure before: callers log the words of the error that they get. */
function quotes(symptoms: readonly Symptom[], name: string, kind: Symptom["kind"], from: number): boolean {
  const assessment = kind?.unit.assessment;
  if (assessment === undefined || !assessment.known) return false;
  return symptoms.some(
    (other) =>
      other.party !== name && other.from < from && other.kind?.unit.assessment.rule === assessment.rule,
  );
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
  const total = [...blame.values()].reduce((sum, each) => sum + each, 0) || 1;
  for (const [name, each] of blame) blame.set(name, each / total);
}

function withSilence(absorbed: Map<string, number>, silent: ReadonlyMap<string, QuietSpell>): void {
  if (silent.size === 0) return;
  for (const [name, amount] of absorbed) absorbed.set(name, amount * (1 - blameOfSilence));
  const weights = [...silent].map(([name, { missing }]) => [name, Math.log2(1 + missing)] as const);
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of weights)
    absorbed.set(name, (absorbed.get(name) ?? 0) + (blameOfSilence * weight) / total);
}

interface Party {
  /** Whether it only hands on failures of requests. */
  repeats: boolean;
  weight: number;
  onset: number;
  local: number;
  readonly accused: Map<string, number>;
}

function partiesOf(symptoms: readonly Symptom[], known: ReadonlySet<string>): Map<string, Party> {
  const lookedUp = new Set(
    symptoms.filter(({ unresolved }) => unresolved).flatMap(({ accused }) => [...accused.keys()]),
  );
  const resolver = [...known].find((name) => isResolver(name)) ?? "dns";
  const parties = new Map<string, Party>();
  for (const { party: name, kind, weight, from, local: own, accused, unresolved } of symptoms) {
    if (name === "") continue;
    const local = quotes(symptoms, name, kind, from) ? 0.1 : own;
    const party = parties.get(name) ?? {
      repeats: true,
      weight: 0,
      onset: from,
      local: 0,
      accused: new Map(),
    };
    const rule = kind?.unit.assessment.rule ?? "";
    if (!handedOn.test(rule)) party.repeats = false;
    party.local = (party.local * party.weight + local * weight) / (party.weight + weight);
    party.weight += weight;
    party.onset = Math.min(party.onset, from);
    // One name that cannot be resolved is missing; several are well, and who resolves them is not.
    const blamesResolver = unresolved && lookedUp.size !== 1;
    if (blamesResolver) party.accused.set(resolver, (party.accused.get(resolver) ?? 0) + weight);
    else
      for (const [each, strength] of accused)
        party.accused.set(each, (party.accused.get(each) ?? 0) + strength * weight);
    parties.set(name, party);
  }
  for (const [name, party] of parties) {
    party.accused.delete(name);
    for (const [each, strength] of party.accused) party.accused.set(each, strength / party.weight);
    // Who says the same in many ways is not hit harder for it.
    party.weight = Math.sqrt(party.weight);
  }
  return parties;
}
