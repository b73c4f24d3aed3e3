import { expect, test } from "vitest";
import { JudgedEvents } from "../../../src/engine/correlation/judged-events.ts";
import { Masker } from "../../../src/engine/masking/masker.ts";
import type { Judgement, Severity } from "../../../src/engine/verdict.ts";

const start = 1_773_133_200;
const judgementOf = (severity: Severity): Judgement => ({
  anomalyDetected: severity !== "P5",
  severity,
  rootCause: "The model says so.",
  recommendedAction: "Ask it why.",
  confidence: 80,
});

interface Row {
  readonly text: string;
  readonly at: number;
  readonly unit: string;
  readonly judgement?: Judgement;
}

function judged(rows: readonly Row[]): JudgedEvents {
  const events = new JudgedEvents();
  for (const { text, at, unit, judgement } of rows)
    events.add({
      ...{ text, time: start + at, host: "", source: "all.log", unitKey: unit },
      judged: () => ({ templateId: unit, template: text, judgement }),
    });
  return events;
}
const every = (seconds: number, from: number, to: number, row: Omit<Row, "at">): Row[] =>
  Array.from({ length: Math.floor((to - from) / seconds) }, (_, each) => ({
    ...row,
    at: from + each * seconds,
  }));
const calm = every(4, 0, 3_600, { text: "INFO [shop] page served", unit: "served" });
const full = { text: "ERROR [db] could not extend file: No space left on device", unit: "full" };
const down = { text: "ERROR [orders] db:5432: the server closed the connection", unit: "down" };

test("events with verdicts are joined into incidents, and each knows how many of which it has", () => {
  const events = judged([...calm, ...every(5, 1_800, 2_400, full), ...every(2, 1_806, 2_400, down)]);
  const [told, ...others] = events.incidents(new Masker());
  expect(others).toEqual([]);
  expect(told?.incident.origin[0]).toBe("db");
  expect([...(told?.units ?? [])].map(([unit, { count }]) => [unit.unit.templateId, count])).toEqual([
    ["full", 120],
    ["down", 297],
  ]);
});

test("the verdict of a model counts instead of the analyst's", () => {
  const odd = { text: "INFO [mixer] batch 7 has the colour 3", unit: "odd" };
  const rows = every(3, 1_800, 2_400, odd);
  const kindsOf = (events: JudgedEvents) =>
    events.incidents(new Masker()).flatMap(({ incident }) => incident.kinds);
  expect(kindsOf(judged([...calm, ...rows]))).toEqual([]);
  const byModel = judged([...calm, ...rows.map((row) => ({ ...row, judgement: judgementOf("P1") }))]);
  const [told] = byModel.incidents(new Masker());
  expect(told?.incident).toMatchObject({
    severity: "P1",
    title: "mixer: The model says so",
    action: "Ask it why.",
  });
  const quiet = every(5, 1_800, 2_400, { ...full, judgement: judgementOf("P5") });
  expect(kindsOf(judged([...calm, ...quiet]))).toEqual([]);
});

test("that no event has a time is said", () => {
  const events = new JudgedEvents();
  const { text, unit } = full;
  events.add({
    ...{ text, time: undefined, host: "", source: "", unitKey: unit },
    judged: () => ({ templateId: unit, template: text, judgement: undefined }),
  });
  expect(events.gaps).toEqual(["No line has a time that is understood: their order stands for it."]);
});
