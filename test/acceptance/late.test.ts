import { describe, expect, test } from "vitest";
import { Story, slack } from "./story.ts";

const destinations = [
  slack,
  { name: "pagerduty", type: "pagerduty", channel: undefined },
  { name: "hook", type: "webhook", channel: undefined },
] as const;
const world = { destinations, sends: true };

describe("an incident that is seen once while nobody can be told", () => {
  test("is told when its destination is there again, as over", async () => {
    const story = await new Story(world).play(`
      0m   down slack
      0m   down pagerduty
      0m   down hook
      1m   firing A P0
      20h  up slack
      20h  up hook
      60h  up pagerduty
      80h  end`);
    expect(story.heard("slack")).toEqual(["trigger A P0 over since 32m"]);
    expect(story.heard("hook")).toEqual(["trigger A P0 over since 32m"]);
    expect(story.heard("pagerduty")).toEqual(["trigger A P0 over since 32m", "resolve A P0"]);
  });

  test("is told when a wrong token is put right after 33 minutes", async () => {
    const story = await new Story(world).play(`
      0m   refuses slack
      1m   firing A P0
      34m  up slack
      2h   end`);
    expect(story.heard("slack")).toEqual(["trigger A P0 over since 32m"]);
    expect(story.heard("hook")).toEqual(["trigger A P0", "resolve A P0"]);
  });

  test("is given up after a day, and after three where somebody is paged", async () => {
    const story = await new Story(world).play(`
      0m   down slack
      0m   down pagerduty
      1m   firing A P0
      25h  up slack
      73h  up pagerduty
      90h  end`);
    expect([story.heard("slack"), story.heard("pagerduty")]).toEqual([[], []]);
    const { deliveries } = await story.ledger.read();
    expect(
      [...deliveries.values()].map(({ state }) => state).filter((state) => state === "dead").length,
    ).toBe(3);
  });

  test("is quiet when it was silenced, or in maintenance", async () => {
    const story = await new Story(world).play(`
      0m   silence template=A for=10m
      1m   firing A P0
      2m   maintenance service=cart for=10m
      3m   firing B P0 service=cart
      5h   end`);
    expect(story.heard("slack")).toEqual([]);
  });
});

test("an incident that grows worse while nobody can be told is told at its worst", async () => {
  const story = await new Story(world).play(`
    0m   firing A P2
    1m   down slack
    5m   firing A P0
    10m  firing A P3
    3h   up slack
    5h   end`);
  expect(story.heard("slack")).toEqual(["trigger A P2", "update A P0 over since 40m"]);
});

test("a storm of incidents that are seen once is one digest beside the pages of the hour", async () => {
  const story = await new Story({ ...world, settings: { pagesPerHour: 2 } }).play(`
    0m   firing A1..40 P0
    5h   end`);
  expect(story.heard("pagerduty").filter((line) => line.startsWith("trigger"))).toHaveLength(3);
  expect(story.heard("slack").filter((line) => line.includes("digest"))).toEqual([
    "trigger digest P0 over since 1h",
  ]);
  expect(story.heard("pagerduty").filter((line) => line.includes("digest"))).toEqual([
    "trigger digest P0 over since 1h",
    "resolve digest P0",
  ]);
});
