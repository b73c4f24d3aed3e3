import { describe, expect, test } from "vitest";
import { splunkAuditIndex } from "../../../src/adapters/ledger/splunk-audit-index.ts";
import { auditChange, auditEvent } from "../../../src/engine/delivery/audit-event.ts";
import { flushAudit } from "../../../src/engine/delivery/flush-audit.ts";
import { MemoryLedger } from "../../support/delivery/memory-ledger.ts";
import { noon, sampleAlert, sampleDelivery } from "../../support/delivery/sample.ts";
import { type Fault, status } from "../../support/splunkd/fault.ts";
import { open } from "../splunkd/opened.ts";

const count = 250;
const options = { now: () => noon, deadline: () => false };

async function ledgerOfEvents(): Promise<MemoryLedger> {
  const ledger = new MemoryLedger();
  const changes = Array.from({ length: count }, (_, at) => {
    const alert = sampleAlert({ identity: `i${at}` });
    const delivery = sampleDelivery(alert);
    return auditChange(
      auditEvent({
        delivery,
        alert,
        now: noon + at,
        outcome: "accepted",
        fingerprint: "",
        appVersion: "1.0.0",
      }),
    );
  });
  await ledger.transact(() => ({ changes, result: undefined }));
  return ledger;
}

/** @param timeout milliseconds of a call, long enough for a busy machine where nothing hangs */
async function openIndex({ role = "llama_admin", timeout = 10_000 } = {}) {
  const opened = await open({}, { role });
  opened.server.state.indexes.push("alert_failures");
  const index = splunkAuditIndex(opened.splunkd, "search-head-1", { timeout });
  /** The lines that were indexed. */
  const lines = () => opened.server.state.events.flatMap(({ text }) => text.split("\n"));
  return { ...opened, index, lines };
}

describe("the audit's index in Splunk", () => {
  test("gets one JSON event a line, its time first, in few calls", async () => {
    const { index, server, lines } = await openIndex();
    const ledger = await ledgerOfEvents();
    expect(await flushAudit(ledger, index, options)).toMatchObject({ written: count, left: 0 });
    expect(server.state.events).toHaveLength(2);
    expect(server.state.events[0]).toMatchObject({
      index: "alert_failures",
      sourcetype: "llama_alert_failure",
      source: "llama_alert",
      host: "search-head-1",
    });
    expect(lines()).toHaveLength(count);
    expect(lines()[0]).toMatch(/^\{"time":"2026-11-21T12:00:00\.000Z","key":"/);
  });

  test.each<[string, () => Fault]>([
    ["is overloaded", () => status(503)],
    ["does not answer", () => ({ does: "hang" })],
    ["breaks the connection", () => ({ does: "reset" })],
    ["fails within", () => status(500)],
  ])("that %s loses nothing: all events are there once it works again", async (_, makeFault) => {
    const { index, server, lines } = await openIndex(makeFault().does === "hang" ? { timeout: 1_000 } : {});
    const ledger = await ledgerOfEvents();
    let calls = 0;
    // The first batch goes through, then it fails.
    server.fault = () => (++calls > 1 ? makeFault() : undefined);
    const failed = await flushAudit(ledger, index, options);
    expect(failed).toMatchObject({ written: 200, left: 50, dropped: 0 });
    expect(failed.finding).toMatch(/\. Until then events of the alert audit stay in the ledger/);
    server.fault = () => undefined;
    await flushAudit(ledger, index, options);
    expect(new Set(lines()).size).toBe(count);
    expect(ledger.tables.audit.size).toBe(0);
  });

  test("that is missing is named", async () => {
    const { index, server } = await openIndex();
    server.state.indexes.length = 0;
    const { finding, left } = await flushAudit(await ledgerOfEvents(), index, options);
    expect(left).toBe(count);
    expect(finding).toMatch(/Look whether there is an index alert_failures\.$/);
  });

  test("that the user has no right to is told by the right", async () => {
    const { index } = await openIndex({ role: "user" });
    const { finding, left } = await flushAudit(await ledgerOfEvents(), index, options);
    expect(left).toBe(count);
    expect(finding).toContain("edit_tcp or edit_log_alert_event");
  });

  test("of a splunkd that was stopped stays for later", async () => {
    const { index, server } = await openIndex();
    await server.close();
    const { finding, left } = await flushAudit(await ledgerOfEvents(), index, options);
    expect(left).toBe(count);
    expect(finding).toContain("refused the connection");
  });
});
