import { describe, expect, test } from "vitest";
import { harmlessKinds } from "../../../bench/outages/quiet/harmless.ts";
import { scenarioOf } from "../../../bench/outages/scenario.ts";
import { isFull } from "../../support/full-run.ts";

const seeds = Array.from({ length: isFull ? 200 : 8 }, (_, at) => at + 1);
/** What only outages bring. */
const faultWords =
  /No space left|CrashLoopBackOff|certificate has expired|NodeNotReady|too many clients|Out ?Of ?Memory|oom-kill|No route to host|SERVFAIL|panic:|circuit|ENOTFOUND/i;

describe("quiet hours", () => {
  const hours = seeds.map((seed) => scenarioOf({ kind: "quiet", seed }));

  test("have no outage, and no line of one", () => {
    for (const { outages, lines } of hours) {
      expect(outages).toEqual([]);
      expect(lines.filter(({ mark }) => mark !== undefined)).toEqual([]);
      expect(lines.filter(({ row }) => faultWords.test(row._raw)).map(({ row }) => row._raw)).toEqual([]);
    }
  });

  test("have hardly a request that fails", () => {
    for (const { rows } of hours)
      expect(rows.filter(({ _raw }) => / 50[0234] \d+ [-"]/.test(_raw)).length).toBeLessThanOrEqual(5);
  });

  test("have errors and warnings that mean nothing", () => {
    for (const { rows } of hours)
      expect(rows.filter(({ _raw }) => /error|warn/i.test(_raw)).length).toBeGreaterThan(rows.length / 100);
  });

  test("have harmless events of many kinds, and 200 hours of all", () => {
    const seen = new Set(hours.flatMap(({ harmless }) => harmless));
    expect(seen.size).toBeGreaterThanOrEqual(isFull ? harmlessKinds.length : 5);
  });
});
