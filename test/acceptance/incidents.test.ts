import { describe, expect, test } from "vitest";
import type { Route } from "../../src/engine/incidents/routing.ts";
import { Story, slack, told } from "./story.ts";

describe("an incident", () => {
  test("that begins, worsens and ends is told once at each turn, to each whom it concerns", async () => {
    expect(
      await told(`
        0m  firing A P2 count=3 channel=#shop key=shop
        5m  firing A P2 count=1 channel=#shop key=shop
        10m firing A P1 count=2 channel=#shop key=shop
        15m firing A P1 count=2 channel=#shop key=shop
        2h  end`),
    ).toEqual([
      "0m trigger first_seen A P2 x3 -> slack#shop",
      "10m update severity_changed A P1 x6 -> slack#shop",
      "10m trigger severity_changed A P1 x6 -> pagerdutyshop",
      "46m resolve not_seen_any_more A P1 x8 -> pagerdutyshop slack#shop",
    ]);
  });

  test("that goes on is told again every four hours, and ends when its search missed it three times", async () => {
    expect(
      await told(`
        0m firing A P2 cron=0_*_*_*_*
        1h firing A P2 cron=0_*_*_*_*
        2h firing A P2 cron=0_*_*_*_*
        3h firing A P2 cron=0_*_*_*_*
        4h firing A P2 cron=0_*_*_*_*
        5h firing A P2 cron=0_*_*_*_*
        9h end`),
    ).toEqual([
      "0m trigger first_seen A P2 x1 -> slack#ops",
      "4h update still_going_on A P2 x5 -> slack#ops",
      "8h resolve not_seen_any_more A P2 x6 -> slack#ops",
    ]);
  });

  test("is told again when it has ten times the events that were told last", async () => {
    expect(
      await told(`
        0m  firing A P2 count=1
        5m  firing A P2 count=8
        10m firing A P2 count=1
        15m firing A P2 count=89
        20m firing A P2 count=1
        21m end`),
    ).toEqual([
      "0m trigger first_seen A P2 x1 -> slack#ops",
      "10m update ten_times_as_many A P2 x10 -> slack#ops",
      "20m update ten_times_as_many A P2 x100 -> slack#ops",
    ]);
  });

  test("that becomes milder stays with those who were told, to its end", async () => {
    expect(
      await told(`
        0m  firing A P0
        5m  firing A P2
        10m firing A P3
        15m firing A P4
        50m end`),
    ).toEqual([
      "0m trigger first_seen A P0 x1 -> pagerduty slack#ops",
      "5m update severity_changed A P2 x2 -> pagerduty slack#ops",
      "10m update severity_changed A P3 x3 -> pagerduty slack#ops",
      "40m resolve not_seen_any_more A P3 x3 -> pagerduty slack#ops",
    ]);
  });

  test("that gets another owner begins for the new one, and the old one hears of it and of its end", async () => {
    expect(
      await told(`
        0m  firing A P2 owner=ann channel=#a
        5m  firing A P2 owner=bob channel=#b
        10m firing A P2 cmdb=down
        15m resolved A
        20m end`),
    ).toEqual([
      "0m trigger first_seen A P2 x1 -> slack#a",
      "5m update owner_changed A P2 x2 -> slack#a",
      "5m trigger owner_changed A P2 x2 -> slack#b",
      "15m resolve said_resolved A P2 x3 -> slack#a slack#b",
    ]);
  });

  test("of a service that is missing, or not in the CMDB, goes to the defaults", async () => {
    const story = await new Story().play(`
      0m firing A P1 service= cmdb=none
      1m firing B P1 service=new cmdb=none
      2m firing C P1 cmdb=down
      3m end`);
    expect(story.lines()).toEqual([
      "0m trigger first_seen A P1 x1 -> pagerduty slack#ops",
      "1m trigger first_seen B P1 x1 -> pagerduty slack#ops",
      "2m trigger first_seen C P1 x1 -> pagerduty slack#ops",
    ]);
    expect(story.said.map(({ alert }) => [alert.service, alert.ownership.owner])).toEqual([
      ["web1", "sre"],
      ["new", "sre"],
      ["checkout", "sre"],
    ]);
  });
});

