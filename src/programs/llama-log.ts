import { exitWith } from "./exit-code.ts";

/** The program `llama-log`. It starts small, because each command loads what it needs. */

// A closed standard output is not an error, not even before or after a search.
process.stdout.on("error", () => process.exit(0));

const warn = (sentence: string) => process.stderr.write(`llama-log: ${sentence}\n`);
const work = import("../cli/run.ts").then(({ run }) => run(process.argv.slice(2)));
void exitWith("This program", work, warn)
  // Exit explicitly, because an open standard input would keep the process alive.
  .then(() => process.stdout.write("", () => process.exit()));
