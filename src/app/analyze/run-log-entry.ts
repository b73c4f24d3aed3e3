import { promptVersion } from "../../engine/asking/prompts/verdicts.ts";
import type { Reason } from "../../engine/verdict.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { planRecord } from "./plan-report.ts";
import type { RunRecord } from "./run-record.ts";

/** Characters of a value. Short lines are appended in one piece; longer ones could mix with those of other processes. */
const longestValue = 200;

/** One JSON line about a run: who, how much, how long. It holds no log text and no key. */
export function runLogEntry({
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
  /** Units without a verdict of the model, by reason. */
  unitsLeft: ReadonlyMap<Reason, number>;
}): string {
  const { rows, rowsByStatus, rowsByReason, model } = record;
  const counts = model?.judge.counts;
  const plan = model?.plan?.();
  const line = {
    time: new Date().toISOString(),
    sid: textOf(info.sid),
    user: textOf(info.username),
    app: textOf(info.app),
    command,
    rows,
    units,
    model: namesOf(model?.answeredBy().map(({ name }) => name)),
    endpoint: namesOf(model?.answeredBy().map(({ endpoint }) => endpoint)),
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
    doubts: Object.fromEntries(model?.judge.doubts ?? []),
    masked: model === undefined ? null : Object.fromEntries(model.masking.counts),
    masking_version: model?.masking.version ?? null,
    latency_ms: percentiles(counts?.latencies ?? []),
    seconds: Number(record.seconds.toFixed(3)),
    // A plan is a separate field, so that sums over runs do not count calls that were never made.
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