describe("the end of an incident", () => {
  test("that is said is told at once, and once; older events that an overlapping search finds begin nothing", async () => {
    const story = await new Story().play(`
      0m  firing A P1
      5m  resolved A
      10m resolved A
      11m firing A P1 event=4m
      20m end`);
    expect(story.lines()).toEqual([
      "0m trigger first_seen A P1 x1 -> pagerduty slack#ops",
      "5m resolve said_resolved A P1 x1 -> pagerduty slack#ops",
    ]);
    expect(story.quiet.slice(-2)).toEqual(["10m not_open 1", "11m before_its_end 1"]);
  });

  test("that is said late, for what has gone on since, ends nothing", async () => {
    const story = await new Story().play(`
      0m  firing A P1
      10m firing A P1
      12m resolved A event=5m
      14m resolved A event=13m
      20m end`);
    expect(story.lines().slice(1)).toEqual(["14m resolve said_resolved A P1 x2 -> pagerduty slack#ops"]);
    expect(story.quiet).toContain("12m late_resolve 1");
  });

  test("is no end for long: within a day it is the same conversation in a new episode, later a new one", async () => {
    const story = await new Story().play(`
      0m   firing A P1
      5m   resolved A
      3h   firing A P1
      3h5m resolved A
      28h  firing A P1
      29h  end`);
    expect(story.lines()).toEqual([
      "0m trigger first_seen A P1 x1 -> pagerduty slack#ops",
      "5m resolve said_resolved A P1 x1 -> pagerduty slack#ops",
      "3h trigger reopened A P1 x1 -> pagerduty slack#ops",
      "3h5m resolve said_resolved A P1 x1 -> pagerduty slack#ops",
      "28h trigger first_seen A P1 x1 -> pagerduty slack#ops",
      "28h30m resolve not_seen_any_more A P1 x1 -> pagerduty slack#ops",
    ]);
    const inSlack = story.said.map(({ alert, deliveries }) => ({
      episode: alert.episode,
      ...deliveries.find(({ destination }) => destination === "slack")!,
    }));
    expect(inSlack.map(({ episode }) => episode)).toEqual([1, 1, 2, 2, 3, 3]);
    const lanes = [...new Set(inSlack.map(({ lane }) => lane))];
    expect(inSlack.map(({ lane }) => lanes.indexOf(lane))).toEqual([0, 0, 0, 0, 1, 1]);
    const places = inSlack.map(({ sequence }) => sequence);
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
  });
});

describe("one firing", () => {
  test("counts once, however often it is run again", async () => {
    const story = await new Story().play(`
      0m  firing A P2 sid=x count=3
      5m  firing A P2 sid=x count=3
      10m firing A P2 sid=y count=26
      12m firing A P2 sid=z count=1
      13m end`);
    expect(story.lines()).toEqual([
      "0m trigger first_seen A P2 x3 -> slack#ops",
      "12m update ten_times_as_many A P2 x30 -> slack#ops",
    ]);
    expect(story.quiet[1]).toBe("5m same_firing 1");
  });

  test("run again after the end begins nothing anew", async () => {
    expect(
      await told(`
        0m  firing A P2 sid=x
        5m  resolved A
        10m firing A P2 sid=x event=9m
        12m end`),
    ).toHaveLength(2);
  });
});

test("a search that looks back further than it has to does not count its events in every run", async () => {
  const story = await new Story().play(`
    0m  firing A P2 count=100 event=0m
    5m  firing A P2 count=100 event=0m
    10m firing A P2 count=100 event=0m
    15m firing A P2 count=104 event=0m
    20m end`);
  expect([...(await story.ledger.read()).incidents.values()][0]?.alert.count).toBe(104);
  expect(story.lines()).toHaveLength(1);
});

describe("two searches that see the same incident", () => {
  test("do not take turns in saying how bad it is", async () => {
    expect(
      await told(`
        0m  firing A P1 search=one
        1m  firing A P3 search=two
        5m  firing A P1 search=one
        6m  firing A P3 search=two
        30m firing A P3 search=two
        36m firing A P3 search=two
        40m end`),
    ).toEqual([
      "0m trigger first_seen A P1 x1 -> pagerduty slack#ops",
      // The first has not found it so bad for half an hour.
      "36m update severity_changed A P3 x6 -> pagerduty slack#ops",
    ]);
  });

  test("keep it open as long as the one that runs more seldom wants", async () => {
    expect(
      await told(`
        0m    firing A P2 search=hourly cron=0_*_*_*_*
        5m    firing A P2 search=often cron=*/5_*_*_*_*
        3h30m end`),
    ).toEqual([
      "0m trigger first_seen A P2 x1 -> slack#ops",
      "3h resolve not_seen_any_more A P2 x2 -> slack#ops",
    ]);
  });
});

