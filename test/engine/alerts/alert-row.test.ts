import { describe, expect, test } from "vitest";
import { readAlertRow, timeOf } from "../../../src/engine/alerts/alert-row.ts";
import { rowOf } from "./make.ts";

describe("a row", () => {
  test("of llamaanalyze says all there is to say", () => {
    const row = rowOf({
      _time: "1763719200.25",
      _raw: "disk full",
      host: "web1",
      service_name: " checkout ",
      incident_id: "I7",
      anomaly_detected: "true",
      severity: "P1",
      root_cause: "The disk is full.",
      recommended_action: "Free some space.",
      llm_analysis: '{"severity":"P1","confidence":88,"evidence":["no space left","inode 0"]}',
      llama_status: "llm",
      llama_model: "llama3.1",
      llama_template: "disk <*>",
      llama_template_id: "t1",
      llama_confidence: "90",
      llama_count: "12",
    });
    expect(readAlertRow(row)).toEqual({
      service: "checkout",
      incidentId: "I7",
      templateId: "t1",
      template: "disk <*>",
      text: "disk full",
      severity: "P1",
      judged: true,
      cause: "The disk is full.",
      action: "Free some space.",
      evidence: "no space left; inode 0",
      confidence: 90,
      status: "llm",
      model: "llama3.1",
      hosts: ["web1"],
      first: 1_763_719_200_250,
      last: 1_763_719_200_250,
      count: 12,
      resolved: false,
    });
  });

  test("with nothing in it is normal, and nobody has judged it", () => {
    expect(readAlertRow(rowOf({}))).toMatchObject({
      severity: "P5",
      judged: false,
      service: "",
      text: "",
      count: 1,
    });
  });

  test("whose fields have a prefix is read by it, and fields of the search's own of that name are not", () => {
    const row = rowOf({
      severity: "P0",
      ai_severity: "P2",
      ai_root_cause: "theirs",
      root_cause: "mine",
      count: "3",
    });
    expect(readAlertRow(row, "ai_")).toMatchObject({ severity: "P2", cause: "theirs", count: 3 });
  });

  test("is of service where there is no service_name", () => {
    expect(readAlertRow(rowOf({ service_name: "", service: "cart" })).service).toBe("cart");
  });

  test.each([
    [{ severity: "p1 " }, "P1"],
    [{ severity: "P1", anomaly_detected: "false" }, "P5"],
    [{ severity: "P5", anomaly_detected: "true" }, "P4"],
    [{ severity: "critical", anomaly_detected: "true" }, "P3"],
    [{ severity: "", anomaly_detected: "1" }, "P3"],
    [{ severity: "critical" }, "P5"],
    [{ severity: ["P3", "P0", "P2"] }, "P0"],
    [{ llm_analysis: '{"severity":"P2","anomaly_detected":true}' }, "P2"],
    [{ llm_analysis: "[1]" }, "P5"],
    [{ llm_analysis: '{"severity":' }, "P5"],
    [{ llm_analysis: '{"severity":null}' }, "P5"],
    [{ llm_analysis: '{"__proto__":{"severity":"P0"}}' }, "P5"],
  ])("of %o is %s", (fields, severity) => {
    expect(readAlertRow(rowOf(fields as Record<string, string | string[]>)).severity).toBe(severity);
  });

  test.each([
    ["5", 5],
    ["2.9", 2],
    ["0", 1],
    ["-3", 1],
    ["many", 1],
    ["1e300", 1e12],
    ["", 1],
  ])("with the count %s stands for %d events", (count, events) => {
    expect(readAlertRow(rowOf({ count })).count).toBe(events);
  });

  test("is an end only when it says nothing else", () => {
    expect(readAlertRow(rowOf({ llama_state: "Resolved" })).resolved).toBe(true);
    expect(readAlertRow(rowOf({ ai_llama_state: "resolved" }), "ai_").resolved).toBe(true);
    expect(readAlertRow(rowOf({ llama_state: ["resolved", "open"] })).resolved).toBe(false);
  });

  test.each([
    [{ message: "m s g", _raw: "raw" }, "raw"],
    [{ _raw: "", message: "the message" }, "the message"],
    [{ _raw: ["one", "two"] }, "one\ntwo"],
    [{ service_name: "no text", root_cause: "not this", note: "two words" }, "two words"],
    [{ count: "3 4", note: "word" }, ""],
  ])("of %o has the text %j", (fields, text) => {
    expect(readAlertRow(rowOf(fields as Record<string, string | string[]>)).text).toBe(text);
  });

  test("of several times begins with the first and ends with the last", () => {
    expect(readAlertRow(rowOf({ _time: ["20", "10", "x", "30.5"] }))).toMatchObject({
      first: 10_000,
      last: 30_500,
    });
  });

  test("with fields of a megabyte is read as fast as any", () => {
    const long = "x y ".repeat(250_000);
    const fields = Object.fromEntries(
      [
        "_raw",
        "severity",
        "root_cause",
        "llm_analysis",
        "_time",
        "count",
        "llama_state",
        "anomaly_detected",
      ].map((name) => [name, name === "llm_analysis" ? `{"a":"${long}"}` : long]),
    );
    expect(readAlertRow(rowOf(fields))).toMatchObject({
      severity: "P5",
      evidence: "",
      count: 1,
      first: undefined,
    });
  });
});

test.each([
  ["1763719200", 1_763_719_200_000],
  ["2026-11-21T10:00:00Z", Date.UTC(2026, 10, 21, 10)],
  ["2026-11-21T10:00:00+01:00", Date.UTC(2026, 10, 21, 9)],
  ["2026-11-21 10:00:00", Date.UTC(2026, 10, 21, 10)],
  ["2026-11-21", Date.UTC(2026, 10, 21)],
  ["2026-13-41", undefined],
  ["yesterday", undefined],
  ["", undefined],
])("the time %j is %s", (text, time) => {
  expect(timeOf(text)).toBe(time);
});
