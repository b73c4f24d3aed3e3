import type { OptionDeclaration } from "../splunk/declaration.ts";
import type { SearchCommand } from "../splunk/search-command.ts";
import { runSearchCommand } from "../splunk/search-host.ts";

/** Runs a search command over standard input and output, as splunkd starts it, to its end. */
export function runProgram<Options extends Record<string, OptionDeclaration>>(
  command: SearchCommand<Options>,
): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));
  void runSearchCommand(command, { input: process.stdin, output: process.stdout }).then((code) => {
    process.exitCode = code;
    process.stdin.destroy();
  });
}
