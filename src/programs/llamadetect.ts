import { llamadetect } from "../app/detect/llamadetect-command.ts";
import { runProgram } from "./run-program.ts";

/** The program behind `bin/llamadetect.sh`, started by splunkd. */
runProgram(llamadetect);
