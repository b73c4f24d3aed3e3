import { dirname } from "node:path";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import { appendRunLine } from "../../adapters/store/run-log.ts";
import { LedgerError } from "../../engine/ledger/ledger.ts";
import type { RetryOptions } from "../../programs/declarations/llamaretry.ts";
import type { ParsedArguments } from "../../splunk/declaration.ts";
import type { GeneratedRows } from "../../splunk/generated-rows.ts";
import type { MessageLevel, SearchInfo } from "../../splunk/search-command.ts";
import { UserError } from "../../splunk/user-error.ts";
import { retryLogEntry, runLogOf } from "../alerting/alert-log-entry.ts";
import { type Alerting, openAlerting } from "../alerting/open-alerting.ts";
import { attemptRow, listedRow } from "./delivery-rows.ts";
import { planRetry, type RetryReport, requeueById, runRetry, waitingDeliveries } from "./retry-run.ts";

/** Defined by esbuild from package.json. */
declare const VERSION: string;

type Options = ParsedArguments<RetryOptions>["options"];

/** Milliseconds for sending; the next run starts after two minutes. */
const budget = 90_000;

/** Runs `| llamaretry` and returns its rows. @throws UserError for a request that cannot be carried out */
export async function retryRows(
  options: Options,
  info: SearchInfo,
  cancelled: AbortSignal,
): Promise<GeneratedRows> {
  const places = {
    appFolder: dirname(dirname(process.argv[1] ?? "")),
    environment: process.env,
    version: VERSION,
  };
  const messages: [MessageLevel, string][] = [];
  try {
    const alerting = await openAlerting(places, info, cancelled);
    try {
      const rows = await rowsOf(alerting, { options, info, cancelled, messages });
      return { rows, inspector: { messages } };
    } finally {
      for (const problem of new Set(alerting.problems)) messages.push(["WARN", problem]);
      alerting.close();
    }
  } catch (error) {
    if (error instanceof LedgerError || error instanceof ConfigurationError)
      throw new UserError(error.message);
    throw error;
  }
}

interface Run {
  readonly options: Options;
  readonly info: SearchInfo;
  readonly cancelled: AbortSignal;
  readonly messages: [MessageLevel, string][];
}

async function rowsOf(
  alerting: Alerting,
  { options, info, cancelled, messages }: Run,
): Promise<GeneratedRows["rows"]> {
  const request = {
    max: options.max,
    only: options.destination === "" ? undefined : options.destination,
    includeDead: options.include_dead === "true",
    budget,
    signal: cancelled,
  };
  if (options.action === "requeue") {
    const { requeued, refused } = await requeueById(alerting, [options.id]);
    for (const { why } of refused) messages.push(["WARN", why]);
    for (const key of requeued) messages.push(["INFO", `${key} waits anew; the next run sends it.`]);
    return [];
  }
  await checkDestination(alerting, options.destination);
  if (options.dry_run === "true") {
    const [due, waiting] = [await planRetry(alerting, request), await waitingDeliveries(alerting, request)];
    const counts = countsOf(waiting.counts);
    messages.push(["INFO", `${due.rows.length} would be tried now; nothing was sent. ${counts}`]);
    return waiting.rows.map(listedRow);
  }
  const begun = performance.now();
  const report = await runRetry(alerting, request);
  logRun(report, info, (performance.now() - begun) / 1000, messages);
  messages.push(...summaryOf(report));
  return report.attempts.map(attemptRow);
}

/** A destination that is gone from llama.conf is accepted as long as the ledger has a delivery for it. */
async function checkDestination({ configuration, ledger }: Alerting, name: string): Promise<void> {
  const { names } = configuration.destinations;
  if (name === "" || names.has(name)) return;
  const { deliveries } = await ledger.read();
  if ([...deliveries.values()].some(({ destination }) => destination === name)) return;
  const there = names.size === 0 ? "llama.conf has none yet" : `There are: ${[...names].join(", ")}`;
  throw new UserError(`There is no destination "${name}" in llama.conf. ${there}.`);
}

/** Writes the run log, except for runs that had nothing to do: there are 720 of them a day. */
function logRun(report: RetryReport, info: SearchInfo, seconds: number, messages: Run["messages"]): void {
  const file = runLogOf(process.env);
  const { notified, requeued, attempts } = report;
  if (file === undefined || notified + requeued + attempts.length === 0) return;
  const textOf = (value: unknown) => (typeof value === "string" ? value : "");
  const { sid, username, app } = info;
  const who = { sid: textOf(sid), user: textOf(username), app: textOf(app) };
  const problem = appendRunLine(file, retryLogEntry({ ...who, ...report, seconds }));
  if (problem !== undefined) messages.push(["WARN", problem]);
}

function summaryOf({ attempts, notified, requeued }: RetryReport): [MessageLevel, string][] {
  const failed = attempts.filter(({ state }) => state !== "delivered");
  const again = requeued === 0 ? "" : ` ${requeued} that were dead wait anew.`;
  const made = attempts.length === 1 ? "1 try" : `${attempts.length} tries`;
  const ended = notified === 1 ? "1 incident" : `${notified} incidents`;
  const said = `${made}, ${failed.length} of them failed; ${ended} ended or summed up.${again}`;
  return [[failed.length === 0 ? "INFO" : "WARN", said]];
}

function countsOf(counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts).map(([state, count]) => `${state} ${count}`);
  return all.length === 0 ? "Nothing waits." : `In the ledger: ${all.join(", ")}.`;
}
