import { dirname } from "node:path";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import type { StoreAdministration } from "../../app/store/store-administration.ts";
import { readDuration } from "../../engine/duration.ts";
import { printable } from "../../engine/printable.ts";
import { UserError } from "../../splunk/user-error.ts";
import { readWords } from "../parse/flags.ts";
import { print, warn } from "../terminal.ts";
import { storeUsage } from "./usage.ts";

/**
 * `llama-log store stats | forget`: shows which verdicts this machine has stored, and removes them.
 *
 * @returns the exit code
 */
export async function store(words: readonly string[], binFolder: string): Promise<number> {
  const { plain, own } = readWords(words, {
    command: "store",
    own: {
      template: { wanted: "the id of a template", example: "tabcdefghijkl" },
      older: { wanted: "a duration", example: "7d" },
      json: {},
      help: {},
    },
    options: {},
    readsFiles: true,
  });
  const [action, ...more] = plain;
  if (own.has("help")) {
    await print(storeUsage());
    return 0;
  }
  if ((action !== "stats" && action !== "forget") || more.length > 0) {
    const came = action === undefined ? "nothing" : printable(plain.join(" "));
    throw new UserError(
      `llama-log store wants stats or forget, and ${came} came. See llama-log store --help.`,
    );
  }
  const chosen = action === "forget" ? whatToForget(own) : undefined;
  const administration = await open(binFolder);
  if (chosen === undefined) return printStatistics(administration, own.has("json"));
  const count =
    "template" in chosen
      ? await administration.forgetTemplate(chosen.template)
      : await administration.forgetOlderThan(Date.now() - chosen.older);
  await print(
    own.has("json") ? `${JSON.stringify({ forgotten: count })}\n` : `${count} verdicts forgotten.\n`,
  );
  if (administration.isShared) {
    warn(
      "the search-head cluster still shares what it has in its KV collection llama_verdicts, and searches take it from there again: the command line has no session of Splunk, so have an administrator delete it there.",
    );
  }
  return 0;
}

function whatToForget(own: ReadonlyMap<string, string>): { template: string } | { older: number } {
  const [template, older] = [own.get("template"), own.get("older")];
  if ((template === undefined) === (older === undefined)) {
    throw new UserError(
      "llama-log store forget wants either --template ID or --older DURATION, as in llama-log store forget --older 7d.",
    );
  }
  if (template !== undefined) {
    if (/^t[a-z2-7]{12}$/.test(template)) return { template };
    throw new UserError(
      `--template wants the id of a template, t and twelve letters and digits as in llama_template_id, and ${printable(template)} came.`,
    );
  }
  const age = readDuration(older ?? "");
  if (age === undefined) {
    throw new UserError(`--older wants a duration like 90m, 24h or 7d, and ${printable(older ?? "")} came.`);
  }
  return { older: age };
}

async function open(binFolder: string): Promise<StoreAdministration> {
  const { openStoreAdministration } = await import("../../app/store/store-administration.ts");
  try {
    return openStoreAdministration({ appFolder: dirname(binFolder), environment: process.env });
  } catch (error) {
    if (error instanceof ConfigurationError) throw new UserError(error.message);
    throw error;
  }
}

async function printStatistics(administration: StoreAdministration, json: boolean): Promise<number> {
  const { entries, bytes, oldest, newest, byModel } = await administration.statistics();
  const timeOf = (time: number | undefined): string | null =>
    time === undefined ? null : new Date(time).toISOString();
  if (json) {
    const models = Object.fromEntries(byModel);
    const line = { entries, bytes, oldest: timeOf(oldest), newest: timeOf(newest), models };
    await print(`${JSON.stringify(line)}\n`);
    return 0;
  }
  const lines = [
    `${entries.toLocaleString("en-US")} verdicts in ${administration.folder}, ${(bytes / 1e6).toFixed(1)} MB`,
    ...(entries === 0 ? [] : [`from ${timeOf(oldest)} to ${timeOf(newest)}`]),
    ...[...byModel].map(([model, count]) => `  ${count.toLocaleString("en-US")} by ${printable(model)}`),
  ];
  await print(`${lines.join("\n")}\n`);
  return 0;
}
