import { missingModule } from "../splunk/missing-module.ts";

/** Exit code of a program whose work failed, or waits for something that can no longer happen. */
const unfinished = 1;

/**
 * Ends the program with the exit code that its work resolves to. If the work waits for something that never happens, Node
 * runs out of work and would exit with 0, as if all were well. Then the program exits with 1 and says why. It does the
 * same when the work rejects, where Node would print a stack trace.
 *
 * @param program the name that people know
 * @param say writes a sentence for the user
 */
export function exitWith(
  program: string,
  work: Promise<number>,
  say: (sentence: string) => void,
): Promise<void> {
  const stuck = () => {
    process.exitCode = unfinished;
    say(
      "The program stopped before its work was done, because what it waited for never came. Please report it.",
    );
  };
  process.once("beforeExit", stuck);
  return work
    .catch((error: unknown) => {
      const kind = error instanceof Error ? error.name : typeof error;
      say(
        missingModule(program, error) ??
          `${program} met a fault of its own (${kind}) and stopped. Please report it.`,
      );
      return unfinished;
    })
    .finally(() => process.removeListener("beforeExit", stuck))
    .then((code) => {
      process.exitCode = code;
    });
}
