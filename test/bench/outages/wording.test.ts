import { describe, expect, test } from "vitest";
import { Random } from "../../../bench/outages/random.ts";
import { serviceNames, services } from "../../../bench/outages/system/topology.ts";
import { callWordings } from "../../../bench/outages/wording/call-wordings.ts";
import { chooseVariant, failureModes, filled } from "../../../bench/outages/wording/wording.ts";

const wordings = Object.entries(callWordings).flatMap(([caller, byProtocol]) =>
  Object.entries(byProtocol).flatMap(([protocol, byMode]) =>
    failureModes.map((mode) => ({ caller, protocol, mode, wording: byMode[mode] })),
  ),
);

describe.each(wordings)("when $caller calls by $protocol and meets $mode", ({ mode, wording }) => {
  const accused = mode === "unresolved" ? /\{resolver\}/ : /\{(?:service|peer|address)\}/;

  test("there are three texts or more, of which some name who is to blame and some do not", () => {
    expect(new Set([...wording.named, ...wording.unnamed]).size).toBeGreaterThanOrEqual(3);
    for (const text of wording.named) expect(text).toMatch(accused);
    for (const text of wording.unnamed) expect(text).not.toMatch(accused);
  });
});

test("every service that calls another one has words for its failures", () => {
  for (const name of serviceNames.filter((each) => each !== "edge"))
    for (const need of services[name].needs)
      expect(callWordings[name]).toHaveProperty(services[need].protocol);
});

test("of all choices so many name somebody as are wanted", () => {
  const random = new Random(1);
  const wording = { named: ["{service} is down", "no {service}", "{service}?"], unnamed: ["it is down"] };
  const named = Array.from({ length: 1000 }, () => chooseVariant(wording, random, 0.5)).filter(
    ({ names }) => names,
  );
  expect(named.length).toBeGreaterThan(450);
  expect(named.length).toBeLessThan(550);
});

test("a text is filled with what is known, and keeps what is not", () => {
  expect(filled("{service} on {host}", { service: "orders" })).toBe("orders on {host}");
});
