import { once } from "node:events";

/** Columns if the terminal's width is not known. */
const usualColumns = 100;

/** Writes to standard output, with backpressure. */
export async function print(text: string | Buffer): Promise<void> {
  const { stdout } = process;
  if (text.length > 0 && !stdout.write(text)) await once(stdout, "drain");
}

/** Writes one line for the user to standard error. */
export function warn(sentence: string): void {
  process.stderr.write(`llama-log: ${sentence}\n`);
}

/**
 * Whether to print colours: on a terminal, unless NO_COLOR is set; elsewhere only if FORCE_COLOR is set.
 *
 * @param choice what --color says, which is stronger than the environment
 */
export function takesColour(
  environment: NodeJS.ProcessEnv,
  isTerminal: boolean,
  choice: "auto" | "always" | "never" = "auto",
): boolean {
  if (choice !== "auto") return choice === "always";
  if ((environment.NO_COLOR ?? "") !== "") return false;
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && environment.TERM !== "dumb";
}

/** The width for output. With a pager, standard output is not a terminal, but standard error still is. */
export function outputColumns(): number {
  const { stdout, stderr } = process;
  return stdout.columns || stderr.columns || Number.parseInt(process.env.COLUMNS ?? "", 10) || usualColumns;
}
