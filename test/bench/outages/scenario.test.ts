import { describe, expect, test } from "vitest";
import { earliestOutage, outageKinds, type Scenario, scenarioOf } from "../../../bench/outages/scenario.ts";
import { hosts, serviceNames } from "../../../bench/outages/system/topology.ts";
import { isFull } from "../../support/full-run.ts";

const seeds = isFull ? Array.from({ length: 20 }, (_, at) => at + 1) : [1, 7];
/** Seconds by which a clock may be ahead or behind, and the second that some formats cut off. */
const greatestSkew = 3;

describe.each(outageKinds)("an outage of the kind %s", (kind) => {
  const scenarios = seeds.map((seed) => scenarioOf({ kind, seed }));
  const each = (look: (scenario: Scenario) => void): void => scenarios.forEach(look);

  test("has one origin in the system, or two", () => {
    each(({ outages }) => {
      expect(outages).toHaveLength(kind === "two at once" ? 2 : 1);
      for (const { origin } of outages) {
        expect(origin.services.length + origin.hosts.length).toBeGreaterThan(0);
        expect(serviceNames).toEqual(expect.arrayContaining([...origin.services]));
        expect(hosts).toEqual(expect.arrayContaining([...origin.hosts]));
        expect(origin.accepted).toEqual(expect.arrayContaining([...origin.services, ...origin.hosts]));
      }
    });
  });

  test("begins after a time without any, and before its first line", () => {
    each(({ lines, outages, rows }) => {
      for (const [index, { began, firstSymptom, end, symptoms }] of outages.entries()) {
        const caused = lines.filter(({ mark }) => mark?.outage === index && mark.role !== "trigger");
        expect(caused).toHaveLength(symptoms);
        expect(firstSymptom).toBe(Math.min(...caused.map(({ row }) => row._time)));
        expect(firstSymptom).toBeGreaterThanOrEqual(began - greatestSkew);
        expect(began - (rows[0]?._time ?? 0)).toBeGreaterThan(earliestOutage - 10);
        if (end !== undefined) expect(end).toBeGreaterThan(began);
      }
    });
  });

  test("has enough lines to be seen", () => {
    each(({ outages }) => {
      for (const { symptoms } of outages) expect(symptoms).toBeGreaterThanOrEqual(8);
    });
  });

  test("hits services of the system one after the other, and not its origin", () => {
    each(({ outages }) => {
      for (const { consequences, origin, firstSymptom } of outages) {
        const times = consequences.map(({ time }) => time);
        expect(times).toEqual([...times].sort((one, other) => one - other));
        expect(times.every((time) => time >= firstSymptom)).toBe(true);
        for (const { service } of consequences) expect(origin.services).not.toContain(service);
      }
    });
  });

  test("is named in the lines of others where its label says so, and nowhere else", () => {
    each(({ lines, outages }) => {
      for (const [index, { named, origin }] of outages.entries()) {
        const told = lines.filter(({ mark }) => mark?.outage === index && mark.role === "consequence");
        const marked = told.filter(({ mark }) => mark?.names);
        const unfounded = marked.find(({ row }) => !namesAny(row._raw, origin.accepted));
        expect(unfounded?.row._raw).toBeUndefined();
        expect(named).toBe(marked.length > 0);
        // Copies of the origin's own service write their program's name, which blames nobody.
        const others = told.filter(({ service, mark }) => !mark?.names && !isOneOf(service, origin.services));
        const unmarked = others.find(({ row }) => namesAny(row._raw, origin.accepted));
        if (!named) expect(unmarked?.row._raw).toBeUndefined();
      }
    });
  });
});

describe("the rows of a scenario", () => {
  const { rows } = scenarioOf({ kind: "network split", seed: 2 });

  test("arrive nearly in order", () => {
    let latest = 0;
    for (const { _time } of rows) {
      expect(latest - _time).toBeLessThan(2 * greatestSkew + 2.5);
      latest = Math.max(latest, _time);
    }
  });

  test("come from hosts of the system, each file in its order", () => {
    const last = new Map<string, number>();
    for (const { host, source, _time } of rows) {
      expect(hosts).toContain(host);
      expect(_time).toBeGreaterThanOrEqual(last.get(host + source) ?? 0);
      last.set(host + source, _time);
    }
  });

  test("have only addresses that are set aside for documents, and no gap left to fill", () => {
    for (const { _raw } of rows) {
      for (const [address] of _raw.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g))
        expect(address).toMatch(/^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.|^141\.0\.0\.0$/);
      expect(_raw).not.toMatch(/\{[a-z]+\}|\bundefined(?! \(reading)|\bNaN/);
    }
  });

  test("are the same for the same seed, and others for another one", () => {
    const again = scenarioOf({ kind: "network split", seed: 2 });
    expect(again.rows).toEqual(rows);
    expect(scenarioOf({ kind: "network split", seed: 3 }).rows).not.toEqual(rows);
  });

  test("are fewer in a smaller scenario", () => {
    const small = scenarioOf({ kind: "network split", seed: 2, size: 0.4 });
    expect(small.rows.length).toBeLessThan(rows.length * 0.7);
  });
});

function isOneOf(service: string, services: readonly string[]): boolean {
  return services.includes(service);
}

/** Whether a text has one of the names, other than in the path of a request. */
function namesAny(text: string, names: readonly string[]): boolean {
  const said = text.replace(/(?<=[\s"]|:\d{2,5})\/[^\s"]*/g, "");
  const any = names.map((name) => name.replaceAll(".", "\\.")).join("|");
  return new RegExp(`(?<![\\w.])(?:${any})(?![\\w]|-[a-z])`).test(said);
}
