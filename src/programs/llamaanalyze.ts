import { llamaanalyze } from "../app/analyze/llamaanalyze-command.ts";
import { runProgram } from "./run-program.ts";

/** The program behind `bin/llamaanalyze.sh`, started by splunkd. */
runProgram(llamaanalyze);
