import { describe, expect, test } from "vitest";
import { ownershipOf } from "../../../src/engine/incidents/ownership.ts";
import { decide } from "../../../src/engine/incidents/transition.ts";
import type { IncidentRecord } from "../../../src/engine/ledger/incident-record.ts";
import { contextAt, seenOf } from "./make.ts";

const minute = 60_000;
const hour = 60 * minute;
const noon = 1_000 * hour;

/** An open incident of which somebody was told at noon, as P2 with 10 events. */
function told(over: Partial<IncidentRecord> = {}): IncidentRecord {
  const { record } = decide(undefined, seenOf({ count: 10, first: 1_000, last: 1_000 }), contextAt(noon));
  const { alert } = record!;
  return {
    ...record!,
    revision: 1,
    alert: { ...alert, revision: 1 },
    lastNotified: noon,
    severityNotified: "P2",
    ownerNotified: "ann",
    countNotified: 10,
    told: [{ destination: "slack", channel: "#a", keyName: "" }],
    ...over,
  };
}
const ended = (
  reason: "said_resolved" | "not_seen_any_more",
  over: Partial<IncidentRecord> = {},
): IncidentRecord => {
  const record = told({ open: false, endedAt: noon + hour, ...over });
  return { ...record, alert: { ...record.alert, transition: "resolve", reason, last: noon } };
};

describe("what is seen", () => {
  test("for the first time begins", () => {
    const { record, notification } = decide(
      undefined,
      seenOf({ count: 3 }),
      contextAt(noon, { shadow: true }),
    );
    expect(notification).toEqual({ transition: "trigger", reason: "first_seen" });
    expect(record).toMatchObject({
      open: true,
      shadow: true,
      episode: 1,
      thread: 1,
      revision: 0,
      told: [],
      lastSeen: noon,
    });
    expect(record?.alert).toMatchObject({ episode: 1, count: 3, severity: "P2", service: "checkout" });
  });

  test.each([
    ["as it was", {}, "unchanged"],
    ["worse", { severity: "P1" }, "severity_changed"],
    ["milder, by the same search", { severity: "P3" }, "severity_changed"],
    ["with nine times the events", { count: 89 }, "unchanged"],
    ["with ten times the events", { count: 90 }, "ten_times_as_many"],
    ["milder than anybody wants to hear of", { severity: "P4" }, "below_threshold"],
  ] as const)("again %s is %s", (_, over, reason) => {
    const { notification, suppressedBy } = decide(told(), seenOf(over), contextAt(noon + minute));
    expect(notification?.reason ?? suppressedBy).toBe(reason);
    if (notification !== undefined) expect(notification.transition).toBe("update");
  });

  test("with another owner is notified, but not when the CMDB does not answer", () => {
    const by = (ownership: ReturnType<typeof ownershipOf>) =>
      decide(told(), seenOf({}, { ownership }), contextAt(noon + minute));
    expect(by(ownershipOf({ service_owner: "bob" }, "")).notification?.reason).toBe("owner_changed");
    expect(by(ownershipOf("no_entry", "sre")).notification?.reason).toBe("owner_changed");
    expect(by(ownershipOf("unavailable", "sre")).suppressedBy).toBe("unchanged");
  });

  test("again after the repeat interval is told again, not a moment earlier", () => {
    const at = (now: number) => decide(told(), seenOf(), contextAt(now));
    expect(at(noon + 4 * hour - 1).suppressedBy).toBe("unchanged");
    expect(at(noon + 4 * hour).notification).toEqual({ transition: "update", reason: "still_going_on" });
  });

  test("stays due until its recipients are notified", () => {
    const first = decide(told(), seenOf({ severity: "P1" }), contextAt(noon + minute));
    const second = decide(first.record, seenOf({ severity: "P1" }), contextAt(noon + 2 * minute));
    expect(second.notification?.reason).toBe("severity_changed");
  });

  test("adds up: counts, times, hosts, the newest lines first", () => {
    const seen = seenOf({
      count: 5,
      first: 1_200,
      last: 1_900,
      hosts: ["web2", "web1"],
      hostCount: 2,
      examples: ["line 2"],
    });
    expect(decide(told(), seen, contextAt(noon)).record?.alert).toMatchObject({
      count: 15,
      first: 1_000,
      last: 1_900,
      hosts: ["web1", "web2"],
      hostCount: 2,
      examples: ["line 2", "line 1"],
      judgedBy: { llm: 2 },
    });
  });

  test.each([
    ["after all that is known", 1_001, 3_000, 20, 30],
    ["at the very times that are known", 1_000, 1_000, 10, 10],
    ["at the times that are known, and more of them", 400, 1_000, 12, 12],
    ["from before what is known, and half of it later", 0, 2_000, 20, 20],
    ["hardly later than what is known", 0, 1_001, 20, 11],
    ["without times", undefined, undefined, 20, 30],
  ] as const)("%s adds to the count what is new", (_, first, last, count, total) => {
    const { record } = decide(told(), seenOf({ first, last, count }), contextAt(noon + minute));
    expect(record?.alert.count).toBe(total);
  });

  test("by a host whose clock is ahead does not keep what comes from others from counting", () => {
    const ahead = seenOf({ first: 9 * noon, last: 9 * noon, count: 5 });
    const { record } = decide(told(), ahead, contextAt(noon + minute));
    const later = seenOf({ first: noon + 2 * minute, last: noon + 2 * minute, count: 7 });
    expect(decide(record, later, contextAt(noon + 3 * minute)).record?.alert.count).toBe(22);
  });

  test.each([
    ["behind the clock", noon - hour],
    ["partly ahead of the clock", noon + minute - 50],
    ["ahead of the clock", noon + hour],
  ] as const)("twice in the same events, %s, counts them once", (_, first) => {
    const occurrence = { first, last: first + 100, count: 7 };
    const once = decide(undefined, seenOf(occurrence), contextAt(noon));
    const twice = decide(once.record, seenOf(occurrence), contextAt(noon + minute));
    expect(twice.record?.alert.count).toBe(7);
    const grown = decide(twice.record, seenOf({ ...occurrence, count: 9 }), contextAt(noon + 2 * minute));
    expect(grown.record?.alert.count).toBe(9);
  });

  test("by hosts whose clocks all run ahead counts the events after the last by those clocks", () => {
    const at = noon + 2 * hour;
    const once = decide(undefined, seenOf({ first: at, last: at + 10 * minute, count: 20 }), contextAt(noon));
    const overlapping = seenOf({ first: at + 5 * minute, last: at + 15 * minute, count: 20 });
    expect(decide(once.record, overlapping, contextAt(noon + 5 * minute)).record?.alert.count).toBe(30);
  });

  test("by a firing that was counted is not counted again", () => {
    const seen = seenOf({}, { firing: "again" });
    const { record } = decide(told(), seen, contextAt(noon));
    expect(decide(record, seen, contextAt(noon + minute))).toEqual({
      record: undefined,
      suppressedBy: "same_firing",
    });
    const nameless = seenOf({}, { firing: "" });
    const once = decide(told(), nameless, contextAt(noon)).record;
    const later = seenOf({ first: 3_000, last: 3_000 }, { firing: "" });
    expect(decide(once, later, contextAt(noon)).record?.alert.count).toBe(12);
  });

  test("by a firing that was counted is still told where nobody heard of it, uncounted and with its owner", () => {
    const seen = seenOf({ count: 3 }, { firing: "again" });
    const { record } = decide(undefined, seen, contextAt(noon));
    const owned = { ...seen, ownership: ownershipOf({ service_owner: "zoe" }, "") };
    const again = decide(record, owned, contextAt(noon + minute));
    expect(again.notification).toEqual({ transition: "trigger", reason: "first_seen" });
    expect(again.record).toMatchObject({ lastSeen: noon, alert: { count: 3, ownership: { owner: "zoe" } } });
    const closed = { ...record!, open: false };
    expect(decide(closed, owned, contextAt(noon + minute)).suppressedBy).toBe("same_firing");
  });

  test("keeps the marks of forty firings", () => {
    let record: IncidentRecord | undefined;
    for (let run = 0; run < 60; run++) {
      record = decide(record, seenOf({}, { firing: `run${run}` }), contextAt(noon + run)).record ?? record;
    }
    expect(record?.sids).toHaveLength(40);
    const heard = { ...record!, lastNotified: noon };
    expect(decide(heard, seenOf({}, { firing: "run59" }), contextAt(noon)).suppressedBy).toBe("same_firing");
  });
});

