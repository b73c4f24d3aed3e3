import type { OptionDeclaration } from "../splunk/declaration.ts";
import type { SearchCommand } from "../splunk/search-command.ts";
import { runSearchCommand } from "../splunk/search-host.ts";
import { exitWith } from "./exit-code.ts";

/** Runs a search command over standard input and output until it ends, as splunkd starts it. */
export function runProgram<Options extends Record<string, OptionDeclaration>>(
  command: SearchCommand<Options>,
): void {
  const wrapUp = new AbortController();
  process.once("SIGTERM", () => process.exit(1));
  // Ctrl-C on a terminal reaches the command line and this program alike: what was answered is still to be shown.
  process.on("SIGINT", () => wrapUp.abort());
  const work = runSearchCommand(command, {
    ...{ input: process.stdin, output: process.stdout },
    cancelled: wrapUp.signal,
  });
  void exitWith(command.declaration.name, work, (sentence) =>
    process.stderr.write(`ERROR ${sentence}\n`),
  ).then(() => {
    process.stdin.destroy();
  });
}
