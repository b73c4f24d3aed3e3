import { countsOf, type Span, usualRate } from "./episodes.ts";

/** A stretch in which somebody wrote nothing who writes all the time. */
export interface QuietSpell {
  /** Epoch seconds of the last event before, and of the first after; undefined where nothing came again. */
  readonly from: number;
  readonly to: number | undefined;
  /** Events that would have come at the usual rate. */
  readonly missing: number;
}

/** Fewer missing events may be chance. */
const fewestMissing = 15;
/** A log must speak so steadily before, as a share of its buckets that are not empty, for its silence to say something. */
const steadyShare = 0.8;
const shortest = 60;
/** A silence is so much longer than any pause before it. */
const longerThanPauses = 5;
/** Events, seconds, and the share of the log from which it is known how often somebody writes. */
const fewestBefore = 40;
const shortestBefore = 300;
const shareBefore = 0.03;

/** Who falls silent, and when. @param times in order @param all the events of the whole log, by bucket */
export function quietSpellsOf(times: Float64Array, span: Span, all: Uint32Array): QuietSpell[] {
  if (times.length < fewestMissing) return [];
  const spells: QuietSpell[] = [];
  const { mean: allUsual } = usualRate(all);
  let longestPause = 0;
  for (let place = 0; place < times.length; place++) {
    const from = times[place] as number;
    if (place > 0) longestPause = Math.max(longestPause, from - (times[place - 1] as number));
    const next = times[place + 1];
    const to = next ?? span.to;
    if (from - (times[0] as number) < Math.max(shortestBefore, shareBefore * (span.to - span.from))) continue;
    if (place < fewestBefore || to - from < Math.max(shortest, longerThanPauses * longestPause)) continue;
    const elapsed = from - (times[0] as number);
    const rate = elapsed <= 0 ? 0 : place / elapsed;
    const missing = rate * (to - from);
    if (missing < fewestMissing) continue;
    if (!isSteady(times.subarray(0, place + 1), span) || !othersGoOn(all, allUsual, span, from, to)) continue;
    spells.push({ from, to: next, missing });
  }
  return spells;
}

/** Whether a spell is long enough to say something. @param spell one without an end lasts */
export function isLong({ from, to = Number.POSITIVE_INFINITY, missing }: QuietSpell): boolean {
  return to - from >= shortest && missing >= fewestMissing;
}

function isSteady(times: Float64Array, span: Span): boolean {
  const width = Math.max(span.width, 30);
  const counts = countsOf(times, { from: times[0] as number, to: times.at(-1) as number, width });
  return counts.filter((count) => count > 0).length >= steadyShare * counts.length;
}

/** Whether the rest of the log goes on: else the collection of logs stopped. */
function othersGoOn(all: Uint32Array, usual: number, span: Span, from: number, to: number): boolean {
  const first = Math.ceil((from - span.from) / span.width);
  const last = Math.floor((to - span.from) / span.width);
  const within = all.subarray(first, Math.max(first + 1, last));
  return within.reduce((sum, count) => sum + count, 0) >= 0.2 * usual * within.length;
}
