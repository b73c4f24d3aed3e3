import { printable } from "../../engine/printable.ts";
import { isAsBadAs, type Severity, severities } from "../../engine/verdict.ts";
import { UserError } from "../../splunk/user-error.ts";
import { flagName } from "./flags.ts";

export const severityFlag = { wanted: "a severity from P0 to P4", example: "P2" } as const;

/** Ends a run that found what --fail-on names. */
const foundCode = 4;

/** @param code of the run otherwise @param worst undefined where nothing was found */
export function codeFor(code: number, worst: Severity | undefined, failOn: Severity | undefined): number {
  const isFound = failOn !== undefined && worst !== undefined && isAsBadAs(worst, failOn);
  return code === 0 && isFound ? foundCode : code;
}

/**
 * @param given the own flags of a command
 * @throws UserError for what is no severity, and for P5, which everything has
 */
export function severityOf(given: ReadonlyMap<string, string>, name: string): Severity | undefined {
  const text = given.get(name);
  if (text === undefined) return undefined;
  const severity = severities.find((each) => each === text.trim().toUpperCase());
  if (severity !== undefined && severity !== "P5") return severity;
  throw new UserError(
    `${flagName(name)} wants ${severityFlag.wanted}, not ${printable(JSON.stringify(text))}.`,
  );
}
