import type { Detector, Range } from "./detector.ts";
import { builtInPlaceholders, type Kind, type Placeholders } from "./kinds.ts";

/** A part of a text that is masked, and what it was. */
export interface Sensitive extends Range {
  readonly kind: Kind;
}

interface Piece {
  /** Where its stand-in is in the sheet. */
  readonly at: number;
  /** Where it is in the text. */
  readonly start: number;
  readonly end: number;
  /** Undefined for a placeholder that stood there. */
  readonly kind: Kind | undefined;
}

const standIn = "<SECRET>";
const contextLength = 40;

/**
 * A text on which one detector after the other works. What one finds gives way to a stand-in, which the next
 * reads in its place, just as it would read a text masked before. So a value is found once, and to mask twice
 * is to mask once.
 */
export class Worksheet {
  #text: string;
  #pieces: readonly Piece[] = [];
  /** Of the text as it was at first: taking values out adds no word but that of the stand-in, which is no key. */
  readonly #needed = new Map<RegExp, boolean>();

  constructor(text: string, placeholders: Placeholders = builtInPlaceholders) {
    this.#text = text;
    if (!text.includes("<")) return;
    const found = [...text.matchAll(placeholders.pattern)];
    this.#replace(
      found.map((match) => ({ start: match.index, end: match.index + match[0].length })),
      undefined,
    );
  }

  get text(): string {
    return this.#text;
  }

  search({ pattern, needs, keep, narrow, kind }: Detector): void {
    if (needs !== undefined && !this.#has(needs)) return;
    const found: Range[] = [];
    pattern.lastIndex = 0;
    for (let match = pattern.exec(this.#text); match !== null; match = pattern.exec(this.#text)) {
      const kept = keep?.(match) ?? { before: match.groups?.kept?.length ?? 0, behind: 0 };
      const start = match.index + kept.before;
      const end = match.index + match[0].length - kept.behind;
      if (match[0] === "") pattern.lastIndex++;
      if (start >= end || isMasked(this.#text.slice(start, end))) continue;
      if (narrow === undefined) {
        found.push({ start, end });
        continue;
      }
      const range = narrow(
        this.#text.slice(start, end),
        this.#text.slice(Math.max(0, start - contextLength), start),
        this.#text.slice(end, end + contextLength),
      );
      if (range !== undefined && range.end > range.start)
        found.push({ start: start + range.start, end: start + range.end });
    }
    this.#replace(found, kind);
  }

  /** Takes parts out that were found in the sheet's text elsewhere. @param found in order, without overlap */
  take(found: readonly Range[], kind: Kind): void {
    const within = ({ start, end }: Range): boolean =>
      this.#pieces.some(({ at }) => at <= start && end <= at + standIn.length);
    this.#replace(
      found.filter((range) => !within(range) && !isMasked(this.#text.slice(range.start, range.end))),
      kind,
    );
  }

  /** In the order of the text. */
  sensitive(): readonly Sensitive[] {
    return this.#pieces.flatMap(({ start, end, kind }) => (kind === undefined ? [] : [{ start, end, kind }]));
  }

  /** Asked once for all detectors that need the same. */
  #has(needed: RegExp): boolean {
    let has = this.#needed.get(needed);
    if (has === undefined) {
      has = needed.test(this.#text);
      this.#needed.set(needed, has);
    }
    return has;
  }

  /** @param found in order, in the sheet; where it touches an earlier stand-in it takes that in */
  #replace(found: readonly Range[], kind: Kind | undefined): void {
    if (found.length === 0) return;
    const old = this.#pieces;
    const pieces: Piece[] = [];
    let text = "";
    let copied = 0;
    let next = 0;
    // From places in the sheet to places in the text, behind the pieces passed so far.
    let shift = 0;
    const passTo = (place: number) => {
      for (; next < old.length && (old[next] as Piece).at + standIn.length <= place; next++) {
        const piece = old[next] as Piece;
        pieces.push({ ...piece, at: piece.at - copied + text.length });
        shift = piece.end - (piece.at + standIn.length);
      }
    };
    for (const range of found) {
      passTo(range.start);
      let { start, end } = range;
      start = Math.min(start, old[next]?.at ?? start);
      const startInText = start + shift;
      for (; next < old.length && (old[next] as Piece).at < end; next++) {
        const piece = old[next] as Piece;
        end = Math.max(end, piece.at + standIn.length);
        shift = piece.end - (piece.at + standIn.length);
      }
      text += this.#text.slice(copied, start);
      pieces.push({ at: text.length, start: startInText, end: end + shift, kind });
      text += standIn;
      copied = end;
    }
    passTo(this.#text.length);
    this.#text = text + this.#text.slice(copied);
    this.#pieces = pieces;
  }
}

/** Stand-ins with at most signs between them: there is nothing more to mask. */
function isMasked(value: string): boolean {
  return value.includes(standIn) && !/[\p{L}\p{N}]/u.test(value.replaceAll(standIn, ""));
}
