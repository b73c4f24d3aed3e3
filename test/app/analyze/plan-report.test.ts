import { describe, expect, test } from "vitest";
import {
  planMetrics,
  planRecord,
  planSentences,
  type SearchPlan,
} from "../../../src/app/analyze/plan-report.ts";
import { planAsJson, planAsLines } from "../../../src/cli/render/plan-output.ts";

const plan: SearchPlan = {
  calls: 13,
  units: 98,
  cached: 0,
  unasked: new Map(),
  promptTokens: 19_235,
  answerTokens: { low: 4_412.4, likely: 6_000, high: 8_049 },
  duration: { low: 12_345, likely: 20_000, high: 31_000 },
  earlierCalls: 412,
  cost: { low: 0.0123, likely: 0.02, high: 0.0345 },
  timeout: 240,
};
const tiny = { name: "tiny", endpoint: "default" };
const sentences = (more: Partial<SearchPlan> = {}) => planSentences({ ...plan, ...more }, tiny);

describe("a plan says", () => {
  test("what would be asked, how much that is, and where the figures come from", () => {
    expect(sentences()).toBe(
      "13 calls about 98 units would ask tiny at [endpoint:default], with about 19,000 tokens in and 4,400 to 8,000 " +
        "out, in 12 to 31 s, for 0.012 to 0.035 by the prices of llama.conf. " +
        "The figures come from 412 earlier calls.",
    );
  });

  test("that its figures are rough where there is nothing to go by", () => {
    expect(sentences({ earlierCalls: 0, cost: undefined })).toContain(
      "in 12 to 31 s. The figures are rough, because there are no earlier calls to go by.",
    );
  });

  test("what is remembered, and what a budget would leave", () => {
    const left = new Map([["budget_calls", 38] as const, ["budget_cost", 1] as const]);
    const said = sentences({ cached: 7, unasked: left });
    expect(said).toMatch(/^7 units are remembered\. 13 calls/);
    expect(said).toContain("max_calls would leave 38 units unasked. max_cost would leave 1 unit unasked.");
  });

  test("that the search's time would be over before, or may be", () => {
    expect(sentences({ timeout: 10 })).toContain("timeout=10 would be over before all of them are answered.");
    expect(sentences({ timeout: 30 })).toContain("timeout=30 may be over before all of them are answered.");
    expect(sentences({ timeout: 31 })).not.toContain("over before");
  });

  test.each([
    [{ low: 900, high: 100_000 }, "in 0.9 to 100 s"],
    [{ low: 9_000, high: 165_000 }, "in 9 s to 2.8 min"],
    [{ low: 1_000_000, high: 9_000_000 }, "in 17 min to 2.5 h"],
    [{ low: 60_000, high: 60_001 }, "in 60 s"],
  ])("how long it takes in a unit that can be read: %j", (duration, said) => {
    expect(sentences({ duration: { likely: duration.low, ...duration }, cost: undefined })).toContain(
      `${said}.`,
    );
  });

  test("that no call would be made where all is remembered", () => {
    expect(sentences({ calls: 0, units: 0, cached: 98 })).toBe(
      "98 units are remembered. No call would be made.",
    );
  });

  test("whom it would ask even where nobody is configured", () => {
    expect(planSentences(plan, { name: "", endpoint: "" })).toContain(
      "would ask a model, if one were configured,",
    );
  });
});

test("the inspector has the least and the most of a plan, and the command line prints them as JSON", () => {
  const metrics = planMetrics(plan);
  expect(metrics).toEqual({
    "metric.llamaanalyze.plan.least": [12.3, 13, 19_235, 4_412],
    "metric.llamaanalyze.plan.most": [31, 13, 19_235, 8_049],
  });
  expect(JSON.parse(planAsJson(metrics))).toEqual({
    plan: {
      calls: 13,
      tokens_in: 19_235,
      tokens_out: { low: 4_412, high: 8_049 },
      seconds: { low: 12.3, high: 31 },
    },
  });
});

test("the run line has a plan in whole tokens and the rest in digits that mean something", () => {
  expect(planRecord({ ...plan, unasked: new Map([["budget_calls", 2]]) })).toEqual({
    calls: 13,
    units: 98,
    cached: 0,
    left: { budget_calls: 2 },
    tokens_in: 19_235,
    tokens_out: { low: 4_412, likely: 6_000, high: 8_049 },
    seconds: { low: 12.3, likely: 20, high: 31 },
    cost: { low: 0.0123, likely: 0.02, high: 0.0345 },
    earlier_calls: 412,
  });
});

test("the command line prints a plan's sentences one below the other", () => {
  const said = `9 events, 2 units: nothing was sent. ${sentences({ timeout: 10 })} Masked: IP 22, USER 5.`;
  expect(planAsLines([said], 80).split("\n")).toEqual([
    "9 events, 2 units: nothing was sent.",
    "13 calls about 98 units would ask tiny at [endpoint:default], with about",
    "  19,000 tokens in and 4,400 to 8,000 out, in 12 to 31 s, for 0.012 to 0.035 by",
    "  the prices of llama.conf.",
    "timeout=10 would be over before all of them are answered.",
    "The figures come from 412 earlier calls.",
    "Masked: IP 22, USER 5.",
    "",
  ]);
});
