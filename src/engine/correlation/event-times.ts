/** When events were, as far as it is known. One without a time, such as a line of a stack trace, has that before it. */
export class EventTimes {
  private last: number | undefined;
  private events = 0;
  private untimed = 0;

  /** @param time epoch seconds */
  of(time: number | undefined): number {
    this.events++;
    if (time === undefined) this.untimed++;
    // Where no line has a time, their order stands for it.
    this.last = time ?? this.last ?? this.events;
    return this.last;
  }

  /** Whether there are events, and none has a time. */
  get unknown(): boolean {
    return this.events > 0 && this.untimed === this.events;
  }

  /** What the log does not tell of times. */
  gaps(): string[] {
    if (this.untimed === 0) return [];
    if (this.unknown) return ["No line has a time that is understood: their order stands for it."];
    const share = Math.round((100 * this.untimed) / this.events);
    return share === 0
      ? []
      : [`${share} % of the lines have no time of their own: the line before lends them its time.`];
  }
}
