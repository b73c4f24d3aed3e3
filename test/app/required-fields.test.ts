import { describe, expect, test } from "vitest";
import { llamaanalyze } from "../../src/app/analyze/llamaanalyze-command.ts";
import { llamatemplate } from "../../src/app/templates/llamatemplate-command.ts";
import { parseArguments } from "../../src/splunk/arguments.ts";

const analyze = (...args: string[]): string[] =>
  llamaanalyze.requiredFields(parseArguments(llamaanalyze.declaration, args));
const template = (...args: string[]): string[] =>
  llamatemplate.requiredFields(parseArguments(llamatemplate.declaration, args));
const events = ["_time", "host", "source", "sourcetype", "anomaly_score", "criticality"];

describe("the fields that splunkd is asked for", () => {
  test("are the one that is judged, those that say how much it matters, and all that the command sets", () => {
    expect(analyze("message").slice(0, 7)).toEqual(["message", ...events]);
    expect(analyze()).toEqual(
      expect.arrayContaining(["severity", "llm_analysis", "llama_state", "incident_id"]),
    );
    expect(template()).toEqual([
      ...["_raw", ...events, "template", "template_id", "template_params", "template_is_new"],
      ...["llama_state", "incident_id"],
    ]);
  });

  test("carry the prefix where they are the command's; what steers alerts is named with it and without", () => {
    const fields = analyze("prefix=ai_");
    expect(fields).toEqual(expect.arrayContaining(["ai_severity", "ai_llama_state", "ai_incident_id"]));
    expect(fields).toEqual(expect.arrayContaining(["llama_state", "incident_id"]));
    expect(fields).not.toContain("severity");
    expect(template("prefix=ai_")).toEqual(expect.arrayContaining(["ai_template", "ai_llama_state"]));
  });

  test("are the prompts too, where they are shown", () => {
    expect(analyze("mode=plan", "show=true", "prefix=p_")).toContain("p_llama_prompt");
    expect(analyze("mode=plan")).not.toContain("llama_prompt");
  });

  test("are each named once, also when a field of the command is the one that is judged", () => {
    for (const fields of [analyze("severity"), analyze("_time"), template("incident_id")])
      expect(new Set(fields).size).toBe(fields.length);
  });
});
