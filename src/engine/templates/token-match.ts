import { valueMark } from "./shape-writer.ts";

/** Stands in a template's token for a part that was found to vary. In texts it is white space. */
export const variableMark = "\u0002";

/** Whether a token of a text is one that a template's token stands for. */
export function tokenMatches(pattern: string, token: string): boolean {
  if (pattern === token) return true;
  const mark = pattern.indexOf(variableMark);
  if (mark < 0) return false;
  const rest = pattern.length - mark - 1;
  return (
    token.length >= pattern.length - 1 &&
    token.startsWith(pattern.slice(0, mark)) &&
    (rest === 0 || token.endsWith(pattern.slice(mark + 1)))
  );
}

export function tokensMatch(pattern: readonly string[], tokens: readonly string[]): boolean {
  if (pattern.length !== tokens.length) return false;
  for (let at = 0; at < pattern.length; at++) {
    if (!tokenMatches(pattern[at] as string, tokens[at] as string)) return false;
  }
  return true;
}

export function holdsMark(token: string): boolean {
  return token.includes(valueMark) || token.includes(variableMark);
}

/**
 * Tokens as people read them: values are `<*>`. A `<*>` of the text itself gets a backslash, and one more for
 * each that it has, so that it cannot be taken for a wildcard.
 */
export function renderTokens(tokens: readonly string[]): string {
  return tokens
    .join("")
    .replace(/<(\\*)\*>/g, "<$1\\*>")
    .replaceAll(valueMark, "<*>")
    .replaceAll(variableMark, "<*>");
}
