import type { Rhythm } from "./rhythms.ts";

/** One kind of line of an invented system: by whom, where, and when. */
export interface Series {
  readonly host: string;
  readonly service: string;
  /** Its first name: a deploy may give its events another. */
  readonly template: string;
  readonly rhythm: Rhythm;
  /** In the order in which they were written. */
  events: Event[];
}

/** A line of it. Epoch seconds. */
export interface Event {
  /** What is stamped on the line. */
  readonly time: number;
  /** When it can be found by a search. */
  readonly arrival: number;
  readonly template: string;
}
