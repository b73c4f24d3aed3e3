import { describe, expect, test } from "vitest";
import { decide } from "../../../src/engine/incidents/transition.ts";
import type { IncidentRecord } from "../../../src/engine/ledger/incident-record.ts";
import { fc } from "../../support/fast-check.ts";
import { contextAt, seenOf } from "./make.ts";

const minute = 60_000;
const hour = 60 * minute;
const week = 168 * hour;
const noon = 1_000 * hour;
const resolveAfter = 30 * minute;

const searchOf = (name: string) => ({ name, app: "search", owner: "admin", sid: "sid" });

/** The incident after a search saw it that runs for the third time at `thirdRun`. */
function seen(
  record: IncidentRecord | undefined,
  now: number,
  thirdRun: number | undefined,
  name = "triage",
): IncidentRecord {
  return decide(record, seenOf({}, { search: searchOf(name), thirdRun }), contextAt(now)).record!;
}
const endOf = ({ lastSeen, resolveAfter }: IncidentRecord): number => lastSeen + resolveAfter;

/** A record as version 0.1.0 left it, seen at noon. */
function old(resolveAfter: number): IncidentRecord {
  const { ends: _, severityHolds: __, ...record } = seen(undefined, noon, undefined);
  return { ...record, resolveAfter };
}

describe("an incident ends", () => {
  test.each([
    ["with the third run of its search", noon + 3 * hour, noon + 3 * hour],
    ["not before resolve_after", noon + 15 * minute, noon + resolveAfter],
    ["by resolve_after alone where its search has no schedule", noon, noon + resolveAfter],
    ["by resolve_after alone where nobody can tell", undefined, noon + resolveAfter],
    ["after three weeks where its search runs once a week", noon + 3 * week, noon + 3 * week],
  ] as const)("%s", (_, thirdRun, end) => {
    const record = seen(undefined, noon, thirdRun);
    expect(endOf(record)).toBe(end);
    expect(decide(record, "overdue", contextAt(end - 1)).suppressedBy).toBe("unchanged");
    expect(decide(record, "overdue", contextAt(end)).record).toMatchObject({ open: false });
  });

  test("later when it is seen again, by the runs that come then", () => {
    const friday = seen(undefined, noon, noon + 66 * hour);
    const monday = noon + 64 * hour;
    expect(endOf(seen(friday, monday, monday + 3 * hour))).toBe(monday + 3 * hour);
  });

  test("when the last of several searches has run three times", () => {
    const weekly = seen(undefined, noon, noon + 3 * week, "weekly");
    const often = seen(weekly, noon + hour, noon + hour + 15 * minute, "often");
    expect(endOf(often)).toBe(noon + 3 * week);
    const late = noon + 3 * week - minute;
    expect(endOf(seen(often, late, late + 15 * minute, "often"))).toBe(late + resolveAfter);
  });

  test("by the new schedule of a search that got another", () => {
    const yearly = seen(undefined, noon, noon + 150 * week);
    expect(endOf(seen(yearly, noon + hour, noon + 4 * hour))).toBe(noon + 4 * hour);
  });

  test("by resolve_after for a search that is scheduled no more", () => {
    const weekly = seen(undefined, noon, noon + 3 * week);
    expect(endOf(seen(weekly, noon + hour, noon + hour))).toBe(noon + hour + resolveAfter);
  });

  test("by the schedule that was known before where splunkd could not be asked this time", () => {
    const weekly = seen(undefined, noon, noon + 3 * week);
    expect(endOf(seen(weekly, noon + week, undefined))).toBe(noon + 3 * week);
  });

  test("as late after a clock was set back as it would have before", () => {
    const record = seen(undefined, noon + week, noon + week + 3 * hour);
    const back = decide(record, "overdue", contextAt(noon)).record!;
    expect(endOf(back)).toBe(noon + 3 * hour);
    expect(endOf(seen(record, noon, noon + hour, "other"))).toBe(noon + 3 * hour);
  });

  test("for more searches than are noted with the last of those that are", () => {
    let record = seen(undefined, noon, noon + 3 * week, "weekly");
    for (let at = 1; at <= 50; at++) record = seen(record, noon + at, noon + at + hour, `search ${at}`);
    expect(endOf(record)).toBe(noon + 3 * week);
    expect(record.ends?.length).toBe(20);
  });
});

describe("a record of an earlier version", () => {
  test("ends when it said", () => {
    expect(decide(old(3 * hour), "overdue", contextAt(noon + 3 * hour - 1)).suppressedBy).toBe("unchanged");
    expect(decide(old(3 * hour), "overdue", contextAt(noon + 3 * hour)).record?.open).toBe(false);
  });

  test("goes on with the later of what it said and what its search says now", () => {
    expect(endOf(seen(old(3 * hour), noon + hour, noon + 2 * hour))).toBe(noon + 3 * hour);
    expect(endOf(seen(old(3 * hour), noon + hour, noon + 5 * hour))).toBe(noon + 5 * hour);
    expect(endOf(seen(old(3 * hour), noon + 3 * hour, noon + 5 * hour))).toBe(noon + 5 * hour);
  });

  test("has what an earlier version reads: how long after its last occurrence it ends", () => {
    const record = seen(seen(undefined, noon, noon + 3 * hour), noon + hour, noon + 4 * hour);
    expect(record).toMatchObject({ lastSeen: noon + hour, resolveAfter: 3 * hour });
  });
});

test("an incident never ends before resolve_after nor before the third run of any search that saw it, nor later", () => {
  const step = fc.record({
    name: fc.constantFrom("one", "two", "three"),
    passed: fc.integer({ min: 1, max: 3 * hour }),
    until: fc.integer({ min: 1, max: 2 * week }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const ends = new Map<string, number>();
      let record: IncidentRecord | undefined;
      let now = noon;
      for (const { name, passed, until } of steps) {
        now += passed;
        record = seen(record, now, now + until, name);
        ends.set(name, Math.max(now + until, now + resolveAfter));
        expect(endOf(record)).toBe(Math.max(...ends.values()));
        expect(endOf(record)).toBeGreaterThanOrEqual(now + resolveAfter);
      }
    }),
  );
});
