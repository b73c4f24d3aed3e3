import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import { nearestName } from "../splunk/nearest-name.ts";
import { UserError } from "../splunk/user-error.ts";
import { alert } from "./command-line/alert.ts";
import { analyze } from "./command-line/analyze.ts";
import { deliveries } from "./command-line/deliveries.ts";
import { doctor } from "./command-line/doctor.ts";
import { drain } from "./command-line/drain.ts";
import { InputError } from "./command-line/input-lines.ts";
import { mask } from "./command-line/mask.ts";
import { printable } from "./command-line/printable.ts";
import { retry } from "./command-line/retry.ts";
import { SearchError } from "./command-line/search-error.ts";
import { silence } from "./command-line/silence.ts";
import { store } from "./command-line/store.ts";
import { templates } from "./command-line/templates.ts";
import { complain, print } from "./command-line/terminal.ts";
import { programUsage } from "./command-line/usage.ts";

/** The program `llama-log`: finds the command and turns whatever goes wrong into a sentence and an exit code. */

/** Put in by esbuild, from package.json. */
declare const VERSION: string;

type Run = (words: readonly string[], binFolder: string) => Promise<number>;

const commands: Readonly<Record<string, Run>> = {
  analyze,
  templates,
  drain,
  mask,
  store,
  alert,
  retry,
  deliveries,
  silence,
  doctor,
  help: async ([topic = ""], binFolder) => {
    const explains = topic !== "help" && topic !== "version" && Object.hasOwn(commands, topic);
    if (explains) return (commands[topic] as Run)(["--help"], binFolder);
    await print(programUsage());
    return 0;
  },
  version: async () => {
    await print(`llama-log ${VERSION}\n`);
    return 0;
  },
};

async function run([word, ...rest]: readonly string[]): Promise<number> {
  // npm links programs into node_modules/.bin; the launchers are where the file really is.
  const binFolder = dirname(realpathSync(process.argv[1] as string));
  const typed = word === undefined || word === "-h" ? "help" : word.replace(/^--/, "");
  if (Object.hasOwn(commands, typed)) return (commands[typed] as Run)(rest, binFolder);
  const nearest = nearestName(typed, Object.keys(commands));
  throw new UserError(
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
  const kind =
    error instanceof Error ? `${error.name}: ${printable(error.message).slice(0, 200)}` : typeof error;
  return `This is a fault of llama-log itself (${kind}). Please report it.`;
}

// Also before and after a search: a reader that has gone away is no error.
process.stdout.on("error", () => process.exit(0));

void run(process.argv.slice(2))
  .catch((error: unknown) => {
    complain(sentenceOf(error));
    return exitCodeOf(error);
  })
  // Standard input may still be open and would keep the process alive.
  .then((code) => process.stdout.write("", () => process.exit(code)));
