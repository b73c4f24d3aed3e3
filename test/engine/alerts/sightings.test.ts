import { describe, expect, test } from "vitest";
import {
  SightingCollector,
  type SightingOptions,
  type Sightings,
} from "../../../src/engine/alerts/sightings.ts";
import { rowOf } from "./make.ts";

const mask = (text: string): string => text.replaceAll(/hush\w*/g, "<SECRET>");
function collect(
  rows: readonly Record<string, string | readonly string[]>[],
  options: Partial<SightingOptions> = {},
): Sightings {
  const collector = new SightingCollector({ mask, mildest: "P3", ...options });
  for (const row of rows) collector.add(rowOf(row));
  return collector.collected();
}

describe("rows are one incident", () => {
  const identities = (...rows: Record<string, string>[]) =>
    new Set(
      collect(rows.map((row) => ({ severity: "P1", ...row }))).sightings.map(({ identity }) => identity),
    ).size;

  test("when they have an incident_id in common, whatever else they have", () => {
    expect(
      identities(
        { incident_id: "I1", service_name: "a", llama_template_id: "t1" },
        { incident_id: "I1", service_name: "b", llama_template_id: "t2" },
      ),
    ).toBe(1);
    expect(identities({ incident_id: "I1" }, { incident_id: "I2" })).toBe(2);
  });

  test("when service and template are the same", () => {
    const row = { service_name: "a", llama_template_id: "t1" };
    expect(identities({ ...row, _raw: "x" }, { ...row, _raw: "y" })).toBe(1);
    expect(identities(row, { ...row, service_name: "b" }, { ...row, llama_template_id: "t2" })).toBe(3);
  });

  test("without a template, when their texts differ only in values that mean nothing", () => {
    const line = (text: string) => ({ service_name: "a", _raw: text });
    expect(
      identities(
        line("2026-11-21T10:00:01Z request 8f14e45f from 10.0.0.1 took 12 ms"),
        line("2026-11-21T11:20:41Z request c9f0f895 from 10.0.0.7 took 912 ms"),
      ),
    ).toBe(1);
    expect(identities(line("GET /cart status=500"), line("GET /cart status=200"))).toBe(2);
    expect(identities(line("disk full"), line("link down"))).toBe(2);
  });

  test("without a text, when they are of the same service", () => {
    expect(identities({ service_name: "a" }, { service_name: "a" }, { service_name: "b" }, {})).toBe(3);
  });

  test("and the name of that incident is the same for ever", () => {
    const [sighting] = collect([{ severity: "P1", service_name: "a", llama_template_id: "t1" }]).sightings;
    expect(sighting?.identity).toBe("tzzqw6h44giirx4rdlz6lmkjvk");
    expect(sighting?.identity).toMatch(/^[a-z2-7]{26}$/);
  });
});

