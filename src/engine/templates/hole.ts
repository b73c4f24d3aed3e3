import { isMeaningKey, nameIntroductions } from "./known-words.ts";
import { holdsMark, variableMark } from "./token-match.ts";
import { saysState } from "./word-kind.ts";

/** A place in a row of tokens that may turn out to be a variable. */
export interface Hole {
  readonly at: number;
  /** The token without its changeable part. */
  readonly pattern: string;
  /** How much what stands here says that the place is a variable; from 1 on, over all that were seen, it is one. */
  readonly weight: number;
}

/**
 * Three different names, or eight different words, make a variable; a word where elsewhere a value stands does at
 * once. Words that say the state never do: "Interrupted" and "terminating" stay two templates.
 */
const weightOfValue = 0.9;
const weightOfName = 0.34;
const weightOfWord = 0.125;
const mostHoles = 24;

/** `-`, `**`, `?`: there is no value, where other lines have one. */
const emptyToken = /^( ?[([{<"']*)(-{1,2}|\*{1,3}|\?)([)\]}>"',;.:]*)$/;
const leading = /^ ?[([{<"'`#$/\\*:=,.;-]*/;
const trailing = /[)\]}>"'`,;:.!?]*$/;

/** The places of a row of tokens that may vary, at most `mostHoles`. */
export function holesOf(tokens: readonly string[]): Hole[] {
  const holes: Hole[] = [];
  let first = true;
  for (let at = 0; at < tokens.length && holes.length < mostHoles; at++) {
    const token = tokens[at] as string;
    const hole = holeOf(token, at, at > 0 ? (tokens[at - 1] as string) : "", first);
    if (hole !== undefined) holes.push(hole);
    if (first && !holdsMark(token) && /[A-Za-z]{2}/.test(token)) first = false;
  }
  return holes;
}

function holeOf(token: string, at: number, before: string, first: boolean): Hole | undefined {
  const empty = emptyToken.exec(token);
  if (empty !== null) {
    const [, opening = "", , closing = ""] = empty;
    return { at, pattern: patternOf(token, opening.length, closing.length), weight: weightOfValue };
  }
  let start = (leading.exec(token) as RegExpExecArray)[0].length;
  const end = Math.max(start, token.length - (trailing.exec(token) as RegExpExecArray)[0].length);
  const key = Math.max(
    token.lastIndexOf("=", end - 1),
    end - 1 > start ? token.lastIndexOf(":", end - 2) : -1,
  );
  const keyed = key >= start;
  if (keyed) start = key + 1;
  if (keyed && token[start] === '"') start++;
  const core = token.slice(start, end);
  const pattern = patternOf(token, start, token.length - end);
  if (core === "" && !keyed) return undefined;
  if (core === "" || (holdsMark(core) && !core.includes(".."))) return { at, pattern, weight: weightOfValue };
  if (saysState(core) || (keyed && isMeaningKey(keyBefore(token, key)))) return undefined;
  const introduced = nameIntroductions.has(before.replace(/^[^A-Za-z]+/, "").toLowerCase());
  if (keyed || introduced || /[a-z0-9][._/@-][A-Za-z0-9]/.test(core))
    return { at, pattern, weight: weightOfName };
  // What a sentence begins with names the event.
  return first ? undefined : { at, pattern, weight: weightOfWord };
}

function keyBefore(token: string, end: number): string {
  return /([A-Za-z_]+)["']?$/.exec(token.slice(0, end))?.[1] ?? "";
}

function patternOf(token: string, start: number, rest: number): string {
  return token.slice(0, start) + variableMark + token.slice(token.length - rest);
}
