import { llamaincident } from "../app/incidents/llamaincident-command.ts";
import { runProgram } from "./run-program.ts";

/** The program behind `bin/llamaincident.sh`, started by splunkd. */
runProgram(llamaincident);
