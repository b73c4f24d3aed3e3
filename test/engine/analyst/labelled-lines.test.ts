import { isIP } from "node:net";
import { describe, expect, test } from "vitest";
import { findSensitive } from "../../../src/engine/masking/masking.ts";
import { severities } from "../../../src/engine/verdict.ts";
import { type Half, halves, type LabelledLine, labelledLines, sets } from "../../support/labelled-lines.ts";

/** Kinds of systems, and the normal lines in a hundred. */
const expected = {
  first: { kinds: 12, leastNormal: 40, mostNormal: 50 },
  second: { kinds: 19, leastNormal: 35, mostNormal: 45 },
};

/** The blocks that RFC 5737 and RFC 3849 keep for documentation. */
const forDocumentation = /^(?:192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:)/i;
const likeAddress = /(?:\d+\.){3}\d+|[\da-f]+:[\da-f:]+/gi;
/** Names in domains that anybody could own. */
const ownedHost =
  /(?<![\w-])[\w-]+\.(?:com|net|org|io|dev|app|cloud|local|internal|corp|lan|edu|gov|info|biz|ai|de|uk|fr|eu|us|ch|nl|jp|cn|in|br)(?![\w.-])/gi;

/**
 * The half of each line: of the two, the one with fewer lines so far of its severity and its system together; if equal,
 * with fewer of its severity; else `choose`.
 */
function halvesByRule(lines: readonly LabelledLine[]): Half[] {
  const counts = new Map<string, number>();
  const countOf = (kind: string, half: Half) => counts.get(`${kind} ${half}`) ?? 0;
  return lines.map(({ severity, system }) => {
    const bySeverity = countOf(severity, "choose") - countOf(severity, "report");
    const bySystem = countOf(system, "choose") - countOf(system, "report");
    const together = bySeverity + bySystem;
    const half = together > 0 || (together === 0 && bySeverity > 0) ? "report" : "choose";
    for (const kind of [severity, system]) counts.set(`${kind} ${half}`, countOf(kind, half) + 1);
    return half;
  });
}

/** How many more lines the half `choose` has than the other, of those that fit. */
function surplus(lines: readonly LabelledLine[]): number {
  const [chosen = 0, reported = 0] = halves.map((half) => lines.filter((line) => line.half === half).length);
  return chosen - reported;
}

describe.each(sets)("the labelled lines of the %s set", (set) => {
  const lines = labelledLines(set);
  const systems = [...new Set(lines.map(({ system }) => system))];
  const { kinds, leastNormal, mostNormal } = expected[set];

  test("are 160 from many kinds of systems, all different, each with an id of its own", () => {
    expect(lines).toHaveLength(160);
    expect(systems).toHaveLength(kinds);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(160);
    expect(new Set(lines.map(({ line }) => line)).size).toBe(160);
    for (const { id, system } of lines) expect(id).toMatch(new RegExp(`^${system}-\\d\\d$`));
  });

  test("have a severity that one of the two passes gave, and a reason", () => {
    for (const { id, first, second, severity, pages, why } of lines) {
      expect(severities, id).toContain(first);
      expect(severities, id).toContain(second);
      expect([first, second], id).toContain(severity);
      expect(pages, id).toBe(severity === "P0" || severity === "P1");
      expect(why, id).toMatch(/^.{10,120}\.$/);
      if (first !== second) expect(why, id).toMatch(/^P\d, not P\d: /);
    }
  });

  test("are normal nearly as often as not, and of every severity", () => {
    const normal = lines.filter(({ severity }) => severity === "P5").length;
    expect((100 * normal) / lines.length).toBeGreaterThan(leastNormal);
    expect((100 * normal) / lines.length).toBeLessThan(mostNormal);
    for (const severity of severities)
      expect(lines.filter((line) => line.severity === severity).length).toBeGreaterThan(10);
  });

  test("are dealt to the halves by the rule, so that both have as many of each severity and of each system", () => {
    expect(lines.map(({ half }) => half)).toEqual(halvesByRule(lines));
    for (const severity of severities)
      expect(
        Math.abs(surplus(lines.filter((line) => line.severity === severity))),
        severity,
      ).toBeLessThanOrEqual(1);
    for (const system of systems)
      expect(Math.abs(surplus(lines.filter((line) => line.system === system))), system).toBeLessThanOrEqual(
        2,
      );
  });

  test("hold no secret and no personal number", () => {
    const harmless = ["IP", "HOST", "MAC", "PATH", "USER"];
    const sensitive = lines.flatMap(({ id, line }) =>
      findSensitive(line).flatMap(({ kind }) => (harmless.includes(kind) ? [] : [`${id}: ${kind}`])),
    );
    expect(sensitive).toEqual([]);
  });

  test("name only addresses for documentation, and hosts in .example", () => {
    const found = (pattern: RegExp) => lines.flatMap(({ line }) => line.match(pattern) ?? []);
    const addresses = found(likeAddress).filter((each) => isIP(each) !== 0);
    expect(addresses.length).toBeGreaterThan(10);
    expect(addresses.filter((each) => !forDocumentation.test(each))).toEqual([]);
    expect(found(ownedHost)).toEqual([]);
  });
});
