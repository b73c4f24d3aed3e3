import type { Detector } from "./detector.ts";

interface Hint {
  /** The code of each character. */
  readonly codes: Uint8Array;
  readonly detectors: number[];
  /** In which text it was seen last. */
  seenIn: number;
}

/** How many characters the hash of a place covers: each of them moves out of its 16 bits after four steps. */
const window = 4;
const shift = 4;
const hashMask = 0xffff;

/** Letters without their case, one code for all digits, one for each sign, one for all else. */
const codes = new Uint8Array(128);
const otherCode = 63;
let nextCode = 28;
for (let character = 0; character < 128; character++) {
  const letter = character | 0x20;
  if (letter >= 0x61 && letter <= 0x7a && character >= 0x41) codes[character] = letter - 0x60;
  else if (character >= 0x30 && character <= 0x39) codes[character] = 27;
  else codes[character] = character < 0x20 || character === 0x7f ? otherCode : nextCode++;
}

/** Patterns that ignore case take these two letters, the long s and the sign of Kelvin, for s and k. */
function codeBeyondAscii(character: number): number {
  if (character === 0x17f) return 19;
  return character === 0x212a ? 11 : otherCode;
}

/**
 * Tells which detectors can find something in a text, from the words each names as its hints: one walk over the
 * text for all of them, which takes about as long as one pattern. Most lines have few of the words.
 */
export class Prefilter {
  readonly #detectors: readonly Detector[];
  readonly #hints = new Map<string, Hint>();
  /** From the hash of the last characters to those hints that may end there, as an index; 0 is none. */
  readonly #slots = new Uint16Array(hashMask + 1);
  readonly #entries: Hint[][] = [[]];
  readonly #always: readonly number[];
  readonly #wanted: Float64Array;
  #generation = 0;

  constructor(detectors: readonly Detector[]) {
    this.#detectors = detectors;
    this.#wanted = new Float64Array(detectors.length);
    this.#always = [...detectors.keys()].filter((index) => detectors[index]?.hints === undefined);
    for (const [index, { hints = [] }] of detectors.entries())
      for (const hint of hints) this.#hintOf(hint.toLowerCase()).detectors.push(index);
    const bySlot = new Map<number, Hint[]>();
    for (const hint of this.#hints.values())
      for (const slot of slotsOf(hint.codes)) bySlot.set(slot, [...(bySlot.get(slot) ?? []), hint]);
    const known = new Map<string, number>();
    const numbers = new Map([...this.#hints.values()].map((hint, index) => [hint, index]));
    for (const [slot, hints] of bySlot) {
      const key = hints.map((hint) => numbers.get(hint)).join(" ");
      const entry = known.get(key) ?? this.#entries.push(hints) - 1;
      known.set(key, entry);
      this.#slots[slot] = entry;
    }
  }

  /** Those detectors, in their order. */
  candidates(text: string): readonly Detector[] {
    const generation = ++this.#generation;
    const slots = this.#slots;
    for (const index of this.#always) this.#wanted[index] = generation;
    let hash = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text.charCodeAt(at);
      const code = character < 128 ? (codes[character] as number) : codeBeyondAscii(character);
      hash = ((hash << shift) ^ code) & hashMask;
      const entry = slots[hash] as number;
      if (entry !== 0) this.#look(text, at, this.#entries[entry] as Hint[]);
    }
    return this.#detectors.filter((_, index) => this.#wanted[index] === generation);
  }

  #look(text: string, at: number, hints: readonly Hint[]): void {
    for (const hint of hints) {
      if (hint.seenIn === this.#generation || !endsAt(text, at, hint.codes)) continue;
      hint.seenIn = this.#generation;
      for (const detector of hint.detectors) this.#wanted[detector] = this.#generation;
    }
  }

  #hintOf(word: string): Hint {
    const known = this.#hints.get(word);
    if (known !== undefined) return known;
    const wordCodes = Uint8Array.from(word, (character) => codes[character.charCodeAt(0)] ?? otherCode);
    const hint = { codes: wordCodes, detectors: [], seenIn: 0 };
    this.#hints.set(word, hint);
    return hint;
  }
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

/** Where the hash can be behind the word: of one shorter than the window, whatever stands before it. */
function slotsOf(word: Uint8Array): number[] {
  let hash = 0;
  for (const code of word) hash = ((hash << shift) ^ code) & hashMask;
  if (word.length >= window) return [hash];
  // What characters before the word add reaches no lower than this.
  const low = 1 << (shift * word.length);
  return Array.from({ length: (hashMask + 1) / low }, (_, index) => (hash & (low - 1)) | (index * low));
}
