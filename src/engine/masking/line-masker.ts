import { withoutEscapeSequences } from "../escape-sequences.ts";
import type { Masker } from "./masker.ts";
import { mask } from "./masking.ts";
import type { PlaceholderNumbers } from "./placeholder-numbers.ts";

/** The longest keys have about 100 lines. */
const mostKeyLines = 200;
const keyBegin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const keyEnd = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const keyHeader = /^(?:Proc-Type|DEK-Info|Comment|Version|Hash|Charset): /;

/** Masks a log line by line, including private keys that span several lines. */
export class LineMasker {
  readonly #numbers: PlaceholderNumbers;
  readonly #masker: Masker;
  #keyLinesLeft = 0;

  constructor(numbers: PlaceholderNumbers, masker: Masker) {
    this.#numbers = numbers;
    this.#masker = masker;
  }

  mask(line: string): string {
    const escaped = this.#masker.placeholders.escape(line);
    const text = this.#keyLinesLeft > 0 ? this.#keyLine(escaped) : escaped;
    const shown = withoutEscapeSequences(line);
    const begins = [...shown.matchAll(keyBegin)].at(-1);
    if (begins !== undefined && !keyEnd.test(shown.slice(begins.index))) this.#keyLinesLeft = mostKeyLines;
    return mask(text, (value, kind) => this.#numbers.placeholderFor(value, kind), this.#masker.extra);
  }

  /** Masks a line of a key, without its colours: the whole line, or only its end if a log head stands before it. */
  #keyLine(coloured: string): string {
    const line = withoutEscapeSequences(coloured);
    this.#keyLinesLeft--;
    const end = line.search(keyEnd);
    if (end !== -1) this.#keyLinesLeft = 0;
    const body = (end === -1 ? line : line.slice(0, end)).trimEnd();
    const bare = body.trimStart();
    if (bare === "" || keyHeader.test(bare)) return coloured;
    const at = /^[A-Za-z0-9+/=]+$/.test(bare) ? body.length - bare.length : keyTextAtEnd(body);
    if (at === undefined) {
      this.#keyLinesLeft = 0;
      return coloured;
    }
    return (
      line.slice(0, at) +
      this.#numbers.placeholderFor(body.slice(at), "PRIVATE_KEY") +
      line.slice(body.length)
    );
  }
}

/** Where the text's last run of base64 begins; undefined if it is shorter than 16 characters. */
function keyTextAtEnd(text: string): number | undefined {
  let at = text.length;
  while (at > 0 && /[A-Za-z0-9+/=]/.test(text[at - 1] as string)) at--;
  return text.length - at >= 16 ? at : undefined;
}
