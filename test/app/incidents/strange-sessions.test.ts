import { expect, test } from "vitest";
import { IncidentSearch } from "../../../src/app/incidents/incident-search.ts";
import type { Incident } from "../../../src/engine/correlation/incident.ts";
import { Masker } from "../../../src/engine/masking/masker.ts";

const begin = 1_772_445_600;

/** An hour of orders through two services, one every three seconds; no line of any is bad. */
function incidentsOf(
  stepsOf: (order: number) => readonly (readonly [service: string, text: string])[],
): Incident[] {
  const search = new IncidentSearch(new Masker());
  const events = [];
  for (let order = 0; order < 1_200; order++)
    for (const [at, [service, text]] of stepsOf(order).entries()) {
      const time = begin + 3 * order + at / 10;
      const raw = `${new Date(time * 1000).toISOString()} INFO ${service}: order_id=A${order}Z ${text}`;
      events.push({ text: raw, time, host: "h1", source: "" });
    }
  search.add(events);
  return search.incidents();
}

const usual = [
  ["shop", "accepted"],
  ["payments", "asks the bank"],
  ["payments", "charged"],
  ["shop", "shipped"],
] as const;
const isWithin = (order: number): boolean => order >= 700 && order < 760;

test("where sixty orders in a row lack a step, that is an incident of whose step it is, since then", () => {
  const [incident, ...others] = incidentsOf((order) =>
    isWithin(order) ? usual.filter(([, text]) => text !== "charged") : usual,
  );
  expect(others).toEqual([]);
  expect(incident?.origin[0]).toBe("payments");
  expect(Math.abs((incident?.first as number) - (begin + 2_100))).toBeLessThan(60);
  expect(incident?.timeline[0]?.cause).toMatch(
    /^Requests went another way than nearly all: they lack this line/,
  );
});

test("where some go another way now and then, or all do from the start, nothing is one", () => {
  const retried = [usual[0], usual[1], ["payments", "asks the bank again"], usual[2], usual[3]] as const;
  expect(incidentsOf((order) => (order % 20 === 0 ? retried : usual))).toEqual([]);
  expect(incidentsOf(() => usual)).toEqual([]);
});
