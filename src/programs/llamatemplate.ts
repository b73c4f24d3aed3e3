import { llamatemplate } from "../app/templates/llamatemplate-command.ts";
import { runProgram } from "./run-program.ts";

/** The program behind `bin/llamatemplate.sh`, started by splunkd. */
runProgram(llamatemplate);
