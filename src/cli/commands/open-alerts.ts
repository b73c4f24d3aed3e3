import { dirname, resolve } from "node:path";
import { ConfigurationError, RequestError } from "../../adapters/configuration/configuration-error.ts";
import type { Alerting } from "../../app/alerting/open-alerting.ts";
import { LedgerError } from "../../engine/ledger/ledger.ts";
import { ResultsUnreadableError } from "../../splunk/alert-action/results-file.ts";
import { UserError } from "../../splunk/user-error.ts";
import { checkReadable } from "../parse/check-readable.ts";
import { InputError } from "../parse/input-error.ts";
import { configFlag, stateOf } from "../parse/state-flag.ts";
import { warn } from "../terminal.ts";

/** Defined by esbuild from package.json. */
declare const VERSION: string;

/**
 * Runs a command on alerts with `--config` as the last layer of llama.conf and `--state` as its folder. Problems that did
 * not stop it are printed at the end.
 *
 * @param own the given flags
 * @returns the exit code
 */
export async function withAlerting(
  own: ReadonlyMap<string, string>,
  binFolder: string,
  work: (alerting: Alerting) => Promise<number>,
): Promise<number> {
  const state = stateOf(own);
  const config = own.get("config");
  if (config !== undefined) await checkReadable("--config", configFlag.wanted, config);
  const environment = config === undefined ? process.env : { ...process.env, LLAMA_CONF: resolve(config) };
  return withPlainErrors(async () => {
    const places = { appFolder: dirname(binFolder), environment, version: VERSION, state };
    const { openAlerting } = await import("../../app/alerting/open-alerting.ts");
    const alerting = await openAlerting(places, {}, new AbortController().signal);
    try {
      return await work(alerting);
    } finally {
      for (const problem of new Set(alerting.problems)) warn(problem);
      alerting.close();
    }
  });
}

/** Turns errors of alerting into sentences and exit codes of the command line. */
async function withPlainErrors(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LedgerError) {
      warn(error.message);
      return 1;
    }
    if (error instanceof ResultsUnreadableError) throw new InputError(error.message);
    if (error instanceof ConfigurationError || error instanceof RequestError)
      throw new UserError(error.message);
    throw error;
  }
}

/** Without a destination nothing is done, or else deliveries would be held for a mistake. */
export function refuseWithoutDestinations({ routing, configuration }: Alerting): void {
  if (routing.destinations.size > 0) return;
  const { files } = configuration;
  const where = files.length === 0 ? "there is no llama.conf" : `read was ${files.join(", ")}`;
  throw new UserError(
    `No llama.conf has a [destination:NAME] that can be used, so there is nobody to tell (${where}). ` +
      "Write one into a file, and name that with --config.",
  );
}