describe("what is not seen", () => {
  test.each([
    [29 * minute, undefined, "unchanged"],
    [30 * minute, undefined, "not_seen_any_more"],
    [179 * minute, 180 * minute, "unchanged"],
    [180 * minute, 180 * minute, "not_seen_any_more"],
  ])("for %d ms, the third run of its search coming after %s ms, is %s", (later, third, reason) => {
    const thirdRun = third === undefined ? undefined : noon + third;
    const { record } = decide(told(), seenOf({}, { thirdRun }), contextAt(noon));
    const { notification, suppressedBy } = decide(record, "overdue", contextAt(noon + later));
    expect(notification?.reason ?? suppressedBy).toBe(reason);
  });

  test("ends as a record that is closed", () => {
    const { record, notification } = decide(told(), "overdue", contextAt(noon + hour));
    expect(notification).toEqual({ transition: "resolve", reason: "not_seen_any_more" });
    expect(record).toMatchObject({ open: false, endedAt: noon + hour });
  });

  test("and has ended does not end again", () => {
    expect(decide(ended("said_resolved"), "overdue", contextAt(noon + 9 * hour)).suppressedBy).toBe(
      "not_open",
    );
  });

  test("and was told to nobody ends without a word", () => {
    const { record } = decide(undefined, seenOf(), contextAt(noon));
    const end = decide(record, "overdue", contextAt(noon + hour));
    expect(end.suppressedBy).toBe("never_told");
    expect(end.record?.open).toBe(false);
  });
});

