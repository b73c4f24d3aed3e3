import type { ServiceName } from "./system/topology.ts";

/** One event as Splunk has it. */
export interface LogRow {
  /** Epoch seconds, with milliseconds; by the clock of the host. */
  readonly _time: number;
  readonly host: string;
  /** The file it was read from. */
  readonly source: string;
  readonly _raw: string;
}

/** What a line has to do with an outage, as the simulation knows. */
export interface Mark {
  /** Its position among the outages of the scenario. */
  readonly outage: number;
  /** Said by what broke, by somebody who is hit, or the harmless-looking act that began it. */
  readonly role: "trigger" | "origin" | "consequence";
  /** Whether the line names what broke. */
  readonly names: boolean;
}

export interface Line {
  readonly row: LogRow;
  /** The true time, in seconds from the beginning of the log. */
  readonly at: number;
  readonly service: ServiceName | "system";
  readonly mark: Mark | undefined;
  /** Belongs to a harmless event. */
  readonly harmless: boolean;
  /** When it reached the indexer, in seconds from the beginning of the log. */
  readonly arrival: number;
}

/** Collects lines; `lines` gives them in the order of their arrival. */
export class Log {
  private readonly collected: Line[] = [];

  add(line: Line): void {
    this.collected.push(line);
  }

  /** @param length seconds of the log; what arrives later is not in it */
  lines(length: number): Line[] {
    const inTime = this.collected.filter((line) => line.at >= 0 && line.at < length);
    // Lines that a forwarder delivers together are in the order in which they were written.
    return inTime.sort((one, other) => one.arrival - other.arrival || one.at - other.at);
  }
}
