import type { Range } from "./masking/detector.ts";

/** A part of a text that a terminal obeys instead of showing it. */
export interface EscapeSequence extends Range {
  /** Its payload (a link's address, a title), or its last letter, if that may belong to the text instead. */
  readonly carried: Range | undefined;
}

/** The beginning of a sequence as programs write it to make it harmless: `#033`, `^[`, `\u001b`. */
const written =
  "#033|\\^\\[|\\\\{1,4}(?:u001[bB]|u\\{1[bB]\\}|x1[bB]|0?33|e)|%1[bB]|\u241b|&#(?:27|[xX]1[bB]);|<(?:ESC|0[xX]1[bB])>";
const escapeSign = `(?:\\x1b|${written})`;
const writtenControl = "\\\\{1,4}(?:u009[bB]|x9[bB]|233)|#233|M-\\^\\[|%(?:[cC]2%)?9[bB]";
/** A `<` before a capital begins a placeholder. */
const parameters = "(?:[0-;=>?]|<(?![A-Z])){0,64}";
const stringEnd = `(?:\\x07|\\x9c|\\^G|#007|\\\\{1,4}(?:u0007|x07|007|a(?![a-z]))|\\x1b\\\\|(?:${written})\\\\{1,2})`;

const sequences = [
  // Operating system commands and other control strings, with their payload. The bare start of one is matched below.
  `(?:${escapeSign}[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])(?<string>[^\\x00-\\x08\\x0a-\\x1f\\x9c]{0,500}?)${stringEnd}`,
  `(?:\\x1b\\[|\\x9b)${parameters}[ -/]{0,2}(?:[mKJHhl]|(?<letter>[@-~]))`,
  `(?:(?:${written})\\[|(?:${writtenControl})\\[?)(?:[\\d;:?]{1,40}[A-Za-z~]|[mKJH])`,
  // The one-byte control character is invalid in UTF-8, so it was replaced.
  "\\ufffd[\\d;:]{1,40}m",
  `${escapeSign}(?:[()*+][0AB12]|#[3-8]|%[@G])`,
  "\\x1b(?:[0-9=>|}~]|(?<letter2>[cDEHMNOZ]))",
  "\\x1b[[\\]\\\\PX^_]?",
  // Sequences that lost their escape character. `[5m]` is a duration.
  "[\\ufffd\\u2190]?\\[(?:0?0|22|39|49|\\d{1,3}(?:[;:]\\d{0,3}){1,12})m(?:\\[K)?",
  "[\\ufffd\\u2190]?\\[(?:\\d{1,3}m(?!\\])|m(?=\\[K|$|[^\\p{L}<])|[012]?K(?=$|[^\\p{L}<])|\\?\\d{1,4}[hl])(?:\\[K)?",
  // Invisible characters: controls, zero width, marks of direction.
  "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\p{Cf}\\p{Default_Ignorable_Code_Point}]",
];
const sequence = new RegExp(sequences.join("|"), "dgu");

/** A quick test: most texts have no sequence. */
const hint =
  /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\p{Cf}\p{Default_Ignorable_Code_Point}\ufffd\u241b]|\[(?:[\d;:?]{1,40}[A-Za-z~]|[mKJH])|(?:33|\^\[|1[bB][;>}]?|\\e|#27;|ESC>)[\](#%]|(?:9[bB]|233)[\d;:]/u;

/** The sequences in the order of the text, without overlap. */
export function escapeSequencesIn(text: string): readonly EscapeSequence[] {
  if (!hint.test(text)) return [];
  return [...text.matchAll(sequence)].map((match) => {
    const { string, letter, letter2 } = match.indices?.groups ?? {};
    const [start, end] = string ?? letter ?? letter2 ?? [];
    const carried = start === undefined || end === undefined ? undefined : { start, end };
    return { start: match.index, end: match.index + match[0].length, carried };
  });
}

/** The text as a terminal shows it. */
export function withoutEscapeSequences(text: string): string {
  return hint.test(text) ? text.replace(sequence, "") : text;
}
