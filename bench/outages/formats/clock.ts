const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A moment, written as the many formats write it. All are UTC. */
export class Clock {
  /** Milliseconds since 1970. */
  readonly milliseconds: number;
  /** `2026-03-10T09:20:11.102Z` */
  readonly iso: string;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
    this.iso = new Date(milliseconds).toISOString();
  }

  get date(): string {
    return this.iso.slice(0, 10);
  }

  /** `09:20:11` */
  get time(): string {
    return this.iso.slice(11, 19);
  }

  /** `09:20:11.102`, with the sign before the fraction that a format has. */
  fine(sign = "."): string {
    return `${this.time}${sign}${this.iso.slice(20, 23)}`;
  }

  /** `Mar 10 09:20:11`; days below ten have a blank before them. */
  get syslog(): string {
    return `${this.month} ${this.day.replace(/^0/, " ")} ${this.time}`;
  }

  /** `10/Mar/2026:09:20:11` */
  get access(): string {
    return `${this.day}/${this.month}/${this.iso.slice(0, 4)}:${this.time}`;
  }

  /** `10 Mar 2026 09:20:11.102` */
  get redis(): string {
    return `${this.day} ${this.month} ${this.iso.slice(0, 4)} ${this.fine()}`;
  }

  /** `0310 09:20:11.102417` */
  get klog(): string {
    return `${this.iso.slice(5, 7)}${this.day} ${this.fine()}${String(this.milliseconds % 997).padStart(3, "0")}`;
  }

  private get day(): string {
    return this.iso.slice(8, 10);
  }

  private get month(): string {
    return months[Number(this.iso.slice(5, 7)) - 1] as string;
  }
}
