import type { Severity } from "../verdict.ts";
import type { Alert } from "./alert.ts";

/** What is known of an incident between two firings. Times are epoch milliseconds. */
export interface IncidentRecord {
  readonly identity: string;
  /** Real incidents, and those of `mode=shadow`, live side by side under different keys. */
  readonly shadow: boolean;
  readonly open: boolean;
  readonly episode: number;
  readonly revision: number;
  /** By the clock of the machine, not of the events. */
  readonly lastSeen: number;
  /** Not seen for so long, it has ended. Milliseconds, at least three periods of its search. */
  readonly resolveAfter: number;
  readonly endedAt?: number;
  /** Undefined while it is silenced from its beginning. */
  readonly lastNotified?: number;
  /** What was said last, or would have been. */
  readonly alert: Alert;
  readonly severity: Severity;
  /** Events in the episode when it was last told. */
  readonly countNotified: number;
  /** Firings that were counted already: a search run again counts once. */
  readonly sids: readonly string[];
  /** Who heard of this episode, and so has to hear of its end: destination and target. */
  readonly told: readonly {
    readonly destination: string;
    readonly channel: string;
    readonly keyName: string;
  }[];
}
