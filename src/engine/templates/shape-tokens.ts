import { closeBrace, comma, openBrace, semicolon, space, verticalBar } from "./characters.ts";
import { valueMark } from "./shape-writer.ts";
import { groupAt } from "./value-groups.ts";
import { withKindOfValue } from "./value-kinds.ts";

/** Tokens of a shape; the last one takes in the rest of a longer shape and is a value. */
const mostTokens = 256;

/** A shape's tokens, and where in the shape each ends. A token begins where the token before it ends. */
export interface ShapeTokens {
  /** A token keeps the space before it: joined, the tokens are the shape again, except for folded groups. */
  readonly tokens: readonly string[];
  readonly ends: readonly number[];
}

/**
 * A group of tokens is folded when it is repeated this often in a row. A bare value needs more repeats: a few values
 * side by side are columns, and their number is fixed.
 */
const leastRepeats = 3;
const leastBareRepeats = 8;
const longestGroup = 4;

/** Cuts a shape at spaces and behind `, ; | { }`, and folds repeated groups: lists of any length get one shape. */
export function tokensOf(shape: string): ShapeTokens {
  const tokens: string[] = [];
  const ends: number[] = [];
  let start = 0;
  for (let at = 1; at <= shape.length && tokens.length < mostTokens; at++) {
    if (at < shape.length && !isCut(shape, at)) continue;
    tokens.push(shape.slice(start, at));
    ends.push(at);
    start = at;
  }
  if (start < shape.length) {
    tokens[mostTokens - 1] = valueMark;
    ends[mostTokens - 1] = shape.length;
  }
  return fold(...withKinds(tokens, ends));
}

/** Puts a mark in place of values that only the words about them tell. */
function withKinds(tokens: readonly string[], ends: readonly number[]): [string[], number[]] {
  const kinds: string[] = [];
  const kindEnds: number[] = [];
  let hasWord = false;
  for (let at = 0; at < tokens.length; ) {
    const group = groupAt(tokens, at);
    const count = group?.tokens ?? 1;
    const written = group?.token ?? (tokens[at] as string);
    const token = withKindOfValue(written, kinds.at(-1) ?? "", tokens[at + count] ?? "", hasWord);
    kinds.push(token);
    at += count;
    kindEnds.push(ends[at - 1] as number);
    hasWord ||= /[A-Za-z]{2}/.test(token);
  }
  return [kinds, kindEnds];
}

function isCut(shape: string, at: number): boolean {
  const code = shape.charCodeAt(at);
  if (code === space) return true;
  const before = shape.charCodeAt(at - 1);
  return (
    before === comma ||
    before === semicolon ||
    before === verticalBar ||
    before === openBrace ||
    before === closeBrace
  );
}

function fold(tokens: string[], ends: number[]): ShapeTokens {
  const folded: string[] = [];
  const foldedEnds: number[] = [];
  for (let at = 0; at < tokens.length; ) {
    const run = runAt(tokens, at);
    if (run === 0) {
      folded.push(tokens[at] as string);
      foldedEnds.push(ends[at] as number);
      at++;
    } else {
      folded.push((tokens[at] as string).startsWith(" ") ? ` ${valueMark}` : valueMark);
      at += run;
      foldedEnds.push(ends[at - 1] as number);
    }
  }
  return { tokens: folded, ends: foldedEnds };
}

/** How many tokens from `at` on repeat one group, or 0. */
function runAt(tokens: readonly string[], at: number): number {
  for (let group = 1; group <= longestGroup; group++) {
    if (at + group * leastRepeats > tokens.length) return 0;
    let length = group;
    while (at + length < tokens.length && isSame(tokens, at + length, at + length - group)) length++;
    const repeats = Math.floor(length / group);
    if (repeats < leastRepeats) continue;
    if (!holdsValue(tokens, at, group)) continue;
    if (group === 1 && repeats < leastBareRepeats && (tokens[at] as string).length <= 2) return 0;
    return repeats * group;
  }
  return 0;
}

/** The first token of all has no space before it. */
function isSame(tokens: readonly string[], later: number, earlier: number): boolean {
  const token = tokens[later] as string;
  return token === tokens[earlier] || (earlier === 0 && token === ` ${tokens[0]}`);
}

function holdsValue(tokens: readonly string[], at: number, group: number): boolean {
  for (let index = at; index < at + group; index++)
    if ((tokens[index] as string).includes(valueMark)) return true;
  return false;
}
