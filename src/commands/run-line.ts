import { promptVersion } from "../engine/asking/prompt.ts";
import type { Reason } from "../engine/verdict.ts";
import type { SearchInfo } from "../splunk/search-command.ts";
import { planRecord } from "./plan-report.ts";
import type { RunRecord } from "./run-record.ts";

/** A line is appended in one piece; longer ones could be mixed with another process's. */
const longestValue = 200;

/** One JSON line about a run: who, how much, how long. No log text and no key is in it. */
export function runLine({
  command,
  info,
  record,
  units,
  unitsLeft,
}: {
  command: string;
  info: SearchInfo;
  record: RunRecord;
  units: number;
  /** Units without a model's verdict, by the reason. */
  unitsLeft: ReadonlyMap<Reason, number>;
}): string {
  const { rows, rowsByStatus, rowsByReason, model } = record;
  const counts = model?.asker.counts;
  const plan = model?.plan?.();
  const line = {
    time: new Date().toISOString(),
    sid: textOf(info.sid),
    user: textOf(info.username),
    app: textOf(info.app),
    command,
    rows,
    units,
    model: namesOf(model?.answeredBy.map(({ name }) => name)),
    endpoint: namesOf(model?.answeredBy.map(({ endpoint }) => endpoint)),
    prompt_version: model === undefined ? null : promptVersion,
    calls: counts?.calls ?? 0,
    tokens_in: counts?.promptTokens ?? 0,
    tokens_out: counts?.answerTokens ?? 0,
    cost: model?.cost() ?? null,
    llm: rowsByStatus.llm,
    cached: rowsByStatus.cached,
    local: rowsByStatus.local,
    skipped: rowsByStatus.skipped,
    errors: rowsByStatus.error,
    units_left: Object.fromEntries(unitsLeft),
    reasons: Object.fromEntries(rowsByReason),
    masked: model === undefined ? null : Object.fromEntries(model.guard.counts),
    masking_version: model?.guard.version ?? null,
    latency_ms: percentiles(counts?.latencies ?? []),
    seconds: Number(record.seconds.toFixed(3)),
    // What was not asked is not among what was, or sums over runs would have it.
    ...(plan === undefined ? {} : { plan: true, planned: planRecord(plan) }),
  };
  return `${JSON.stringify(line)}\n`;
}

function namesOf(names: readonly string[] | undefined): string | null {
  return names?.join(", ").slice(0, longestValue) ?? null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value.slice(0, longestValue) : null;
}

/** Nearest-rank percentiles in milliseconds; null without calls. */
function percentiles(latencies: readonly number[]): { p50: number; p95: number; p99: number } | null {
  if (latencies.length === 0) return null;
  const sorted = [...latencies].sort((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.ceil(share * sorted.length) - 1] as number);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
