import { noMasking } from "../../engine/masking/prompt-masking.ts";
import type { TriagedUnit } from "../../engine/triage.ts";
import { emptyVerdict } from "../../engine/triage-verdict.ts";
import type { Reason, Verdict } from "../../engine/verdict.ts";
import type { AnalyzeOptions } from "../../programs/declarations/llamaanalyze.ts";
import type { ParsedArguments } from "../../splunk/declaration.ts";
import type { MessageLevel } from "../../splunk/search-command.ts";
import type { OpenModel } from "./model.ts";
import { planMetrics, planSentences } from "./plan-report.ts";

type Metric = readonly [seconds: number, invocations: number, rowsIn: number, rowsOut: number];

/** Counts and timings of one search, for the job's message, its inspector and the run log. */
export class RunRecord {
  rows = 0;
  /** Rows with a text, which have a unit. */
  judgedRows = 0;
  /** Rows by `llama_status`. */
  readonly rowsByStatus = { llm: 0, cached: 0, local: 0, skipped: 0, error: 0 };
  /** Rows by `llama_reason`. */
  readonly rowsByReason = new Map<Reason, number>();
  readonly model: OpenModel | undefined;
  private readonly problem: string | undefined;
  private readonly started = performance.now();
  private chunks = 0;
  private decodingMilliseconds = 0;
  private judgingMilliseconds = 0;

  /** @param problem why the configured model cannot be used */
  constructor(model: OpenModel | undefined, problem?: string) {
    this.model = model;
    this.problem = problem;
  }

  /** Seconds since the search began to send events. */
  get seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  /** Adds one chunk by the settled units of its rows. Times are milliseconds. */
  addChunk(
    units: readonly (TriagedUnit | undefined)[],
    { decoding, judging }: { decoding: number; judging: number },
  ): void {
    this.chunks++;
    this.rows += units.length;
    this.decodingMilliseconds += decoding;
    this.judgingMilliseconds += judging;
    // Count runs of equal rows: mostly all rows of a chunk are alike, and a map update for each row would be slow.
    let last = emptyVerdict;
    let alike = 0;
    for (const unit of units) {
      const verdict = unit?.verdict ?? emptyVerdict;
      if (unit !== undefined) this.judgedRows++;
      if (verdict.status === last.status && verdict.reason === last.reason) {
        alike++;
      } else {
        this.addRows(last, alike);
        last = verdict;
        alike = 1;
      }
    }
    this.addRows(last, alike);
  }

  private addRows({ status, reason }: Verdict, count: number): void {
    if (count === 0) return;
    this.rowsByStatus[status] += count;
    if (reason !== undefined) this.rowsByReason.set(reason, (this.rowsByReason.get(reason) ?? 0) + count);
  }

  /** The message about the run for the job. */
  message(
    units: number,
    parsed: ParsedArguments<AnalyzeOptions>,
    unitsLeft: ReadonlyMap<Reason, number>,
  ): [MessageLevel, string] {
    const { field } = parsed;
    const { model, problem, rows, chunks, judgedRows, rowsByStatus } = this;
    const empty = rows - judgedRows;
    const withoutText = empty === 0 ? "" : ` ${empty} without text in ${field} skipped.`;
    const judgedInstead =
      rowsByStatus.error > 0 ? "nobody judged them (fallback=none)" : "the embedded analyst judged them";
    if (problem !== undefined) {
      const counts = `${rows} events, ${units} units, ${chunks} chunks, none asked: ${judgedInstead}.`;
      return ["WARN", `${counts} The model's configuration cannot be used. ${problem}${withoutText}`];
    }
    if (model === undefined) {
      return [
        "INFO",
        `${rows} events, ${units} units, ${chunks} chunks. No endpoint is configured, so ${judgedInstead}.${withoutText}`,
      ];
    }
    const plan = model.plan?.();
    if (plan !== undefined) {
      const counts = `${rows} events, ${units} units: nothing was sent.`;
      return ["INFO", `${counts} ${planSentences(plan, model)}${masked(model)}${withoutText}`];
    }
    const unanswered = judgedRows - rowsByStatus.llm - rowsByStatus.cached;
    const who = model
      .answeredBy()
      .map(({ name, endpoint }) => `${name} at [endpoint:${endpoint}]`)
      .join(" and ");
    const answered = `${rowsByStatus.llm} events answered by ${who}, ${rowsByStatus.cached} cached`;
    const counts = `${rows} events, ${units} units, ${model.judge.counts.calls} calls, ${chunks} chunks. ${answered}.${masked(model)}`;
    if (unanswered === 0) return ["INFO", counts + withoutText];
    const reasons = [...this.rowsByReason].filter(([reason]) => reason !== "empty");
    const why = reasons.map(([reason, count]) => `${reason} ${count}`).join(", ");
    const sentences = reasons.flatMap(([reason]) => model.judge.faults.get(reason) ?? []).join(" ");
    return [
      "WARN",
      `${counts} Of ${unanswered} others (${why}) ${judgedInstead}.${this.overBudget(unitsLeft)} ${sentences}${withoutText}`.trim(),
    ];
  }

  /** A sentence, with a leading blank, about units that the budget was not enough for. */
  private overBudget(unitsLeft: ReadonlyMap<Reason, number>): string {
    const spent = (["budget_calls", "budget_tokens", "budget_cost"] as const).filter((reason) =>
      this.rowsByReason.has(reason),
    );
    if (spent.length === 0) return "";
    const units = spent.reduce((sum, reason) => sum + (unitsLeft.get(reason) ?? 0), 0);
    const rows = spent.reduce((sum, reason) => sum + (this.rowsByReason.get(reason) ?? 0), 0);
    return ` The model was not asked about ${units} units with ${rows} events, to keep to a limit.`;
  }

  metrics(units: number): Record<`metric.${string}`, Metric> {
    const { chunks, rows, model } = this;
    const calls = model?.judge.counts;
    const plan = model?.plan?.();
    return {
      "metric.llamaanalyze.decode": [this.decodingMilliseconds / 1000, chunks, rows, rows],
      "metric.llamaanalyze.judge": [this.judgingMilliseconds / 1000, chunks, rows, rows],
      "metric.llamaanalyze.units": [0, units, rows, units],
      ...(plan === undefined ? {} : planMetrics(plan)),
      ...(calls === undefined || plan !== undefined
        ? {}
        : {
            "metric.llamaanalyze.calls": [
              calls.latencies.reduce((sum, latency) => sum + latency, 0) / 1000,
              calls.calls,
              calls.promptTokens,
              calls.answerTokens,
            ] as const,
          }),
    };
  }
}

/** A sentence, with a leading blank, that counts the masked values by kind. */
function masked({ masking }: OpenModel): string {
  if (masking.version === noMasking.version) return " Masking is off (mask=off).";
  const kinds = [...masking.counts].sort(([, one], [, other]) => other - one);
  if (kinds.length === 0) return "";
  return ` Masked: ${kinds.map(([kind, count]) => `${kind} ${count}`).join(", ")}.`;
}
