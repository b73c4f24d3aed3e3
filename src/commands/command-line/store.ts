import { dirname } from "node:path";
import { UserError } from "../../splunk/user-error.ts";
import type { StoreAdministration } from "../store-administration.ts";
import { readWords } from "./flags.ts";
import { printable } from "./printable.ts";
import { print } from "./terminal.ts";
import { storeUsage } from "./usage.ts";

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * `llama-log store stats | forget`: what verdicts this machine remembers, and how to make it forget.
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
  const [, count = "", unit = ""] = /^(\d{1,5})([mhd])$/.exec(older ?? "") ?? [];
  if (unit === "") {
    throw new UserError(`--older wants a duration like 90m, 24h or 7d, and ${printable(older ?? "")} came.`);
  }
  return { older: Number(count) * (units[unit] as number) };
}

async function open(binFolder: string): Promise<StoreAdministration> {
  const { openStoreAdministration } = await import("../store-administration.ts");
  try {
    return openStoreAdministration({ appFolder: dirname(binFolder), environment: process.env });
  } catch (error) {
    // By name: that bundle has a class of its own.
    if (error instanceof Error && error.name === "ConfigurationError") throw new UserError(error.message);
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
