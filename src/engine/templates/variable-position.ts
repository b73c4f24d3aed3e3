import { levelByWord } from "../reading/level/level-words.ts";
import { functionWords, isMeaningKey, nameIntroductions, prepositions } from "./known-words.ts";
import { remembered } from "./remembered.ts";
import { valueMark } from "./shape-writer.ts";
import { holdsMark, variableMark } from "./token-match.ts";
import { holdsState, isCapitalName, isTruth, namesState, saysState } from "./word-kind.ts";

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
/** As a word's, whatever stands beside it. */
const weightOfCall = 0.12;
const mostPositions = 24;
/** Words beside a position from which fewer different words show that it varies: the least weight of each. */
const weightsBeside = [0.125, 0.125, 0.2, 0.25, 0.25, 0.25, 0.34] as const;

/** `-`, `**`, `?`: programs write these where a value is missing. */
const emptyToken = /^( ?[([{<"']*)(-{1,2}|\*{1,3}|\?)([)\]}>"',;.:]*)$/;
const leading = /^ ?[([{<"'`#$/\\*:=,.;-]*/;
const trailing = /[)\]}>"'`,;:.!?]*$/;

/** A host before its port, as in `intranet:443`. */
const hostWithPort = /^( ?["'(<[]?\/?)([A-Za-z][\w-]*|[\u0001\u0002])(:[\u0001\u0002][)\]>"']?[,;]?)$/;
/** `stream: MUSIC`: a key with a blank behind its colon. */
const labelBefore = /^ ?([A-Za-z][\w-]*)[:=]$/;
/** `CartService`, `ExclusiveLock`: names of classes. */
const classLike = /^[A-Z][a-z]+[A-Z][a-z]\w*$/;
/** `getTasks`, `brightnessIn`: names of calls and of what they change. */
const callLike = /^[a-z]+[A-Z]\w*$/;
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
  const first = firstWordOf(tokens);
  for (let at = 0; at < tokens.length && positions.length < mostPositions; at++) {
    const position = positionAt(tokens, at, at <= first, introduces);
    if (position !== undefined) positions.push(position);
  }
  return positions;
}

/** The weight of one position; 0 where it may not vary. @param introduces as for `variablePositionsOf` */
export function weightAt(
  tokens: readonly string[],
  at: number,
  introduces: (word: string) => boolean,
): number {
  return positionAt(tokens, at, at <= firstWordOf(tokens), introduces)?.weight ?? 0;
}

/**
 * The place of the first word of the message. In the head before it stand levels and other capitals, joined names, and
 * what a colon, a bar or a hyphen ends.
 */
export function firstWordOf(tokens: readonly string[]): number {
  let capitals = -1;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as string;
    if (holdsMark(token) || !/[A-Za-z]{2}/.test(token) || joinedName.test(token) || isInHead(tokens, at))
      continue;
    if (levelByWord.has(token.replace(/[^A-Za-z]/g, "").toLowerCase())) continue;
    const word = token.trim();
    // In "DISCOVER from 192.0.2.1" the capitals are the event.
    if (capitals >= 0 && (prepositions.has(word) || functionWords.has(word))) return capitals;
    if (/[a-z]/.test(token)) return at;
    capitals = at;
  }
  return capitals;
}

function isInHead(tokens: readonly string[], at: number): boolean {
  const next = tokens[at + 1] ?? "";
  if ((tokens[at] as string).endsWith("|") || /^ ?[:|-]$/.test(next)) return true;
  // In "duration: 5 ms" the first word names what the value is.
  return (tokens[at] as string).endsWith(":") && !(holdsMark(next) && !/^ ?\[/.test(next));
}

/** @param words constant ones beside the position */
export function weightBeside(weight: number, words: number): number {
  if (words === 0) return weight === weightOfValue || weight === weightOfTruth ? weight : 0;
  return weight === weightOfWord
    ? (weightsBeside[Math.min(words, weightsBeside.length - 1)] as number)
    : weight;
}

/** Whether a stem's token tells what happens: it is a word or a key, no value, punctuation or word of grammar. */
export const holdsWord = remembered(
  (token: string) =>
    /[A-Za-z\u00c0-\uffff]{2}/.test(token) && !functionWords.has(token) && !prepositions.has(token),
);

const nameable = /^[\p{L}\d][\p{L}\d._/@-]*:?$/u;

/** Whether a stem's token may be a part of a name of several words: a word, or a value. */
export const isNameable = remembered((token: string) => {
  if (token === valueMark) return true;
  return nameable.test(token) && !functionWords.has(token) && !prepositions.has(token) && !holdsState(token);
});

function positionAt(
  tokens: readonly string[],
  at: number,
  isFirstWord: boolean,
  introduces: (word: string) => boolean,
): VariablePosition | undefined {
  const token = tokens[at] as string;
  const before = at > 0 ? (tokens[at - 1] as string) : "";
  return (
    hostPosition(token, at) ??
    positionOf(token, at, before, isFirstWord && !isInHead(tokens, at), isFirstWord, introduces)
  );
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
  namesEvent: boolean,
  isInHead: boolean,
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
    callOf(token, end),
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
  const isBehindKey = keyed || (!isInHead && isLabel(before));
  if (isCapitalName(core))
    return { at, holdsValue: false, pattern, weight: isBehindKey ? weightOfName : weightOfCapitals };
  if (keyed ? namesState(core) : saysState(core) || prepositions.has(core)) return undefined;
  // What has digits and is no value is a known name, such as a message's code.
  const isJoined = joinedName.test(core) && !/\d/.test(core);
  if (isJoined || classLike.test(core)) {
    if (holdsState(isJoined ? core : lastPartOf(core))) return undefined;
    // The first word of a sentence names the event.
    if (namesEvent && !keyed && !isJoined) return undefined;
    return { at, holdsValue: false, pattern, weight: namesEvent ? weightOfName : weightOfJoinedName };
  }
  if (callLike.test(core) && !keyed)
    return namesEvent || isInHead ? undefined : { at, holdsValue: false, pattern, weight: weightOfCall };
  const introduction = before.replace(/^[^A-Za-z]+/, "");
  if (keyed || nameIntroductions.has(introduction.toLowerCase()) || introduces(introduction))
    return { at, holdsValue: false, pattern, weight: weightOfName };
  if (isInHead && /^["'([]/.test(token)) return { at, holdsValue: false, pattern, weight: weightOfName };
  return namesEvent && !keyed ? undefined : { at, holdsValue: false, pattern, weight: weightOfWord };
}

/** `NodeReady`, `ContainerStarted`: the last part of a joined name tells a state, the first ones name something. */
function lastPartOf(name: string): string {
  return /[A-Z][a-z]+$/.exec(name)?.[0] ?? name;
}

function isLabel(token: string): boolean {
  const key = labelBefore.exec(token)?.[1];
  return key !== undefined && !isMeaningKey(key);
}

/** The bracket of a call with one argument, as in `open(name)`, or -1. */
function callOf(token: string, end: number): number {
  const bracket = token.lastIndexOf("(", end - 1);
  return bracket > 0 && token[end] === ")" && /\w/.test(token[bracket - 1] as string) ? bracket : -1;
}

function keyBefore(token: string, end: number): string {
  return /([A-Za-z_]+)["']?$/.exec(token.slice(0, end))?.[1] ?? "";
}

function patternOf(token: string, start: number, rest: number): string {
  return token.slice(0, start) + variableMark + token.slice(token.length - rest);
}
