import { watchesOthers } from "./programs.ts";
import type { Symptom } from "./symptom.ts";

type Group = [Symptom, ...Symptom[]];

/** Seconds between the end of one symptom and the beginning of another that may belong together. */
const longestPause = 1_200;
/** The same for a symptom that names nobody. */
const longestPauseOfUnnamed = 180;
/** A name counts that so much of a symptom's lines surely need. */
const leastNamed = 0.3;
/** Rules of failed requests: whoever logs them has them from somebody behind it. */
const handedOn = /^http-5|^(?:backend-server-down|no-live-upstream|upstream-)/;

/**
 * Symptoms that belong together where each of them matters by itself: only by who names whom, and by the machine where
 * that is in trouble too. Being at the same time is not enough, but for failed requests, which name nobody.
 */
export function linked(symptoms: readonly Symptom[]): Group[] {
  const names = new Set(
    symptoms.flatMap(({ party, accused }) => [party, ...namedIn(accused)]).filter((name) => name !== ""),
  );
  let groups: Group[] = [];
  const known = new Map<Group, Set<string>>();
  for (const symptom of symptoms.toSorted((one, other) => one.from - other.from)) {
    const own = linksOf(symptom, names);
    const same = groups.filter(
      (group) => isNear(symptom, group, longestPause) && shares(own, known.get(group)),
    );
    const joined: Group = [symptom, ...same.flat()];
    known.set(joined, new Set([...own, ...same.flatMap((group) => [...(known.get(group) ?? [])])]));
    groups = [...groups.filter((group) => !same.includes(group)), joined];
  }
  return withFailedRequests(groups).map((group) => group.sort((one, other) => one.from - other.from));
}

function namedIn(accused: Symptom["accused"]): string[] {
  return [...accused].filter(([, strength]) => strength >= leastNamed).map(([name]) => name);
}

/** @param names of all who show something or are named: a host that is none of them says nothing */
function linksOf({ party, host, service, accused }: Symptom, names: ReadonlySet<string>): string[] {
  const machine = host.toLowerCase();
  const named = namedIn(accused);
  // Who watches others has their faults to tell, one after the other.
  const own = watchesOthers(service) && named.length > 0 ? [] : [party];
  return [...own, ...named, ...(names.has(machine) ? [machine] : [])].filter((name) => name !== "");
}

function shares(own: readonly string[], known: ReadonlySet<string> | undefined): boolean {
  return own.some((name) => known?.has(name) === true);
}

/**
 * Failed requests of somebody who names nobody belong to the heaviest of what goes on at the same time, else to each other:
 * something behind them is broken.
 */
function withFailedRequests(groups: readonly Group[]): Group[] {
  const alone = groups.filter((group) => group.every(isUnexplained));
  const others = groups.filter((group) => !alone.includes(group)).map((group): Group => [...group]);
  const left: Group[] = [];
  for (const group of alone) {
    const [heaviest] = (others.length > 0 ? others : left)
      .filter((other) => group.some((symptom) => isNear(symptom, other, longestPauseOfUnnamed)))
      .sort((one, other) => weightOf(other) - weightOf(one));
    if (heaviest === undefined) left.push(group);
    else heaviest.push(...group);
  }
  return [...others, ...left];
}

function isUnexplained({ kind, accused }: Symptom): boolean {
  return namedIn(accused).length === 0 && handedOn.test(kind?.unit.assessment.rule ?? "");
}

function isNear({ from, to }: Symptom, group: Group, pause: number): boolean {
  return group.some((each) => each.from - to <= pause && from - each.to <= pause);
}

function weightOf(group: Group): number {
  return group.reduce((sum, { weight }) => sum + weight, 0);
}
