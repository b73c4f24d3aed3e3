import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { stateFolder } from "../../adapters/state/state-folder.ts";
import { UserError } from "../../splunk/user-error.ts";
import type { Alerting } from "../alerting/open-alerting.ts";
import { checkReadable } from "./check-readable.ts";
import { InputError } from "./input-lines.ts";
import { complain } from "./terminal.ts";

/** Put in by esbuild, from package.json. */
declare const VERSION: string;

/** What the alerting bundle gives; it is loaded once it is needed. */
export type AlertingFunctions = typeof import("../alerting/alerting.ts");

export const configFlag = { wanted: "the name of a llama.conf", example: "llama.conf" };
export const stateFlag = { wanted: "the folder where alerts are kept", example: "./alerts" };

/** Where alerts and silences are: `--state`, else LLAMA_STATE, else the user's own state folder. */
export function stateOf(own: ReadonlyMap<string, string>): string {
  const named = own.get("state");
  if (named === "") throw new UserError("--state wants a folder, and an empty name came. Name one.");
  return named === undefined ? stateFolder(process.env) : resolve(named);
}

/**
 * Runs a command on alerts with `--config` as the last layer of llama.conf and `--state` as its folder. Whatever kept
 * nothing back is said behind it.
 *
 * @param own the flags that were given
 * @returns the exit code
 */
export async function withAlerting(
  own: ReadonlyMap<string, string>,
  binFolder: string,
  work: (alerting: Alerting, functions: AlertingFunctions) => Promise<number>,
): Promise<number> {
  const state = stateOf(own);
  await checkState(state);
  const config = own.get("config");
  if (config !== undefined) await checkReadable("--config", configFlag.wanted, config);
  const environment = config === undefined ? process.env : { ...process.env, LLAMA_CONF: resolve(config) };
  return withPlainErrors(async (functions) => {
    const places = { appFolder: dirname(binFolder), environment, version: VERSION, state };
    const alerting = await functions.openAlerting(places, {}, new AbortController().signal);
    try {
      return await work(alerting, functions);
    } finally {
      for (const problem of new Set(alerting.problems)) complain(problem);
      alerting.close();
    }
  });
}

/** Errors of the alerting bundle in the words and exit codes of the command line. */
export async function withPlainErrors(
  work: (functions: AlertingFunctions) => Promise<number>,
): Promise<number> {
  try {
    return await work(await import("../alerting/alerting.ts"));
  } catch (error) {
    // By name: that bundle has classes of its own.
    const { name, message } = error instanceof Error ? error : { name: "", message: "" };
    if (name === "LedgerError") {
      complain(message);
      return 1;
    }
    if (name === "ResultsUnreadableError") throw new InputError(message);
    const isUsers = name === "UserError" || name === "ConfigurationError" || name === "RequestError";
    throw isUsers ? new UserError(message) : error;
  }
}

async function checkState(state: string): Promise<void> {
  const found = await stat(state).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) {
    throw new UserError(
      `--state wants a folder, and ${state} is a file. Name another one; it is made where there is none.`,
    );
  }
}
