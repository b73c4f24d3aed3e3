import type { Severity } from "../verdict.ts";
import type { Alert } from "./alert.ts";

/** What is stored about an incident between firings. Times are epoch milliseconds. */
export interface IncidentRecord {
  readonly identity: string;
  /** Seen with `mode=shadow`. Live and shadow incidents have different keys. */
  readonly shadow: boolean;
  readonly open: boolean;
  readonly episode: number;
  readonly revision: number;
  /** When a firing last saw it, by the machine's clock and not by the times of events. */
  readonly lastSeen: number;
  /** Milliseconds after `lastSeen` at which it ends: the latest of `ends`. */
  readonly resolveAfter: number;
  /** When it ends for each search that saw it. Records of earlier app versions have none. */
  readonly ends?: readonly SearchEnd[];
  readonly endedAt?: number;
  /** Undefined until a recipient is notified of this episode, for example while it is silenced from its beginning. */
  readonly lastNotified?: number;
  /** The severity and owner of the last notification; undefined like `lastNotified`. */
  readonly severityNotified?: Severity;
  readonly ownerNotified?: string;
  /** Origins that recipients were notified of in this episode. */
  readonly originsNotified?: readonly string[];
  /** The latest alert, whether it was sent or suppressed. */
  readonly alert: Alert;
  /** The current severity. */
  readonly severity: Severity;
  /** When a firing last found this severity. Until `severityHolds` later, milder findings of other searches are ignored. */
  readonly severitySeen: number;
  /** Milliseconds. Records of earlier app versions have none; `resolveAfter` counts instead. */
  readonly severityHolds?: number;
  /** The first episode of the conversation: this one, unless the incident was reopened. */
  readonly thread: number;
  /** The reason why the last notification was suppressed. */
  readonly quiet?: string;
  /** Events in the episode at the last notification. */
  readonly countNotified: number;
  /** Identities of the kinds it was seen to consist of; without them it is one kind, its own identity. */
  readonly members?: readonly string[];
  /** Marks of the firings counted so far, so that a repeated run counts once. */
  readonly sids: readonly string[];
  /** The destinations and targets notified of this episode; they must be notified of its end. */
  readonly told: readonly {
    readonly destination: string;
    readonly channel: string;
    readonly keyName: string;
  }[];
}

/** When an incident ends for one search. */
export interface SearchEnd {
  /** Hash of the search's name, app and owner; empty in records of earlier app versions. */
  readonly search: string;
  /** Milliseconds since any search last saw the incident. */
  readonly after: number;
}

/** Pages for one service in one hour, and the incidents held back. Times are epoch milliseconds. */
export interface StormRecord {
  readonly service: string;
  /** Counted with `mode=shadow`, under different keys. */
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