describe("what happens in shadow", () => {
  test("is kept apart from what is real, and nothing of it is sent", async () => {
    const story = await new Story().play(`
      0m  firing A P1 mode=shadow
      1m  firing A P1
      5m  firing A P0 mode=shadow
      10m resolved A
      50m end`);
    expect(story.lines()).toEqual([
      "0m shadow trigger first_seen A P1 x1 -> pagerduty slack#ops",
      "1m trigger first_seen A P1 x1 -> pagerduty slack#ops",
      "5m shadow update severity_changed A P0 x2 -> pagerduty slack#ops",
      "10m resolve said_resolved A P1 x1 -> pagerduty slack#ops",
      "36m shadow resolve not_seen_any_more A P0 x2 -> pagerduty slack#ops",
    ]);
    const { deliveries, alerts } = await story.ledger.read();
    expect([...deliveries.values()].map(({ state }) => state).sort()).toEqual([
      ...Array(4).fill("delivered"),
      ...Array(6).fill("shadow"),
    ]);
    expect(alerts.size).toBe(5);
  });
});

describe("destinations that leave llama.conf", () => {
  test("hear of nothing more, and the others go on", async () => {
    const story = await new Story().play(`
      0m firing A P1
      2m gone slack
      5m firing A P0
      7m gone pagerduty
      8m firing A P1
      9m resolved A
      10m end`);
    expect(story.lines()).toEqual([
      "0m trigger first_seen A P1 x1 -> pagerduty slack#ops",
      "5m update severity_changed A P0 x2 -> pagerduty",
    ]);
    expect(story.quiet.slice(-2)).toEqual(["8m no_route 1", "9m destinations_gone 1"]);
  });
});

describe("routes", () => {
  const route = (number: number, over: Partial<Route>): Route => ({
    number,
    severities: ["P0", "P1", "P2", "P3", "P4"],
    policy: "*",
    service: "*",
    destinations: [],
    stop: false,
    ...over,
  });

  test("may let somebody hear of P4, and keep others from hearing", async () => {
    const destinations = [slack, { name: "watch", type: "slack", channel: "#watch" } as const];
    const routes = [
      route(20, { destinations: ["slack"], severities: ["P0", "P1"] }),
      route(10, { destinations: ["watch"], service: "check*", stop: true }),
    ];
    expect(
      await told(
        `0m firing A P4
         1m firing B P0
         2m firing C P0 service=cart
         3m end`,
        { destinations, routes },
      ),
    ).toEqual([
      "0m trigger first_seen A P4 x1 -> watch#watch",
      "1m trigger first_seen B P0 x1 -> watch#watch",
      "2m trigger first_seen C P0 x1 -> slack#ops",
    ]);
  });

  test("that lead nowhere leave an incident untold until one does", async () => {
    const routes = [route(10, { severities: ["P1"], destinations: ["slack"], policy: "gold" })];
    const story = await new Story({ routes }).play(`
      0m firing A P1
      5m firing A P1 policy=gold
      9m end`);
    expect(story.lines()).toEqual(["5m trigger first_seen A P1 x2 -> slack#ops"]);
    expect(story.quiet[0]).toBe("0m no_route 1");
  });
});

describe("a clock that is set back", () => {
  test("ends and repeats nothing before its time", async () => {
    expect(
      await told(`
        0m  firing A P1
        10m clock -3h
        12m firing A P1
        1h  end`),
    ).toEqual([
      "0m trigger first_seen A P1 x1 -> pagerduty slack#ops",
      "42m resolve not_seen_any_more A P1 x2 -> pagerduty slack#ops",
    ]);
  });

  test("does not keep an incident of the time ahead open for ever", async () => {
    expect(
      await told(`
        0m  clock 1d
        1m  firing A P2
        2m  clock -1d
        40m end`),
    ).toEqual([
      "1m trigger first_seen A P2 x1 -> slack#ops",
      "32m resolve not_seen_any_more A P2 x1 -> slack#ops",
    ]);
  });

  test("repeats what goes on when the interval is over by the new time", async () => {
    expect(
      await told(
        `0m    clock 10h
         1m    firing A P2 cron=0_*_*_*_*
         2m    clock -10h
         30m   firing A P2 cron=0_*_*_*_*
         1h20m firing A P2 cron=0_*_*_*_*
         1h40m firing A P2 cron=0_*_*_*_*
         1h50m end`,
        { settings: { repeatInterval: 3_600_000 } },
      ),
    ).toEqual([
      "1m trigger first_seen A P2 x1 -> slack#ops",
      "1h40m update still_going_on A P2 x4 -> slack#ops",
    ]);
  });
});
