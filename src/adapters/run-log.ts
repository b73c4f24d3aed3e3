import { appendFileSync } from "node:fs";

/**
 * Appends one line to the run log. Appended in one write, lines of several searches do not mix.
 *
 * @returns a sentence when that failed: a run must not fail for its record
 */
export function appendRunLine(file: string, line: string): string | undefined {
  try {
    appendFileSync(file, line, { mode: 0o600 });
    return undefined;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    return `The run's line could not be written to ${file} (${code}). Check that the folder is there and may be written to.`;
  }
}
