import { describe, expect, test } from "vitest";
import { dependencies, hosts, hostsOf } from "../../../bench/outages-of-a-hospital/estate.ts";
import { systemNamed } from "../../../bench/outages-of-a-hospital/systems/systems.ts";

const names = [...new Set(hosts.map(({ system }) => system))];
const levels = ["debug", "info", "notice", "warning", "error", "critical"];

describe.each(names)("%s", (name) => {
  const system = systemNamed(name);

  test("speaks daily rows of a pace, a level and one of its sources", () => {
    expect(system.everyday.length).toBeGreaterThan(0);
    for (const row of system.everyday) {
      const [pace = "", level, head = "", text = ""] = row.split(" | ");
      expect(pace).toMatch(/^\d+s?(?:@[\w,-]+)?$/);
      expect(levels).toContain(level);
      expect(Object.keys(system.sources)).toContain(head.split("/")[0]);
      expect(text).not.toBe("");
    }
  });

  test("complains about what it calls, with and without its name", () => {
    for (const { callee } of dependencies.filter(({ caller }) => caller === name)) {
      const modes = callee === "dns" ? ["unresolved"] : ["timeout", "slow", "failing"];
      for (const mode of modes) {
        const rows = system.complaints
          .map((row) => row.split(" | "))
          .filter(([rowMode, about = ""]) => rowMode === mode && [callee, "*"].includes(about));
        const naming = rows.filter((row) => row.at(-1)?.includes("{peer"));
        expect(naming.length, `${mode} ${callee}, named`).toBeGreaterThan(0);
        expect(rows.length - naming.length, `${mode} ${callee}, unnamed`).toBeGreaterThan(0);
      }
    }
  });

  test("complaints have a level and one of its sources", () => {
    for (const [, , level, head = ""] of system.complaints.map((row) => row.split(" | "))) {
      expect(levels).toContain(level);
      expect(Object.keys(system.sources)).toContain(head.split("/")[0]);
    }
  });
});

test("there are twenty to forty hosts, each with an address of its own", () => {
  expect(hosts.length).toBeGreaterThanOrEqual(20);
  expect(hosts.length).toBeLessThanOrEqual(40);
  expect(new Set(hosts.map(({ address }) => address)).size).toBe(hosts.length);
  expect(hosts.every(({ address }) => address.startsWith("198.51.100."))).toBe(true);
});

test("virtual machines are on hypervisors that exist", () => {
  const machines = hosts.filter(({ hypervisor }) => hypervisor !== undefined);
  expect(machines.length).toBeGreaterThan(10);
  const known = hostsOf("hypervisor").map(({ name }) => name);
  for (const { hypervisor } of machines) expect(known).toContain(hypervisor);
});

test("nothing calls itself in a circle of hard calls", () => {
  const reaches = (from: string, wanted: string, seen = new Set<string>()): boolean =>
    dependencies
      .filter((call) => call.hard && call.caller === from && !seen.has(call.callee))
      .some(({ callee }) => callee === wanted || reaches(callee, wanted, seen.add(callee)));
  expect(names.filter((name) => reaches(name, name))).toEqual([]);
});
