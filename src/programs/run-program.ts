import { endSignals } from "../adapters/process/end-signals.ts";
import type { OptionDeclaration } from "../splunk/declaration.ts";
import type { SearchCommand } from "../splunk/search-command.ts";
import { runSearchCommand } from "../splunk/search-host.ts";
import { exitWith } from "./exit-code.ts";

/** Runs a search command over standard input and output until it ends, as splunkd starts it. */
export function runProgram<Options extends Record<string, OptionDeclaration>>(
  command: SearchCommand<Options>,
): void {
  for (const signal of endSignals) process.once(signal, () => process.exit(1));
  const work = runSearchCommand(command, { input: process.stdin, output: process.stdout });
  void exitWith(command.declaration.name, work, (sentence) =>
    process.stderr.write(`ERROR ${sentence}\n`),
  ).then(() => {
    process.stdin.destroy();
  });
}
