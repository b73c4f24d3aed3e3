import { llamadiff } from "../app/diff/llamadiff-command.ts";
import { runProgram } from "./run-program.ts";

/** The program behind `bin/llamadiff.sh`, started by splunkd. */
runProgram(llamadiff);
