import type { CallCounts } from "../../engine/asking/retrying-client.ts";

/** Milliseconds between two lines, on a terminal and in splunkd's log of the job. */
const interval = { terminal: 2_000, job: 30_000 };

/** The beginning of a line on standard error that tells how far a search has come; splunkd writes it into search.log. */
export const progressMark = "INFO so far: ";

/**
 * Tells on standard error how far the asking has come, while it goes on.
 *
 * @param isTerminal the command line reads the lines and shows the last one
 * @returns ends it
 */
export function tellProgress(
  counts: CallCounts,
  isTerminal: boolean,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): () => void {
  let told = "";
  const timer = setInterval(
    () => {
      const { calls, promptTokens, answerTokens, verdicts } = counts;
      const tokens = (promptTokens + answerTokens).toLocaleString("en");
      const line = `${calls} calls, ${tokens} tokens, ${verdicts.toLocaleString("en")} units answered`;
      if (line !== told && calls > 0) write(`${progressMark}${line}\n`);
      told = line;
    },
    isTerminal ? interval.terminal : interval.job,
  ).unref();
  return () => clearInterval(timer);
}
