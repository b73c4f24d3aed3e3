/** How a check ended: `skipped` where it does not apply here, and the finding says why. */
export type FindingState = "ok" | "warning" | "problem" | "skipped";

/** One thing the doctor looked at. No key, no log text, no URL with credentials is in it. */
export interface Finding {
  /** What was looked at, in a word or two. */
  readonly check: string;
  readonly state: FindingState;
  readonly finding: string;
  /** What to do next; empty where nothing has to be done. */
  readonly mend: string;
}

export const findingColumns = ["check", "state", "finding", "mend"] as const;

export function ok(check: string, finding: string): Finding {
  return { check, state: "ok", finding, mend: "" };
}

export function skipped(check: string, finding: string, mend = ""): Finding {
  return { check, state: "skipped", finding, mend };
}

/** @param said what the findings and mends of errors are: sentences with or without their full stop */
export function warning(check: string, said: { finding: string; mend: string }): Finding {
  return { check, state: "warning", ...asSentences(said) };
}

export function problem(check: string, said: { finding: string; mend: string }): Finding {
  return { check, state: "problem", ...asSentences(said) };
}

function asSentences({ finding, mend }: { finding: string; mend: string }): {
  finding: string;
  mend: string;
} {
  return { finding: sentence(finding), mend: sentence(mend) };
}

function sentence(text: string): string {
  // A name like llm_endpoint= keeps its letters.
  const begun = /^[a-z]+[ ,:]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return begun === "" || /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
