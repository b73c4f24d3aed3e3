/** Seconds between neighbours of a file from which a clock jumped, or another clock wrote. */
const jump = 3_000;

/** When events were, as far as it is known. One without a time, such as a line of a stack trace, has that before it. */
export class EventTimes {
  private last: number | undefined;
  private source = "";
  private events = 0;
  private untimed = 0;
  private readonly jumps = { ahead: 0, back: 0 };

  /** @param time epoch seconds @param source of the event */
  of(time: number | undefined, source: string): number {
    this.events++;
    if (time === undefined) this.untimed++;
    else if (this.last !== undefined && source === this.source) {
      if (time > this.last + jump) this.jumps.ahead++;
      if (time < this.last - jump) this.jumps.back++;
    }
    this.source = source;
    this.last = time ?? this.last;
    // Where no line has a time, their order stands for it.
    return this.last ?? this.events;
  }

  /** Whether there are events, and none has a time. */
  get unknown(): boolean {
    return this.events > 0 && this.untimed === this.events;
  }

  /** What the log does not tell of times. */
  gaps(): string[] {
    if (this.unknown) return ["No line has a time that is understood: their order stands for it."];
    const { ahead, back } = this.jumps;
    const share = Math.round((100 * this.untimed) / Math.max(1, this.events));
    return [
      ...(share === 0
        ? []
        : [`${share} % of the lines have no time of their own: the line before lends them its time.`]),
      // In one direction it is a pause, or a log that is read newest first.
      ...(ahead === 0 || back === 0
        ? []
        : [
            "Within a file the times jump back and forth by an hour and more: clocks or time zones are mixed.",
          ]),
    ];
  }
}
