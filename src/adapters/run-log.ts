import { appendFileSync, renameSync, statSync } from "node:fs";

/** Bytes after which the log is put aside as `FILE.1`: some 10,000 runs. The older one then is lost. */
const longestLog = 10_000_000;

/**
 * Appends one line to the run log. Appended in one write, lines of several searches do not mix.
 *
 * @returns a sentence when that failed: a run must not fail for its record
 */
export function appendRunLine(file: string, line: string): string | undefined {
  try {
    putAside(file);
    appendFileSync(file, line, { mode: 0o600 });
    return undefined;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    return `The run's line could not be written to ${file} (${code}). Check that the folder is there and may be written to.`;
  }
}

/** Nobody else does it: Splunk rotates its own logs only. */
function putAside(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < longestLog) return;
  try {
    renameSync(file, `${file}.1`);
  } catch {
    // Another search has just done so, or the folder may not be written to: then the file grows on.
  }
}
