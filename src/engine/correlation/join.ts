import { severityRank } from "../verdict.ts";
import type { Symptom } from "./symptom.ts";

/** Seconds between the end of one symptom and the beginning of the next that may still belong together. */
const longestPause = 180;
/** Seconds after which the same failure is another one. */
const longestCalm = 1_200;
/** Less within so many seconds is noise; but what is P0 is an incident alone. */
const leastWeight = 7;
const densityWindow = 300;

/** Seconds before a group in which slight signs of those in it belong to it, and in which they may lead up to it. */
const longestBefore = 60;
const longestForerun = 900;
const sureMention = 0.35;
/** What takes so many times as long as usual is no small thing. */
const muchSlower = 8;

/** Seconds within which much follows the first symptom. */
const onsetWindow = 60;
const shareAtOnset = 0.2;

/** So many requests that went another way are a failure, though no line of theirs is bad. */
const manyStrange = 20;

/** Rules of what will break, and has not. */
const foretells = /^(?:certificate-expires-soon|disk-wearing-out|ceph-nearfull|.*-watermark)$/;

type Group = [Symptom, ...Symptom[]];

/** Symptoms that belong together, earliest first. What is only unusual joins a failure, but makes none. */
export function joined(symptoms: readonly Symptom[]): Group[] {
  const failures = symptoms.filter(isFailure).sort((one, other) => one.from - other.from);
  const groups: Group[] = [];
  for (const symptom of failures) {
    const group = groups.find((each) => belongs(symptom, each));
    if (group === undefined) groups.push([symptom]);
    else group.push(symptom);
  }
  const heavy = groups.map(fromOnset).filter(isIncident);
  for (const symptom of symptoms) {
    if (isFailure(symptom)) continue;
    const group = heavy.find(
      (each) =>
        symptom.from >= each[0].from - longestBefore &&
        symptom.from <= endOf(each) &&
        (sharesParty(symptom, each) || isAccusedIn(symptom, each)),
    );
    group?.push(symptom);
  }
  return heavy;
}

/**
 * What came before a group and leads up to it: slight signs of its origin, or of those who wait for it, without a long
 * pause until it begins.
 */
export function forerunnersOf(
  group: readonly Symptom[],
  symptoms: readonly Symptom[],
  origin: string,
): Symptom[] {
  let begin = Math.min(...group.map(({ from }) => from));
  const earliest = begin - longestForerun;
  const known = new Set(group);
  const found: Symptom[] = [];
  for (const symptom of [...symptoms].sort((one, other) => other.from - one.from)) {
    const { from, to, party, accused, kind } = symptom;
    if (known.has(symptom) || from >= begin || from < earliest || to < begin - longestPause) continue;
    if (kind === undefined || foretells.test(kind.unit.assessment.rule)) continue;
    if (party !== origin && (accused.get(origin) ?? 0) < sureMention) continue;
    found.push(symptom);
    begin = from;
  }
  return found;
}

function isAccusedIn({ party }: Symptom, group: Group): boolean {
  return group.some(({ accused }) => (accused.get(party) ?? 0) >= sureMention);
}

/**
 * Without what came before the outage: failures of every day. An outage begins with the first symptom that much more
 * follows within a minute, compared with the worst minute of all.
 */
function fromOnset(group: Group): Group {
  const worst = Math.max(...group.map(({ from }) => weightWithin(group, from, onsetWindow)));
  const place = group.findIndex(({ from }) => weightWithin(group, from, onsetWindow) >= worst * shareAtOnset);
  return group.slice(place) as unknown as Group;
}

function isIncident(group: Group): boolean {
  return group.some(
    ({ kind, from }) =>
      (kind?.severity === "P0" && kind.unit.assessment.known) ||
      weightWithin(group, from, densityWindow) >= leastWeight,
  );
}

/** The weight of the symptoms that begin in a time, in epoch seconds and seconds. */
function weightWithin(group: Group, begin: number, seconds: number): number {
  return weightOf(group.filter(({ from }) => from >= begin && from <= begin + seconds));
}

function weightOf(group: readonly Symptom[]): number {
  return group.reduce((sum, { weight }) => sum + weight, 0);
}

function isFailure({ kind, slower, strange, count }: Symptom): boolean {
  if (kind === undefined) return true;
  if (strange !== undefined) return count >= manyStrange;
  if (slower !== undefined) return slower >= muchSlower;
  return severityRank(kind.severity) <= 3 && !foretells.test(kind.unit.assessment.rule);
}

function belongs(symptom: Symptom, group: Group): boolean {
  const pause = symptom.from - endOf(group);
  return pause <= longestPause || (pause <= longestCalm && sharesParty(symptom, group));
}

function sharesParty({ party }: Symptom, group: Group): boolean {
  return group.some((each) => each.party === party);
}

function endOf(group: Group): number {
  return Math.max(...group.map(({ to }) => to));
}
