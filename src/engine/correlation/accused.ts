import { isResolver } from "./programs.ts";
import type { FailedRequests } from "./requests.ts";
import type { Symptom } from "./symptom.ts";

/** What is known beside the symptoms. All names are in lower case. */
export interface Surroundings {
  readonly services: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
  /** By service, whom its lines show it to need, with 0 to 1. */
  readonly needs: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly requests: ReadonlyMap<string, FailedRequests>;
  /** Who wrote lines for the first time as it began, by how unlikely that is. */
  readonly novel: ReadonlyMap<string, number>;
  /** Who writes less than the others, by how much. */
  readonly fallen: ReadonlyMap<string, number>;
}

/** A service or host that shows symptoms, with whom it accuses. */
export interface Party {
  /** Whether it only hands on failures of requests. */
  repeats: boolean;
  weight: number;
  /** Epoch seconds. */
  onset: number;
  /** 0 to 1: how far it tells of a fault of its own. */
  local: number;
  /** In lower case, with 0 to 1. */
  readonly accused: Map<string, number>;
}

/** Rules of failed requests. */
const handedOn = /^http-5|^(?:backend-server-down|no-live-upstream|upstream-)/;
const localOfFollower = 0.1;
/** How surely somebody is to blame whose failure came before in the same requests, or who was missed in them. */
const ofRequests = 0.9;
/** The share of the requests of somebody in which another has to have failed before. */
const leastOften = 0.3;
/** How surely whoever first showed a failure is to blame that others quote. */
const ofQuoted = 0.6;
/** Seconds after which a pool runs empty because those behind it were slow before. */
const slowBefore = 5;
/** How far somebody's failures are its own after its pool has run empty. */
const localOfPool = 0.7;
/** The higher, the more it counts who slowed down most. */
const slowestFirst = 3;

/** Those who show symptoms, in lower case; whose lines tell neither service nor host is the empty name. */
export function partiesOf(symptoms: readonly Symptom[], surroundings: Surroundings): Map<string, Party> {
  const lookedUp = new Set(
    symptoms.filter(({ unresolved }) => unresolved).flatMap(({ accused }) => [...accused.keys()]),
  );
  const resolver = [...surroundings.services].find((name) => isResolver(name)) ?? "dns";
  const parties = new Map<string, Party>();
  for (const symptom of symptoms) {
    const { party: name, kind, weight, from, accused, unresolved } = symptom;
    const source = quotedBy(symptom, symptoms);
    const local =
      source !== undefined
        ? localOfFollower
        : (localOfSlow(symptom, symptoms) ?? localBesidePool(symptom, symptoms));
    const party = parties.get(name) ?? newParty(from);
    parties.set(name, party);
    if (!handedOn.test(kind?.unit.assessment.rule ?? "")) party.repeats = false;
    party.local = (party.local * party.weight + local * weight) / (party.weight + weight);
    party.weight += weight;
    party.onset = Math.min(party.onset, from);
    // One name that cannot be resolved is missing; several are well, and who resolves them is not.
    if (unresolved && lookedUp.size !== 1) add(party.accused, resolver, weight);
    else for (const [each, strength] of accused) add(party.accused, each, strength * weight);
    if (source !== undefined && accused.size === 0) add(party.accused, source, ofQuoted * weight);
  }
  for (const [name, party] of parties) {
    party.accused.delete(name);
    for (const [each, strength] of party.accused) party.accused.set(each, strength / party.weight);
    // Who says the same in many ways is not hit harder for it.
    party.weight = Math.sqrt(party.weight);
    withRequests(party, surroundings.requests.get(name));
  }
  return parties;
}

function newParty(onset: number): Party {
  return { repeats: true, weight: 0, onset, local: 0, accused: new Map() };
}

/** Who failed before in the same requests is accused without being named, and so is who was missed in them. */
function withRequests(party: Party, failed: FailedRequests | undefined): void {
  if (failed === undefined) return;
  for (const [before, share] of failed.after)
    if (share >= leastOften) raise(party.accused, before, ofRequests * share);
  for (const [missed, share] of failed.missed)
    raise(party.accused, missed, ofRequests * failed.first * share);
  // Whose failures follow from others' has no fault of its own, whatever its words.
  if (failed.first < 0.5) party.local *= failed.first;
}

function raise(strengths: Map<string, number>, name: string, strength: number): void {
  strengths.set(name, Math.max(strengths.get(name) ?? 0, strength));
}

function add(strengths: Map<string, number>, name: string, strength: number): void {
  strengths.set(name, (strengths.get(name) ?? 0) + strength);
}

/** Who showed the same known failure first, as its own: callers log the words of the error that they get. */
function quotedBy({ party, kind, from }: Symptom, symptoms: readonly Symptom[]): string | undefined {
  const assessment = kind?.unit.assessment;
  if (assessment === undefined || !assessment.known || handedOn.test(assessment.rule)) return undefined;
  let first: Symptom | undefined;
  for (const other of symptoms)
    if (
      other.party !== party &&
      other.local >= localOfPool &&
      other.from < (first?.from ?? from) &&
      other.kind?.unit.assessment.rule === assessment.rule
    )
      first = other;
  return first?.party || undefined;
}

/**
 * How far a symptom of somebody with a pool is its own. Where answers came late before the pool ran empty, its owner
 * waits, and leaks nothing; where the pool was empty first, it waits for itself.
 */
function localBesidePool(symptom: Symptom, symptoms: readonly Symptom[]): number {
  const own = symptoms.filter(({ party }) => party === symptom.party);
  const pool = Math.min(...own.filter((each) => each.pool).map(({ from }) => from));
  const waiting = Math.min(...own.filter((each) => !each.pool && isOutward(each)).map(({ from }) => from));
  if (symptom.pool) return waiting < pool - slowBefore ? localOfFollower : symptom.local;
  return isOutward(symptom) && pool < waiting - slowBefore ? localOfPool : symptom.local;
}

/**
 * How far slowness is somebody's own. Who waits for somebody slow is as slow in all, but was slower before: what grew by
 * most is nearest to the cause.
 */
function localOfSlow({ party, slower, local }: Symptom, symptoms: readonly Symptom[]): number | undefined {
  if (slower === undefined) return undefined;
  const others = symptoms.filter((each) => each.slower !== undefined && each.party !== party);
  if (others.length === 0) return localOfFollower;
  const most = Math.max(slower, ...others.map((each) => each.slower ?? 0));
  return local * (Math.log(slower) / Math.log(most)) ** slowestFirst;
}

function isOutward({ local, slower }: Symptom): boolean {
  return local <= localOfFollower && slower === undefined;
}
