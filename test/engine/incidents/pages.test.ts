import { describe, expect, test } from "vitest";
import { type AcceptContext, accept, type Firing } from "../../../src/engine/incidents/accept.ts";
import type { RowGroup } from "../../../src/engine/incidents/correlated-rows.ts";
import { membersOf, type Occurrence } from "../../../src/engine/incidents/occurrence.ts";
import { ownershipOf } from "../../../src/engine/incidents/ownership.ts";
import { type PageContext, pagesOf } from "../../../src/engine/incidents/pages.ts";
import type { IncidentRecord } from "../../../src/engine/ledger/incident-record.ts";
import { defaultAlertSettings } from "../../support/default-alert-settings.ts";
import { MemoryLedger } from "../../support/delivery/memory-ledger.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { occurrenceOf } from "./make.ts";

const now = 1_000_000_000_000;
const minute = 60_000;
const hour = 60 * minute;
const owner = ownershipOf({ service_owner: "ann" }, "");
const kind = (identity: string, over: Partial<Occurrence> = {}) => ({
  occurrence: occurrenceOf({
    identity,
    service: `of-${identity}`,
    first: now - minute,
    last: now,
    anomaly: { cause: `${identity} broke.`, action: "", evidence: "", templateId: identity, template: "" },
    ...over,
  }),
  ownership: owner,
});
const groupOf = (members: readonly string[], over: Partial<RowGroup> = {}): RowGroup => ({
  ...{ members, own: 1, fingerprint: `i-${members[0]}`, origin: [`${members[0]}-host`], shown: 0.9 },
  ...over,
});
const context: PageContext = { now, reopenWithin: 24 * hour, isKeptBack: () => false };

/** A ledger that firings are accepted into, and what it holds. */
function ledgerOf() {
  const ledger = new MemoryLedger();
  let firings = 0;
  const accepting: AcceptContext = {
    ...{ routes: [], destinations: new Map(), silences: [], maintenance: [] },
    ...{ settings: { ...defaultAlertSettings, pagesPerHour: 100 }, now },
  };
  return {
    fire: async (
      kinds: readonly string[],
      groups: readonly RowGroup[] = [],
      at = now,
      over: Partial<Occurrence> = {},
    ) => {
      const firing: Firing = {
        ...{ found: kinds.map((each) => kind(each, over)), groups, id: `s${firings++}`, link: "" },
        ...{ search: { name: "s", app: "", owner: "", sid: "" }, schedule: undefined, mode: "live" },
      };
      return ledger.transact((view) => {
        const accepted = accept(view, firing, { ...accepting, now: at });
        return { changes: accepted.changes, result: accepted };
      });
    },
    /** Identity, whether it is open, its members and its origin. */
    incidents: async () =>
      [...(await ledger.read()).incidents.values()].map(({ identity, open, members, alert }) => [
        ...[identity, open ? "open" : alert.reason, (members ?? [identity]).join(" ")],
        alert.incident?.origin[0] ?? "",
      ]),
  };
}

describe("kinds of one incident", () => {
  test("are one page, whose texts are those of the origin's worst kind", () => {
    const found = [
      kind("hit", { severity: "P0", count: 30 }),
      kind("slight", { severity: "P3" }),
      kind("fault", { severity: "P1" }),
    ];
    const group = groupOf(["slight", "fault", "hit"], { own: 2 });
    const { found: pages, merged } = pagesOf({ found, groups: [group] }, [], context);
    expect(merged).toEqual([]);
    expect(pages.map(({ occurrence }) => occurrence)).toMatchObject([
      {
        identity: "i-slight",
        members: ["fault", "slight", "hit"],
        severity: "P0",
        count: 32,
        service: "of-fault",
        incident: { origin: ["slight-host"], shown: 0.9, followed: [{ service: "of-hit", count: 30 }] },
        anomaly: { cause: "fault broke. 1 other service is hit.", templateId: "fault" },
      },
    ]);
  });

  test("of which one is silenced are a page without it", () => {
    const found = ["fault", "hit", "quiet"].map((each) => kind(each));
    const quiet = { ...context, isKeptBack: ({ identity }: Occurrence) => identity === "quiet" };
    const pages = pagesOf({ found, groups: [groupOf(["quiet", "fault", "hit"])] }, [], quiet).found;
    expect(pages.map(({ occurrence }) => membersOf(occurrence))).toEqual([["fault", "hit"], ["quiet"]]);
    expect(pages[0]?.occurrence.incident?.shown).toBe(0);
    expect(pages[0]?.occurrence.anomaly.cause).toMatch(/^Probably because of quiet-host: fault broke\./);
  });
});

