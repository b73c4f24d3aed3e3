import { describe, expect, test } from "vitest";
import { fitsGlob } from "../../../src/engine/incidents/glob.ts";
import { ownershipOf } from "../../../src/engine/incidents/ownership.ts";
import {
  mildestAlerted,
  type Route,
  type RoutedDestination,
  recipientsOf,
} from "../../../src/engine/incidents/routing.ts";
import type { Severity } from "../../../src/engine/verdict.ts";
import { fc, runs } from "../../support/fast-check.ts";

const all: Severity[] = ["P0", "P1", "P2", "P3", "P4"];
const destinations = new Map<string, RoutedDestination>(
  (
    [
      { name: "slack", type: "slack", channel: undefined },
      { name: "own", type: "slack", channel: "#own" },
      { name: "incoming", type: "slack_webhook", channel: "#ignored" },
      { name: "pd", type: "pagerduty", channel: undefined },
      { name: "hook", type: "webhook", channel: undefined },
    ] as const
  ).map((each) => [each.name, each]),
);
const route = (number: number, over: Partial<Route> = {}): Route => ({
  number,
  severities: all,
  policy: "*",
  service: "*",
  destinations: [],
  stop: false,
  ...over,
});
const routed = (
  severity: Severity,
  routes: Route[] = [],
  cmdb: Record<string, string> = {},
  service = "checkout",
) =>
  recipientsOf(
    { severity, service, ownership: ownershipOf(cmdb, "") },
    { routes, destinations, settings: { defaultChannel: "#ops" } },
  );
const namesFor = (...args: Parameters<typeof routed>) =>
  routed(...args).map(({ destination }) => destination.name);

describe("without routes", () => {
  test.each([
    ["P0", ["slack", "own", "incoming", "pd", "hook"]],
    ["P1", ["slack", "own", "incoming", "pd", "hook"]],
    ["P2", ["slack", "own", "incoming", "hook"]],
    ["P3", ["slack", "own", "incoming", "hook"]],
    ["P4", []],
    ["P5", []],
  ] as const)("%s goes to %o", (severity, names) => {
    expect(namesFor(severity)).toEqual(names);
  });

  test("nothing milder than P3 is told", () => {
    expect(mildestAlerted([])).toBe("P3");
  });
});

describe("routes", () => {
  test("that fit count together, each destination once, the lowest number first", () => {
    const routes = [
      route(30, { destinations: ["hook"] }),
      route(10, { destinations: ["pd", "slack"], severities: ["P0"] }),
      route(20, { destinations: ["slack", "own"], policy: "gold" }),
    ];
    expect(namesFor("P0", routes, { escalation_policy: "gold" })).toEqual(["pd", "slack", "own", "hook"]);
    expect(namesFor("P1", routes, { escalation_policy: "gold" })).toEqual(["slack", "own", "hook"]);
    expect(namesFor("P1", routes)).toEqual(["hook"]);
  });

  test("end at one that stops, where it fits", () => {
    const routes = [
      route(1, { service: "check*", destinations: ["own"], stop: true }),
      route(2, { destinations: ["slack"] }),
    ];
    expect(namesFor("P1", routes)).toEqual(["own"]);
    expect(namesFor("P1", routes, {}, "cart")).toEqual(["slack"]);
  });

  test("to nowhere are no default routes", () => {
    expect(namesFor("P0", [route(1)])).toEqual([]);
    expect(namesFor("P0", [route(1, { destinations: ["gone"] })])).toEqual([]);
  });

  test("say how mild an incident may be to be followed", () => {
    expect(mildestAlerted([route(1, { severities: ["P0", "P1"] })])).toBe("P3");
    expect(mildestAlerted([route(1, { severities: ["P0"] }), route(2)])).toBe("P4");
  });
});

describe("the target", () => {
  const cmdb = { slack_channel: "#shop", pagerduty_key_name: "shop" };
  const targets = (row: Record<string, string>) =>
    Object.fromEntries(routed("P0", [], row).map(({ destination, target }) => [destination.name, target]));

  test("is what the CMDB names: a channel in Slack, a key at PagerDuty", () => {
    expect(targets(cmdb)).toEqual({
      slack: { channel: "#shop", keyName: "" },
      own: { channel: "#shop", keyName: "" },
      incoming: { channel: "", keyName: "" },
      pd: { channel: "", keyName: "shop" },
      hook: { channel: "", keyName: "" },
    });
  });

  test("else the destination's channel, else the default one", () => {
    expect(targets({})).toMatchObject({
      own: { channel: "#own" },
      slack: { channel: "#ops" },
      pd: { keyName: "" },
    });
  });
});

describe("a pattern", () => {
  test.each([
    ["*", "", true],
    ["", "", true],
    ["", "a", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["check*", "Checkout", true],
    ["*-db-*", "eu-db-1", true],
    ["*-db-*", "eu-db", false],
    ["a*b*c", "a-b-b-c", true],
    ["?", "😀", true],
    ["a.c", "abc", false],
  ])("%j and %j: %s", (pattern, text, fits) => {
    expect(fitsGlob(pattern, text)).toBe(fits);
  });

  test("fits what a regular expression of the same meaning fits", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
    fc.assert(
      fc.property(word, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 }), (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        expect(fitsGlob(pattern, text)).toBe(expression.test(text));
      }),
      runs(500),
    );
  });

  test("of nothing but stars takes no time that grows out of hand", () => {
    expect(fitsGlob(`${"*a".repeat(100)}b`, "a".repeat(2_000))).toBe(false);
  });
});
