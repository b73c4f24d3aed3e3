import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { stateFolder } from "../../adapters/state/state-folder.ts";
import { UserError } from "../../splunk/user-error.ts";
import type { Alerting } from "../alerting/open-alerting.ts";
import { checkReadable } from "./check-readable.ts";
import { InputError } from "./input-lines.ts";
import { printable } from "./printable.ts";
import { complain } from "./terminal.ts";

/** Put in by esbuild, from package.json. */
declare const VERSION: string;

/** What the alerting bundle gives; it is loaded once it is needed. */
export type AlertingFunctions = typeof import("../alerting/alerting.ts");

export const configFlag = { wanted: "the name of a llama.conf", example: "llama.conf" };
export const stateFlag = { wanted: "the folder where alerts are kept", example: "./alerts" };

/**
 * Where alerts and silences are: `--state`, else LLAMA_STATE, else the user's own state folder. It need not be there.
 *
 * @throws UserError for what is no folder
 */
export function stateOf(own: ReadonlyMap<string, string>): string {
  const named = own.get("state");
  if (named === undefined) return stateFolder(process.env);
  const wrong = (came: string): UserError =>
    new UserError(`--state wants a folder, and ${came}. Name another one; where there is none it is made.`);
  if (named === "") throw wrong("an empty name came");
  const state = resolve(named);
  let isFolder: boolean;
  try {
    isFolder = statSync(state, { throwIfNoEntry: false })?.isDirectory() ?? true;
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw wrong(`${printable(named)} cannot be one (${code})`);
  }
  if (isFolder) return state;
  throw wrong(`${printable(named)} is a file`);
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

/** What nobody can be sent to is a slip: nothing is done, so that nothing is held for it. */
export function refuseWithoutDestinations({ routing, configuration }: Alerting): void {
  if (routing.destinations.size > 0) return;
  const { files } = configuration;
  const where = files.length === 0 ? "there is no llama.conf" : `read was ${files.join(", ")}`;
  throw new UserError(
    `No llama.conf has a [destination:NAME] that can be used, so there is nobody to tell (${where}). ` +
      "Write one into a file, and name that with --config.",
  );
}