describe("from firing to firing", () => {
  test("an incident that grows stays the same, and takes the later origin", async () => {
    const { fire, incidents } = ledgerOf();
    await fire(["a", "b"], [groupOf(["a", "b"], { shown: 0 })]);
    await fire(["a", "b", "c"], [groupOf(["c", "a", "b"])], now + 5 * minute);
    expect(await incidents()).toEqual([["i-a", "open", "a b c", "c-host"]]);
  });

  test("an origin that shows less of a fault displaces none", async () => {
    const { fire, incidents } = ledgerOf();
    await fire(["a", "b"], [groupOf(["a", "b"])]);
    await fire(["a", "b", "c"], [groupOf(["c", "a", "b"], { shown: 0.35 })], now + 5 * minute, {
      first: now + 4 * minute,
      last: now + 5 * minute,
    });
    expect(await incidents()).toEqual([["i-a", "open", "a b c", "a-host"]]);
  });

  test("a kind that comes alone belongs to its incident", async () => {
    const { fire, incidents } = ledgerOf();
    await fire(["a", "b", "c"], [groupOf(["a", "b", "c"])]);
    const { incidents: pages } = await fire(["b", "c"], [], now + 5 * minute);
    expect(pages).toBe(1);
    expect(await incidents()).toEqual([["i-a", "open", "a b c", "a-host"]]);
  });

  test("of several that turn out to be one the elder lives", async () => {
    const { fire, incidents } = ledgerOf();
    await fire(["b"], [], now, { first: now - 3 * minute });
    await fire(["a"]);
    const { summary } = await fire(["a", "b", "c"], [groupOf(["c", "a", "b"])], now + 5 * minute);
    expect(summary.reasons).toMatchObject({ never_told: 1 });
    expect(await incidents()).toEqual([
      ["b", "open", "b c a", "c-host"],
      ["a", "merged", "a", ""],
    ]);
  });

  test("of one that falls apart the larger part keeps the name, and what is new in the other is told", async () => {
    const { fire, incidents } = ledgerOf();
    await fire(["a", "b", "c", "d"], [groupOf(["a", "b", "c", "d"])]);
    // All of both parts is known: nothing to tell.
    await fire(["a", "b", "c", "d"], [groupOf(["a", "b"]), groupOf(["c", "d"])], now + 5 * minute);
    expect((await incidents()).map(([identity]) => identity)).toEqual(["i-a"]);
    await fire(["a", "b", "c", "e"], [groupOf(["a", "b"]), groupOf(["c", "e"])], now + 10 * minute);
    expect((await incidents()).map(([identity, state]) => [identity, state])).toEqual([
      ["i-a", "open"],
      ["i-c", "open"],
    ]);
  });

  test("what has been open for long is no part of a new outage", async () => {
    const { fire, incidents } = ledgerOf();
    await fire(["nuisance"], [], now - 10 * minute, { first: now - 20 * hour });
    await fire(["fault", "hit", "nuisance"], [groupOf(["fault", "hit", "nuisance"])]);
    expect((await incidents()).map(([identity, state]) => [identity, state])).toEqual([
      ["nuisance", "open"],
      ["i-fault", "open"],
    ]);
  });
});

test("no kind is lost or in two pages, and the same firing again finds the same pages", () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  const groups = fc
    .shuffledSubarray(names)
    .chain((order) => fc.tuple(fc.constant(order), fc.integer({ min: 0, max: order.length })))
    .map(([order, cut]) =>
      [order.slice(0, cut), order.slice(cut)].filter((each) => each.length > 1).map((each) => groupOf(each)),
    );
  const record = fc
    .tuple(fc.subarray(names, { minLength: 1 }), fc.boolean(), fc.integer({ min: 0, max: 100 }))
    .map(([members, open, age], at = 0): IncidentRecord => {
      const { occurrence } = kind(`r-${members.join("")}-${at}`);
      return {
        ...{ identity: occurrence.identity, shadow: false, open, episode: 1, revision: 1, members },
        ...{ lastSeen: now - minute, resolveAfter: hour, severity: "P1", severitySeen: now, thread: 1 },
        ...{ countNotified: 1, sids: [], told: [{ destination: "chat", channel: "", keyName: "" }] },
        alert: { first: now - age * minute } as IncidentRecord["alert"],
      };
    });
  fc.assert(
    fc.property(
      fc.subarray(names),
      groups,
      fc.uniqueArray(record, { selector: ({ identity }) => identity, maxLength: 5 }),
      (kinds, found, records) => {
        const seen = { found: kinds.map((each) => kind(each)), groups: found };
        const { found: pages, merged } = pagesOf(seen, records, context);
        expect(pages.flatMap(({ occurrence }) => membersOf(occurrence)).sort()).toEqual([...kinds].sort());
        const identities = pages.map(({ occurrence }) => occurrence.identity);
        expect(new Set(identities).size).toBe(identities.length);
        expect(pages.reduce((sum, { occurrence }) => sum + occurrence.count, 0)).toBe(kinds.length);
        for (const each of merged) expect(identities).not.toContain(each.record.identity);
        expect(pagesOf(seen, records, context)).toEqual({ found: pages, merged });
      },
    ),
    runs(300),
  );
});
