import { valueMark } from "./shape-writer.ts";

/** Stands in a template's token for a part that was found to vary. The scanner takes it for white space in texts. */
export const variableMark = "\u0002";

/** A token that is this mark, behind a blank or not, stands for any number of tokens, and for none. */
export const gapMark = "\u0003";

export function isGap(token: string): boolean {
  return token === gapMark || token === ` ${gapMark}`;
}

/** Whether a template's token matches a token of a text. */
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

/**
 * Lays a pattern with gaps over tokens; each gap is as short as it can be.
 *
 * @returns for each token of the pattern the number of tokens up to its end, or undefined when the pattern does not match
 */
export function alignTokens(pattern: readonly string[], tokens: readonly string[]): number[] | undefined {
  const ends: number[] = [];
  let gap = -1;
  let gapEnd = 0;
  let token = 0;
  for (let at = 0; at < pattern.length || token < tokens.length; ) {
    const part = pattern[at];
    if (part !== undefined && isGap(part)) {
      gap = at;
      gapEnd = token;
      ends[at++] = token;
    } else if (part !== undefined && token < tokens.length && tokenMatches(part, tokens[token] as string)) {
      ends[at++] = ++token;
    } else {
      // The last gap takes in one token more.
      if (gap < 0 || gapEnd >= tokens.length) return undefined;
      token = ++gapEnd;
      ends[gap] = token;
      at = gap + 1;
    }
  }
  return ends;
}

/** The narrowest pattern that matches everything that either of two patterns matches. */
export function commonPattern(one: string, other: string): string {
  if (one === other) return one;
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start] && one[start] !== variableMark) start++;
  let rest = 0;
  while (rest < most - start) {
    const character = one[one.length - 1 - rest];
    if (character !== other[other.length - 1 - rest] || character === variableMark) break;
    rest++;
  }
  return one.slice(0, start) + variableMark + one.slice(one.length - rest);
}

export function holdsMark(token: string): boolean {
  return token.includes(valueMark) || token.includes(variableMark) || token.includes(gapMark);
}

/**
 * Tokens as people read them, with `<*>` for values. A `<*>` that stood in the text gets a backslash more than it
 * had, so that it cannot be taken for a wildcard.
 */
export function renderTokens(tokens: readonly string[]): string {
  return tokens
    .join("")
    .replace(/<(\\*)\*>/g, "<$1\\*>")
    .replaceAll(valueMark, "<*>")
    .replaceAll(variableMark, "<*>")
    .replaceAll(gapMark, "<*>");
}
