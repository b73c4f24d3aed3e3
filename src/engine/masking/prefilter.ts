import type { Detector } from "./detector.ts";

interface Hint {
  /** The code of each character. */
  readonly codes: Uint8Array;
  /** One bit for each detector that has this hint. */
  readonly detectors: Int32Array;
  /** The number of the text in which it was seen last. */
  seenIn: number;
}

/** Characters that the rolling hash covers: a character is shifted out of the 16 bits after four steps. */
const window = 4;
const shift = 4;
const hashMask = 0xffff;

/** Maps characters to codes: one for both cases of a letter, one for all digits, one for each sign, one for the rest. */
const codes = new Uint8Array(128);
const otherCode = 63;
let nextCode = 28;
for (let character = 0; character < 128; character++) {
  const letter = character | 0x20;
  if (letter >= 0x61 && letter <= 0x7a && character >= 0x41) codes[character] = letter - 0x60;
  else if (character >= 0x30 && character <= 0x39) codes[character] = 27;
  else codes[character] = character < 0x20 || character === 0x7f ? otherCode : nextCode++;
}

/** Patterns that ignore case match the long s as s and the Kelvin sign as k. */
function codeBeyondAscii(character: number): number {
  if (character === 0x17f) return 19;
  return character === 0x212a ? 11 : otherCode;
}

/**
 * Selects the detectors that can find something in a text, by their hints. One pass over the text finds the hints of all
 * detectors and takes about as long as one pattern. Most lines hold few hints.
 */
export class Prefilter {
  readonly #detectors: readonly Detector[];
  readonly #hints: readonly Hint[];
  /** Hints of one character. They are frequent, so the pass only records in which text each code was seen last. */
  readonly #signs: readonly Hint[];
  readonly #codeSeenIn = new Float64Array(otherCode + 1);
  /** From the hash of the last characters to the index of an entry: the hints that may end there. 0 is none. */
  readonly #slots = new Uint16Array(hashMask + 1);
  readonly #entries: Hint[][] = [[]];
  /** The number of the text in which all hints of an entry were seen: the entry is skipped for the rest of that text. */
  readonly #doneIn: Float64Array;
  /** One bit for each detector: detectors without hints, and detectors selected for the current text. */
  readonly #always: Int32Array;
  readonly #selected: Int32Array;
  #generation = 0;

  constructor(detectors: readonly Detector[]) {
    this.#detectors = detectors;
    this.#hints = hintsOf(detectors);
    this.#signs = this.#hints.filter(({ codes }) => codes.length === 1);
    this.#selected = new Int32Array(Math.ceil(detectors.length / 32));
    this.#always = bitsOf([...detectors.keys()].filter((index) => detectors[index]?.hints === undefined));
    this.#fillSlots();
    this.#doneIn = new Float64Array(this.#entries.length);
  }

  /** The detectors that can find something in the text, in their order. */
  candidates(text: string): readonly Detector[] {
    const generation = ++this.#generation;
    const slots = this.#slots;
    const doneIn = this.#doneIn;
    const codeSeenIn = this.#codeSeenIn;
    this.#selected.fill(0);
    this.#select(this.#always);
    let hash = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text.charCodeAt(at);
      const code = character < 128 ? (codes[character] as number) : codeBeyondAscii(character);
      codeSeenIn[code] = generation;
      hash = ((hash << shift) ^ code) & hashMask;
      const entry = slots[hash] as number;
      if (
        entry !== 0 &&
        doneIn[entry] !== generation &&
        this.#matchHints(text, at, this.#entries[entry] as Hint[])
      )
        doneIn[entry] = generation;
    }
    for (const sign of this.#signs)
      if (codeSeenIn[sign.codes[0] as number] === generation) this.#select(sign.detectors);
    return this.#selectedDetectors();
  }

  /** Records the hints of an entry that end here. @returns whether all of them were seen in this text */
  #matchHints(text: string, at: number, hints: readonly Hint[]): boolean {
    let all = true;
    for (const hint of hints) {
      if (hint.seenIn === this.#generation) continue;
      if (endsAt(text, at, hint.codes)) {
        hint.seenIn = this.#generation;
        this.#select(hint.detectors);
      } else all = false;
    }
    return all;
  }

  #select(bits: Int32Array): void {
    for (let word = 0; word < bits.length; word++)
      this.#selected[word] = (this.#selected[word] as number) | (bits[word] as number);
  }

  #selectedDetectors(): readonly Detector[] {
    const selected: Detector[] = [];
    for (let word = 0; word < this.#selected.length; word++) {
      // Takes the lowest bit that is set, then clears it.
      for (let bits = this.#selected[word] as number; bits !== 0; bits &= bits - 1)
        selected.push(this.#detectors[word * 32 + 31 - Math.clz32(bits & -bits)] as Detector);
    }
    return selected;
  }

  #fillSlots(): void {
    const bySlot = new Map<number, number[]>();
    for (const [index, { codes }] of this.#hints.entries())
      if (codes.length > 1)
        for (const slot of slotsOf(codes)) bySlot.set(slot, [...(bySlot.get(slot) ?? []), index]);
    const known = new Map<string, number>();
    for (const [slot, indexes] of bySlot) {
      const key = indexes.join(" ");
      const entry =
        known.get(key) ?? this.#entries.push(indexes.map((index) => this.#hints[index] as Hint)) - 1;
      known.set(key, entry);
      this.#slots[slot] = entry;
    }
  }
}

/** The hints without duplicates, each with all its detectors. */
function hintsOf(detectors: readonly Detector[]): readonly Hint[] {
  const indexes = new Map<string, number[]>();
  for (const [index, { hints = [] }] of detectors.entries()) {
    for (const hint of hints.map((word) => word.toLowerCase().replace(/\d/g, "0")))
      indexes.set(hint, [...(indexes.get(hint) ?? []), index]);
  }
  return [...indexes].map(([word, named]) => ({
    codes: Uint8Array.from(word, (character) => codes[character.charCodeAt(0)] ?? otherCode),
    detectors: bitsOf(named),
    seenIn: 0,
  }));
}

function bitsOf(indexes: readonly number[]): Int32Array {
  const bits = new Int32Array(Math.ceil((Math.max(-1, ...indexes) + 1) / 32));
  for (const index of indexes) bits[index >> 5] = (bits[index >> 5] as number) | (1 << (index & 31));
  return bits;
}

function endsAt(text: string, at: number, word: Uint8Array): boolean {
  const start = at - word.length + 1;
  if (start < 0) return false;
  for (let index = word.length - 1; index >= 0; index--) {
    const character = text.charCodeAt(start + index);
    if ((character < 128 ? codes[character] : codeBeyondAscii(character)) !== word[index]) return false;
  }
  return true;
}

/** The hashes that are possible behind a word: one, or many if the word is shorter than the window. */
function slotsOf(word: Uint8Array): number[] {
  let hash = 0;
  for (const code of word) hash = ((hash << shift) ^ code) & hashMask;
  if (word.length >= window) return [hash];
  // Characters before the word change only the bits from here up.
  const low = 1 << (shift * word.length);
  return Array.from({ length: (hashMask + 1) / low }, (_, index) => (hash & (low - 1)) | (index * low));
}
