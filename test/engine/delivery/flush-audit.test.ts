import { describe, expect, test } from "vitest";
import { acceptanceEvents, auditChange, auditEvent } from "../../../src/engine/delivery/audit-event.ts";
import { type AuditIndex, flushAudit } from "../../../src/engine/delivery/flush-audit.ts";
import type { AuditEvent } from "../../../src/engine/ledger/audit-event.ts";
import { MemoryLedger } from "../../support/delivery/memory-ledger.ts";
import { noon, sampleAlert, sampleDelivery } from "../../support/delivery/sample.ts";

const facts = { fingerprint: "00000001", appVersion: "1.0.0" };

function eventsOf(count: number): AuditEvent[] {
  return Array.from({ length: count }, (_, at) => {
    const alert = sampleAlert({ identity: `i${at}` });
    return auditEvent({
      delivery: sampleDelivery(alert),
      alert,
      now: noon + at,
      outcome: "accepted",
      ...facts,
    });
  });
}

async function ledgerWith(count: number): Promise<MemoryLedger> {
  const ledger = new MemoryLedger();
  await ledger.transact(() => ({ changes: eventsOf(count).map(auditChange), result: undefined }));
  return ledger;
}

class FakeIndex implements AuditIndex {
  readonly batches: AuditEvent[][] = [];
  answer: () => "written" | { finding: string } = () => "written";
  async write(events: readonly AuditEvent[]) {
    const answer = this.answer();
    if (answer === "written") this.batches.push([...events]);
    return answer;
  }
}

const options = { now: () => noon, deadline: () => false };

describe("the audit", () => {
  test("goes to the index in the order it happened, in batches, and leaves the ledger", async () => {
    const ledger = await ledgerWith(450);
    const index = new FakeIndex();
    expect(await flushAudit(ledger, index, options)).toEqual({
      written: 450,
      left: 0,
      dropped: 0,
      finding: undefined,
    });
    expect(index.batches.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(index.batches.flat()).toEqual(eventsOf(450));
    expect(ledger.tables.audit.size).toBe(0);
    expect(ledger.tables.breakers.size).toBe(0);
  });

  test("stays where the index fails, says why once, and goes there later", async () => {
    const ledger = await ledgerWith(450);
    const index = new FakeIndex();
    let calls = 0;
    index.answer = () => (++calls === 2 ? { finding: "The index is away." } : "written");
    expect(await flushAudit(ledger, index, options)).toEqual({
      written: 200,
      left: 250,
      dropped: 0,
      finding: "The index is away.",
    });
    expect((await flushAudit(ledger, index, options)).written).toBe(250);
    expect(index.batches.flat()).toEqual(eventsOf(450));
  });

  test("of a process that is killed in a batch is written by the next, whose turn comes in a minute", async () => {
    const ledger = await ledgerWith(3);
    const killed = new Promise<never>(() => undefined);
    void flushAudit(ledger, { write: () => killed }, options);
    await new Promise(setImmediate);
    const index = new FakeIndex();
    expect(await flushAudit(ledger, index, options)).toMatchObject({ written: 0, left: 3 });
    const later = await flushAudit(ledger, index, { ...options, now: () => noon + 60_000 });
    expect(later).toMatchObject({ written: 3, left: 0 });
    expect(index.batches.flat()).toEqual(eventsOf(3));
  });

  test("is written by one process at a time", async () => {
    const ledger = await ledgerWith(1_000);
    const index = new FakeIndex();
    const flushes = await Promise.all(Array.from({ length: 4 }, () => flushAudit(ledger, index, options)));
    expect(index.batches.flat()).toHaveLength(1_000);
    expect(flushes.reduce((sum, { written }) => sum + written, 0)).toBe(1_000);
  });

  test("ends when its time is up", async () => {
    const ledger = await ledgerWith(450);
    let batches = 0;
    const flush = await flushAudit(ledger, new FakeIndex(), { ...options, deadline: () => batches++ > 0 });
    expect(flush).toMatchObject({ written: 200, left: 250 });
  });

  test("keeps the newest 10,000 where the index never comes back, and counts the others", async () => {
    const ledger = await ledgerWith(10_300);
    const index = new FakeIndex();
    index.answer = () => ({ finding: "The index is away." });
    expect(await flushAudit(ledger, index, options)).toMatchObject({
      written: 0,
      left: 10_000,
      dropped: 300,
    });
    expect(ledger.tables.audit.size).toBe(10_000);
    expect([...ledger.tables.audit.values()][0]).toEqual(eventsOf(301)[300]);
  });
});

describe("an event of the audit", () => {
  test("of an alert's acceptance has the alert once, and a delivery each", () => {
    const alert = sampleAlert();
    const deliveries = [sampleDelivery(alert), sampleDelivery(alert, { destination: "pager" })];
    const changes = acceptanceEvents(alert, deliveries, {
      now: noon,
      appVersion: "1.0.0",
      fingerprint: () => "00000001",
    });
    const events = changes.map(({ value }) => value as AuditEvent);
    expect(events.map(({ destination, outcome }) => [destination, outcome])).toEqual([
      ["chat", "accepted"],
      ["pager", "accepted"],
    ]);
    expect(events.map((event) => event.alert)).toEqual([alert, undefined]);
    expect(events[0]).toMatchObject({
      time: "2026-11-21T12:00:00.000Z",
      service_owner: "shop",
      severity: "P1",
    });
    expect(new Set(changes.map(({ key }) => key)).size).toBe(2);
  });

  test("of a failure says what failed and when it is tried again", () => {
    const alert = sampleAlert();
    const last = { at: noon, finding: "It is busy.", errorClass: "transient", status: 503 } as const;
    const delivery = sampleDelivery(alert, { attempt: 1, nextAt: noon + 30_000, last });
    expect(auditEvent({ delivery, alert, now: noon, outcome: "not_sent", ...facts })).toMatchObject({
      state: "waiting",
      attempt: 1,
      error_class: "transient",
      http_status: 503,
      finding: "It is busy.",
      retry_at: "2026-11-21T12:00:30.000Z",
      age_seconds: 0,
    });
  });
});
