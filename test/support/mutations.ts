/** Seeded damage to conversations, as a careless pipe, a hostile peer or a bug might do it. */

/** A small seeded generator (mulberry32): the same seed, the same damage, on every machine. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to `below` - 1. */
  roll(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.roll(items.length)] as T;
  }
}

type Mutation = (dice: Dice, bytes: Buffer) => Buffer;

const insertions = [
  "\n",
  "\r\n",
  "\0",
  '"',
  '""',
  ",",
  "$",
  "\ufeff",
  "chunked 1.0,",
  "chunked 1.0,0,0\n",
  "chunked 1.0,2,0\n{}",
  'chunked 1.0,20,0\n{"action":"getinfo"}',
  'chunked 1.0,36,0\n{"action":"execute","finished":true}',
  "chunked 1.0,4294967296,4294967296\n",
  "chunked 1.0,36,1000000000000\n",
  "_chunked_idx,",
  "__mv_",
  "{}",
  "null",
  "\u2028",
  "𝕏",
  '{"__proto__":{"x":1}}',
  "prefix=",
  "-1",
  "999999999",
  "1e9",
  "true",
];

function splice(bytes: Buffer, at: number, removed: number, added: Buffer | string): Buffer {
  const insert = typeof added === "string" ? Buffer.from(added) : added;
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + removed)]);
}

const flipBit: Mutation = (dice, bytes) => {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[dice.roll(copy.length)]! ^= 1 << dice.roll(8);
  return copy;
};

const setByte: Mutation = (dice, bytes) => {
  const copy = Buffer.from(bytes);
  if (copy.length > 0)
    copy[dice.roll(copy.length)] = dice.pick([0, 10, 13, 34, 36, 44, 48, 57, 123, 125, 0xff]);
  return copy;
};

const cutEnd: Mutation = (dice, bytes) => bytes.subarray(0, dice.roll(bytes.length + 1));

const remove: Mutation = (dice, bytes) => splice(bytes, dice.roll(bytes.length), 1 + dice.roll(40), "");

const insert: Mutation = (dice, bytes) =>
  splice(bytes, dice.roll(bytes.length + 1), 0, dice.pick(insertions));

const duplicate: Mutation = (dice, bytes) => {
  const start = dice.roll(bytes.length);
  const piece = Buffer.from(bytes.subarray(start, start + 1 + dice.roll(400)));
  return splice(bytes, dice.roll(bytes.length + 1), 0, piece);
};

/** Changes one number, of a header more often than not. */
const changeNumber: Mutation = (dice, bytes) => {
  const text = bytes.toString("latin1");
  const found = [...text.matchAll(dice.roll(4) === 0 ? /\d+/g : /(?<=chunked 1\.0,|chunked 1\.0,\d+,)\d+/g)];
  if (found.length === 0) return bytes;
  const number = dice.pick(found);
  const was = Number(number[0]);
  const now = dice.pick([was + 1, was - 1, 0, was * 2, was + dice.roll(100), 2 ** 31, 2 ** 53, was * 10]);
  return splice(bytes, number.index, number[0].length, String(now));
};

const swapLengths: Mutation = (dice, bytes) => {
  const headers = [...bytes.toString("latin1").matchAll(/chunked 1\.0,(\d+),(\d+)\n/g)];
  if (headers.length === 0) return bytes;
  const [whole, first, second] = dice.pick(headers.map((header) => header));
  return splice(bytes, bytes.indexOf(whole!), whole!.length, `chunked 1.0,${second},${first}\n`);
};

const spliceChunks: Mutation = (dice, bytes) => {
  const starts = [...bytes.toString("latin1").matchAll(/chunked 1\.0,/g)].map((header) => header.index);
  if (starts.length === 0) return bytes;
  const from = dice.pick(starts);
  const to = dice.pick([...starts, bytes.length]);
  const piece = Buffer.from(bytes.subarray(Math.min(from, to), Math.max(from, to)));
  const into = dice.pick([...starts, bytes.length]);
  return dice.roll(2) === 0 ? splice(bytes, into, 0, piece) : splice(bytes, from, piece.length, "");
};

const mutations: readonly Mutation[] = [
  flipBit,
  setByte,
  cutEnd,
  remove,
  insert,
  insert,
  duplicate,
  changeNumber,
  changeNumber,
  swapLengths,
  spliceChunks,
];

/** One to four kinds of damage in a row. */
export function mutate(dice: Dice, bytes: Buffer): Buffer {
  let damaged = bytes;
  for (let times = 1 + dice.roll(4); times > 0; times--) damaged = dice.pick(mutations)(dice, damaged);
  return damaged;
}

/** Cuts bytes into pieces of random sizes, single bytes among them. */
export function pieces(dice: Dice, bytes: Buffer): Buffer[] {
  const cut: Buffer[] = [];
  const longest = dice.pick([1, 7, 64, 1000, bytes.length + 1]);
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + dice.roll(longest);
    cut.push(Buffer.from(bytes.subarray(at, end)));
    at = end;
  }
  return cut;
}
