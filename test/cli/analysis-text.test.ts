import { describe, expect, test } from "vitest";
import { analysisText } from "../../src/cli/render/analysis-text.ts";
import { JudgedEvents } from "../../src/engine/correlation/judged-events.ts";
import { Masker } from "../../src/engine/masking/masker.ts";
import { displayWidth } from "../../src/engine/printable.ts";
import { TriageGroups } from "../../src/engine/triage-groups.ts";
import type { Severity } from "../../src/engine/verdict.ts";

const start = 1_773_133_200;
const look = { columns: 80, colour: false, all: false };

/** Groups and incidents of events, each a line with a severity and a time. */
function analysed(events: readonly (readonly [text: string, severity: Severity, at: number])[]) {
  const groups = new TriageGroups();
  const judged = new JudgedEvents();
  for (const [text, severity, at] of events) {
    const rootCause = `${text.split("] ")[1]} is why.`;
    const judgement = { anomalyDetected: severity !== "P5", severity, rootCause, recommendedAction: "Look." };
    const unit = judged.add({
      ...{ text, time: start + at, host: "", source: "all.log", unitKey: text },
      judged: () => ({ templateId: text, template: text, judgement: { ...judgement, confidence: 90 } }),
    });
    groups.add(severity, () => ({
      ...{ line: text, time: start + at, cause: rootCause, action: () => "Look.", confidence: 90, unit },
      ...{ templateId: text, file: "", around: () => ({ before: [], after: [] }) },
    }));
  }
  return { groups, found: { told: judged.incidents(new Masker()), gaps: judged.gaps } };
}
const every = (seconds: number, from: number, to: number, text: string, severity: Severity) =>
  Array.from(
    { length: Math.floor((to - from) / seconds) },
    (_, each) => [text, severity, from + each * seconds] as const,
  );
const calm = every(4, 0, 3_600, "INFO [shop] page served", "P5");
const outage = every(5, 1_800, 2_400, "ERROR [db] no space left on device", "P1");

describe("the analysis of a log", () => {
  test("shows what is part of no incident below the incidents, and nothing twice", () => {
    const { groups, found } = analysed([
      ...calm,
      ...outage,
      ...every(90, 0, 3_600, "WARN [cron] job is late", "P3"),
    ]);
    const lines = analysisText(groups, found, look);
    expect(lines.filter((line) => line.includes("no space left"))).toHaveLength(2);
    expect(lines[0]).toMatch(/^P1 {2}db: /);
    expect(lines.slice(lines.indexOf("Part of no incident:"))).toEqual([
      "Part of no incident:",
      "P3  40×  cron  job is late",
      "",
      "In all: 120 P1, 40 P3, 900 normal",
    ]);
  });

  test("with --all shows every kind with its cause", () => {
    const lines = analysisText(
      ...(({ groups, found }) => [groups, found] as const)(analysed([...calm, ...outage])),
      { ...look, all: true },
    );
    expect(lines).toContainEqual(expect.stringMatching(/^ +cause {2}no space left on device is why\.$/));
  });

  test("gives what pages without being part of an incident its cause and advice", () => {
    const { groups, found } = analysed([
      ...calm,
      ...outage,
      ...every(90, 0, 3_600, "ERROR [mail] relay is gone", "P1"),
    ]);
    const lines = analysisText(groups, found, look);
    const below = lines.slice(lines.indexOf("Part of no incident:"));
    expect(below).toContainEqual(expect.stringMatching(/^ +cause {2}relay is gone is why\.$/));
    expect(below).toContainEqual(expect.stringMatching(/^ +do {5}Look\.$/));
  });

  test("keeps a kind of which an incident has only a little", () => {
    const late = "ERROR [db] no space left on device";
    const { groups, found } = analysed([
      ...calm,
      ...outage,
      ...every(3, 0, 1_700, late, "P1").filter((_, at) => at % 7 === 0),
      ...every(20, 2_500, 3_600, "ERROR [other] x", "P2"),
    ]);
    for (const group of groups.sorted()) {
      const shown = analysisText(groups, found, look).some((line) => line.includes(group.service));
      expect(shown, group.service).toBe(true);
    }
  });

  test.each([40, 60, 80, 120])("fits %i columns, however long names are", (columns) => {
    const name = `${"recommendation-".repeat(8)}service`;
    const { groups, found } = analysed([
      ...calm,
      ...every(5, 1_800, 2_400, `ERROR [${name}] no space left on device`, "P1"),
      ...every(
        7,
        1_803,
        2_400,
        `ERROR [${name}-client] no answer from 漢字漢字漢字漢字漢字漢字漢字漢字漢字`,
        "P1",
      ),
      ...every(90, 0, 3_600, `WARN [${name}-cron] job is late`, "P3"),
    ]);
    for (const all of [false, true])
      for (const line of analysisText(groups, found, { ...look, columns, all }))
        expect(displayWidth(line), line).toBeLessThanOrEqual(columns);
  });
});
