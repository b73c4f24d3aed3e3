import { describe, expect, test } from "vitest";
import { listDeliveries } from "../../../src/engine/delivery/list.ts";
import { applyRetryAfter, newBreakerRecord, reserveToken } from "../../../src/engine/delivery/rate.ts";
import { requeue } from "../../../src/engine/delivery/requeue.ts";
import { expired } from "../../../src/engine/delivery/retention.ts";
import { retryAt } from "../../../src/engine/delivery/schedule.ts";
import type { Delivery } from "../../../src/engine/ledger/delivery.ts";
import type { IncidentRecord } from "../../../src/engine/ledger/incident-record.ts";
import type { Change } from "../../../src/engine/ledger/ledger.ts";
import { MemoryLedger } from "../../support/delivery/memory-ledger.ts";
import { acceptance, type News, noon, sampleAlert, sampleDelivery } from "../../support/delivery/sample.ts";
import { fc } from "../../support/fast-check.ts";

const day = 86_400_000;

async function ledgerOf(entries: readonly (readonly [News, Partial<Delivery>])[]): Promise<MemoryLedger> {
  const ledger = new MemoryLedger();
  for (const [news, values] of entries) {
    const alert = sampleAlert(news);
    await ledger.transact(() => ({
      changes: acceptance(alert, [sampleDelivery(alert, values)]),
      result: undefined,
    }));
  }
  return ledger;
}

function incidentOf(news: News, values: Partial<IncidentRecord> = {}): Change {
  const alert = sampleAlert(news);
  const { identity, episode, revision, severity } = alert;
  const value: IncidentRecord = {
    identity,
    shadow: false,
    open: true,
    episode,
    revision,
    lastSeen: noon,
    resolveAfter: 1_800_000,
    alert,
    severity,
    severitySeen: noon,
    thread: 1,
    countNotified: 3,
    sids: [],
    told: [],
    ...values,
  };
  return { table: "incidents", key: identity, value };
}

const gone = (changes: readonly Change[]) => changes.map(({ table, key }) => `${table} ${key}`).sort();

describe("retention", () => {
  test("takes out what was delivered after 7 days and what is dead after 90, with its alert", async () => {
    const ledger = await ledgerOf([
      [{ identity: "delivered" }, { state: "delivered", endedAt: noon }],
      [{ identity: "superseded" }, { state: "superseded", endedAt: noon }],
      [{ identity: "dead" }, { state: "dead", endedAt: noon }],
      [{ identity: "waiting" }, {}],
    ]);
    const keys = [...ledger.tables.deliveries.keys()];
    expect(expired(ledger.tables, noon + 7 * day)).toEqual([]);
    expect(gone(expired(ledger.tables, noon + 7 * day + 1))).toEqual(
      [
        `deliveries ${keys[0]}`,
        `deliveries ${keys[1]}`,
        "alerts delivered-1-1",
        "alerts superseded-1-1",
      ].sort(),
    );
    expect(gone(expired(ledger.tables, noon + 90 * day))).not.toContain(`deliveries ${keys[2]}`);
    expect(gone(expired(ledger.tables, noon + 90 * day + 1))).toContain(`deliveries ${keys[2]}`);
    expect(gone(expired(ledger.tables, noon + 900 * day))).not.toContain(`deliveries ${keys[3]}`);
  });

  test("keeps the message that opened an incident while the incident is open", async () => {
    const ledger = await ledgerOf([
      [{}, { state: "delivered", endedAt: noon }],
      [
        { revision: 2, transition: "update" },
        { state: "delivered", endedAt: noon },
      ],
    ]);
    const [, update] = [...ledger.tables.deliveries.keys()];
    await ledger.transact(() => ({ changes: [incidentOf({ revision: 9 })], result: undefined }));
    expect(gone(expired(ledger.tables, noon + 60 * day))).toEqual(
      [`deliveries ${update}`, "alerts incident-1-2"].sort(),
    );
  });

  test("takes out an incident 30 days after its end, and then the alert it held", async () => {
    const ledger = await ledgerOf([]);
    const alert = sampleAlert();
    const end = incidentOf({}, { open: false, endedAt: noon });
    const changes = [end, { table: "alerts" as const, key: alert.id, value: alert }];
    await ledger.transact(() => ({ changes, result: undefined }));
    expect(expired(ledger.tables, noon + 30 * day)).toEqual([]);
    expect(gone(expired(ledger.tables, noon + 30 * day + 1))).toEqual([
      "alerts incident-1-1",
      "incidents incident",
    ]);
  });
});

describe("sending anew", () => {
  test("lets the dead and the held wait again with all their tries, by the beginning of their key", async () => {
    const ledger = await ledgerOf([
      [{ identity: "dead" }, { state: "dead", attempt: 10, endedAt: noon, reason: "Tried 10 times." }],
      [{ identity: "held" }, { state: "held", fingerprint: "x", reason: "The secret." }],
      [{ identity: "done" }, { state: "delivered", endedAt: noon }],
    ]);
    const [dead = "", held = "", done = ""] = [...ledger.tables.deliveries.keys()];
    const result = await requeue(ledger, [dead.slice(0, 8), held, done, "abcdefgh", "a"], {
      now: noon + day,
      appVersion: "1.0.0",
    });
    expect(result.requeued).toEqual([dead, held]);
    expect(result.refused.map(({ why }) => why)).toEqual([
      "It is delivered, and only what is dead or held can be sent anew.",
      "There is no delivery of this id.",
      "There is no delivery of this id.",
    ]);
    for (const key of [dead, held]) {
      const delivery = ledger.tables.deliveries.get(key);
      expect(delivery).toMatchObject({
        state: "waiting",
        attempt: 0,
        requeuedAt: noon + day,
        nextAt: noon + day,
      });
      expect(delivery).not.toHaveProperty("reason");
      expect(delivery).not.toHaveProperty("endedAt");
    }
    expect([...ledger.tables.audit.values()].map(({ outcome }) => outcome)).toEqual(["requeued", "requeued"]);
  });
});

