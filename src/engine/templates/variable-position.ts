import { isMeaningKey, nameIntroductions } from "./known-words.ts";
import { holdsMark, variableMark } from "./token-match.ts";
import { holdsState, isCapitalName, isTruth, saysState } from "./word-kind.ts";

/** A position among the tokens that may turn out to be a variable. */
export interface VariablePosition {
  readonly at: number;
  /** Whether it holds a value or a variable already. */
  readonly holdsValue: boolean;
  /** The token with `variableMark` for its variable part. */
  readonly pattern: string;
  /** Evidence that the position is a variable. The sum over all different tokens seen there has to reach 1. */
  readonly weight: number;
}

/**
 * Three different names or eight different words make a variable. A value and one other token do so at once. State
 * words never do: "Interrupted" and "terminating" stay two templates.
 */
const weightOfValue = 0.9;
const weightOfName = 0.34;
/** True and false are all there is; units keep them apart. */
const weightOfTruth = 0.5;
const weightOfCapitals = 0.25;
const weightOfJoinedName = 0.5;
const weightOfWord = 0.125;
const mostPositions = 24;

/** `-`, `**`, `?`: programs write these where a value is missing. */
const emptyToken = /^( ?[([{<"']*)(-{1,2}|\*{1,3}|\?)([)\]}>"',;.:]*)$/;
const leading = /^ ?[([{<"'`#$/\\*:=,.;-]*/;
const trailing = /[)\]}>"'`,;:.!?]*$/;

/** A host before its port, as in `intranet:443`. */
const hostWithPort = /^( ?["'(<[]?\/?)([A-Za-z][\w-]*|[\u0001\u0002])(:[\u0001\u0002][)\]>"']?[,;]?)$/;
/** `CartService`, `ExclusiveLock`: names of classes. */
const classLike = /^[A-Z]?[a-z]+[A-Z][a-z]\w*$/;
const joinedName = /[A-Za-z0-9][._/@-][A-Za-z0-9]/;

/**
 * The positions that may vary, at most `mostPositions`.
 *
 * @param introduces whether values were seen behind a word, so that names may stand there
 */
export function variablePositionsOf(
  tokens: readonly string[],
  introduces: (word: string) => boolean = () => false,
): VariablePosition[] {
  const positions: VariablePosition[] = [];
  let isFirstWord = true;
  for (let at = 0; at < tokens.length && positions.length < mostPositions; at++) {
    const token = tokens[at] as string;
    const before = at > 0 ? (tokens[at - 1] as string) : "";
    const position = hostPosition(token, at) ?? positionOf(token, at, before, isFirstWord, introduces);
    if (position !== undefined) positions.push(position);
    if (isFirstWord && endsFirstWord(token)) isFirstWord = false;
  }
  return positions;
}

/** The weight of one position; 0 where it may not vary. @param introduces as for `variablePositionsOf` */
export function weightAt(
  tokens: readonly string[],
  at: number,
  introduces: (word: string) => boolean,
): number {
  const token = tokens[at] as string;
  const before = at > 0 ? (tokens[at - 1] as string) : "";
  const isFirstWord = !tokens.slice(0, at).some(endsFirstWord);
  return (hostPosition(token, at) ?? positionOf(token, at, before, isFirstWord, introduces))?.weight ?? 0;
}

function endsFirstWord(token: string): boolean {
  return !holdsMark(token) && /[A-Za-z]{2}/.test(token);
}

function hostPosition(token: string, at: number): VariablePosition | undefined {
  const [, opening = "", host = "", port = ""] = hostWithPort.exec(token) ?? [];
  if (host === "" || saysState(host) || isMeaningKey(host)) return undefined;
  const holdsValue = holdsMark(host);
  return {
    at,
    holdsValue,
    pattern: opening + variableMark + port,
    weight: holdsValue ? weightOfValue : weightOfWord,
  };
}

function positionOf(
  token: string,
  at: number,
  before: string,
  isFirstWord: boolean,
  introduces: (word: string) => boolean,
): VariablePosition | undefined {
  const empty = emptyToken.exec(token);
  if (empty !== null) {
    const [, opening = "", , closing = ""] = empty;
    return {
      at,
      holdsValue: true,
      pattern: patternOf(token, opening.length, closing.length),
      weight: weightOfValue,
    };
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
  if (core === "" || (holdsMark(core) && !core.includes("..")))
    return { at, holdsValue: true, pattern, weight: weightOfValue };
  if (keyed && isMeaningKey(keyBefore(token, key))) return undefined;
  if (isTruth(core)) return { at, holdsValue: false, pattern, weight: weightOfTruth };
  if (isCapitalName(core))
    return { at, holdsValue: false, pattern, weight: keyed ? weightOfName : weightOfCapitals };
  if (saysState(core)) return undefined;
  // What has digits and is no value is a known name, such as a message's code.
  const isJoined = joinedName.test(core) && !/\d/.test(core);
  if (isJoined && holdsState(core)) return undefined;
  if (isJoined || classLike.test(core)) return { at, holdsValue: false, pattern, weight: weightOfJoinedName };
  const introduction = before.replace(/^[^A-Za-z]+/, "");
  if (keyed || nameIntroductions.has(introduction.toLowerCase()) || introduces(introduction))
    return { at, holdsValue: false, pattern, weight: weightOfName };
  if (isFirstWord && /^["'([]/.test(token)) return { at, holdsValue: false, pattern, weight: weightOfName };
  // The first word of a sentence names the event.
  return isFirstWord && !token.endsWith(":")
    ? undefined
    : { at, holdsValue: false, pattern, weight: weightOfWord };
}

function keyBefore(token: string, end: number): string {
  return /([A-Za-z_]+)["']?$/.exec(token.slice(0, end))?.[1] ?? "";
}

function patternOf(token: string, start: number, rest: number): string {
  return token.slice(0, start) + variableMark + token.slice(token.length - rest);
}
