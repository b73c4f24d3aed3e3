import type { Message } from "../../../src/engine/delivery/destination.ts";
import type { Alert } from "../../../src/engine/ledger/alert.ts";

/** What the clock says in these tests. */
export const now = Date.parse("2026-11-21T12:12:12Z");

const outage: Alert = {
  id: "a1",
  identity: "checkout/t5k3mzq2x7wnp",
  episode: 1,
  revision: 1,
  transition: "trigger",
  reason: "first_seen",
  severity: "P0",
  service: "checkout",
  ownership: {
    answer: "found",
    owner: "payments-sre",
    escalationPolicy: "payments-24x7",
    slackChannel: "#payments-alerts",
    pagerdutyKeyName: "checkout",
    more: { tier: "1", runbook: "https://wiki.example.com/checkout" },
  },
  anomaly: {
    cause: "The database refuses new connections: its pool of 100 is used up, so no order can be paid.",
    action: "Restart pgbouncer on db-3, then look for sessions that are idle in a transaction.",
    evidence: "FATAL: remaining connection slots are reserved for superusers",
    templateId: "t5k3mzq2x7wnp",
    template: "FATAL: remaining connection slots are reserved for <*>",
  },
  count: 1204,
  first: Date.parse("2026-11-21T12:08:00Z"),
  last: Date.parse("2026-11-21T12:12:00Z"),
  hosts: ["web-1", "web-2", "web-7"],
  hostCount: 12,
  examples: [
    "2026-11-21T12:11:58Z ERROR checkout payment failed: FATAL: remaining connection slots are reserved for superusers (user <EMAIL:k7f3q2m5xw>)",
    '2026-11-21T12:11:59Z ERROR checkout POST /pay 500 31002ms upstream="<IP:p4q8s6t2vz>:5432" & retry=3',
  ],
  judgedBy: { llm: 2, cached: 1200, local: 2, model: "llama-3.1-70b" },
  link: "https://splunk.example.com:8000/app/search/@go?sid=scheduler__admin__search__RMD5&latest=now",
  search: { name: "Llama - Page on incidents", app: "search", owner: "admin", sid: "scheduler__1" },
  time: now,
};

export function alertOf(more: Partial<Alert> = {}): Alert {
  return { ...outage, ...more };
}

export function messageOf(alert: Alert = alertOf(), more: Partial<Message> = {}): Message {
  return {
    key: "k2m4q6s3u5w7y2a4c6e3g5i7k2m4q6s3u5w7y2a4",
    alert,
    target: { channel: "", keyName: "" },
    earlier: undefined,
    plain: false,
    delay: 0,
    ...more,
  };
}

const hour = 60 * 60_000;

/** One of each kind of news. `follows`: the incident was told of before. */
export const news: readonly {
  readonly name: string;
  readonly follows: boolean;
  readonly message: Message;
}[] = [
  { name: "trigger-p0", follows: false, message: messageOf() },
  {
    name: "update-p2-to-p1",
    follows: true,
    message: messageOf(
      alertOf({
        transition: "update",
        reason: "severity_changed",
        severity: "P1",
        previousSeverity: "P2",
        revision: 2,
        first: now - 0.7 * hour,
      }),
    ),
  },
  {
    name: "repeat",
    follows: true,
    message: messageOf(
      alertOf({ transition: "update", reason: "still_going_on", revision: 3, first: now - 4.2 * hour }),
    ),
  },
  {
    name: "resolve",
    follows: true,
    message: messageOf(
      alertOf({
        transition: "resolve",
        reason: "not_seen_any_more",
        revision: 4,
        first: now - 5 * hour,
        last: now - 0.5 * hour,
      }),
    ),
  },
  {
    name: "digest",
    follows: false,
    message: messageOf(
      alertOf({
        reason: "digest",
        severity: "P1",
        identity: "digest/checkout",
        anomaly: {
          ...outage.anomaly,
          cause: "More incidents of checkout than may page within an hour.",
          action: "Look for what they have in common before taking them one by one.",
          evidence: "",
          template: "",
          templateId: "",
        },
        count: 61,
        examples: [],
        digest: [
          { severity: "P1", cause: "Timeouts on the way to the payment provider.", count: 40 },
          { severity: "P1", cause: "The session store evicts keys before they expire.", count: 12 },
          { severity: "P2", cause: "A deployment is stuck: two of five pods are not ready.", count: 9 },
        ],
      }),
    ),
  },
  {
    name: "no-cmdb-entry",
    follows: false,
    message: messageOf(
      alertOf({
        severity: "P1",
        service: "invoice-export",
        ownership: {
          ...outage.ownership,
          answer: "no_entry",
          owner: "ops-on-call",
          escalationPolicy: "",
          slackChannel: "",
          pagerdutyKeyName: "",
          more: {},
        },
        judgedBy: { llm: 0, cached: 0, local: 1204, model: "" },
      }),
    ),
  },
  { name: "delayed", follows: false, message: messageOf(alertOf(), { delay: 3.2 * hour }) },
  {
    name: "over",
    follows: false,
    message: messageOf(alertOf(), {
      delay: 3.2 * hour,
      overSince: now + 0.6 * hour,
    }),
  },
  {
    name: "update-over",
    follows: true,
    message: messageOf(
      alertOf({ transition: "update", reason: "severity_changed", previousSeverity: "P2", revision: 2 }),
      { delay: 3.2 * hour, overSince: now + 0.6 * hour },
    ),
  },
  { name: "plain", follows: false, message: messageOf(alertOf(), { plain: true }) },
  { name: "test", follows: false, message: messageOf(alertOf({ reason: "test" })) },
];
