import { describe, expect, test } from "vitest";
import { Story } from "./story.ts";

const triggersIn = (lines: readonly string[]) =>
  lines.filter((line) => / trigger (?:first_seen|reopened) /.test(line));

describe("a storm", () => {
  test("pages ten times an hour for a service, and tells of the rest in one digest", async () => {
    const story = await new Story().play(`
      0m   firing A1..14 P0
      30m  firing A1..14 P0
      58m  firing A1..14 P0
      1h1m end`);
    const lines = story.lines();
    expect(triggersIn(lines)).toHaveLength(10);
    expect(lines.slice(10)).toEqual(["1h trigger digest digest(4) P0 x12 -> pagerduty slack#ops"]);
    const { alert } = story.said.at(-1)!;
    expect(alert.anomaly.cause).toMatch(
      /^4 further incidents of checkout went beyond 10 pages an hour\. The worst: A\d+ broke$/,
    );
    expect(alert.digest?.map(({ severity, count }) => `${severity} x${count}`)).toEqual(
      Array(4).fill("P0 x3"),
    );
    expect(story.quiet).toEqual([
      "0m first_seen 10, held_back 4",
      "30m unchanged 10, held_back 4",
      "58m unchanged 10, held_back 4",
      "1h digest 1",
    ]);
  });

  test("gives its pages to the worst", async () => {
    const story = await new Story({ settings: { pagesPerHour: 2 } }).play(`
      0m  firing A1..5 P1
      0m  firing B1..2 P0
      1m  firing C P2
      2m  end`);
    // What fired first had the pages; what is no page is not limited.
    expect(
      story
        .lines()
        .map((line) => line.split(" -> ")[0])
        .slice(2),
    ).toEqual(["1m trigger first_seen C P2 x1"]);
    const held = [...(await story.ledger.read()).storms.values()].flatMap(({ heldBack }) => heldBack);
    expect(held.map(({ severity }) => severity)).toEqual(["P0", "P0", "P1", "P1", "P1"]);
  });

  test("of one service leaves the pages of others alone", async () => {
    const story = await new Story({ settings: { pagesPerHour: 1 } }).play(`
      0m firing A1..3 P0
      1m firing B1..3 P0 service=cart
      2m end`);
    expect(triggersIn(story.lines())).toHaveLength(2);
  });

  test("says of what was held back that it has ended", async () => {
    const story = await new Story({ settings: { pagesPerHour: 1, resolveAfter: 50 * 60_000 } }).play(`
      0m   firing A P0
      1m   firing B P0
      2m   firing C P1
      3m   firing D P1
      30m  resolved B
      50m  firing C P1
      1h1m end`);
    const [digest] = story.said.filter(({ alert }) => alert.reason === "digest");
    // Nobody has heard of the P0, though it is over.
    expect(digest?.alert.severity).toBe("P0");
    expect(digest?.alert.digest).toEqual([
      { severity: "P1", cause: "C broke", count: 2 },
      { severity: "P0", cause: "Ended: B broke", count: 1 },
      { severity: "P1", cause: "Ended: D broke", count: 1 },
    ]);
    expect(digest?.alert.anomaly.cause).toBe(
      "3 further incidents of checkout went beyond 1 page an hour; 2 of them ended since. The worst: B broke (ended)",
    );
    expect(story.lines().filter((line) => / (?:B|D) /.test(line))).toEqual([]);
  });

  test("that is over when the hour is has its digest and the end of it at once", async () => {
    const story = await new Story({ settings: { pagesPerHour: 1 } }).play(`
      0m   firing A P0
      1m   firing B P0
      5m   resolved B
      4h   end`);
    expect(story.lines().filter((line) => line.includes("digest"))).toEqual([
      "1h trigger digest digest(1) P0 x1 -> pagerduty slack#ops",
      "1h resolve not_seen_any_more digest of checkout P0 x1 -> pagerduty slack#ops",
    ]);
    expect((await story.ledger.read()).storms.size).toBe(0);
  });

  test("of which each incident is seen once is told of whole", async () => {
    const story = await new Story().play(`
      3m   firing A1..500 P0
      3h   end`);
    expect(triggersIn(story.lines())).toHaveLength(10);
    const digests = story.said.filter(({ alert }) => alert.reason === "digest");
    expect(digests).toHaveLength(1);
    expect(digests[0]?.alert.anomaly.cause).toMatch(
      /^490 further incidents of checkout went beyond 10 pages an hour; all of it is over\. The worst: A\d+ broke \(ended\)$/,
    );
  });

  test("whose update was held back tells of it though the incident has ended", async () => {
    const story = await new Story({ settings: { pagesPerHour: 1 } }).play(`
      0m   firing A P0
      1m   firing B P2
      5m   firing B P0
      10m  resolved B
      2h   end`);
    expect(story.lines().filter((line) => / B |digest/.test(line))).toEqual([
      "1m trigger first_seen B P2 x1 -> slack#ops",
      "10m resolve said_resolved B P0 x2 -> slack#ops",
      "1h trigger digest digest(1) P0 x2 -> pagerduty slack#ops",
      "1h resolve not_seen_any_more digest of checkout P0 x2 -> pagerduty slack#ops",
    ]);
  });

  test("names nothing in its digest that was silenced since", async () => {
    const story = await new Story({ settings: { pagesPerHour: 1 } }).play(`
      0m  firing A P0
      1m  firing B P0
      2m  silence template=B for=3h
      5m  firing B P0
      2h  end`);
    expect(story.lines().filter((line) => / B |digest/.test(line))).toEqual([]);
  });

  test("lets what still goes on in the next hour be told by itself", async () => {
    const story = await new Story({ settings: { pagesPerHour: 1 } }).play(`
      0m    firing A P0
      40m   firing B P0
      1h5m  firing B P0
      1h10m resolved B
      1h11m end`);
    expect(story.lines().filter((line) => line.includes(" B "))).toEqual([
      "1h5m trigger first_seen B P0 x2 -> pagerduty slack#ops",
      "1h10m resolve said_resolved B P0 x2 -> pagerduty slack#ops",
    ]);
  });

  test("does not name in the digest what was told by itself before it went out", async () => {
    const story = new Story({ settings: { pagesPerHour: 1 } });
    await story.play(`
      0m  firing A P0
      58m firing B P0
      59m firing B P2
      1h1m end`);
    expect(story.lines().filter((line) => line.includes("digest"))).toEqual([]);
  });

  test("counts what becomes a page, and holds it back as a whole", async () => {
    const story = await new Story({ settings: { pagesPerHour: 1 } }).play(`
      0m   firing A P0
      1m   firing B P2
      5m   firing B P1
      35m  firing B P1
      1h1m firing B P1
      1h2m end`);
    expect(story.lines().filter((line) => line.includes(" B "))).toEqual([
      "1m trigger first_seen B P2 x1 -> slack#ops",
      "1h1m update severity_changed B P1 x4 -> slack#ops",
      "1h1m trigger severity_changed B P1 x4 -> pagerduty",
    ]);
    expect(story.lines()).toContain("1h trigger digest digest(1) P1 x3 -> pagerduty slack#ops");
  });

  test("that goes on adds to its digest, and ends it when an hour passes without one", async () => {
    const story = await new Story({ settings: { pagesPerHour: 0 } }).play(`
      45m   firing A P0
      1h30m firing B P0
      1h50m firing B P0
      6h    end`);
    expect(story.lines()).toEqual([
      "1h trigger digest digest(1) P0 x1 -> pagerduty slack#ops",
      "2h update digest digest(1) P0 x2 -> pagerduty slack#ops",
      "4h resolve not_seen_any_more digest of checkout P0 x2 -> pagerduty slack#ops",
    ]);
    const { storms } = await story.ledger.read();
    expect(storms.size).toBe(0);
  });

  test("that the clock is set back in still has its digest", async () => {
    const settings = { pagesPerHour: 0, resolveAfter: 2 * 3_600_000 };
    const story = await new Story({ settings }).play(`
      0m    clock 20m
      1m    firing A P0
      2m    clock -10m
      1h10m end`);
    expect(story.quiet.slice(0, 2)).toEqual(["1m held_back 1", "2m clock_set_back 1"]);
    expect(story.lines()).toEqual(["50m trigger digest digest(1) P0 x1 -> pagerduty slack#ops"]);
  });

  test("that comes back is a new episode of the digest, whose news count from one", async () => {
    const story = await new Story({ settings: { pagesPerHour: 0 } }).play(`
      45m   firing A P0
      6h45m firing A P0
      7h15m firing A P0
      7h45m firing A P0
      12h   end`);
    expect(
      story.said.map(({ at, alert }) => [at / 3_600_000, alert.episode, alert.revision, alert.reason]),
    ).toEqual([
      [1, 1, 1, "digest"],
      [3, 1, 2, "not_seen_any_more"],
      [7, 2, 1, "digest"],
      [8, 2, 2, "digest"],
      [10, 2, 3, "not_seen_any_more"],
    ]);
  });

  test("in shadow neither uses up nor fills what is real", async () => {
    const story = await new Story({ settings: { pagesPerHour: 1 } }).play(`
      20m  firing A1..3 P0 mode=shadow
      45m  firing A1..3 P0 mode=shadow
      55m  firing A1..3 P0
      1h1m end`);
    const lines = story.lines();
    expect(triggersIn(lines).map((line) => line.startsWith("20m shadow"))).toEqual([true, false]);
    expect(lines.filter((line) => line.includes("digest"))).toEqual([
      expect.stringContaining("shadow trigger digest digest(2) P0 x4"),
      expect.stringMatching(/^1h trigger digest digest\(2\) P0 x2/),
    ]);
  });
});
