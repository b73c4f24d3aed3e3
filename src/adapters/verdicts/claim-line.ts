import type { EntrySigner } from "./signed-entry.ts";

/** Characters of a key that stand for it in claims: 96 bits. */
const startLength = 16;

/** What a process says in the log of claims. With `end` it gives back all it holds. */
export interface ClaimLine {
  readonly what: "claim" | "release" | "end";
  /** `IDENTITY/NUMBER`: a process may open several stores. */
  readonly holder: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** The first characters of the keys. */
  readonly starts: readonly string[];
}

export function startOfKey(key: string): string {
  return key.slice(0, startLength).padEnd(startLength, "=");
}

/**
 * Signed, so that nobody else can keep searches waiting. A line begins with a line's end too: a writer that was killed
 * spoils its own line and not the next one.
 */
export function claimText({ what, holder, time, starts }: ClaimLine, signer: EntrySigner): string {
  const said = JSON.stringify([what, holder, time, starts.join("")]);
  return `\n${signer.signText(said)}${said}\n`;
}

/** @returns undefined for an empty, damaged or forged line */
export function readClaim(line: string, signer: EntrySigner): ClaimLine | undefined {
  const said = line.slice(43);
  if (said === "" || signer.signText(said) !== line.slice(0, 43)) return undefined;
  const [what, holder, time, joined] = JSON.parse(said) as [ClaimLine["what"], string, number, string];
  const starts = Array.from({ length: joined.length / startLength }, (_, at) =>
    joined.slice(at * startLength, (at + 1) * startLength),
  );
  return { what, holder, time, starts };
}
