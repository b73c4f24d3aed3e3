import { readDuration } from "../../engine/duration.ts";
import { readMoment } from "../../engine/moment.ts";

/**
 * Where the time of a search is cut in two.
 *
 * @param baseline `half`, a duration before the last event, or a time
 * @param span epoch seconds of the first event and the last
 * @returns epoch seconds; events from it on are compared with those before it
 */
export function boundaryOf(baseline: string, { first, last }: { first: number; last: number }): number {
  if (baseline.toLowerCase() === "half") return first + (last - first) / 2;
  const duration = readDuration(baseline);
  return duration === undefined ? (readMoment(baseline) ?? Number.NaN) : last - duration / 1000;
}
