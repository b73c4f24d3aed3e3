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
    const { links } = this;
    let linked = new Uint32Array(this.count);
    let count = 0;
    for (let event = 0; event < this.count; event++) if (links[event] !== 0) linked[count++] = event;
    linked = linked.subarray(0, count);
    for (const shift of [0, 16])
      linked = grouped(linked, (event) => ((links[event] as number) >>> shift) & 0xffff, 0x10000).events;
    const linkAt = (place: number): number => links[linked[place] as number] as number;
    for (let from = 0, to = 1; from < count; from = to++) {
      while (to < count && linkAt(to) === linkAt(from)) to++;
      if (to - from <= mostEvents) yield linked.subarray(from, to);
    }
  }

  /** The events by the number of their kind. @param kindCount how many kinds there are */
  byKind(kindCount: number): KindEvents[] {
    const all = new Uint32Array(this.count);
    for (let event = 0; event < this.count; event++) all[event] = event;
    const { events, starts } = grouped(all, (event) => this.kinds[event] as number, kindCount);
    return Array.from({ length: kindCount }, (_, kind) =>
      this.inOrder(events.subarray(starts[kind] as number, starts[kind + 1] as number)),
    );
  }

  private inOrder(events: Uint32Array): KindEvents {
    const time = (event: number): number => this.times[event] as number;
    // Logs come nearly in order, or newest first from Splunk. Sorting is for the rest.
    if (events.length > 1 && time(events[0] as number) > time(events.at(-1) as number)) events.reverse();
    if (!insertedInOrder(events, time)) events.sort((one, other) => time(one) - time(other));
    const { length } = events;
    const ordered = {
      times: new Float64Array(length),
      hosts: new Uint16Array(length),
      tooks: new Float32Array(length),
    };
    for (let place = 0; place < length; place++) {
      const event = events[place] as number;
      ordered.times[place] = this.times[event] as number;
      ordered.hosts[place] = this.hosts[event] as number;
      ordered.tooks[place] = this.tooks[event] as number;
    }
    return ordered;
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

/** What a column has of some events. A typed array's own `filter` makes an object of each number meanwhile. */
export function selected<Column extends Float64Array | Float32Array | Uint16Array>(
  column: Column,
  isWanted: (event: number) => boolean,
): Column {
  let count = 0;
  for (let event = 0; event < column.length; event++) if (isWanted(event)) count++;
  const found = new (column.constructor as new (length: number) => Column)(count);
  count = 0;
  for (let event = 0; event < column.length; event++)
    if (isWanted(event)) found[count++] = column[event] as number;
  return found;
}

/** Events by a number that each has, those with the same in the order in which they came. */
function grouped(
  events: Uint32Array,
  numberOf: (event: number) => number,
  numbers: number,
): { readonly events: Uint32Array<ArrayBuffer>; readonly starts: Uint32Array } {
  const starts = new Uint32Array(numbers + 1);
  for (const event of events) {
    const next = numberOf(event) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let number = 0; number < numbers; number++)
    starts[number + 1] = (starts[number + 1] as number) + (starts[number] as number);
  const places = starts.slice();
  const found = new Uint32Array(events.length);
  for (const event of events) {
    const number = numberOf(event);
    const place = places[number] as number;
    found[place] = event;
    places[number] = place + 1;
  }
  return { events: found, starts };
}

/** Moves that are made for each event before it is clear that the events are in no order. */
const mostMoves = 8;

/** Brings events that are nearly in order into it. @returns false where they are not, and are to be sorted */
function insertedInOrder(events: Uint32Array, time: (event: number) => number): boolean {
  let left = mostMoves * events.length;
  for (let next = 1; next < events.length; next++) {
    const event = events[next] as number;
    let place = next;
    for (; place > 0 && left > 0 && time(events[place - 1] as number) > time(event); place--, left--)
      events[place] = events[place - 1] as number;
    events[place] = event;
  }
  return left > 0;
}

function copied<Column extends Float64Array | Float32Array | Uint32Array | Uint16Array>(
  from: Column,
  to: Column,
): Column {
  to.set(from);
  return to;
}
