import { withoutEscapeSequences } from "../escape-sequences.ts";

/** Characters of a value in a sentence. */
const longest = 120;

/** Makes a log value safe for a table, a page and a message. @returns undefined when nothing visible remains */
export function readable(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const clean = withoutEscapeSequences(value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>]/gu, " ")).trim();
  if (clean === "") return undefined;
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
