import type { Range } from "../../engine/asking/calibration.ts";
import type { PlannedWork } from "../../engine/asking/planner.ts";
import type { Reason } from "../../engine/verdict.ts";

/** The calls that a search would make, and their cost. */
export interface SearchPlan extends PlannedWork {
  /** Units that need no call because their verdict is stored. */
  readonly cached: number;
  /** Cost by the stanza's prices; undefined if it has none. */
  readonly cost: Range | undefined;
  /** Seconds that the search may take. */
  readonly timeout: number;
}

/** The model that would be asked. */
interface Asked {
  readonly name: string;
  /** The stanza's name; empty if none is configured. */
  readonly endpoint: string;
}

const optionOf: Partial<Record<Reason, string>> = {
  budget_calls: "max_calls",
  budget_tokens: "max_tokens",
  budget_cost: "max_cost",
};

/** The message of a search with `mode=plan`. */
export function planSentences(plan: SearchPlan, { name, endpoint }: Asked): string {
  const { calls, units, cached, promptTokens, answerTokens, duration, cost, earlierCalls } = plan;
  const target = endpoint === "" ? "a model, if one were configured" : `${name} at [endpoint:${endpoint}]`;
  const remembered = cached === 0 ? "" : `${cached} units are remembered. `;
  if (calls === 0 && plan.unasked.size === 0) return `${remembered}No call would be made.`;
  const costText = cost === undefined ? "" : `, for ${span(cost, rounded)} by the prices of llama.conf`;
  const source =
    earlierCalls === 0
      ? "The figures are rough, because there are no earlier calls to go by."
      : `The figures come from ${earlierCalls} earlier ${earlierCalls === 1 ? "call" : "calls"}.`;
  const sentences = [
    `${remembered}${calls} ${calls === 1 ? "call" : "calls"} about ${units} ${units === 1 ? "unit" : "units"} would ask ${target}, with about ` +
      `${rounded(promptTokens)} tokens in and ${span(answerTokens, rounded)} out, in ${timeSpan(duration)}${costText}.`,
    ...[...plan.unasked].map(([reason, count]) => unaskedSentence(reason, count)),
    ...timeoutSentences(plan),
    source,
  ];
  return sentences.join(" ");
}

function unaskedSentence(reason: Reason, units: number): string {
  const what = optionOf[reason] ?? reason;
  return `${what} would leave ${units} ${units === 1 ? "unit" : "units"} unasked.`;
}

function timeoutSentences({ duration, timeout }: SearchPlan): string[] {
  const limit = timeout * 1000;
  if (duration.high <= limit) return [];
  const how = duration.low > limit ? "would be" : "may be";
  return [`timeout=${timeout} ${how} over before all of them are answered.`];
}

/** The inspector's metrics of a plan, low and high: seconds, calls, tokens in, tokens out. */
export function planMetrics({ duration, calls, promptTokens, answerTokens }: SearchPlan) {
  const metric = (part: "low" | "high") =>
    [
      Number((duration[part] / 1000).toFixed(1)),
      calls,
      promptTokens,
      Math.round(answerTokens[part]),
    ] as const;
  return {
    "metric.llamaanalyze.plan.least": metric("low"),
    "metric.llamaanalyze.plan.most": metric("high"),
  };
}

/** The plan in the run log, beside the counts of actual calls, which are 0. */
export function planRecord(plan: SearchPlan) {
  const { calls, units, cached, unasked, promptTokens, answerTokens, duration, cost, earlierCalls } = plan;
  return {
    calls,
    units,
    cached,
    left: Object.fromEntries(unasked),
    tokens_in: promptTokens,
    tokens_out: inSteps(answerTokens, 0),
    seconds: inSteps(
      { low: duration.low / 1000, likely: duration.likely / 1000, high: duration.high / 1000 },
      1,
    ),
    cost: cost === undefined ? null : inSteps(cost, 6),
    earlier_calls: earlierCalls,
  };
}

function inSteps({ low, likely, high }: Range, digits: number): Range {
  return {
    low: Number(low.toFixed(digits)),
    likely: Number(likely.toFixed(digits)),
    high: Number(high.toFixed(digits)),
  };
}

/** `1,200 to 2,400`, or a single value if both look the same. */
function span({ low, high }: Range, show: (value: number) => string): string {
  const [least, most] = [show(low), show(high)];
  return least === most ? least : `${least} to ${most}`;
}

function timeSpan(duration: Range): string {
  const [least, most] = [inUnit(duration.low), inUnit(duration.high)];
  if (least.unit !== most.unit) return `${least.value} ${least.unit} to ${most.value} ${most.unit}`;
  return least.value === most.value
    ? `${most.value} ${most.unit}`
    : `${least.value} to ${most.value} ${most.unit}`;
}

function inUnit(milliseconds: number): { value: string; unit: string } {
  if (milliseconds < 120_000) return { value: rounded(milliseconds / 1000), unit: "s" };
  if (milliseconds < 7_200_000) return { value: rounded(milliseconds / 60_000), unit: "min" };
  return { value: rounded(milliseconds / 3_600_000), unit: "h" };
}

/** Two significant digits, because an estimate is no more precise. */
function rounded(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString("en-US", { maximumSignificantDigits: 2 });
}
