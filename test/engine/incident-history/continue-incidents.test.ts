import { describe, expect, test } from "vitest";
import type { Incident } from "../../../src/engine/correlation/incident.ts";
import {
  type Continuation,
  continueIncidents,
} from "../../../src/engine/incident-history/continue-incidents.ts";
import type { StoredIncident } from "../../../src/engine/incident-history/stored-incident.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { foundIncident } from "./found-incident.ts";

const start = 1_800_000_000;
const rules = { resolveAfter: 1_800, runsToEnd: 3 };

/** A run at a minute, whose events go on until then. */
function run(
  minute: number,
  found: readonly Incident[],
  stored: readonly StoredIncident[] = [],
): Continuation {
  const now = start + minute * 60;
  return continueIncidents({ stored, found }, { now, looked: now, rules });
}

/** An incident from one minute to another. */
function at(from: number, to: number, said: Parameters<typeof foundIncident>[0] | object = {}): Incident {
  return foundIncident({ ...said, first: start + from * 60, last: start + to * 60 });
}

function only<Item>(items: readonly Item[]): Item {
  expect(items).toHaveLength(1);
  return items[0] as Item;
}

describe("an incident that is found for the first time", () => {
  test("is open, under its fingerprint", () => {
    const record = only(run(10, [at(0, 10)]).changed);
    expect(record).toMatchObject({ fingerprint: "idb", state: "open", episode: 1, count: 10, paged: false });
  });

  test("is over where its log ended long ago and nobody looks regularly", () => {
    const now = start + 86_400;
    const { incidents } = continueIncidents(
      { stored: [], found: [at(0, 10)] },
      { now, rules: { ...rules, runsToEnd: 0 } },
    );
    expect(only(incidents).state).toBe("over");
  });
});

describe("an incident that goes on", () => {
  const { incidents: stored } = run(10, [at(0, 10, { fails: ["shop"] })]);

  test("gets a later origin, and its name with it, as long as nobody was paged", () => {
    const { incidents, renamed } = run(15, [at(0, 14, { fails: ["disk", "shop"] })], stored);
    expect(only(incidents)).toMatchObject({ fingerprint: "idisk", aliases: ["ishop"], origin: ["disk"] });
    expect(renamed).toEqual(["ishop"]);
  });

  test("keeps its name once somebody was paged; a later origin is an update", () => {
    const paged = stored.map((record) => ({ ...record, paged: true }));
    const { incidents, renamed } = run(15, [at(0, 14, { fails: ["disk", "shop"] })], paged);
    expect(only(incidents)).toMatchObject({ fingerprint: "ishop", aliases: ["idisk"], origin: ["disk"] });
    expect(renamed).toEqual([]);
  });

  test("keeps its origin and beginning when the window of a later run begins in its midst", () => {
    const { incidents } = run(90, [at(35, 90, { fails: ["cart", "shop"] })], run(40, [at(0, 40)]).incidents);
    expect(incidents.map(({ origin, first }) => [origin, first])).toEqual([
      [["db"], start],
      [["cart"], start + 35 * 60],
    ]);
    const again = run(90, [at(35, 90, { fails: ["cart", "db"] })], run(40, [at(0, 40)]).incidents);
    expect(only(again.incidents)).toMatchObject({ origin: ["db"], first: start, last: start + 90 * 60 });
    expect(only(again.incidents).timeline.map(({ service, consequence }) => [service, consequence])).toEqual([
      ["db", false],
      ["cart", true],
    ]);
  });

  test("counts what came since, and not again what an earlier run saw", () => {
    const later = run(20, [at(5, 20, { kinds: kinds(30) })], run(10, [at(0, 10)]).incidents);
    expect(only(later.incidents).count).toBe(30);
    const evenLater = run(40, [at(20, 40, { kinds: kinds(30) })], later.incidents);
    expect(only(evenLater.incidents).count).toBe(60);
  });

  function kinds(count: number) {
    return foundIncident({ first: 0, last: 1 }).kinds.map((kind) => ({ ...kind, count }));
  }
});

describe("the end", () => {
  const { incidents: open } = run(10, [at(0, 10)]);

  test("comes after three runs without it, and not before resolve_after", () => {
    let stored = open;
    const states = [15, 20, 25, 30, 35, 40, 45].map((minute) => {
      stored = run(minute, [], stored).incidents;
      return only(stored).state;
    });
    expect(states).toEqual(["open", "open", "open", "open", "open", "over", "over"]);
    const late = run(300, [], open).incidents;
    expect(only(late).state).toBe("open");
    expect(only(run(600, [], run(400, [], late).incidents).incidents).state).toBe("over");
  });

  test("does not come while a window still shows it, but does when nothing new is found", () => {
    const found = [at(0, 10)];
    const stored = [20, 30, 40].reduce((records, minute) => run(minute, found, records).incidents, open);
    expect(only(stored).state).toBe("over");
  });

  test("is undone within a day, and what comes later is another incident", () => {
    const over = open.map((record) => ({ ...record, state: "over" as const }));
    const soon = run(700, [at(695, 700)], over);
    expect(only(soon.incidents)).toMatchObject({ state: "open", episode: 2, first: start });
    const late = run(2_000, [at(1_995, 2_000)], over);
    expect(late.incidents.map(({ state, episode, first }) => [state, episode, first])).toEqual([
      ["over", 1, start],
      ["open", 2, start + 1_995 * 60],
    ]);
  });

  test("of what happened before something else of its name is told at once", () => {
    const { incidents } = run(3_000, [at(0, 10)], run(3_000, [at(2_990, 3_000)]).incidents);
    expect(incidents.map(({ state }) => state)).toEqual(["over", "open"]);
  });
});

