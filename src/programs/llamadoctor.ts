import { llamadoctor } from "../app/doctor/llamadoctor-command.ts";
import { runProgram } from "./run-program.ts";

/** The program behind `bin/llamadoctor.sh`, started by splunkd. */
runProgram(llamadoctor);
