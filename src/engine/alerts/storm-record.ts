import type { Severity } from "../verdict.ts";

/** Pages for one service within an hour, and what was held back. Times are epoch milliseconds. */
export interface StormRecord {
  readonly service: string;
  /** Of `mode=shadow`, under keys of its own. */
  readonly shadow: boolean;
  readonly hourStart: number;
  readonly pages: number;
  readonly heldBack: readonly {
    readonly identity: string;
    readonly severity: Severity;
    readonly cause: string;
    readonly count: number;
  }[];
}
