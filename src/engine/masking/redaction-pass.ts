import type { Detector, Range } from "./detector.ts";
import { builtInPlaceholders, type Kind, type Placeholders } from "./kinds.ts";

/** A part of a text that is masked, and its kind. */
export interface Sensitive extends Range {
  readonly kind: Kind;
}

interface Piece {
  /** Where its placeholder begins in the redacted text. */
  readonly at: number;
  /** Where it is in the original text. */
  readonly start: number;
  readonly end: number;
  /** Undefined for a placeholder that stood in the original text. */
  readonly kind: Kind | undefined;
}

/** Replaces each found value. Detectors know placeholders, so none finds the value again. */
export const secretPlaceholder = "<SECRET>";
const contextLength = 40;

/**
 * Runs detectors over a text, one after the other. A placeholder replaces each value that a detector finds, and the next
 * detector reads the placeholder, just as in a text that was masked before. So findings never overlap, and masking is
 * idempotent.
 */
export class RedactionPass {
  #text: string;
  #pieces: readonly Piece[] = [];
  /** Results of `needs`. They are tested once, because redacting adds no words but the placeholder, which is no key. */
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

  /** Redacts parts of `text` that the caller has found. @param found in order, without overlap */
  redact(found: readonly Range[], kind: Kind): void {
    const within = ({ start, end }: Range): boolean =>
      this.#pieces.some(({ at }) => at <= start && end <= at + secretPlaceholder.length);
    this.#replace(
      found.filter((range) => !within(range) && !isMasked(this.#text.slice(range.start, range.end))),
      kind,
    );
  }

  /** The redacted parts of the original text, in order. */
  sensitive(): readonly Sensitive[] {
    return this.#pieces.flatMap(({ start, end, kind }) => (kind === undefined ? [] : [{ start, end, kind }]));
  }

  #has(needed: RegExp): boolean {
    let has = this.#needed.get(needed);
    if (has === undefined) {
      has = needed.test(this.#text);
      this.#needed.set(needed, has);
    }
    return has;
  }

  /** @param found parts of `text`, in order; a part that overlaps an earlier placeholder absorbs it */
  #replace(found: readonly Range[], kind: Kind | undefined): void {
    if (found.length === 0) return;
    const old = this.#pieces;
    const pieces: Piece[] = [];
    let text = "";
    let copied = 0;
    let next = 0;
    // The offset from `text` to the original text, behind the pieces passed so far.
    let shift = 0;
    const passTo = (place: number) => {
      for (; next < old.length && (old[next] as Piece).at + secretPlaceholder.length <= place; next++) {
        const piece = old[next] as Piece;
        pieces.push({ ...piece, at: piece.at - copied + text.length });
        shift = piece.end - (piece.at + secretPlaceholder.length);
      }
    };
    for (const range of found) {
      passTo(range.start);
      let { start, end } = range;
      start = Math.min(start, old[next]?.at ?? start);
      const startInText = start + shift;
      for (; next < old.length && (old[next] as Piece).at < end; next++) {
        const piece = old[next] as Piece;
        end = Math.max(end, piece.at + secretPlaceholder.length);
        shift = piece.end - (piece.at + secretPlaceholder.length);
      }
      text += this.#text.slice(copied, start);
      pieces.push({ at: text.length, start: startInText, end: end + shift, kind });
      text += secretPlaceholder;
      copied = end;
    }
    passTo(this.#text.length);
    this.#text = text + this.#text.slice(copied);
    this.#pieces = pieces;
  }
}

/** Whether a value consists of placeholders and signs only. */
function isMasked(value: string): boolean {
  return value.includes(secretPlaceholder) && !/[\p{L}\p{N}]/u.test(value.replaceAll(secretPlaceholder, ""));
}
