import { once } from "node:events";

/** Columns when nobody says how wide the terminal is. */
const usualColumns = 100;

/** Writes to standard output and waits while its reader is slow. */
export async function print(text: string | Buffer): Promise<void> {
  const { stdout } = process;
  if (text.length > 0 && !stdout.write(text)) await once(stdout, "drain");
}

/** Writes one line for the user to standard error. */
export function complain(sentence: string): void {
  process.stderr.write(`llama-log: ${sentence}\n`);
}

/** Whether standard output takes colours: on a terminal, unless NO_COLOR says no; elsewhere if FORCE_COLOR says so. */
export function takesColour(environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if ((environment.NO_COLOR ?? "") !== "") return false;
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && environment.TERM !== "dumb";
}

/** Behind a pager standard output is no terminal, but standard error still is. */
export function outputColumns(): number {
  const { stdout, stderr } = process;
  return stdout.columns || stderr.columns || Number.parseInt(process.env.COLUMNS ?? "", 10) || usualColumns;
}
