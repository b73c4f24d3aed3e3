import type { EscapeSequence } from "../escape-sequences.ts";
import type { Range } from "./detector.ts";
import { type Sensitive, secretPlaceholder } from "./redaction-pass.ts";

/** The second turn nearly always finds nothing more. */
const mostTurns = 8;

/**
 * Finds the sensitive parts of a text with terminal sequences, in two views of it. The first leaves the sequences out,
 * as a terminal does: a colour change within a key or a value disappears. The second has a blank for each sequence: two
 * words stay apart, and the payloads of sequences are searched.
 */
export function findAmong(
  text: string,
  sequences: readonly EscapeSequence[],
  find: (text: string) => readonly Sensitive[],
): readonly Sensitive[] {
  const shown = sequences.map(({ start, end }) => ({ start, end, replacement: "" }));
  const spaced = sequences.flatMap(partsAround);
  let found: readonly Sensitive[] = [];
  for (let turn = 0; turn < mostTurns; turn++) {
    const view = new TextView(text, withPlaceholders(turn % 2 === 0 ? shown : spaced, found));
    const more = find(view.text);
    // A finding in one view may reveal another in the other view.
    if (more.length === 0 && turn > 0) break;
    found = mergeFindings(
      found,
      more.map((part) => ({ ...view.originOf(part), kind: part.kind })),
    );
  }
  return found;
}

function partsAround({ start, end, carried }: EscapeSequence): readonly Replacement[] {
  if (carried === undefined) return [{ start, end, replacement: " " }];
  const parts = [
    { start, end: carried.start, replacement: " " },
    { start: carried.end, end, replacement: " " },
  ];
  return parts.filter((part) => part.end > part.start);
}

/** Replaces each finding, and the sequences within it, by a placeholder. */
function withPlaceholders(hidden: readonly Replacement[], found: readonly Range[]): readonly Replacement[] {
  const all = [...hidden, ...found.map(({ start, end }) => ({ start, end, replacement: secretPlaceholder }))];
  all.sort((one, other) => one.start - other.start || other.end - one.end);
  const replaced: Replacement[] = [];
  for (const part of all) {
    const last = replaced.at(-1);
    if (last === undefined || part.start >= last.end) replaced.push(part);
    else if (part.end > last.end)
      replaced[replaced.length - 1] = { start: last.start, end: part.end, replacement: secretPlaceholder };
  }
  return replaced;
}

/** A later finding replaces earlier findings that lie within it. */
function mergeFindings(found: readonly Sensitive[], more: readonly Sensitive[]): readonly Sensitive[] {
  const others = found.filter(
    (part) => !more.some(({ start, end }) => start <= part.start && part.end <= end),
  );
  return [...others, ...more].sort((one, other) => one.start - other.start);
}

/** A part of a text, and the words that a view has in its place. */
interface Replacement extends Range {
  readonly replacement: string;
}

/** A text with other words in some places; maps positions in the view to positions in the text. */
class TextView {
  readonly text: string;
  readonly #replacements: readonly Replacement[];
  /** Where each replacement begins in the view. */
  readonly #places: readonly number[];

  /** @param replacements in the order of the text, without overlap */
  constructor(text: string, replacements: readonly Replacement[]) {
    const places: number[] = [];
    let view = "";
    let copied = 0;
    for (const { start, end, replacement } of replacements) {
      view += text.slice(copied, start);
      places.push(view.length);
      view += replacement;
      copied = end;
    }
    this.text = view + text.slice(copied);
    this.#replacements = replacements;
    this.#places = places;
  }

  /** The part of the text that a part of the view shows, without hidden sequences at its ends. @param part not empty */
  originOf({ start, end }: Range): Range {
    return { start: this.#characterAt(start).start, end: this.#characterAt(end - 1).end };
  }

  #characterAt(place: number): Range {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle] as number) <= place) low = middle + 1;
      else high = middle;
    }
    const last = this.#replacements[low - 1];
    if (last === undefined) return { start: place, end: place + 1 };
    const behind = (this.#places[low - 1] as number) + last.replacement.length;
    if (place < behind) return last;
    const start = last.end + place - behind;
    return { start, end: start + 1 };
  }
}