describe("what is said to be over", () => {
  const end = (last?: number) => seenOf({ ending: true, count: 0, last });

  test("ends at once", () => {
    const { record, notification } = decide(told(), end(5_000), contextAt(noon));
    expect(notification).toEqual({ transition: "resolve", reason: "said_resolved" });
    expect(record?.alert.last).toBe(5_000);
    expect(decide(told(), end(undefined), contextAt(noon)).notification?.reason).toBe("said_resolved");
  });

  test("before what is known to have come later ends nothing", () => {
    expect(decide(told(), end(999), contextAt(noon))).toEqual({
      record: undefined,
      suppressedBy: "late_resolve",
    });
  });

  test("by a host whose clock is right ends what a host with a clock ahead has shown", () => {
    const { record } = decide(told(), seenOf({ last: noon + 9 * hour }), contextAt(noon));
    expect(decide(record, end(noon + minute), contextAt(noon + minute)).notification?.reason).toBe(
      "said_resolved",
    );
  });

  test("and is not open notifies nobody", () => {
    expect(decide(undefined, end(), contextAt(noon)).suppressedBy).toBe("not_open");
    expect(decide(ended("said_resolved"), end(), contextAt(noon)).suppressedBy).toBe("not_open");
  });
});

describe("what ended and is seen again", () => {
  test.each([
    [25 * hour, "reopened", 1],
    [25 * hour + 1, "first_seen", 2],
    [0, "reopened", 1],
  ])("at noon and %d ms, having ended at one, is %s, in thread %d", (later, reason, thread) => {
    const seen = seenOf({ last: noon + 2 * hour });
    const { record, notification } = decide(ended("not_seen_any_more"), seen, contextAt(noon + later));
    expect(notification).toEqual({ transition: "trigger", reason });
    expect(record).toMatchObject({ open: true, episode: 2, thread, revision: 0, told: [], countNotified: 0 });
    expect(record?.lastNotified).toBeUndefined();
    expect(record?.endedAt).toBeUndefined();
    expect(record?.alert.count).toBe(1);
  });

  test("continues no conversation where there was none", () => {
    const { record, notification } = decide(
      ended("said_resolved", { told: [] }),
      seenOf({ last: 2 * noon }),
      contextAt(noon + 2 * hour),
    );
    expect(notification?.reason).toBe("first_seen");
    expect(record?.thread).toBe(2);
  });

  test("with events from before the end that was said has not begun again", () => {
    const again = (last: number | undefined) =>
      decide(ended("said_resolved"), seenOf({ last }), contextAt(noon + 2 * hour));
    expect(again(noon).suppressedBy).toBe("before_its_end");
    expect(again(noon + 1).notification?.reason).toBe("reopened");
    expect(again(undefined).notification?.reason).toBe("reopened");
    expect(
      decide(ended("not_seen_any_more"), seenOf({ last: noon }), contextAt(noon + 2 * hour)).notification
        ?.reason,
    ).toBe("reopened");
  });
});

describe("two searches", () => {
  const two = { search: { name: "two", app: "search", owner: "admin", sid: "s" } };

  test("do not lower each other's severity, but raise it at once", () => {
    const milder = decide(told(), seenOf({ severity: "P3", count: 1 }, two), contextAt(noon + minute));
    expect(milder.suppressedBy).toBe("unchanged");
    expect(milder.record).toMatchObject({ severity: "P2", lastSeen: noon + minute, severitySeen: noon });
    expect(milder.record?.alert).toMatchObject({ count: 11, search: { name: "triage" } });
    const worse = decide(told(), seenOf({ severity: "P1" }, two), contextAt(noon + minute));
    expect(worse.notification?.reason).toBe("severity_changed");
    expect(worse.record?.alert.search.name).toBe("two");
  });

  test("agree on the milder one when the worse has not come back for as long as an end takes", () => {
    const late = decide(told(), seenOf({ severity: "P3" }, two), contextAt(noon + 30 * minute));
    expect(late.notification?.reason).toBe("severity_changed");
  });
});

describe("a clock that was set back", () => {
  test("ends nothing early, and heals what was seen ahead of it", () => {
    const { record, suppressedBy } = decide(told(), "overdue", contextAt(noon - 3 * hour));
    expect(suppressedBy).toBe("clock_set_back");
    expect(record?.lastSeen).toBe(noon - 3 * hour);
    expect(decide(record, "overdue", contextAt(noon - 2 * hour)).notification?.reason).toBe(
      "not_seen_any_more",
    );
  });

  test("repeats nothing early, and counts the interval from then", () => {
    const { record, suppressedBy } = decide(told(), seenOf(), contextAt(noon - 3 * hour));
    expect(suppressedBy).toBe("unchanged");
    expect(decide(record, seenOf(), contextAt(noon + hour)).notification?.reason).toBe("still_going_on");
  });
});
