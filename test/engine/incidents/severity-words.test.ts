import { describe, expect, test } from "vitest";
import { readSeverity, severityWords, worse } from "../../../src/engine/incidents/severity-words.ts";

const table: [string, string][] = [
  [
    "P0",
    "p0 P0. [P0] sev0 Sev-0 SEV_0 S0 P0:OUTAGE outage OUTAGE Disaster EMERGENCY emerg panic Ｐ０ Notfall",
  ],
  [
    "P1",
    "p1 P-1 Sev1 SEV1 S1 prio1 severity1 critical CRITICAL Crit crit! fatal FATAL4 alert severe urgent Blocker",
  ],
  [
    "P1",
    "Kritisch critique crítico CRÍTICA krytyczny критический КРИТИЧНЫЙ 严重 致命 심각 重大 dringend page down RED",
  ],
  ["P2", "p2 S2 SEV-2 high HIGH Major error ERR Fehler élevée alto wysoki высокий 高 Orange hög"],
  ["P3", "p3 sev3 medium Moderate minor warning WARN Average Warnung moyen średni средний 警告 中 Yellow"],
  ["P4", "p4 sev4 low Low Notice trivial niedrig faible bajo низкий 低 lowest"],
  ["P5", "p5 S5 info Informational debug OK Normal cleared green trace información"],
];
const phrases: [string, string][] = [
  ["P0", "P0 OUTAGE"],
  ["P0", "P3 - total outage"],
  ["P1", "P1 BADLY DEGRADED"],
  ["P1", "1 - Critical"],
  ["P1", "1-Critical"],
  ["P1", "5 - Critical"],
  ["P1", "Critical (90)"],
  ["P1", "Sev 1"],
  ["P1", "Severity 1"],
  ["P1", "Priority: 1"],
  ["P1", "Sev A"],
  ["P1", " \tcritical\r\n"],
  ["P1", "P3\nP1"],
  ["P1", "P2,P1"],
  ["P1", "P1 (page the on-call)"],
  ["P2", "2 - High"],
  ["P2", "High priority"],
  ["P2", "Priorität: hoch"],
  ["P2", "P2 FAULT"],
  ["P3", "3 - Moderate"],
  ["P3", "P3 MINOR FAULT"],
  ["P3", "Sev average"],
  ["P3", "non-critical"],
  ["P4", "4 - Low"],
  ["P4", "P4 UNUSUAL"],
  ["P5", "P5 NORMAL"],
];

describe("a severity", () => {
  test.each(table.flatMap(([severity, words]) => words.split(" ").map((word) => [word, severity])))(
    "%j is %s",
    (word, severity) => {
      expect(readSeverity([word as string])).toEqual({ known: severity, odd: false, oddWord: "" });
    },
  );

  test.each(phrases)("%s is that of %j", (severity, phrase) => {
    expect(readSeverity([phrase])).toMatchObject({ known: severity, odd: false });
  });

  test.each([
    ["0", "0"],
    ["1", "1"],
    ["5", "5"],
    ["99", "99"],
    ["1.0", ""],
    ["P6", "P6"],
    ["P10", "P10"],
    ["sev7", "sev7"],
    ["severity 4", ""],
    ["wobbly", "wobbly"],
    ["no outage", ""],
    ["critical of the new design", ""],
    ["constructor", "constructor"],
    ["🔴", ""],
    ["!!!", ""],
    [`critical ${"x".repeat(100)}`, ""],
    ["anna@example.com", ""],
    ["a".repeat(21), ""],
  ])("%j is none that is known, and may be shown as %j", (value, oddWord) => {
    expect(readSeverity([value])).toEqual({ known: undefined, odd: true, oddWord });
  });

  test.each(["", " ", "-", "--", "n/a", "N/A", "none", "NULL", "unknown", "Not classified", "?"])(
    "%j is none at all",
    (value) => {
      expect(readSeverity([value])).toEqual({ known: undefined, odd: false, oddWord: "" });
    },
  );

  test("of several values is the worst that is known", () => {
    expect(readSeverity(["low", "critical", "P3", ""])).toMatchObject({ known: "P1", odd: false });
    expect(readSeverity(["low", "wobbly", "7"])).toEqual({ known: "P4", odd: true, oddWord: "wobbly" });
  });

  test("has each word once in the table, so that none has two meanings", () => {
    const words = Object.values(severityWords).flatMap((each) => each.split(" "));
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
    for (const [severity, each] of Object.entries(severityWords))
      for (const word of each.split(" "))
        expect([word, readSeverity([word]).known]).toEqual([word, severity]);
  });

  test("is worse by its number", () => {
    expect([worse("P1", "P0"), worse("P1", "P4")]).toEqual(["P0", "P1"]);
  });
});
