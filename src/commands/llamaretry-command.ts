import { dirname } from "node:path";
import { appendRunLine } from "../adapters/run-log.ts";
import type { ParsedArguments } from "../splunk/declaration.ts";
import { type GeneratedRows, GeneratingRun } from "../splunk/generated-rows.ts";
import type { MessageLevel, SearchCommand, SearchInfo } from "../splunk/search-command.ts";
import { UserError } from "../splunk/user-error.ts";
import { listedRow, retryColumns, triedRow } from "./alerting/delivery-rows.ts";
import type { Alerting } from "./alerting/open-alerting.ts";
import type { RetryReport } from "./alerting/retry-run.ts";
import { retryRunLine, runLogOf } from "./alerting/run-line.ts";
import { declaration, type RetryOptions } from "./llamaretry-declaration.ts";

/** Put in by esbuild, from package.json. */
declare const VERSION: string;

type Options = ParsedArguments<RetryOptions>["options"];
type Commands = Pick<
  typeof import("./alerting/alerting.ts"),
  "planRetry" | "waitingDeliveries" | "requeueById" | "runRetry"
>;

/** Milliseconds for sending: the next run comes after two minutes. */
const budget = 90_000;

/** `| llamaretry`: one row for each try. */
export const llamaretry: SearchCommand<RetryOptions> = {
  declaration,
  requiredFields: () => [],
  async open({ options }, info, cancelled) {
    checkTogether(options);
    return new GeneratingRun(retryColumns, () => retry(options, info, cancelled));
  },
};

/** @throws UserError for options of which one would do nothing beside the other */
function checkTogether({ action, id, dry_run, include_dead, destination }: Options): void {
  if (action !== "requeue") {
    if (id === "") return;
    throw new UserError("id= goes with action=requeue. Write both, or leave id= out.");
  }
  if (id === "") {
    throw new UserError(
      "action=requeue wants the delivery: name it with id=, as | llamaretry dry_run=true include_dead=true lists them.",
    );
  }
  if (dry_run === "true" || include_dead === "true" || destination !== "") {
    throw new UserError("With action=requeue only id= is asked for. Leave the other options out.");
  }
}

async function retry(options: Options, info: SearchInfo, cancelled: AbortSignal): Promise<GeneratedRows> {
  const { openAlerting, planRetry, waitingDeliveries, requeueById, runRetry } = await import(
    "./alerting/alerting.ts"
  );
  const commands: Commands = { planRetry, waitingDeliveries, requeueById, runRetry };
  const places = {
    appFolder: dirname(dirname(process.argv[1] ?? "")),
    environment: process.env,
    version: VERSION,
  };
  const messages: [MessageLevel, string][] = [];
  try {
    const alerting = await openAlerting(places, info, cancelled);
    try {
      const rows = await rowsOf(commands, alerting, { options, info, cancelled, messages });
      return { rows, inspector: { messages } };
    } finally {
      for (const problem of new Set(alerting.problems)) messages.push(["WARN", problem]);
      alerting.close();
    }
  } catch (error) {
    // By name: that bundle has classes of its own.
    const name = error instanceof Error ? error.name : "";
    if (name !== "LedgerError" && name !== "ConfigurationError") throw error;
    throw new UserError((error as Error).message);
  }
}

interface Run {
  readonly options: Options;
  readonly info: SearchInfo;
  readonly cancelled: AbortSignal;
  readonly messages: [MessageLevel, string][];
}

async function rowsOf(
  { planRetry, waitingDeliveries, requeueById, runRetry }: Commands,
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
  note(report, info, (performance.now() - begun) / 1000, messages);
  messages.push(...summaryOf(report));
  return report.tries.map(triedRow);
}

/** One that llama.conf had once may still be asked for, as long as something waits for it. */
async function checkDestination({ configuration, ledger }: Alerting, name: string): Promise<void> {
  const { names } = configuration.destinations;
  if (name === "" || names.has(name)) return;
  const { deliveries } = await ledger.read();
  if ([...deliveries.values()].some(({ destination }) => destination === name)) return;
  const there = names.size === 0 ? "llama.conf has none yet" : `There are: ${[...names].join(", ")}`;
  throw new UserError(`There is no destination "${name}" in llama.conf. ${there}.`);
}

/** A run that had nothing to do leaves no line: there are 720 of them a day. */
function note(report: RetryReport, info: SearchInfo, seconds: number, messages: Run["messages"]): void {
  const file = runLogOf(process.env);
  const { told, requeued, tries } = report;
  if (file === undefined || told + requeued + tries.length === 0) return;
  const textOf = (value: unknown) => (typeof value === "string" ? value : "");
  const { sid, username, app } = info;
  const who = { sid: textOf(sid), user: textOf(username), app: textOf(app) };
  const problem = appendRunLine(file, retryRunLine({ ...who, ...report, seconds }));
  if (problem !== undefined) messages.push(["WARN", problem]);
}

function summaryOf({ tries, told, requeued }: RetryReport): [MessageLevel, string][] {
  const failed = tries.filter(({ state }) => state !== "delivered");
  const again = requeued === 0 ? "" : ` ${requeued} that were dead wait anew.`;
  const made = tries.length === 1 ? "1 try" : `${tries.length} tries`;
  const ended = told === 1 ? "1 incident" : `${told} incidents`;
  const said = `${made}, ${failed.length} of them failed; ${ended} ended or summed up.${again}`;
  return [[failed.length === 0 ? "INFO" : "WARN", said]];
}

function countsOf(counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts).map(([state, count]) => `${state} ${count}`);
  return all.length === 0 ? "Nothing waits." : `In the ledger: ${all.join(", ")}.`;
}
