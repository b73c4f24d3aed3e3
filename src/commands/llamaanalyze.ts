import { runSearchCommand } from "../splunk/search-host.ts";
import { llamaanalyze } from "./llamaanalyze-command.ts";

/** The program behind `bin/llamaanalyze.sh`, started by splunkd. */
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));

void runSearchCommand(llamaanalyze, { input: process.stdin, output: process.stdout }).then((code) => {
  process.exitCode = code;
  process.stdin.destroy();
});
