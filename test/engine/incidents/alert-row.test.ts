import { describe, expect, test } from "vitest";
import { readAlertRow, timeOf } from "../../../src/engine/incidents/alert-row.ts";
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
    expect(readAlertRow(row, { controlFields: true })).toEqual({
      service: "checkout",
      serviceIsHost: false,
      severalServices: false,
      incidentId: "I7",
      templateId: "t1",
      template: "disk <*>",
      text: "disk full",
      source: "",
      severity: "P1",
      judged: true,
      oddSeverity: false,
      oddWord: "",
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
      controlIgnored: false,
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
    expect(readAlertRow(row, { prefix: "ai_" })).toMatchObject({ severity: "P2", cause: "theirs", count: 3 });
  });

  test.each([
    [{ service_name: " ", host: "web1", sourcetype: "nginx" }, "web1"],
    [{ host: ["web1", "web2"], sourcetype: "nginx" }, "nginx"],
    [{ host: ["web1", "web1"] }, "web1"],
    [{ service: "cart", app: "cart", SERVICE_NAME: "cart" }, ""],
    [{ service_name: ["cart", "Cart"], host: "web1" }, "cart"],
  ])("of %o is of the service %j: whoever writes the log does not choose it", (fields, service) => {
    const row = readAlertRow(rowOf(fields as Record<string, string | string[]>));
    expect([row.service, row.severalServices]).toEqual([service, false]);
  });

  test("of several services is of the first, which is noted", () => {
    const row = rowOf({ service_name: ["cart", "search"] });
    expect(readAlertRow(row)).toMatchObject({ service: "cart", severalServices: true });
  });

  test("is of the service that the configured fields name", () => {
    const row = rowOf({ service_name: "a", team: "b", host: "c" });
    expect(readAlertRow(row, { serviceFields: ["component", "team"] }).service).toBe("b");
    expect(readAlertRow(row, { serviceFields: ["component"] }).service).toBe("");
  });

  test.each([
    [{ severity: "p1 " }, "P1"],
    [{ severity: "P1", anomaly_detected: "false" }, "P5"],
    [{ severity: "P5", anomaly_detected: "true" }, "P4"],
    [{ severity: "critical", anomaly_detected: "true" }, "P1"],
    [{ severity: "critical", anomaly_detected: "false" }, "P5"],
    [{ severity: "wobbly", anomaly_detected: "true" }, "P1"],
    [{ severity: "wobbly", root_cause: "It wobbles." }, "P1"],
    [{ severity: "wobbly" }, "P5"],
    [{ severity: ["P0", "wobbly"] }, "P0"],
    [{ severity: ["P4", "wobbly"], anomaly_detected: "true" }, "P1"],
    [{ severity: "2", anomaly_detected: "true" }, "P1"],
    [{ severity: "n/a", anomaly_detected: "true" }, "P3"],
    [{ severity: "info", anomaly_detected: "true" }, "P4"],
    [{ severity: "P2", anomaly_detected: "1.0" }, "P2"],
    [{ severity: "", anomaly_detected: "1" }, "P3"],
    [{ severity: "critical" }, "P1"],
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
    const on = { controlFields: true };
    expect(readAlertRow(rowOf({ llama_state: "Resolved" }), on).resolved).toBe(true);
    const prefixed = rowOf({ ai_llama_state: "resolved" });
    expect(readAlertRow(prefixed, { ...on, prefix: "ai_" }).resolved).toBe(true);
    const blanked = rowOf({ ai_llama_state: "", llama_state: "resolved" });
    expect(readAlertRow(blanked, { ...on, prefix: "ai_" }).resolved).toBe(true);
    expect(readAlertRow(rowOf({ llama_state: ["resolved", "open"] }), on).resolved).toBe(false);
    expect(readAlertRow(rowOf({ llama_state: ["", " "] }), on).resolved).toBe(false);
  });

  test.each([
    [{ llama_state: "resolved" }, true],
    [{ llama_state: ["", "resolved"] }, true],
    [{ llama_state: "open" }, true],
    [{ incident_id: "k7" }, true],
    [{ llama_state: "", incident_id: " " }, false],
    [{ LLAMA_STATE: "resolved", Incident_Id: "k7", "x.llama_state": "resolved" }, false],
    [{ ai_llama_state: "resolved" }, false],
  ])("of %o ends and joins nothing where control fields are off", (fields, isIgnored) => {
    const row = readAlertRow(rowOf(fields as Record<string, string | string[]>));
    expect([row.resolved, row.incidentId, row.controlIgnored]).toEqual([false, "", isIgnored]);
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
      severity: "P1",
      oddWord: "",
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
