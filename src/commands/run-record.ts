import { openGuard } from "../engine/masking/guard.ts";
import { emptyVerdict, type TriagedUnit } from "../engine/triage.ts";
import type { Reason, Verdict } from "../engine/verdict.ts";
import type { ParsedArguments } from "../splunk/declaration.ts";
import type { MessageLevel } from "../splunk/search-command.ts";
import type { AnalyzeOptions } from "./llamaanalyze-declaration.ts";
import type { OpenModel } from "./open-model.ts";
import { planMetrics, planSentences } from "./plan-report.ts";

type Metric = readonly [seconds: number, invocations: number, rowsIn: number, rowsOut: number];

/** Counts and timings of one search, as the job, its inspector and the run line tell them. */
export class RunRecord {
  rows = 0;
  /** Rows with text, and so with a unit. */
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

  /** @param problem why the model that is configured cannot be used */
  constructor(model: OpenModel | undefined, problem?: string) {
    this.model = model;
    this.problem = problem;
  }

  /** Seconds since the search began to send events. */
  get seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  /** Adds one chunk by the units of its rows, settled; times in milliseconds. */
  addChunk(
    units: readonly (TriagedUnit | undefined)[],
    { decoding, judging }: { decoding: number; judging: number },
  ): void {
    this.chunks++;
    this.rows += units.length;
    this.decodingMilliseconds += decoding;
    this.judgingMilliseconds += judging;
    // Nearly always all rows of a chunk end the same way, and counting in a map for each would show.
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

  /** The one message that the job gets about the run. */
  message(units: number, parsed: ParsedArguments<AnalyzeOptions>): [MessageLevel, string] {
    const { field } = parsed;
    const { model, problem, rows, chunks, judgedRows, rowsByStatus } = this;
    const empty = rows - judgedRows;
    const withoutText = empty === 0 ? "" : ` ${empty} without text in ${field} skipped.`;
    const nobody =
      rowsByStatus.error > 0 ? "nobody judged them (fallback=none)" : "the embedded analyst judged them";
    if (problem !== undefined) {
      const counts = `${rows} events, ${units} units, ${chunks} chunks, none asked: ${nobody}.`;
      return ["WARN", `${counts} The model's configuration cannot be used. ${problem}${withoutText}`];
    }
    if (model === undefined) {
      return [
        "INFO",
        `${rows} events, ${units} units, ${chunks} chunks. No endpoint is configured, so ${nobody}.${withoutText}`,
      ];
    }
    const plan = model.plan?.();
    if (plan !== undefined) {
      const counts = `${rows} events, ${units} units: nothing was sent.`;
      return ["INFO", `${counts} ${planSentences(plan, model)}${masked(model)}${withoutText}`];
    }
    const unanswered = judgedRows - rowsByStatus.llm - rowsByStatus.cached;
    const who = model.answeredBy
      .map(({ name, endpoint }) => `${name} at [endpoint:${endpoint}]`)
      .join(" and ");
    const answered = `${rowsByStatus.llm} events answered by ${who}, ${rowsByStatus.cached} cached`;
    const counts = `${rows} events, ${units} units, ${model.asker.counts.calls} calls, ${chunks} chunks. ${answered}.${masked(model)}`;
    if (unanswered === 0) return ["INFO", counts + withoutText];
    const reasons = [...this.rowsByReason].filter(([reason]) => reason !== "empty");
    const why = reasons.map(([reason, count]) => `${reason} ${count}`).join(", ");
    const sentences = reasons.flatMap(([reason]) => model.asker.faults.get(reason) ?? []).join(" ");
    return [
      "WARN",
      `${counts} Of ${unanswered} others (${why}) ${nobody}. ${sentences}${withoutText}`.trim(),
    ];
  }

  metrics(units: number): Record<`metric.${string}`, Metric> {
    const { chunks, rows, model } = this;
    const calls = model?.asker.counts;
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

/** How many values the model did not get to see, by kind: a sentence with a blank before it. */
function masked({ guard }: OpenModel): string {
  if (guard.version === openGuard.version) return " Masking is off (mask=off).";
  const kinds = [...guard.counts].sort(([, one], [, other]) => other - one);
  if (kinds.length === 0) return "";
  return ` Masked: ${kinds.map(([kind, count]) => `${kind} ${count}`).join(", ")}.`;
}
