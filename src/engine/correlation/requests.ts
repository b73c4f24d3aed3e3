import type { EventColumns } from "./event-columns.ts";

/** More events are no request. */
const mostEvents = 400;
/** Fewer requests tell nothing. */
const fewestFailed = 3;
const fewestRequests = 10;
/** Seconds after which a failure follows from no other of its request. */
const longestWait = 120;
/** Which is first of two is known where so many more of their requests say so than say the opposite. */
const clearMajority = 0.5;
/** A partner that takes part in fewer of somebody's requests is not needed for them. */
const leastShare = 0.15;
/** Who takes part in so many fewer of the requests than else is missed. */
const leastMissed = 0.3;

/** What a kind of lines says of its request. */
export interface Part {
  /** In lower case; empty for who serves no requests. */
  readonly party: string;
  readonly isFailure: boolean;
}

/** What the requests tell of somebody in which it failed. Shares are of these. */
export interface FailedRequests {
  readonly count: number;
  /** In which nobody failed before. */
  readonly first: number;
  /** Who failed before it. */
  readonly after: ReadonlyMap<string, number>;
  /** Who takes part in fewer of its requests than else, and by what share fewer. */
  readonly missed: ReadonlyMap<string, number>;
}

/** The first failure of each in a request, in order of time. */
type Failures = readonly { readonly party: string; readonly time: number }[];

interface Request {
  readonly time: number;
  readonly parties: readonly string[];
  readonly failures: Failures;
}

/** The requests of a log, by the ids that lines carry. */
export class Requests {
  /** Epoch seconds at which each began, and those who took part, by the number of their group: there are many requests. */
  private readonly times: number[] = [];
  private readonly groupOf: number[] = [];
  private readonly groups: (readonly string[])[] = [];
  private readonly failed: Failures[] = [];
  /** Requests that several take part in. */
  private readonly shared: number;

  constructor(columns: EventColumns, parts: readonly Part[]) {
    const numbers = new Map<string, number>();
    let shared = 0;
    for (const events of columns.byLink(mostEvents)) {
      const { time, parties, failures } = requestOf(events, columns, parts);
      if (parties.length === 0) continue;
      if (parties.length > 1) shared++;
      const key = parties.join("\n");
      const group = numbers.get(key) ?? this.groups.push(parties) - 1;
      numbers.set(key, group);
      this.times.push(time);
      this.groupOf.push(group);
      if (failures.length > 0) this.failed.push(failures);
    }
    this.shared = shared;
  }

  /** 0 to 1: the share of the requests that several take part in, so that their ids link lines of several services. */
  get spread(): number {
    return this.times.length === 0 ? 0 : this.shared / this.times.length;
  }

  /**
   * What the requests tell that failed between two times, in epoch seconds.
   *
   * @param needs whether one is known to need another: then clocks that differ do not matter
   */
  failedBetween(
    from: number,
    to: number,
    needs: (one: string, other: string) => boolean,
  ): Map<string, FailedRequests> {
    if (this.shared === 0) return new Map();
    const tallies = new Map<string, Tally>();
    for (const failures of this.failed)
      for (const failure of failures)
        if (failure.time >= from && failure.time <= to) count(failure, failures, tallies);
    return new Map(
      [...tallies]
        .filter(([, tally]) => tally.count >= fewestFailed)
        .map(([party, tally]) => [
          party,
          {
            ...this.orderOf(party, tally, tallies, needs),
            count: tally.count,
            missed: this.missedBy(party, from, to),
          },
        ]),
    );
  }

  private orderOf(
    party: string,
    { count: failed, before }: Tally,
    tallies: ReadonlyMap<string, Tally>,
    needs: (one: string, other: string) => boolean,
  ): Pick<FailedRequests, "first" | "after"> {
    const after = new Map<string, number>();
    for (const [other, times] of before) {
      const opposite = tallies.get(other)?.before.get(party) ?? 0;
      const both = times + opposite;
      const [isNeeded, isNeeding] = [needs(party, other), needs(other, party)];
      if (isNeeded !== isNeeding) {
        if (isNeeded) after.set(other, Math.min(1, both / failed));
      } else if (times - opposite >= clearMajority * both) after.set(other, times / failed);
    }
    return { after, first: Math.max(0, 1 - Math.max(0, ...after.values())) };
  }

  private missedBy(party: string, from: number, to: number): Map<string, number> {
    const within = new Map<string, number>();
    const outside = new Map<string, number>();
    const isPart = this.groups.map((parties) => parties.includes(party));
    this.times.forEach((time, request) => {
      const group = this.groupOf[request] as number;
      if (!isPart[group]) return;
      const counts = time >= from && time <= to ? within : outside;
      for (const each of this.groups[group] as readonly string[])
        counts.set(each, (counts.get(each) ?? 0) + 1);
    });
    const [now = 0, usual = 0] = [within.get(party), outside.get(party)];
    const missed = new Map<string, number>();
    if (now < fewestRequests || usual < fewestRequests) return missed;
    for (const [other, times] of outside) {
      const share = times / usual;
      const missing = 1 - (within.get(other) ?? 0) / now / share;
      if (share >= leastShare && missing >= leastMissed) missed.set(other, missing);
    }
    return missed;
  }
}

interface Tally {
  count: number;
  /** Who failed earlier in the same requests, by how many of them. */
  readonly before: Map<string, number>;
}

function count(failure: Failures[number], failures: Failures, tallies: Map<string, Tally>): void {
  const tally = tallies.get(failure.party) ?? { count: 0, before: new Map<string, number>() };
  tallies.set(failure.party, tally);
  tally.count++;
  for (const { party, time } of failures) {
    if (party === failure.party) return;
    if (failure.time - time <= longestWait) tally.before.set(party, (tally.before.get(party) ?? 0) + 1);
  }
}

function requestOf(events: Uint32Array, columns: EventColumns, parts: readonly Part[]): Request {
  const parties = new Set<string>();
  const failed = new Map<string, number>();
  let begin = Number.POSITIVE_INFINITY;
  for (const event of events) {
    const { time, kind } = columns.at(event);
    const { party, isFailure } = parts[kind] as Part;
    if (party === "") continue;
    parties.add(party);
    begin = Math.min(begin, time);
    if (isFailure) failed.set(party, Math.min(failed.get(party) ?? time, time));
  }
  return {
    ...{ time: begin, parties: [...parties].sort() },
    failures: [...failed]
      .map(([party, time]) => ({ party, time }))
      .sort((one, other) => one.time - other.time),
  };
}
