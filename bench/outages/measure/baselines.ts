import { Reading } from "../../../src/engine/reading/reading.ts";
import type { LogRow } from "../log.ts";
import { earliestOutage } from "../scenario.ts";
import type { Answer } from "./score.ts";

/** Ways to find the origin that need no thought; a detector has to do better. */
export type Baseline = "most errors" | "first error" | "most new errors" | "first new error";
export const baselines: readonly Baseline[] = [
  "most errors",
  "first error",
  "most new errors",
  "first new error",
];

const pod = /\/pods\/[^/]+\/([^/]+)\//;

interface Speaker {
  names: readonly string[];
  count: number;
  first: number;
}

/**
 * The answers of all baselines to one log, rows in any order.
 *
 * @param quiet seconds from the beginning in which errors are taken for usual
 * @param namesOf what the one who wrote a row goes by
 */
export function baselineAnswers<Row extends LogRow>(
  rows: readonly Row[],
  quiet = earliestOutage,
  namesOf: (row: Row, reading: Reading) => string[] = serviceAndHost,
): Record<Baseline, Answer> {
  const start = rows.reduce((least, { _time }) => Math.min(least, _time), Number.POSITIVE_INFINITY);
  const known = new Set<string>();
  const all = new Map<string, Speaker>();
  const fresh = new Map<string, Speaker>();
  for (const row of [...rows].sort((one, other) => one._time - other._time)) {
    const reading = new Reading(row._raw);
    if (!isError(reading)) continue;
    const names = namesOf(row, reading);
    count(all, names, row._time);
    const kind = `${names[0]} ${reading.message.replace(/[\d.]+|\b[\da-f]{6,}\b/g, "#").slice(0, 80)}`;
    if (row._time < start + quiet) known.add(kind);
    else if (!known.has(kind)) count(fresh, names, row._time);
  }
  return {
    "most errors": byCount(all),
    "first error": byTime(all),
    "most new errors": byCount(fresh),
    "first new error": byTime(fresh),
  };
}

function isError(reading: Reading): boolean {
  const { level } = reading.level;
  return level === "error" || level === "fatal" || reading.status?.class === 5;
}

/** The service, as the line or the file says it, then the host. */
function serviceAndHost({ host, source }: LogRow, reading: Reading): string[] {
  return [pod.exec(source)?.[1] ?? "", reading.service, host].filter((name) => name !== "");
}

function count(speakers: Map<string, Speaker>, names: readonly string[], time: number): void {
  const key = names[0] as string;
  const speaker = speakers.get(key) ?? { names, count: 0, first: time };
  speaker.count++;
  speakers.set(key, speaker);
}

function byCount(speakers: ReadonlyMap<string, Speaker>): Answer {
  return answerOf([...speakers.values()].sort((one, other) => other.count - one.count));
}

function byTime(speakers: ReadonlyMap<string, Speaker>): Answer {
  return answerOf([...speakers.values()].sort((one, other) => one.first - other.first));
}

function answerOf(ranked: readonly Speaker[]): Answer {
  return { origins: ranked.map(({ names }) => names), onset: ranked[0]?.first };
}
