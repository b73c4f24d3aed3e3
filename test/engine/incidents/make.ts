import type { ResultRow } from "../../../src/engine/incidents/alert-row.ts";
import type { Detection } from "../../../src/engine/incidents/incident-state.ts";
import type { Occurrence } from "../../../src/engine/incidents/occurrence.ts";
import { ownershipOf } from "../../../src/engine/incidents/ownership.ts";
import type { TransitionContext } from "../../../src/engine/incidents/transition.ts";
import { defaultAlertSettings } from "../../support/default-alert-settings.ts";

/** A row of results; a list is a multivalue field. */
export function rowOf(fields: Record<string, string | readonly string[]>): ResultRow {
  return new Map(
    Object.entries(fields).map(([name, value]): [string, readonly string[]] => [
      name,
      typeof value === "string" ? [value] : value,
    ]),
  );
}

export function occurrenceOf(over: Partial<Occurrence> = {}): Occurrence {
  return {
    identity: "a".repeat(26),
    service: "checkout",
    ending: false,
    severity: "P2",
    anomaly: { cause: "cause", action: "action", evidence: "", templateId: "t1", template: "line <*>" },
    count: 1,
    first: 2_000,
    last: 2_000,
    hosts: ["web1"],
    hostCount: 1,
    examples: ["line 1"],
    judgedBy: { llm: 1, cached: 0, local: 0, model: "llama" },
    ...over,
  };
}

let firings = 0;

export function seenOf(over: Partial<Occurrence> = {}, seen: Partial<Detection> = {}): Detection {
  return {
    occurrence: occurrenceOf(over),
    ownership: ownershipOf({ service_owner: "ann" }, ""),
    firing: `sid${++firings}`,
    search: { name: "triage", app: "search", owner: "admin", sid: "sid" },
    link: "https://splunk/x",
    thirdRun: undefined,
    ...seen,
  };
}

export function contextAt(now: number, over: Partial<TransitionContext> = {}): TransitionContext {
  return { now, settings: defaultAlertSettings, mildest: "P3", shadow: false, ...over };
}
