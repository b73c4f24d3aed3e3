import { describe, expect, test } from "vitest";
import { Story, told } from "./story.ts";

describe("a silence", () => {
  test("keeps an incident quiet, counts it, and lets it begin with all its events when it is over", async () => {
    const story = await new Story().play(`
      0m   silence service=check* for=1h
      1m   firing A P1 count=2
      20m  firing A P1 count=3
      45m  firing A P1 count=3
      1h5m firing A P1 count=1
      1h6m end`);
    expect(story.lines()).toEqual(["1h5m trigger first_seen A P1 x9 -> pagerduty slack#ops"]);
    expect(story.quiet.slice(0, 3)).toEqual(["1m silenced 1", "20m silenced 1", "45m silenced 1"]);
  });

  test("names itself on the incident until something is told", async () => {
    const story = await new Story().play(`
      0m silence template=A for=10m
      1m firing A P1
      2m end`);
    const record = async () => [...(await story.ledger.read()).incidents.values()][0];
    expect(await record()).toMatchObject({ open: true, quiet: "silenced", told: [] });
    await story.play("15m firing A P1");
    expect(await record()).not.toHaveProperty("quiet");
  });

  test("of what nobody heard of says nothing at its end either", async () => {
    const story = await new Story().play(`
      0m  silence template=A for=1h
      1m  firing A P1
      2m  firing B P1 service=cart
      40m end`);
    expect(story.lines().filter((line) => line.includes(" A "))).toEqual([]);
    expect(story.quiet.at(-1)).toBe("32m never_told 1, not_seen_any_more 1");
  });

  test("does not keep the end from those who heard the beginning", async () => {
    expect(
      await told(`
        0m firing A P1
        1m silence service=checkout for=9h
        5m firing A P0
        9m resolved A
        10m end`),
    ).toEqual([
      "0m trigger first_seen A P1 x1 -> pagerduty slack#ops",
      "9m resolve said_resolved A P0 x2 -> pagerduty slack#ops",
    ]);
  });

  test("of one severity lets a worse one through", async () => {
    expect(
      await told(`
        0m silence severity=P2 for=9h
        1m firing A P2
        5m firing A P1
        9m end`),
    ).toEqual(["5m trigger first_seen A P1 x2 -> pagerduty slack#ops"]);
  });

  test("of an incident that began again lets it continue its conversation", async () => {
    const story = await new Story().play(`
      0m  firing A P2
      5m  resolved A
      6m  silence template=A for=10m
      10m firing A P2
      20m firing A P2
      21m end`);
    expect(story.lines().at(-1)).toBe("20m trigger reopened A P2 x2 -> slack#ops");
    expect(new Set(story.said.flatMap(({ deliveries }) => deliveries.map(({ lane }) => lane))).size).toBe(1);
  });
});

test("an episode that nobody heard of does not break the conversation of those around it", async () => {
  const story = await new Story().play(`
    0m  firing A P2
    5m  resolved A
    6m  silence template=A for=10m
    10m firing A P2
    12m resolved A
    20m firing A P2
    21m end`);
  expect(story.lines().at(-1)).toBe("20m trigger reopened A P2 x1 -> slack#ops");
  expect(new Set(story.said.flatMap(({ deliveries }) => deliveries.map(({ lane }) => lane))).size).toBe(1);
});

describe("maintenance", () => {
  test("of a service keeps its incidents quiet and nobody else's", async () => {
    expect(
      await told(`
        0m  maintenance service=checkout for=30m
        1m  firing A P1
        10m firing B P1 service=cart
        31m firing A P1
        32m end`),
    ).toEqual([
      "10m trigger first_seen B P1 x1 -> pagerduty slack#ops",
      "31m trigger first_seen A P1 x2 -> pagerduty slack#ops",
    ]);
  });
});
