import { expect, test } from "vitest";
import { withAcceptance } from "../../../src/engine/delivery/audit-event.ts";
import { type AcceptContext, accept, type Firing } from "../../../src/engine/incidents/accept.ts";
import type { Occurrence } from "../../../src/engine/incidents/occurrence.ts";
import { ownershipOf } from "../../../src/engine/incidents/ownership.ts";
import { longestAlert } from "../../../src/engine/ledger/fit-alert.ts";
import { defaultAlertSettings } from "../../support/default-alert-settings.ts";
import { MemoryLedger } from "../../support/delivery/memory-ledger.ts";
import { noon } from "../../support/delivery/sample.ts";
import { fc } from "../../support/fast-check.ts";
import { occurrenceOf } from "../incidents/make.ts";

/** Bytes: TRUNCATE of [llama_alert_failure] in default/props.conf. A longer event would be cut, and no JSON any more. */
const longestEvent = 32_768;

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 3_000 }),
  fc.constantFrom("\u0000".repeat(4_000), "😀".repeat(4_000), '"\\'.repeat(3_000), "x".repeat(20_000)),
  fc.constant("short"),
);
const texts = fc.array(text, { maxLength: 10 });
const occurrence: fc.Arbitrary<Occurrence> = fc
  .record({
    service: text,
    hosts: texts,
    examples: texts,
    anomaly: fc.record({ cause: text, action: text, evidence: text, templateId: text, template: text }),
    judgedBy: fc.record({ llm: fc.nat(), cached: fc.nat(), local: fc.nat(), model: text }),
  })
  .map(occurrenceOf);
const firing = fc.record({
  occurrence,
  ownership: fc.dictionary(text, text, { maxKeys: 10 }),
  owner: text,
  escalationPolicy: text,
  link: text,
  search: fc.record({ name: text, app: text, owner: text, sid: text }),
});

const names = ["slack", "pagerduty", "webhook"] as const;
const context: AcceptContext = {
  settings: defaultAlertSettings,
  routes: [],
  destinations: new Map(names.map((name) => [name, { name, type: name, channel: "#ops" }])),
  silences: [],
  maintenance: [],
  now: noon,
};

test("what the audit is told of an accepted alert is a line that its index takes whole, whatever the rows held", async () => {
  await fc.assert(
    fc.asyncProperty(firing, async ({ occurrence: seen, ownership, owner, escalationPolicy, ...more }) => {
      const columns = { ...ownership, service_owner: owner, escalation_policy: escalationPolicy };
      const told: Firing = {
        ...more,
        found: [{ occurrence: seen, ownership: ownershipOf(columns, "") }],
        id: "s1",
        schedule: undefined,
        mode: "live",
      };
      const accepted = await new MemoryLedger().transact((view) => {
        const { changes } = accept(view, told, context);
        return { changes, result: withAcceptance(changes, { now: noon, appVersion: "1.0.0" }) };
      });
      const events = accepted.flatMap(({ table, value }) => (table === "audit" && value ? [value] : []));
      expect(events.length).toBeGreaterThan(1);
      expect(events.filter(({ alert }) => alert !== undefined)).toEqual(events.slice(0, 1));
      for (const event of events) {
        expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(longestEvent);
        expect(Buffer.byteLength(JSON.stringify(event.alert ?? {}))).toBeLessThanOrEqual(longestAlert);
      }
    }),
    { numRuns: 200 },
  );
});