describe("a sighting", () => {
  test("is as bad as its worst row, and speaks as the surest of those", () => {
    const row = (severity: string, root_cause: string, llama_confidence: string) => ({
      incident_id: "I",
      severity,
      root_cause,
      llama_confidence,
      recommended_action: `do ${root_cause}`,
    });
    const [sighting] = collect([
      row("P3", "mild", "99"),
      row("P1", "unsure", "20"),
      row("P1", "sure", "80"),
      row("P1", "unsure again", "20"),
      row("P1", "as sure", "80"),
      row("P2", "middling", "100"),
    ]).sightings;
    expect(sighting).toMatchObject({
      severity: "P1",
      count: 6,
      anomaly: { cause: "sure", action: "do sure" },
    });
  });

  test("counts events, hosts and who judged them, from the first to the last", () => {
    const [sighting] = collect([
      {
        incident_id: "I",
        severity: "P1",
        count: "5",
        _time: "30",
        host: "b",
        llama_status: "llm",
        llama_model: "m",
      },
      {
        incident_id: "I",
        severity: "P1",
        _time: "10",
        host: ["a", "b"],
        llama_status: "cached",
        llama_model: "m",
      },
      { incident_id: "I", severity: "P1", llama_status: "local", llama_model: "embedded" },
    ]).sightings;
    expect(sighting).toMatchObject({
      count: 7,
      first: 10_000,
      last: 30_000,
      hosts: ["b", "a"],
      hostCount: 2,
      judgedBy: { llm: 5, cached: 1, local: 1, model: "m" },
    });
  });

  test("names ten hosts and counts a thousand", () => {
    const host = Array.from({ length: 1_500 }, (_, index) => `web${index}`);
    const [sighting] = collect([{ incident_id: "I", severity: "P1", host }]).sightings;
    expect(sighting?.hosts).toEqual(host.slice(0, 10));
    expect(sighting?.hostCount).toBe(1_000);
  });

  test("has three different examples, masked, of at most 300 characters", () => {
    const [sighting] = collect(
      ["a hush1", "a hush1", "a hush2", "b hush", `c ${"😀 ".repeat(400)}`, "d"].map((_raw) => ({
        incident_id: "I",
        severity: "P1",
        _raw,
      })),
    ).sightings;
    expect(sighting?.examples).toEqual(["a <SECRET>", "b <SECRET>", `c ${"😀 ".repeat(149)}`.trimEnd()]);
  });

  test("shows no cause, action, evidence or template unmasked or with characters that steer", () => {
    const [sighting] = collect([
      {
        incident_id: "I",
        severity: "P1",
        root_cause: `hush1 \u202e${"x".repeat(300)}`,
        recommended_action: "turn \u001b[31mhush2",
        llm_analysis: '{"evidence":"key hush3"}',
        llama_template: "login <*> hush4",
      },
    ]).sightings;
    expect(JSON.stringify(sighting)).not.toMatch(/hush|\\u|[\u0000-\u001f\u202e]/);
    expect(sighting?.anomaly.cause).toHaveLength(240);
    expect(sighting?.anomaly.evidence).toBe("key <SECRET>");
  });

  test("masks a text before it is cut: half a secret is not left at the end", () => {
    const [sighting] = collect([
      { incident_id: "I", severity: "P1", _raw: `${"a ".repeat(148)}hush${"z".repeat(2_500)}` },
      { incident_id: "I", severity: "P1", root_cause: `${"b".repeat(235)} hush${"y".repeat(50)}` },
    ]).sightings;
    expect(JSON.stringify(sighting)).not.toContain("hush");
  });

  test("masks no more than is shown, however many rows there are", () => {
    let masked = 0;
    const counting = (text: string) => {
      masked++;
      return text.replaceAll(/\d+/g, "N");
    };
    const rows = Array.from({ length: 5_000 }, (_, index) => ({
      incident_id: "I",
      severity: "P1",
      _raw: `n ${index}`,
    }));
    collect(rows, { mask: counting });
    expect(masked).toBeLessThan(40);
  });
});

describe("rows that are no incident are counted only:", () => {
  test("normal and mild ones, and those that nobody judged", () => {
    const collected = collect([
      { severity: "P5" },
      { severity: "P4", count: "9" },
      { severity: "P1", anomaly_detected: "false" },
      { llama_status: "skipped", severity: "", anomaly_detected: "" },
      { severity: "P3" },
    ]);
    expect(collected).toMatchObject({ rows: 5, events: 13, belowThreshold: 3, notJudged: 1, others: 0 });
    expect(collected.sightings).toHaveLength(1);
  });

  test("but P4 is one where somebody is told of it", () => {
    expect(collect([{ severity: "P4" }], { mildest: "P4" }).sightings).toHaveLength(1);
  });

  test("those of further incidents than can be told apart", () => {
    const rows = [..."abcabcd"].map((incident_id) => ({ severity: "P1", incident_id }));
    const { sightings, others } = collect(rows, { mostIdentities: 2 });
    expect(sightings.map(({ count }) => count)).toEqual([2, 2]);
    expect(others).toBe(3);
  });
});

describe("a row that says the end", () => {
  const end = { incident_id: "I", llama_state: "resolved", _time: "20", anomaly_detected: "false" };
  const fires = (time: string) => ({ incident_id: "I", severity: "P1", _time: time, root_cause: "bad" });

  test("makes a sighting that ends, with the texts of the rows before it", () => {
    expect(collect([end, fires("10")]).sightings).toMatchObject([
      { ending: true, severity: "P1", count: 1, last: 20_000, anomaly: { cause: "bad" } },
    ]);
    expect(collect([end]).sightings).toMatchObject([{ ending: true, count: 0, last: 20_000 }]);
  });

  test("says nothing of how bad it was", () => {
    const loud = { ...end, anomaly_detected: "true", severity: "P0", root_cause: "all is well again" };
    for (const rows of [
      [loud, fires("10")],
      [fires("10"), loud],
    ])
      expect(collect(rows).sightings).toMatchObject([
        { ending: true, severity: "P1", anomaly: { cause: "bad" } },
      ]);
  });

  test("is no end where events come after it, in whatever order the rows are", () => {
    for (const rows of [
      [fires("30"), end],
      [end, fires("30")],
    ])
      expect(collect(rows).sightings).toMatchObject([{ ending: false, last: 30_000 }]);
  });

  test("without a time is the end", () => {
    expect(collect([{ ...end, _time: "" }, fires("30")]).sightings).toMatchObject([
      { ending: true, last: 30_000 },
    ]);
  });
});
