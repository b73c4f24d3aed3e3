import { describe, expect, test } from "vitest";
import { type AcceptContext, accept, endOverdue, type Firing } from "../../../src/engine/incidents/accept.ts";
import type { Accepted } from "../../../src/engine/incidents/notification-planner.ts";
import type { Occurrence } from "../../../src/engine/incidents/occurrence.ts";
import { ownershipOf } from "../../../src/engine/incidents/ownership.ts";
import { longestAlert } from "../../../src/engine/ledger/fit-alert.ts";
import type { LedgerView } from "../../../src/engine/ledger/ledger.ts";
import { defaultAlertSettings } from "../../support/default-alert-settings.ts";
import { MemoryLedger } from "../../support/delivery/memory-ledger.ts";
import { occurrenceOf } from "./make.ts";

const now = 1_000_000_000_000;
const context: AcceptContext = {
  settings: { ...defaultAlertSettings, defaultChannel: "#ops" },
  routes: [],
  destinations: new Map([
    ["slack", { name: "slack", type: "slack", channel: undefined }],
    ["pd", { name: "pd", type: "pagerduty", channel: undefined }],
  ]),
  silences: [],
  maintenance: [],
  now,
};
const firingOf = (occurrences: readonly Occurrence[], over: Partial<Firing> = {}): Firing => ({
  found: occurrences.map((occurrence) => ({
    occurrence,
    ownership: ownershipOf({ service_owner: "ann" }, ""),
  })),
  search: { name: "triage", app: "search", owner: "admin", sid: "s1" },
  id: "s1",
  link: "https://splunk/x",
  schedule: undefined,
  mode: "live",
  ...over,
});
const run = <Work extends Accepted>(ledger: MemoryLedger, work: (view: LedgerView) => Work) =>
  ledger.transact((view) => {
    const accepted = work(view);
    return { changes: accepted.changes, result: accepted };
  });

