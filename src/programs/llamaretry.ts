import { llamaretry } from "../app/retry/llamaretry-command.ts";
import { runProgram } from "./run-program.ts";

/** The program behind `bin/llamaretry.sh`, started by splunkd. */
runProgram(llamaretry);
