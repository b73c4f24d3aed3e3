import { type EscapeSequence, escapeSequencesIn } from "../escape-sequences.ts";

/**
 * Tells most texts without a sequence in half the time that `escapeSequencesIn` takes: one class of first characters,
 * then what must follow those that also stand for themselves.
 */
const mayHaveColours =
  /[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\u241b[#^\\%&<](?:(?<![[#^\\%&<])|(?<=\[)[\d;:?mKJH]|(?<=[#^\\%&<])[\d[xuecE#])/;

/** Characters that words, addresses and values are made of. */
const ofWord = /[\p{L}\p{N}._@/+~-]/u;
/** Characters that are not seen but belong to the text, such as the joiners of emoji. */
const unseen = /^[^\x00\x1b]$/u;

/**
 * A text without what a terminal acts on: colours, also in the forms that transports leave of them, and NUL characters.
 * A sequence between two parts of words stays: taking it out would join what is apart or leave a value in pieces, and
 * the masks know how to read either. Masks see what is left.
 */
export function withoutColours(text: string): string {
  if (!mayHaveColours.test(text)) return text;
  const sequences = escapeSequencesIn(text);
  if (sequences.length === 0) return text;
  let plain = "";
  let from = 0;
  for (let first = 0, next = 0; first < sequences.length; first = next) {
    next = endOfRun(sequences, first);
    const stays = partsWords(text, sequences, first, next - 1);
    for (const { start, end } of sequences.slice(first, next)) {
      if (stays || unseen.test(text.slice(start, end))) continue;
      plain += text.slice(from, start);
      from = end;
    }
  }
  return plain + text.slice(from);
}

/** Behind the last of the sequences that stand side by side from this one on. */
function endOfRun(sequences: readonly EscapeSequence[], first: number): number {
  let next = first + 1;
  while (next < sequences.length && sequences[next]?.start === sequences[next - 1]?.end) next++;
  return next;
}

/** Whether a part of a word stands on either side of the sequences from the first to the last. */
function partsWords(
  text: string,
  sequences: readonly EscapeSequence[],
  first: number,
  last: number,
): boolean {
  const before = text[(sequences[first] as EscapeSequence).start - 1] ?? " ";
  const behind = text[(sequences[last] as EscapeSequence).end] ?? " ";
  return ofWord.test(before) && ofWord.test(behind);
}