describe("a firing that is accepted", () => {
  // It is 01:46:40 UTC on 9 September 2001.
  test.each([
    ["the third run of its search", "30 * * * *", Date.UTC(2001, 8, 9, 4, 30)],
    ["resolve_after where the search has no schedule", "", now + 1_800_000],
    ["resolve_after where the schedule never comes", "0 0 30 2 *", now + 1_800_000],
  ])("has the incident end with %s, whatever its schedule was before", async (_, cron, end) => {
    const ledger = new MemoryLedger();
    for (const [id, line] of [
      ["s1", "0 3 1 1 *"],
      ["s2", cron],
    ] as const) {
      const firing = firingOf([occurrenceOf()], { id, schedule: { cron: line, timeZone: "UTC" } });
      await run(ledger, (view) => accept(view, firing, context));
    }
    const [incident] = (await ledger.read()).incidents.values();
    expect((incident?.lastSeen ?? 0) + (incident?.resolveAfter ?? 0)).toBe(end);
  });

  test("leaves the incident, the alert and a delivery for each destination in the ledger", async () => {
    const ledger = new MemoryLedger();
    const { summary } = await run(ledger, (view) =>
      accept(view, firingOf([occurrenceOf({ severity: "P1" })]), context),
    );
    expect(summary).toEqual({ notified: 1, deliveries: 2, reasons: { first_seen: 1 } });
    const { incidents, alerts, deliveries, storms } = await ledger.read();
    const [[key, incident] = []] = incidents;
    expect(key).toBe(`live:${"a".repeat(26)}`);
    const [alert] = alerts.values();
    expect(incident).toMatchObject({
      revision: 1,
      lastNotified: now,
      severityNotified: "P1",
      ownerNotified: "ann",
      countNotified: 1,
      told: [
        { destination: "slack", channel: "#ops", keyName: "" },
        { destination: "pd", channel: "", keyName: "" },
      ],
    });
    expect(incident?.alert).toEqual(alert);
    expect(alert).toMatchObject({ transition: "trigger", reason: "first_seen", revision: 1, time: now });
    expect([...deliveries].map(([id, delivery]) => [id === delivery.key, delivery])).toEqual(
      ["slack", "pd"].map((destination) => [
        true,
        {
          key: expect.stringMatching(/^[a-z2-7]{40}$/),
          alertId: alert?.id,
          destination,
          type: destination === "pd" ? "pagerduty" : "slack",
          target: { channel: destination === "pd" ? "" : "#ops", keyName: "" },
          lane: expect.stringMatching(/^[a-z2-7]{26}$/),
          sequence: 1_000_001,
          state: "waiting",
          attempt: 0,
          accepted: now,
          nextAt: now,
          plain: false,
          unsure: false,
        },
      ]),
    );
    expect([...storms.values()]).toMatchObject([{ service: "checkout", pages: 1, heldBack: [] }]);
  });

  test("twice changes nothing the second time", async () => {
    const ledger = new MemoryLedger();
    const firing = firingOf([occurrenceOf()]);
    await run(ledger, (view) => accept(view, firing, context));
    const again = await run(ledger, (view) => accept(view, firing, { ...context, now: now + 60_000 }));
    expect(again).toEqual({
      changes: [],
      incidents: 1,
      told: [],
      summary: { notified: 0, deliveries: 0, reasons: { same_firing: 1 } },
    });
  });

  test("keeps at most 8 KB of what is said, however long the texts are and however often it is seen", async () => {
    const ledger = new MemoryLedger();
    const long = "\u{1f525}".repeat(300);
    for (let step = 0; step < 4; step++) {
      const occurrence = occurrenceOf({
        count: 10 ** step,
        first: undefined,
        examples: [`${step}${long}`, `a${long}`, `b${long}`],
        hosts: Array.from({ length: 10 }, (_, index) => `${step}-${index}-${long.slice(0, 200)}`),
        anomaly: { cause: long, action: long, evidence: long, templateId: "t", template: long },
      });
      await run(ledger, (view) => accept(view, firingOf([occurrence], { id: `s${step}` }), context));
    }
    const { incidents, alerts } = await ledger.read();
    expect(alerts.size).toBeGreaterThan(1);
    for (const alert of [...alerts.values(), ...[...incidents.values()].map((record) => record.alert)])
      expect(Buffer.byteLength(JSON.stringify(alert))).toBeLessThanOrEqual(longestAlert);
  });

  test("says what was before where the severity changed, and only then", async () => {
    const ledger = new MemoryLedger();
    const severities = ["P2", "P1", "P1"] as const;
    for (const [step, severity] of severities.entries()) {
      const count = step === 2 ? 100 : 1;
      const occurrence = occurrenceOf({ severity, count, first: 2_000 + step, last: 2_000 + step });
      const firing = firingOf([occurrence], { id: `s${step}` });
      await run(ledger, (view) => accept(view, firing, context));
    }
    const { alerts } = await ledger.read();
    expect([...alerts.values()].map(({ reason, previousSeverity }) => [reason, previousSeverity])).toEqual([
      ["first_seen", undefined],
      ["severity_changed", "P2"],
      ["severity_changed", "P2"],
      ["ten_times_as_many", undefined],
    ]);
  });

  test("gives the pages that are left to the worst and most frequent", async () => {
    const ledger = new MemoryLedger();
    const occurrences = [
      occurrenceOf({ identity: "mild", severity: "P1", count: 99 }),
      occurrenceOf({ identity: "few", severity: "P0", count: 1 }),
      occurrenceOf({ identity: "many", severity: "P0", count: 5 }),
    ];
    const limited = { ...context, settings: { ...context.settings, pagesPerHour: 1 } };
    const { summary } = await run(ledger, (view) => accept(view, firingOf(occurrences), limited));
    expect(summary.reasons).toEqual({ first_seen: 1, held_back: 2 });
    const { alerts, storms, incidents } = await ledger.read();
    expect([...alerts.values()].map(({ identity }) => identity)).toEqual(["many"]);
    expect([...storms.values()][0]?.heldBack.map(({ identity }) => identity)).toEqual(["few", "mild"]);
    expect(incidents.get("live:few")).toMatchObject({ quiet: "held_back", told: [] });
  });
});

describe("llamaretry", () => {
  test("writes nothing while everything goes on", async () => {
    const ledger = new MemoryLedger();
    await run(ledger, (view) => accept(view, firingOf([occurrenceOf()]), context));
    const { changes } = await run(ledger, (view) => endOverdue(view, { ...context, now: now + 60_000 }));
    expect(changes).toEqual([]);
  });

  test("ends what is overdue, real and in shadow, each for itself", async () => {
    const ledger = new MemoryLedger();
    for (const mode of ["live", "shadow"] as const)
      await run(ledger, (view) => accept(view, firingOf([occurrenceOf()], { mode }), context));
    const later = { ...context, now: now + 3_600_000 };
    const { summary } = await run(ledger, (view) => endOverdue(view, later));
    expect(summary).toEqual({ notified: 2, deliveries: 2, reasons: { not_seen_any_more: 2 } });
    const { deliveries } = await ledger.read();
    expect([...deliveries.values()].map(({ state }) => state)).toEqual([
      "waiting",
      "shadow",
      "waiting",
      "shadow",
    ]);
  });
});
