import { expect, test } from "vitest";
import { addressOf, hosts, racks, serviceNames, services } from "../../../bench/outages/system/topology.ts";

test("the system has twelve services on thirty hosts, each host with an address of its own", () => {
  expect(serviceNames).toHaveLength(12);
  expect(hosts).toHaveLength(30);
  expect(new Set(hosts.map(addressOf)).size).toBe(30);
  for (const host of hosts)
    expect(addressOf(host)).toMatch(/^192\.0\.2\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4])$/);
});

test("every host stands in one rack", () => {
  expect(racks.flat().sort()).toEqual([...hosts]);
});

test("no service needs itself, not even through others", () => {
  const reaches = (from: string, to: string): boolean =>
    services[from as keyof typeof services].needs.some((need) => need === to || reaches(need, to));
  for (const name of serviceNames) expect(reaches(name, name)).toBe(false);
});
