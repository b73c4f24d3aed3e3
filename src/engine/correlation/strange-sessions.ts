import { dbscan, noise } from "../detection/dbscan.ts";
import { type DistinctRows, type Matrix, rowOf, selectRows } from "../detection/matrix.ts";
import { rareGap } from "../detection/rarity.ts";
import { learnUsualCounts, Reasons } from "../detection/reasons.ts";
import { scoreSignatures } from "../detection/signature-rarity.ts";
import { fitScaler, scaled } from "../detection/standard-scaler.ts";
import type { EventColumns } from "./event-columns.ts";

/** Requests that went another way than nearly all, in a like way. */
export interface StrangeSessions {
  /** Number of the kind of lines that is the first reason: what few have, or what they lack. */
  readonly kind: number;
  readonly isMissing: boolean;
  /** Epoch seconds of the last event of each, in order. */
  readonly times: Float64Array;
}

/** More events are no request. */
const mostEvents = 400;
/** Fewer requests tell nothing of what is usual. */
const fewestSessions = 200;
/** Where they go more ways, or have more kinds of lines, there is no workflow; it bounds the memory, too. */
const mostWays = 1_000;
const mostKinds = 1_000;

/** Groups of strange requests; none where the lines carry no ids, or requests have no ways that many take. */
export function strangeSessions(columns: EventColumns): StrangeSessions[] {
  const ways = waysOf(columns);
  if (ways === undefined) return [];
  const { rows, kinds, ends } = ways;
  const scores = scoreSignatures(rows);
  const threshold = rareGap(Float64Array.from(rows.places, (place) => scores[place] as number));
  const strange = Array.from(scores.keys()).filter((row) => (scores[row] as number) > threshold);
  if (strange.length === 0) return [];
  const reasons = new Reasons(learnUsualCounts(rows));
  return groupsOf(selectRows(rows.matrix, strange)).flatMap((group) => {
    const members = group.map((at) => strange[at] as number);
    const [reason] = reasons.of(rowOf(rows.matrix, members[0] as number));
    if (reason === undefined) return [];
    const times = members.flatMap((row) => ends[row] as number[]);
    const kind = kinds[reason.column] as number;
    return [{ kind, isMissing: reason.count < reason.usual, times: new Float64Array(times).sort() }];
  });
}

/** The different ways of requests: counts of their kinds of lines. */
interface Ways {
  readonly rows: DistinctRows;
  /** Number of each column's kind. */
  readonly kinds: readonly number[];
  /** By row: when each request that went this way ended. */
  readonly ends: readonly (readonly number[])[];
}

function waysOf(columns: EventColumns): Ways | undefined {
  const numbers = new Map<string, number>();
  const counts: Map<number, number>[] = [];
  const ends: number[][] = [];
  const kinds = new Map<number, number>();
  const places: number[] = [];
  for (const events of columns.byLink(mostEvents)) {
    const count = new Map<number, number>();
    let end = Number.NEGATIVE_INFINITY;
    for (const event of events) {
      const { time, kind } = columns.at(event);
      end = Math.max(end, time);
      count.set(kind, (count.get(kind) ?? 0) + 1);
    }
    const key = [...count].sort(([one], [other]) => one - other).join(" ");
    const row = numbers.get(key) ?? counts.push(count) - 1;
    if (row === numbers.size) {
      numbers.set(key, row);
      ends.push([]);
      for (const kind of count.keys()) if (!kinds.has(kind)) kinds.set(kind, kinds.size);
      if (numbers.size > mostWays || kinds.size > mostKinds) return undefined;
    }
    ends[row]?.push(end);
    places.push(row);
  }
  if (places.length < fewestSessions) return undefined;
  const values = new Float64Array(counts.length * kinds.size);
  for (const [row, count] of counts.entries())
    for (const [kind, times] of count) values[row * kinds.size + (kinds.get(kind) as number)] = times;
  const matrix = { rows: counts.length, columns: kinds.size, values };
  const weights = Float64Array.from(ends, ({ length }) => length);
  return { rows: { matrix, weights, places: Int32Array.from(places) }, kinds: [...kinds.keys()], ends };
}

/** Rows by what they have in common; one that is like no other is a group by itself. */
function groupsOf(counts: Matrix): number[][] {
  const groups = new Map<number, number[]>();
  for (const [at, cluster] of dbscan(scaled(counts, fitScaler(counts)), { minSamples: 2 }).entries()) {
    const group = cluster === noise ? -1 - at - 1 : cluster;
    groups.set(group, [...(groups.get(group) ?? []), at]);
  }
  return [...groups.values()];
}
