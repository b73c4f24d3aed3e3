import { existsSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { printable } from "../engine/printable.ts";
import { missingModule } from "../splunk/missing-module.ts";
import { nearestName } from "../splunk/nearest-name.ts";
import { UserError } from "../splunk/user-error.ts";
import { programUsage } from "./commands/usage.ts";
import { InputError } from "./parse/input-error.ts";
import { SearchError } from "./search/search-error.ts";
import { print, warn } from "./terminal.ts";

/** Defined by esbuild from package.json. */
declare const VERSION: string;

/** @param binFolder the folder of the launchers @returns the exit code */
type Command = (words: readonly string[], binFolder: string) => Promise<number>;

/** Each command is loaded when it is run. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  analyze: async () => (await import("./commands/analyze.ts")).analyze,
  incidents: async () => (await import("./commands/incidents.ts")).incidents,
  diff: async () => (await import("./commands/diff.ts")).diff,
  detect: async () => (await import("./commands/detect.ts")).detect,
  templates: async () => (await import("./commands/templates.ts")).templates,
  drain: async () => (await import("./commands/validate-templates.ts")).drain,
  mask: async () => (await import("./commands/mask.ts")).mask,
  store: async () => (await import("./commands/store.ts")).store,
  alert: async () => (await import("./commands/alert.ts")).alert,
  retry: async () => (await import("./commands/retry.ts")).retry,
  deliveries: async () => (await import("./commands/deliveries.ts")).deliveries,
  silence: async () => (await import("./commands/silence.ts")).silence,
  doctor: async () => (await import("./commands/doctor.ts")).doctor,
  help: async () => help,
  version: async () => version,
};

/** The usual flags for help and version. */
const aliases: Readonly<Record<string, string>> = {
  "-h": "help",
  "--help": "help",
  "-v": "version",
  "-V": "version",
  "--version": "version",
};

/** Runs one command line. Every error becomes a sentence. @returns the exit code */
export async function run(words: readonly string[]): Promise<number> {
  try {
    return await dispatch(words);
  } catch (error) {
    warn(sentenceOf(error));
    return exitCodeOf(error);
  }
}

async function dispatch(words: readonly string[]): Promise<number> {
  // npm links programs into node_modules/.bin, so resolve the link to find the launchers.
  const binFolder = dirname(realpathSync(process.argv[1] as string));
  const [word = (await isPipedInto()) ? "analyze" : "help", ...rest] = words;
  const name = aliases[word] ?? word;
  if (Object.hasOwn(commands, name)) return (await load(name))(rest, binFolder);
  // A file or a flag without a command means `analyze`.
  if (/^-|[./\\]/.test(word) || existsSync(word)) return (await load("analyze"))(words, binFolder);
  throw unknownCommand(word);
}

function load(name: string): Promise<Command> {
  return (commands[name] as () => Promise<Command>)();
}

async function help([topic = ""]: readonly string[], binFolder: string): Promise<number> {
  const explains = topic !== "help" && topic !== "version" && Object.hasOwn(commands, topic);
  if (explains) return (await load(topic))(["--help"], binFolder);
  if (topic !== "" && !Object.hasOwn(commands, topic)) throw unknownCommand(topic);
  await print(programUsage());
  return 0;
}

async function version(): Promise<number> {
  await print(`llama-log ${VERSION}\n`);
  return 0;
}

/** Whether a log is piped in, as in `cat app.log | llama-log`. */
async function isPipedInto(): Promise<boolean> {
  if (process.stdin.isTTY) return false;
  const { somethingComes } = await import("./parse/inputs.ts");
  return somethingComes();
}

function unknownCommand(typed: string): UserError {
  const nearest = nearestName(typed, Object.keys(commands));
  return new UserError(
    `There is no command ${printable(typed)}.${nearest === undefined ? "" : ` Did you mean ${nearest}?`} ` +
      "llama-log help lists them.",
  );
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UserError) return 2;
  if (error instanceof InputError) return 3;
  if (error instanceof SearchError) return error.namesOption ? 2 : 1;
  return 1;
}

function sentenceOf(error: unknown): string {
  if (error instanceof UserError || error instanceof InputError || error instanceof SearchError)
    return error.message;
  const missing = missingModule("This program", error);
  if (missing !== undefined) return missing;
  const kind =
    error instanceof Error ? `${error.name}: ${printable(error.message).slice(0, 200)}` : typeof error;
  return `This is a fault of llama-log itself (${kind}). Please report it.`;
}
