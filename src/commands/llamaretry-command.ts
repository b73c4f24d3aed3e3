import { dirname } from "node:path";
import type { ParsedArguments } from "../splunk/declaration.ts";
import { type GeneratedRows, GeneratingRun } from "../splunk/generated-rows.ts";
import type { MessageLevel, SearchCommand, SearchInfo } from "../splunk/search-command.ts";
import { UserError } from "../splunk/user-error.ts";
import { listedRow, retryColumns, triedRow } from "./alerting/delivery-rows.ts";
import { declaration, type RetryOptions } from "./llamaretry-declaration.ts";

/** Put in by esbuild, from package.json. */
declare const VERSION: string;

/** Milliseconds for sending: the next run comes after two minutes. */
const budget = 90_000;

/** `| llamaretry`: one row for each try. */
export const llamaretry: SearchCommand<RetryOptions> = {
  declaration,
  requiredFields: () => [],
  async open({ options }, info, cancelled) {
    if (options.action === "requeue" && options.id === "")
      throw new UserError(
        "action=requeue wants the delivery: name it with id=, as | llamaretry dry_run=true lists them.",
      );
    if (options.action !== "requeue" && options.id !== "")
      throw new UserError("id= goes with action=requeue. Write both, or leave id= out.");
    return new GeneratingRun(retryColumns, () => retry(options, info, cancelled));
  },
};

async function retry(
  options: ParsedArguments<RetryOptions>["options"],
  info: SearchInfo,
  cancelled: AbortSignal,
): Promise<GeneratedRows> {
  const { openAlerting, planRetry, requeueById, runRetry } = await import("./alerting/alerting.ts");
  const places = {
    appFolder: dirname(dirname(process.argv[1] ?? "")),
    environment: process.env,
    version: VERSION,
  };
  const messages: [MessageLevel, string][] = [];
  try {
    const alerting = await openAlerting(places, info, cancelled);
    try {
      const request = {
        max: options.max,
        only: options.destination === "" ? undefined : options.destination,
        includeDead: options.include_dead === "true",
        budget,
        signal: cancelled,
      };
      if (options.dry_run === "true") {
        const { rows, counts } = await planRetry(alerting, request);
        messages.push(["INFO", `${rows.length} would be tried now; nothing was sent. ${countsOf(counts)}`]);
        return { rows: rows.map(listedRow), inspector: { messages } };
      }
      if (options.action === "requeue") {
        const { requeued, refused } = await requeueById(alerting, [options.id]);
        for (const { why } of refused) messages.push(["WARN", why]);
        for (const key of requeued) messages.push(["INFO", `${key} waits anew; the next run sends it.`]);
        return { rows: [], inspector: { messages } };
      }
      const { tries, told } = await runRetry(alerting, request);
      const failed = tries.filter(({ state }) => state !== "delivered").length;
      messages.push([
        "INFO",
        `${tries.length} tries, ${failed} of them failed; ${told} incidents ended or summed up.`,
      ]);
      return { rows: tries.map(triedRow), inspector: { messages } };
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

function countsOf(counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts).map(([state, count]) => `${state} ${count}`);
  return all.length === 0 ? "Nothing waits." : `In the ledger: ${all.join(", ")}.`;
}