describe("several that turn out to be one", () => {
  const two = run(10, [at(0, 10, { fails: ["shop"] }), at(2, 10, { fails: ["cart"] })]).incidents;

  test("live on in the elder, which takes the names of the others", () => {
    const { incidents } = run(15, [at(0, 15, { fails: ["shop", "cart", "disk"] })], two);
    expect(incidents).toMatchObject([
      { fingerprint: "ishop", state: "open", aliases: ["icart"] },
      { fingerprint: "icart", state: "merged", merged_into: "ishop" },
    ]);
    const apart = run(16, [at(0, 16, { fails: ["shop"] }), at(3, 16, { fails: ["cart"] })], incidents);
    expect(apart.incidents.map(({ state }) => state)).toEqual(["open", "merged"]);
  });

  test("point to the elder's new name when it gets one", () => {
    const { incidents } = run(15, [at(0, 15, { fails: ["disk", "shop", "cart"] })], two);
    expect(incidents).toMatchObject([
      { fingerprint: "idisk", aliases: ["icart", "ishop"] },
      { state: "merged", merged_into: "idisk" },
    ]);
  });
});

test("of one that falls apart the elder part keeps the fingerprint", () => {
  const stored = run(10, [at(0, 10, { fails: ["shop", "cart"] })]).incidents.map((record) => ({
    ...record,
    paged: true,
  }));
  const { incidents } = run(
    15,
    [at(2, 15, { fails: ["cart"] }), at(0, 15, { fails: ["mail", "shop"] })],
    stored,
  );
  expect(incidents).toMatchObject([
    { fingerprint: "ishop", aliases: ["imail"], origin: ["mail"] },
    { fingerprint: "icart", origin: ["cart"] },
  ]);
});

describe("whatever runs find", () => {
  const services = ["db", "shop", "cart", "disk"];
  /** How many minutes before the log's end it ended, and how long it went on. */
  const incident = fc.record({
    before: fc.integer({ min: -10, max: 1_300 }),
    long: fc.integer({ min: 0, max: 120 }),
    fails: fc.uniqueArray(fc.constantFrom(...services), { minLength: 1, maxLength: 4 }),
  });
  /** What is found in the last hours, or in a log that ended two days ago. */
  const finds = fc
    .tuple(fc.array(incident, { maxLength: 5 }), fc.constantFrom(0, 0, 3_000))
    .map(([found, ago]) => found.map((each) => ({ ...each, before: each.before + ago })));
  const someRuns = fc.array(
    fc.record({ after: fc.integer({ min: 0, max: 1_500 }), finds, pages: fc.boolean() }),
    { minLength: 1, maxLength: 6 },
  );
  type Of<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

  function foundAt(minute: number, wanted: Of<typeof finds>): Incident[] {
    return wanted.map(({ before, long, fails }) => at(minute - before - long, minute - before, { fails }));
  }

  /** What is stored after some runs, and when. */
  function afterRuns(wanted: Of<typeof someRuns>) {
    let minute = 0;
    let stored: readonly StoredIncident[] = [];
    for (const { after, finds: found, pages } of wanted) {
      minute += after;
      stored = run(minute, foundAt(minute, found), stored).incidents;
      if (pages)
        stored = stored.map((record) => ({ ...record, paged: record.state === "open" || record.paged }));
    }
    return { minute: minute, stored };
  }

  test("no two open incidents share a name", () => {
    fc.assert(
      fc.property(someRuns, (wanted) => {
        const open = afterRuns(wanted).stored.filter(({ state }) => state === "open");
        const names = open.flatMap(({ fingerprint, aliases }) => [fingerprint, ...aliases]);
        expect(new Set(names).size).toBe(names.length);
      }),
      runs(500),
    );
  });

  test("the same run again changes nothing", () => {
    fc.assert(
      fc.property(someRuns, finds, (wanted, last) => {
        const { minute, stored } = afterRuns(wanted);
        const found = foundAt(minute, last);
        const { incidents } = run(minute, found, stored);
        expect(run(minute, found, incidents).changed).toEqual([]);
      }),
      runs(500),
    );
  });

  test("the order of what is found and stored is of no matter", () => {
    fc.assert(
      fc.property(someRuns, finds, (wanted, last) => {
        const { minute, stored } = afterRuns(wanted);
        const found = foundAt(minute, last);
        const there = run(minute, found, stored);
        const back = run(minute, found.toReversed(), stored.toReversed());
        expect(back.incidents).toEqual(there.incidents);
        expect(back.recordOf.toReversed()).toEqual(there.recordOf);
      }),
      runs(500),
    );
  });

  test("an incident that was paged keeps its fingerprint, and all that is found has a record", () => {
    fc.assert(
      fc.property(someRuns, finds, (wanted, last) => {
        const { minute, stored } = afterRuns(wanted);
        const found = foundAt(minute, last);
        const { incidents, recordOf } = run(minute, found, stored);
        const kept = new Set(incidents.map(({ fingerprint }) => fingerprint));
        for (const { paged, fingerprint } of stored) if (paged) expect(kept).toContain(fingerprint);
        for (const record of recordOf) expect(record.state).not.toBe("merged");
      }),
      runs(500),
    );
  });
});
