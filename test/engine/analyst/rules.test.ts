import { describe, expect, test } from "vitest";
import { assess } from "../../../src/engine/analyst/assess.ts";
import { rules } from "../../../src/engine/analyst/rules/catalogue.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";
import { examples } from "./rules/rule-examples.ts";

describe("the known failures", () => {
  test("have a name each", () => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });

  test("have an example each, and no example is without its failure", () => {
    expect(Object.keys(examples).sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  test.each(rules.map((rule) => [rule.name, rule] as const))("%s decides its own example", (name, rule) => {
    const { decides = "" } = examples[name] ?? {};
    expect(assess(new Reading(decides))).toMatchObject({ rule: name, component: rule.component });
  });

  test.each(Object.entries(examples).filter(([, { leavesAlone }]) => leavesAlone))(
    "%s leaves similar lines alone",
    (name, { leavesAlone = [] }) => {
      for (const line of leavesAlone) expect(assess(new Reading(line)).rule, line).not.toBe(name);
    },
  );

  test.each(rules.map((rule) => [rule.name, rule] as const))("%s keeps to its limits", (_, rule) => {
    expect(rule.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(rule.pattern.flags).toMatch(/^im?$/);
    expect(rule.cause.length).toBeLessThanOrEqual(130);
    expect(rule.cause).not.toMatch(/\.$/);
    expect(rule.action.length).toBeLessThanOrEqual(240);
    expect(rule.action).toMatch(/\.$/);
    for (const word of rule.words) expect(word).toMatch(/^[a-z0-9_]+$/);
  });
});
