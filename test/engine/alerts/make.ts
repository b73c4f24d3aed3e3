import type { ResultRow } from "../../../src/engine/alerts/alert-row.ts";
import { defaultAlertSettings } from "../../../src/engine/alerts/alert-settings.ts";
import type { Seen } from "../../../src/engine/alerts/incident-state.ts";
import { ownershipOf } from "../../../src/engine/alerts/ownership.ts";
import type { Sighting } from "../../../src/engine/alerts/sighting.ts";
import type { TransitionContext } from "../../../src/engine/alerts/transition.ts";

/** A row of results; a list is a multivalue field. */
export function rowOf(fields: Record<string, string | readonly string[]>): ResultRow {
  return new Map(
    Object.entries(fields).map(([name, value]): [string, readonly string[]] => [
      name,
      typeof value === "string" ? [value] : value,
    ]),
  );
}

export function sightingOf(over: Partial<Sighting> = {}): Sighting {
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

export function seenOf(over: Partial<Sighting> = {}, seen: Partial<Seen> = {}): Seen {
  return {
    sighting: sightingOf(over),
    ownership: ownershipOf({ service_owner: "ann" }, ""),
    firing: `sid${++firings}`,
    search: { name: "triage", app: "search", owner: "admin", sid: "sid" },
    link: "https://splunk/x",
    period: undefined,
    ...seen,
  };
}

export function contextAt(now: number, over: Partial<TransitionContext> = {}): TransitionContext {
  return { now, settings: defaultAlertSettings, mildest: "P3", shadow: false, ...over };
}
