const firstCapacity = 4_096;

/** Events of one kind, earliest first. */
export interface KindEvents {
  /** Epoch seconds. */
  readonly times: Float64Array;
  /** The number of each event's host. */
  readonly hosts: Uint16Array;
  /** How long something took, in milliseconds; 0 where the line does not say. */
  readonly tooks: Float32Array;
}

/** What is kept of each event: 22 bytes. */
export class EventColumns {
  private times = new Float64Array(firstCapacity);
  private kinds = new Uint32Array(firstCapacity);
  private hosts = new Uint16Array(firstCapacity);
  private links = new Uint32Array(firstCapacity);
  private tooks = new Float32Array(firstCapacity);
  count = 0;

  /**
   * @param time epoch seconds
   * @param kind its number
   * @param host its number, below 65,536
   * @param link a number for the request it belongs to; 0 for none
   * @param took how long something took, in milliseconds; 0 if unknown
   */
  add(time: number, kind: number, host: number, link = 0, took = 0): void {
    if (this.count === this.times.length) this.grow();
    this.times[this.count] = time;
    this.kinds[this.count] = kind;
    this.hosts[this.count] = host;
    this.links[this.count] = link;
    this.tooks[this.count] = took;
    this.count++;
  }

  /** An event, by its number. */
  at(event: number): { readonly time: number; readonly kind: number } {
    return { time: this.times[event] as number, kind: this.kinds[event] as number };
  }

  /** The numbers of the events of each request. @param mostEvents what has more is no request */
  *byLink(mostEvents: number): Generator<Uint32Array> {
    let linked = 0;
    const places = new Uint32Array(this.count);
    for (let event = 0; event < this.count; event++) if (this.links[event] !== 0) places[linked++] = event;
    const sorted = places.subarray(0, linked).sort((one, other) => this.linkOf(one) - this.linkOf(other));
    for (let from = 0, to = 1; from < linked; from = to++) {
      while (to < linked && this.linkOf(sorted[to]) === this.linkOf(sorted[from])) to++;
      if (to - from <= mostEvents) yield sorted.subarray(from, to);
    }
  }

  private linkOf(event: number | undefined): number {
    return this.links[event as number] as number;
  }

  /** The events by the number of their kind. @param kindCount how many kinds there are */
  byKind(kindCount: number): KindEvents[] {
    const ends = new Uint32Array(kindCount + 1);
    for (let event = 0; event < this.count; event++) {
      const next = (this.kinds[event] as number) + 1;
      ends[next] = (ends[next] as number) + 1;
    }
    for (let kind = 0; kind < kindCount; kind++)
      ends[kind + 1] = (ends[kind + 1] as number) + (ends[kind] as number);
    const places = new Uint32Array(this.count);
    const next = ends.slice();
    for (let event = 0; event < this.count; event++) {
      const kind = this.kinds[event] as number;
      const place = next[kind] as number;
      places[place] = event;
      next[kind] = place + 1;
    }
    return Array.from({ length: kindCount }, (_, kind) =>
      this.inOrder(places.subarray(ends[kind] as number, ends[kind + 1] as number)),
    );
  }

  private inOrder(events: Uint32Array): KindEvents {
    const time = (event: number): number => this.times[event] as number;
    // Logs come in order, or newest first from Splunk. Sorting is for the rest.
    if (events.length > 1 && time(events[0] as number) > time(events.at(-1) as number)) events.reverse();
    const isSorted = events.every(
      (event, place) => place === 0 || time(events[place - 1] as number) <= time(event),
    );
    if (!isSorted) events.sort((one, other) => time(one) - time(other));
    return {
      times: Float64Array.from(events, time),
      hosts: Uint16Array.from(events, (event) => this.hosts[event] as number),
      tooks: Float32Array.from(events, (event) => this.tooks[event] as number),
    };
  }

  private grow(): void {
    const length = this.times.length * 2;
    this.times = copied(this.times, new Float64Array(length));
    this.kinds = copied(this.kinds, new Uint32Array(length));
    this.hosts = copied(this.hosts, new Uint16Array(length));
    this.links = copied(this.links, new Uint32Array(length));
    this.tooks = copied(this.tooks, new Float32Array(length));
  }
}

function copied<Column extends Float64Array | Float32Array | Uint32Array | Uint16Array>(
  from: Column,
  to: Column,
): Column {
  to.set(from);
  return to;
}
