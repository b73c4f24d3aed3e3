import { describe, expect, test } from "vitest";
import { shopLog } from "../../../scripts/shop-log.ts";
import { IncidentSearch } from "../../../src/app/incidents/incident-search.ts";
import type { SearchedEvent } from "../../../src/app/read-events.ts";
import type { Incident } from "../../../src/engine/correlation/incident.ts";
import { Masker } from "../../../src/engine/masking/masker.ts";
import { lineClock } from "../../../src/engine/reading/time/line-clock.ts";

const start = 1_773_133_200;
const event = (text: string, time: number | undefined, source = "all.log", host = ""): SearchedEvent => ({
  ...{ text, time, source, host },
});
const found = (events: readonly SearchedEvent[]): Incident[] => {
  const search = new IncidentSearch(new Masker());
  for (let from = 0; from < events.length; from += 500) search.add(events.slice(from, from + 500));
  return search.incidents();
};
const repeated = (text: (at: number) => string, from: number, to: number, each: number, source?: string) =>
  Array.from({ length: Math.floor((to - from) / each) }, (_, at) =>
    event(text(at), start + from + at * each, source),
  );

/** A database without room, whose clients fail; a shop that goes on beside it. */
const outage = [
  ...repeated((at) => `INFO [shop] page ${at} served`, 0, 3_600, 4),
  ...repeated((at) => `INFO [orders-db] checkpoint ${at} complete`, 0, 3_600, 20),
  ...repeated(() => "ERROR [orders-db] could not extend file: No space left on device", 1_800, 2_400, 5),
  ...repeated(() => "ERROR [orders] orders-db:5432: the server closed the connection", 1_806, 2_400, 2),
  ...repeated(() => "ERROR [gateway] GET /orders failed with status 502, upstream orders", 1_809, 2_400, 2),
];

describe("incidents", () => {
  test("an outage is one, with who is to blame first and the others as what followed", () => {
    const [incident, ...others] = found(outage);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      severity: "P1",
      first: start + 1_800,
      services: ["orders-db", "orders", "gateway"],
    });
    expect(incident?.origin[0]).toBe("orders-db");
    expect(incident?.title).toMatch(/^orders-db: .*disk.*; 2 other services are hit$/);
    expect(incident?.timeline.map(({ service, consequence }) => [service, consequence])).toEqual([
      ["orders-db", false],
      ["orders", true],
      ["gateway", true],
    ]);
    expect(incident?.fingerprint).toMatch(/^i[a-z2-7]{12}$/);
  });

  test("are the same whatever order the events come in", () => {
    const newestFirst = outage.toSorted((one, other) => (other.time ?? 0) - (one.time ?? 0));
    expect(found(newestFirst).map(({ origin, first, severity }) => [origin[0], first, severity])).toEqual(
      found(outage).map(({ origin, first, severity }) => [origin[0], first, severity]),
    );
  });

  test("of the bundled sample begin with the disk", () => {
    const clock = lineClock(new Date(Date.UTC(2026, 5, 1)));
    const [incident] = found(
      shopLog()
        .trimEnd()
        .split("\n")
        .map((text) => event(text, clock(text), "shop.log")),
    );
    expect(incident?.origin[0]).toBe("orders-db-0");
    expect(incident?.timeline[0]).toMatchObject({ service: "kernel", consequence: false });
    expect(incident?.services).toEqual(expect.arrayContaining(["postgres", "orders-api", "checkout"]));
  });

  test("somebody who falls silent is to blame for those who wait", () => {
    const [incident] = found([
      ...repeated((at) => `INFO [shop] page ${at} served`, 0, 3_600, 4),
      ...repeated((at) => `INFO [stock] list ${at} sent`, 0, 1_800, 4),
      ...repeated(() => "ERROR [shop] no answer within 3000 ms: timed out", 1_805, 3_600, 5),
    ]);
    expect(incident?.origin[0]).toBe("stock");
    expect(incident?.title).toMatch(/^stock: fell silent/);
  });

  test("examples are masked", () => {
    const [incident] = found([
      ...repeated((at) => `INFO [shop] page ${at} served`, 0, 3_600, 4),
      ...repeated(() => "ERROR [db] no space left on device, user alice@shop.example", 1_800, 2_000, 2),
    ]);
    expect(JSON.stringify(incident)).not.toContain("alice@shop.example");
    expect(incident?.timeline[0]?.examples[0]).toContain("<EMAIL>");
  });
});

describe("no incident", () => {
  test.each<[string, readonly SearchedEvent[]]>([
    ["nothing", []],
    ["empty lines", [event("", start), event("  ", start)]],
    ["a healthy log", repeated((at) => `INFO [shop] page ${at} served`, 0, 3_600, 4)],
    ["errors that come all the time", repeated(() => "ERROR [shop] cache missed, retrying", 0, 3_600, 20)],
    ["lines that are all alike", repeated(() => "ok", 0, 100, 1)],
    ["one normal line", [event("INFO started", start)]],
    ["binary", [event("\u0000\u0001\ufffd\ufffd".repeat(200), start)]],
  ])("is made of %s", (_, events) => {
    expect(found(events)).toEqual([]);
  });
});

describe("odd input", () => {
  test("lines without any time are taken in their order, and that is said", () => {
    const [incident] = found(
      outage
        .toSorted((one, other) => (one.time ?? 0) - (other.time ?? 0))
        .map((each) => ({ ...each, time: undefined })),
    );
    expect(incident?.origin[0]).toBe("orders-db");
    expect(incident?.gaps).toEqual(["No line has a time that is understood: their order stands for it."]);
  });

  test("lines without a time among others are lent that of the line before, and their share is said", () => {
    const sorted = outage.toSorted((one, other) => (one.time ?? 0) - (other.time ?? 0));
    const [incident] = found(sorted.map((each, at) => (at % 10 === 9 ? { ...each, time: undefined } : each)));
    expect(incident?.gaps).toEqual([
      "10 % of the lines have no time of their own: the line before lends them its time.",
    ]);
  });

  test.each([
    ["a time far in the future", 4e9],
    ["a time long ago", 5],
  ])("%s changes nothing of the outage", (_, time) => {
    const [incident] = found([...outage, event("INFO [shop] clock is wrong", time)]);
    expect(incident?.origin[0]).toBe("orders-db");
  });

  test("a line of a megabyte is one like another", () => {
    expect(found([event(`ERROR [db] ${"x".repeat(1_000_000)}`, start), ...outage])[0]?.origin[0]).toBe(
      "orders-db",
    );
  });
});
