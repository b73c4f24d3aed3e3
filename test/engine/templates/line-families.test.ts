import { describe, expect, test } from "vitest";
import { accuracyOf } from "../../../src/engine/templates/accuracy.ts";
import { groupsOf } from "../../../src/engine/templates/self-assessment.ts";
import { familyLogs } from "../../support/line-families/all-families.ts";

/** Share of lines in the right group that has to hold, for each kind of system. */
const least: Readonly<Record<string, number>> = {
  phone: 0.94,
  "compute-nodes": 0.96,
  desktop: 0.88,
  servicing: 0.99,
  coordination: 0.98,
  fitness: 1,
  "proxy-client": 1,
  "cluster-syslog": 0.93,
};

describe("the families of lines of real kinds of systems are found", () => {
  test.each(familyLogs("first"))("in the log of $name", ({ name, lines }) => {
    const found = groupsOf(lines.map(({ message }) => message));
    expect(accuracyOf(found, lines).groupingAccuracy).toBeGreaterThanOrEqual(least[name] as number);
  });

  test.each([
    ["choose", 0.92],
    ["report", 0.87],
  ] as const)("in the logs to %s by, in the mean", (use, bound) => {
    const shares = familyLogs(use).map(
      ({ lines }) => accuracyOf(groupsOf(lines.map(({ message }) => message)), lines).groupingAccuracy,
    );
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThanOrEqual(bound);
  });

  test("also behind the heads of the lines", () => {
    const shares = familyLogs("first").map(({ lines }) => {
      const found = groupsOf(lines.map(({ whole }) => whole));
      return accuracyOf(found, lines).groupingAccuracy;
    });
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.88);
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThanOrEqual(0.95);
  });
});
