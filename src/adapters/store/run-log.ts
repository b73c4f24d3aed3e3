import { appendFileSync, renameSync, statSync } from "node:fs";
import { describedCode } from "../process/error-code.ts";

/** Bytes after which the log is rotated to `FILE.1`, about 10,000 runs. An older `FILE.1` is lost. */
const longestLog = 10_000_000;

/**
 * Appends one line to the run log, in a single write, so that lines of concurrent searches do not mix.
 *
 * @returns a sentence if that failed, because a run must not fail with its log
 */
export function appendRunLine(file: string, line: string): string | undefined {
  try {
    rotate(file);
    appendFileSync(file, line, { mode: 0o600 });
    return undefined;
  } catch (error) {
    const code = describedCode(error);
    return `The run's line could not be written to ${file} (${code}). Check that the folder is there and may be written to.`;
  }
}

/** Rotates the log, because Splunk rotates only its own logs. */
function rotate(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < longestLog) return;
  try {
    renameSync(file, `${file}.1`);
  } catch {
    // Another search has just rotated it, or the folder is not writable and the file keeps growing.
  }
}