describe("the list of deliveries", () => {
  test("has the newest first, filtered, and counts all by state", async () => {
    const ledger = await ledgerOf([
      [
        { identity: "old", time: noon },
        { state: "dead", reason: "Tried 10 times." },
      ],
      [
        { identity: "new", time: noon + 1 },
        { state: "dead", reason: "Rejected." },
      ],
      [{ identity: "other" }, { destination: "pager", target: { channel: "", keyName: "orders" } }],
    ]);
    const dead = listDeliveries(ledger.tables, { states: ["dead"], most: 1 });
    expect(dead.counts).toEqual({ dead: 2 });
    expect(dead.rows).toMatchObject([
      { state: "dead", finding: "Rejected.", service: "orders", accepted: noon + 1 },
    ]);
    const { rows, counts } = listDeliveries(ledger.tables, {
      destination: "pager",
      service: "orders",
      most: 9,
    });
    expect(counts).toEqual({ waiting: 1 });
    expect(rows).toMatchObject([{ target: "orders", nextAt: noon, finding: undefined }]);
    expect(listDeliveries(ledger.tables, { service: "none", most: 9 }).rows).toEqual([]);
  });
});

describe("the time of the next try", () => {
  test("is the same for the same key and try, within a fifth of the schedule, never before a Retry-After of an hour", () => {
    const waits = [30, 120, 600, 1_800, ...Array<number>(6).fill(3_600)];
    const fresh = sampleDelivery(sampleAlert(), { type: "pagerduty", accepted: noon });
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 10 }),
        fc.nat(100_000_000),
        (key, attempt, retryAfter) => {
          const asked = Math.min(retryAfter, 3_600_000);
          const delivery = { ...fresh, key, attempt };
          const at = retryAt(delivery, noon, retryAfter);
          expect(at).toBe(retryAt(delivery, noon, retryAfter));
          const wait = (waits[attempt - 1] as number) * 1_000;
          expect(at - noon).toBeGreaterThanOrEqual(Math.floor(Math.max(wait * 0.8, asked)));
          expect(at - noon).toBeLessThanOrEqual(Math.ceil(Math.max(wait * 1.2, asked)));
        },
      ),
    );
  });
});

describe("the last try", () => {
  test.each([
    ["webhook" as const, 24],
    ["pagerduty" as const, 72],
  ])("of type %s comes shortly before it is given up after %d hours", (type, hours) => {
    const end = noon + hours * 3_600_000;
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 3, max: 40 }),
        fc.nat(hours * 60),
        (key, attempt, minutes) => {
          const delivery = { ...sampleDelivery(sampleAlert(), { type, accepted: noon }), key, attempt };
          const now = noon + minutes * 60_000;
          const at = retryAt(delivery, now);
          if (now < end - 6 * 60_000) expect(at).toBeLessThanOrEqual(end - 5 * 60_000);
          expect(at).toBeGreaterThanOrEqual(now + 24_000);
        },
      ),
    );
  });
});

describe("a destination's rate", () => {
  const rate = fc.record({
    perSecond: fc.integer({ min: 1, max: 100 }),
    burst: fc.integer({ min: 1, max: 20 }),
  });

  test("lets no more through at once than its burst, however long nothing was sent", () => {
    const limit = { perSecond: 10, burst: 3 };
    let record = newBreakerRecord(limit, noon);
    const delays = [1, 2, 3, 4].map(() => {
      const place = reserveToken(record, limit, noon + day, 1_000);
      if ("askAgainIn" in place) return undefined;
      record = place.record;
      return place.delay;
    });
    expect(delays).toEqual([0, 0, 0, 100]);
  });

  test("is never exceeded, whoever asks when", () => {
    fc.assert(
      fc.property(rate, fc.array(fc.nat(500), { maxLength: 80 }), (limit, pauses) => {
        let record = newBreakerRecord(limit, noon);
        let now = noon;
        const places: number[] = [];
        for (const pause of pauses) {
          now += pause;
          const place = reserveToken(record, limit, now, 1_000);
          if ("askAgainIn" in place) continue;
          expect(place.delay).toBeLessThanOrEqual(1_000);
          record = place.record;
          places.push(now + place.delay);
        }
        places.forEach((from, first) => {
          for (let last = first; last < places.length; last++) {
            const most = limit.burst + (((places[last] as number) - from) / 1_000) * limit.perSecond;
            expect(last - first + 1).toBeLessThanOrEqual(most + 1e-3);
          }
        });
      }),
    );
  });

  test("says when there is a place again, and holds while the destination asks to be left alone", () => {
    const limit = { perSecond: 2, burst: 1 };
    const alone = applyRetryAfter(newBreakerRecord(limit, noon), limit, noon, 60_000);
    expect(reserveToken(alone, limit, noon, 1_000)).toEqual({ askAgainIn: 59_000 });
    expect(reserveToken(alone, limit, noon + 60_000, 1_000)).toMatchObject({ delay: 0 });
    // Set back, the clock gives nothing away.
    expect(reserveToken(alone, limit, noon - 3_600_000, 1_000)).toEqual({ askAgainIn: 59_000 });
  });
});
