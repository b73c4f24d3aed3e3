/** How a check ended. `skipped`: it does not apply here, and the finding says why. */
export type FindingState = "ok" | "warning" | "problem" | "skipped";

/** The result of one check. It holds no key, no log text and no URL with credentials. */
export interface Finding {
  /** The check's name, one or two words. */
  readonly check: string;
  readonly state: FindingState;
  readonly finding: string;
  /** What to do next; empty if nothing has to be done. */
  readonly fix: string;
}

/** A finding in rows and JSON. `mend` repeats `fix` under its old name, until 1.0. */
export interface FindingRow extends Finding {
  readonly mend: string;
}

export const findingColumns: readonly (keyof FindingRow)[] = ["check", "state", "finding", "fix", "mend"];

export function findingRow({ check, state, finding, fix }: Finding): FindingRow {
  return { check, state, finding, fix, mend: fix };
}

export function ok(check: string, finding: string): Finding {
  return { check, state: "ok", finding, fix: "" };
}

export function skipped(check: string, finding: string, fix = ""): Finding {
  return { check, state: "skipped", finding, fix };
}

/** @param fault sentences with or without a full stop, as in errors */
export function warning(check: string, fault: { finding: string; fix: string }): Finding {
  return { check, state: "warning", ...asSentences(fault) };
}

export function problem(check: string, fault: { finding: string; fix: string }): Finding {
  return { check, state: "problem", ...asSentences(fault) };
}

function asSentences({ finding, fix }: { finding: string; fix: string }): { finding: string; fix: string } {
  return { finding: sentence(finding), fix: sentence(fix) };
}

function sentence(text: string): string {
  // Words such as llm_endpoint= stay in lower case.
  const begun = /^[a-z]+[ ,:]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return begun === "" || /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
