import type { Severity } from "../verdict.ts";

/** What happened to an incident that somebody should hear of. */
export type Transition = "trigger" | "update" | "resolve";

/** Why it is said now: for the message, the audit and the tests. */
export type AlertReason =
  | "first_seen"
  | "reopened"
  | "severity_changed"
  | "owner_changed"
  | "ten_times_as_many"
  | "still_going_on"
  | "said_resolved"
  | "not_seen_any_more"
  | "digest"
  | "test";

/** What the CMDB said of the service. */
export type CmdbAnswer = "found" | "no_entry" | "unavailable" | "no_service";

/** Who is responsible, by the CMDB or by the defaults of `[alert]`. */
export interface Ownership {
  readonly answer: CmdbAnswer;
  readonly owner: string;
  readonly escalationPolicy: string;
  readonly slackChannel: string;
  /** The name under which the routing key is kept, never the key. */
  readonly pagerdutyKeyName: string;
  /** Further columns of the lookup, at most ten. */
  readonly more: Readonly<Record<string, string>>;
}

/**
 * One piece of news about one incident, in no destination's words: masked, at most 8 KB as JSON. Times are epoch
 * milliseconds.
 */
export interface Alert {
  /** Of this piece of news; the same when the same is found again. */
  readonly id: string;
  readonly identity: string;
  /** 1 for an incident's first time, one more each time it begins again. */
  readonly episode: number;
  /** Counts the pieces of news of an episode from 1. */
  readonly revision: number;
  readonly transition: Transition;
  readonly reason: AlertReason;
  readonly severity: Severity;
  readonly previousSeverity?: Severity;
  /** Empty where the rows name none. */
  readonly service: string;
  readonly ownership: Ownership;
  readonly anomaly: {
    readonly cause: string;
    readonly action: string;
    readonly evidence: string;
    readonly templateId: string;
    readonly template: string;
  };
  /** Events in this episode. */
  readonly count: number;
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** The first few; `hostCount` counts all that were told apart. */
  readonly hosts: readonly string[];
  readonly hostCount: number;
  /** At most three masked lines. */
  readonly examples: readonly string[];
  /** How many events were judged by whom, and the model's name. */
  readonly judgedBy: {
    readonly llm: number;
    readonly cached: number;
    readonly local: number;
    readonly model: string;
  };
  /** To the events in Splunk; empty outside of it. */
  readonly link: string;
  readonly search: {
    readonly name: string;
    readonly app: string;
    readonly owner: string;
    readonly sid: string;
  };
  /** When it was made. */
  readonly time: number;
  /** Incidents that a digest stands for. */
  readonly digest?: readonly {
    readonly severity: Severity;
    readonly cause: string;
    readonly count: number;
  }[];
}
