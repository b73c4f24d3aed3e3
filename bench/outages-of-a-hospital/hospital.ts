import { witnesses } from "./estate.ts";
import { writeEveryday } from "./everyday.ts";
import { writeHarmless } from "./harmless.ts";
import { Journal, type JournalLine } from "./journal.ts";
import type { LogLine, Origin, Outage, OutageLabel } from "./model.ts";
import { scriptsOf } from "./outages/kinds.ts";
import { RandomStream } from "./random.ts";
import { atTheTwin, play, rightNames, type Script, secondsOf } from "./script.ts";
import { watchOthers } from "./watch.ts";

/** Monday, 2 March 2026, midnight UTC. */
const firstDay = Date.UTC(2026, 2, 2) / 1000;

/** Seeds of one kind of outage that are measured, from 1. */
export const outageSeeds = 10;

/** Quiet periods that are measured, by their seeds from 1, and the hours of each: 72 hours together. */
export const quietSeeds = 12;
export const quietHours = 6;

/** An outage whose lines still say which fault they belong to. */
export interface TracedOutage {
  readonly lines: readonly JournalLine[];
  readonly label: OutageLabel;
  readonly scripts: readonly Script[];
}

interface Fault {
  readonly begins: number;
  readonly script: Script;
}

const rounded = (time: number): number => Math.round(time * 1000) / 1000;

/** The script or the scripts that an outage follows: when all ways have been gone, they are gone at the twins. */
function chosenScripts(kind: string, seed: number): readonly Script[] {
  const ways = scriptsOf(kind);
  const scripts = ways[(seed - 1) % ways.length] as readonly Script[];
  return Math.floor((seed - 1) / ways.length) % 2 === 0 ? scripts : scripts.map(atTheTwin);
}

/**
 * The log of some hours with an outage in it, and what a reader should find.
 *
 * @param kind one of `outageKinds`
 * @param seed from 1; the way in which it goes, the time of day and all delays follow from it
 */
export function tracedOutage(kind: string, seed: number): TracedOutage {
  const random = new RandomStream(`outage ${kind} ${seed}`);
  const scripts = chosenScripts(kind, seed);
  const start = firstDay + random.whole(0, 27) * 86_400 + random.whole(0, 86_399);
  const journal = new Journal(random.fork("journal"));
  let begins = start + random.between(42, 66) * 60;
  let end = begins;
  const faults: Fault[] = [];
  for (const [fault, script] of scripts.entries()) {
    const stream = random.fork(`fault ${fault}`);
    const factor = stream.around(0.95);
    play(script, journal, stream.fork("play"), begins, factor, fault);
    const unnamed = new Set(script.named ? [] : script.hosts);
    watchOthers(journal, stream.fork("watch"), unnamed, fault);
    faults.push({ begins, script });
    end = Math.max(end, begins + secondsOf(script, factor));
    begins += stream.between(20, 420);
  }
  const label = labelOf(kind, journal, journal.lines(), faults);
  const to = end + random.between(10, 18) * 60;
  writeHarmless(journal, random.fork("harmless"), start, to);
  writeEveryday(journal, random.fork("everyday"), start, to);
  return { lines: journal.lines(), label, scripts };
}

/** Lines of a program that call themselves at least a warning; a deploy or a restart that it tells of is no symptom. */
function isSymptom({ level }: JournalLine): boolean {
  return level === "warning" || level === "error" || level === "critical";
}

function labelOf(
  kind: string,
  journal: Journal,
  lines: readonly JournalLine[],
  faults: readonly Fault[],
): OutageLabel {
  const about = lines.filter(({ fault }) => fault !== undefined);
  const symptoms = about.filter(isSymptom);
  const first = new Map<string, number>();
  const suffer = (system: string, time: number): void => {
    if (faults.some(({ script }) => script.system === system) || witnesses.has(system)) return;
    first.set(system, Math.min(time, first.get(system) ?? time));
  };
  for (const { system, time } of symptoms) suffer(system, time);
  for (const { host, from } of journal.silences) suffer(host.system, rounded(from));
  return {
    kind,
    origins: faults.map(({ begins, script }, fault): Origin => {
      const onset = symptoms.find((line) => line.fault === fault)?.time;
      if (onset === undefined) throw new Error(`${script.name} has left no line.`);
      return { names: rightNames(script, (host) => journal.tagOf(host)), begins: rounded(begins), onset };
    }),
    consequences: [...first]
      .map(([service, from]) => ({ service, from }))
      .sort((one, other) => one.from - other.from),
    ends: about.at(-1)?.time as number,
  };
}

function withoutTrace({ time, host, source, raw }: JournalLine): LogLine {
  return { time, host, source, raw };
}

/** An outage as a detector is given it, beside its label. */
export function hospitalOutage(kind: string, seed: number): Outage {
  const { lines, label } = tracedOutage(kind, seed);
  return { lines: lines.map(withoutTrace), label };
}

/** Hours in which nothing happens that anybody should be told of, at all times of the day by their seeds from 1. */
export function quietHospital(seed: number): LogLine[] {
  const random = new RandomStream(`quiet ${seed}`);
  const start = firstDay + (seed * 5 - 5) * 86_400 + ((seed * 7) % 24) * 3600;
  const to = start + quietHours * 3600;
  const journal = new Journal(random.fork("journal"));
  writeHarmless(journal, random.fork("harmless"), start, to);
  writeEveryday(journal, random.fork("everyday"), start, to);
  return journal.lines().map(withoutTrace);
}
