import type { Severity } from "../verdict.ts";

/** What an alert says about its incident: it began, changed or ended. */
export type Transition = "trigger" | "update" | "resolve";

/** Why the alert was created now, for the message, the audit and the tests. */
export type AlertReason =
  | "first_seen"
  | "reopened"
  | "severity_changed"
  | "owner_changed"
  | "origin_changed"
  | "ten_times_as_many"
  | "still_going_on"
  | "said_resolved"
  | "not_seen_any_more"
  | "merged"
  | "digest"
  | "test";

/** The outcome of looking a service up in the CMDB. */
export type CmdbAnswer = "found" | "no_entry" | "unavailable" | "no_service";

/** Who is responsible for a service, from the CMDB or the defaults of `[alert]`. */
export interface Ownership {
  readonly answer: CmdbAnswer;
  readonly owner: string;
  readonly escalationPolicy: string;
  readonly slackChannel: string;
  /** The name that the routing key is stored under, never the key itself. */
  readonly pagerdutyKeyName: string;
  /** Further columns of the lookup, at most ten. */
  readonly more: Readonly<Record<string, string>>;
}

/** Who is to blame for an incident of several kinds, and what followed. Masked. */
export interface AlertIncident {
  /** The likely origins, the best first. */
  readonly origin: readonly string[];
  /** 0 to 1: how far the origin's own lines tell of a fault of its own; 0 where only others name it. */
  readonly shown: number;
  /** Services that the origin hit, by onset, with their failures. */
  readonly followed: readonly { readonly service: string; readonly count: number }[];
}

/**
 * One notification about one incident, independent of any destination: masked, at most 8 KB as JSON. Times are epoch
 * milliseconds.
 */
export interface Alert {
  /** Identifies the notification; the same if the same change is found again. */
  readonly id: string;
  readonly identity: string;
  /** 1 when an incident first begins, one more each time it begins again. */
  readonly episode: number;
  /** Numbers the notifications of an episode from 1. */
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
  /** Undefined for an incident of one kind. */
  readonly incident?: AlertIncident;
  /** What became of an incident that is part of another one: the other's cause. */
  readonly mergedInto?: string;
  /** Number of events in this episode. */
  readonly count: number;
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** The first few hosts; `hostCount` counts all distinct ones. */
  readonly hosts: readonly string[];
  readonly hostCount: number;
  /** At most three masked lines. */
  readonly examples: readonly string[];
  /** Number of events by the source of their verdict, and the model's name. */
  readonly judgedBy: {
    readonly llm: number;
    readonly cached: number;
    readonly local: number;
    readonly model: string;
  };
  /** Link to the events in Splunk; empty outside Splunk. */
  readonly link: string;
  readonly search: {
    readonly name: string;
    readonly app: string;
    readonly owner: string;
    readonly sid: string;
  };
  /** When the alert was created. */
  readonly time: number;
  /** The incidents that a digest lists. */
  readonly digest?: readonly {
    readonly severity: Severity;
    readonly cause: string;
    readonly count: number;
  }[];
}
