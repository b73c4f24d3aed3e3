import { valueMark } from "./shape-writer.ts";
import type { Stem } from "./stem.ts";
import { saysStateInWords } from "./word-kind.ts";

/** A part of a stem that other lines of the same kind may lack. */
export interface OptionalPart {
  /** The rest of the stem. */
  readonly base: string;
  /** Where the part stands, and how it begins: parts with equal places may stand for each other. */
  readonly place: string;
  readonly text: string;
}

const longestPart = 4;
const leastLeft = 3;
const mostParts = 12;
const beginnings: ReadonlySet<string> = new Set(
  "from by with for at on in via after since until under over because due as using per through during within".split(
    " ",
  ),
);

/** The parts that may be missing: in parentheses, behind a preposition or a key, or a word before a value. */
export function optionalPartsOf({ tokens }: Stem): OptionalPart[] {
  const parts: OptionalPart[] = [];
  for (let at = 0; at < tokens.length && parts.length < mostParts; at++) {
    const token = tokens[at] as string;
    if (token.startsWith("(")) {
      const end = endOfParentheses(tokens, at);
      if (end > at) addPart(parts, tokens, at, end, "(");
    } else if (beginnings.has(token)) {
      for (let end = at + 2; end <= Math.min(tokens.length, at + longestPart); end++)
        addPart(parts, tokens, at, end, token);
    } else if (/^[a-z]\w*=/.test(token)) {
      addPart(parts, tokens, at, at + 1, token.slice(0, token.indexOf("=")));
    } else if (isBesideValue(tokens, at)) {
      addPart(parts, tokens, at, at + 1, "");
    }
  }
  return parts;
}

function isBesideValue(tokens: readonly string[], at: number): boolean {
  return tokens[at] !== valueMark && (tokens[at + 1] === valueMark || tokens[at - 1] === valueMark);
}

function endOfParentheses(tokens: readonly string[], at: number): number {
  for (let end = at; end < Math.min(tokens.length, at + longestPart); end++) {
    if ((tokens[end] as string).includes(")")) return (tokens[end] as string).endsWith(")") ? end + 1 : -1;
  }
  return -1;
}

function addPart(
  parts: OptionalPart[],
  tokens: readonly string[],
  at: number,
  end: number,
  beginning: string,
): void {
  const part = tokens.slice(at, end);
  if (part.some((token) => (token.match(/[\p{L}_-]+/gu) ?? []).some(saysStateInWords))) return;
  const rest = [...tokens.slice(0, at), ...tokens.slice(end)];
  if (rest.length < leastLeft || !rest.some((token) => /\p{L}{3}/u.test(token))) return;
  parts.push({ base: rest.join(" "), place: `${at} ${beginning}`, text: part.join(" ") });
}
