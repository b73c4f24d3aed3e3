/** How bad a line calls itself, before a notation writes it in its own way. */
export type Level = "debug" | "info" | "notice" | "warning" | "error" | "critical";

/** How a caller notices that what it calls is in trouble. */
export type Mode = "refused" | "timeout" | "slow" | "failing" | "unresolved" | "untrusted";

export interface Host {
  readonly name: string;
  /** IPv4, of the documentation's networks. */
  readonly address: string;
  readonly system: string;
  /** The server room; the two are joined by the core switches. */
  readonly room: "north" | "south";
  /** The host it is a virtual machine of. */
  readonly hypervisor?: string;
}

/** A message before it is written in a notation. */
export interface Message {
  /** Epoch seconds. */
  readonly time: number;
  readonly host: Host;
  readonly level: Level;
  /** What the notation puts before the text: a unit, a component, an event's number. */
  readonly head: string;
  /** Its further lines, such as those of a stack trace, follow behind line breaks. */
  readonly text: string;
  /** A number from 0 to 65535 that stays the same for the host's process. */
  readonly process: number;
}

/** Writes one message as its software does, in one or more lines. */
export type Notation = (message: Message) => string[];

export interface LogSource {
  readonly path: string;
  readonly notation: Notation;
}

/**
 * What a system is and how it speaks. Rows are columns between ` | `; a head begins with the name of the source and a
 * slash.
 */
export interface System {
  readonly name: string;
  /** What others call it instead of its hosts: a database, a queue manager, a virtual address. The first is used in texts. */
  readonly aliases: readonly string[];
  readonly port: number;
  readonly sources: Readonly<Record<string, LogSource>>;
  /**
   * `pace | level | head | text`: `120` an hour with the working day, `300s` at that interval by day and night, both on all
   * hosts or behind `@` on those between commas.
   */
  readonly everyday: readonly string[];
  /** `mode | callee or * | level | head | text`: those with `{peer…}` name what they call. */
  readonly complaints: readonly string[];
}

/** One line as an index has it. */
export interface LogLine {
  /** Epoch seconds, to the millisecond, by the clock of the host. */
  readonly time: number;
  readonly host: string;
  readonly source: string;
  readonly raw: string;
}

/** One cause of an outage. */
export interface Origin {
  /** Names of the service, its hosts, their addresses or another entity: each counts as the right one. */
  readonly names: readonly string[];
  /** Epoch seconds at which the fault began, seen or not. */
  readonly begins: number;
  /**
   * Epoch seconds of the first line of a warning or worse that would not have been written without the fault, by the
   * clock of its host, which may be a second behind.
   */
  readonly onset: number;
}

export interface OutageLabel {
  readonly kind: string;
  readonly origins: readonly Origin[];
  /** Services that suffered from it, with the epoch seconds of their first such line, or at which they fell silent. */
  readonly consequences: readonly { readonly service: string; readonly from: number }[];
  /** Epoch seconds of the last line about it. */
  readonly ends: number;
}

export interface Outage {
  readonly lines: readonly LogLine[];
  readonly label: OutageLabel;
}
