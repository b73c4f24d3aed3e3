import { createHash } from "node:crypto";
import type { Alert, AlertReason, Transition } from "../../../src/engine/ledger/alert.ts";
import type { Delivery } from "../../../src/engine/ledger/delivery.ts";
import type { Change } from "../../../src/engine/ledger/ledger.ts";
import type { Severity } from "../../../src/engine/verdict.ts";

export const noon = Date.UTC(2026, 10, 21, 12);

export interface News {
  readonly identity?: string;
  readonly episode?: number;
  readonly revision?: number;
  readonly transition?: Transition;
  readonly reason?: AlertReason;
  readonly severity?: Severity;
  readonly time?: number;
}

export function sampleAlert(news: News = {}): Alert {
  const { identity = "incident", episode = 1, revision = 1, transition = "trigger" } = news;
  return {
    id: `${identity}-${episode}-${revision}`,
    identity,
    episode,
    revision,
    transition,
    reason: news.reason ?? "first_seen",
    severity: news.severity ?? "P1",
    service: "orders",
    ownership: {
      answer: "found",
      owner: "shop",
      escalationPolicy: "gold",
      slackChannel: "#orders",
      pagerdutyKeyName: "orders",
      more: {},
    },
    anomaly: {
      cause: "The database refuses connections.",
      action: "Look at orders-db.",
      evidence: "",
      templateId: "t",
      template: "connection refused",
    },
    count: 3,
    first: noon,
    last: noon,
    hosts: ["web-1"],
    hostCount: 1,
    examples: ["connection refused"],
    judgedBy: { llm: 3, cached: 0, local: 0, model: "llama" },
    link: "",
    search: { name: "Triage", app: "llama_log_analyzer", owner: "nobody", sid: "s1" },
    time: news.time ?? noon,
  };
}

export function sampleDelivery(alert: Alert, values: Partial<Delivery> = {}): Delivery {
  const { destination = "chat", target = { channel: "", keyName: "" } } = values;
  const facts = [1, destination, target, alert.identity, alert.episode, alert.revision];
  return {
    key: createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 40),
    alertId: alert.id,
    destination,
    type: "webhook",
    target,
    lane: JSON.stringify([destination, target, alert.identity]),
    sequence: alert.episode * 1_000 + alert.revision,
    state: "waiting",
    attempt: 0,
    accepted: alert.time,
    nextAt: alert.time,
    plain: false,
    unsure: false,
    ...values,
  };
}

/** What accepting an alert puts into the ledger. */
export function acceptance(alert: Alert, deliveries: readonly Delivery[]): Change[] {
  return [
    { table: "alerts", key: alert.id, value: alert },
    ...deliveries.map((delivery): Change => ({ table: "deliveries", key: delivery.key, value: delivery })),
  ];
}
