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
  /** Undefined while nobody has heard of this episode, as when it is silenced from its beginning. */
  readonly lastNotified?: number;
  /** What those who heard last believe; undefined as `lastNotified`. */
  readonly severityNotified?: Severity;
  readonly ownerNotified?: string;
  /** What was said last, or would have been. */
  readonly alert: Alert;
  /** As it is now. */
  readonly severity: Severity;
  /** When a firing last found it as severe: milder findings of other searches count only when this is long ago. */
  readonly severitySeen: number;
  /** The episode with which the conversation began that this one continues: itself, unless it was reopened. */
  readonly thread: number;
  /** Why the last firing was not told, by the name of the reason. */
  readonly quiet?: string;
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
