/** How bad the words of an event are, without regard to others. */
export const grades = { plain: 0, warning: 1, error: 2 } as const;
export type Grade = (typeof grades)[keyof typeof grades];

/** Events by session, each session's in order of time. */
export interface SessionTable {
  readonly keys: readonly string[];
  /** Ids of templates, by their numbers. */
  readonly templates: readonly string[];
  /** The events of session `s` stand from `starts[s]` up to `starts[s + 1]`. */
  readonly starts: Int32Array;
  /** Numbers of templates. */
  readonly events: Int32Array;
  /** Epoch seconds. */
  readonly times: Float64Array;
  readonly grades: Uint8Array;
}

const firstCapacity = 4_096;

/** Collects events in any order: 17 bytes an event, and each session's and template's name once. */
export class Sessions {
  private readonly sessionNumbers = new Map<string, number>();
  private readonly templateNumbers = new Map<string, number>();
  private sessions = new Int32Array(firstCapacity);
  private events = new Int32Array(firstCapacity);
  private times = new Float64Array(firstCapacity);
  private grades = new Uint8Array(firstCapacity);
  count = 0;

  /**
   * @param session its key
   * @param template its id
   * @param time epoch seconds
   * @returns the number of the session
   */
  add(session: string, template: string, time: number, grade: Grade): number {
    if (this.count === this.events.length) this.grow();
    const number = numberOf(session, this.sessionNumbers);
    this.sessions[this.count] = number;
    this.events[this.count] = numberOf(template, this.templateNumbers);
    this.times[this.count] = time;
    this.grades[this.count] = grade;
    this.count++;
    return number;
  }

  table(): SessionTable {
    const keys = [...this.sessionNumbers.keys()];
    const starts = new Int32Array(keys.length + 1);
    for (let event = 0; event < this.count; event++) {
      const next = (this.sessions[event] as number) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
    for (let session = 0; session < keys.length; session++)
      starts[session + 1] = (starts[session + 1] as number) + (starts[session] as number);
    const order = new Int32Array(this.count);
    const next = starts.slice();
    for (let event = 0; event < this.count; event++) {
      const session = this.sessions[event] as number;
      const place = next[session] as number;
      order[place] = event;
      next[session] = place + 1;
    }
    const time = (event: number): number => this.times[event] as number;
    for (let session = 0; session < keys.length; session++)
      order
        .subarray(starts[session] as number, starts[session + 1] as number)
        .sort((one, other) => time(one) - time(other) || one - other);
    return {
      keys,
      templates: [...this.templateNumbers.keys()],
      starts,
      events: order.map((event) => this.events[event] as number),
      times: Float64Array.from(order, time),
      grades: Uint8Array.from(order, (event) => this.grades[event] as number),
    };
  }

  private grow(): void {
    const capacity = 2 * this.count;
    const larger = <T extends Int32Array | Float64Array | Uint8Array>(values: T, room: T): T => {
      room.set(values);
      return room;
    };
    this.sessions = larger(this.sessions, new Int32Array(capacity));
    this.events = larger(this.events, new Int32Array(capacity));
    this.times = larger(this.times, new Float64Array(capacity));
    this.grades = larger(this.grades, new Uint8Array(capacity));
  }
}

function numberOf(name: string, numbers: Map<string, number>): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  const number = numbers.size;
  numbers.set(name, number);
  return number;
}
