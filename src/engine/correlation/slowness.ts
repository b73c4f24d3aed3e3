import { type Episode, episodesOf, type Span } from "./episodes.ts";
import { type KindEvents, selected } from "./event-columns.ts";

/** A stretch in which something took much longer than it usually does. */
export interface SlowSpell extends Episode {
  /** How many times as long. */
  readonly slower: number;
  /** The share of the events of that time that took so long. */
  readonly share: number;
}

const fewestEvents = 30;
/** Parts of the log, of which the fastest says what is usual. */
const segments = 6;
/** What takes so many times the usual is slow. */
const leastSlower = 3;
const leastSurprise = 12;
const leastShare = 0.3;

/** When the events of a kind took long. */
export function slowSpellsOf({ times, tooks }: KindEvents, span: Span): SlowSpell[] {
  const taking = tooks.reduce((count, took) => count + (took > 0 ? 1 : 0), 0);
  if (taking < fewestEvents || taking < tooks.length / 2) return [];
  const usual = usualOf(tooks);
  if (usual === 0) return [];
  const isSlow = (event: number): boolean => (tooks[event] as number) > leastSlower * usual;
  const slow = selected(times, isSlow);
  if (slow.length === 0 || slow.length > tooks.length * 0.8) return [];
  const slowTooks = selected(tooks, isSlow);
  return episodesOf(slow, span)
    .filter(({ surprise }) => surprise >= leastSurprise)
    .map((episode) => {
      const within = times.reduce(
        (count, time) => count + (time >= episode.from && time <= episode.to ? 1 : 0),
        0,
      );
      const those = selected(slowTooks, (place) => isWithin(slow[place] as number, episode));
      return { ...episode, slower: medianOf(those) / usual, share: those.length / within };
    })
    .filter(({ share }) => share >= leastShare);
}

function isWithin(time: number, { from, to }: Episode): boolean {
  return time >= from && time <= to;
}

/** The median of the fastest part. */
function usualOf(tooks: Float32Array): number {
  const length = Math.ceil(tooks.length / segments);
  let usual = Number.POSITIVE_INFINITY;
  for (let from = 0; from < tooks.length; from += length) {
    const all = tooks.subarray(from, from + length);
    const part = selected(all, (event) => (all[event] as number) > 0);
    if (part.length >= fewestEvents / segments) usual = Math.min(usual, medianOf(part));
  }
  return Number.isFinite(usual) ? usual : 0;
}

function medianOf(values: Float32Array): number {
  return values.slice().sort()[Math.floor(values.length / 2)] ?? 0;
}
