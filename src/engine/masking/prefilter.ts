import type { Detector } from "./detector.ts";

interface Hint {
  /** The code of each character. */
  readonly codes: Uint8Array;
  /** One bit for each detector that names it. */
  readonly detectors: Int32Array;
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
  readonly #hints: readonly Hint[];
  /** Hints of one sign, of which texts are full: of these it is only noted in which text their code was seen last. */
  readonly #signs: readonly Hint[];
  readonly #codeSeenIn = new Float64Array(otherCode + 1);
  /** From the hash of the last characters to those hints that may end there, as an index; 0 is none. */
  readonly #slots = new Uint16Array(hashMask + 1);
  readonly #entries: Hint[][] = [[]];
  /** In which text the last hint of an entry was seen: then it need not be looked at again. */
  readonly #doneIn: Float64Array;
  /** One bit for each detector: those without hints, and those of the text in hand. */
  readonly #always: Int32Array;
  readonly #wanted: Int32Array;
  #generation = 0;

  constructor(detectors: readonly Detector[]) {
    this.#detectors = detectors;
    this.#hints = hintsOf(detectors);
    this.#signs = this.#hints.filter(({ codes }) => codes.length === 1);
    this.#wanted = new Int32Array(Math.ceil(detectors.length / 32));
    this.#always = bitsOf([...detectors.keys()].filter((index) => detectors[index]?.hints === undefined));
    this.#fillSlots();
    this.#doneIn = new Float64Array(this.#entries.length);
  }

  /** Those detectors, in their order. */
  candidates(text: string): readonly Detector[] {
    const generation = ++this.#generation;
    const slots = this.#slots;
    const doneIn = this.#doneIn;
    const codeSeenIn = this.#codeSeenIn;
    this.#wanted.fill(0);
    this.#want(this.#always);
    let hash = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text.charCodeAt(at);
      const code = character < 128 ? (codes[character] as number) : codeBeyondAscii(character);
      codeSeenIn[code] = generation;
      hash = ((hash << shift) ^ code) & hashMask;
      const entry = slots[hash] as number;
      if (entry !== 0 && doneIn[entry] !== generation && this.#look(text, at, this.#entries[entry] as Hint[]))
        doneIn[entry] = generation;
    }
    for (const sign of this.#signs)
      if (codeSeenIn[sign.codes[0] as number] === generation) this.#want(sign.detectors);
    return this.#wantedDetectors();
  }

  /** Notes those of the hints that end here. @returns whether all of them were seen in this text */
  #look(text: string, at: number, hints: readonly Hint[]): boolean {
    let all = true;
    for (const hint of hints) {
      if (hint.seenIn === this.#generation) continue;
      if (endsAt(text, at, hint.codes)) {
        hint.seenIn = this.#generation;
        this.#want(hint.detectors);
      } else all = false;
    }
    return all;
  }

  #want(bits: Int32Array): void {
    for (let word = 0; word < bits.length; word++)
      this.#wanted[word] = (this.#wanted[word] as number) | (bits[word] as number);
  }

  #wantedDetectors(): readonly Detector[] {
    const wanted: Detector[] = [];
    for (let word = 0; word < this.#wanted.length; word++) {
      // The lowest bit that is set, again and again.
      for (let bits = this.#wanted[word] as number; bits !== 0; bits &= bits - 1)
        wanted.push(this.#detectors[word * 32 + 31 - Math.clz32(bits & -bits)] as Detector);
    }
    return wanted;
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

/** Each word once, with all detectors that name it. */
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

/** Where the hash can be behind the word: of one shorter than the window, whatever stands before it. */
function slotsOf(word: Uint8Array): number[] {
  let hash = 0;
  for (const code of word) hash = ((hash << shift) ^ code) & hashMask;
  if (word.length >= window) return [hash];
  // What characters before the word add reaches no lower than this.
  const low = 1 << (shift * word.length);
  return Array.from({ length: (hashMask + 1) / low }, (_, index) => (hash & (low - 1)) | (index * low));
}
