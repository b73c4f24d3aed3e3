import { StringDecoder } from "node:string_decoder";

/** Byte order marks, which are not part of the text, and their encodings. */
const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: "utf8" },
  { bytes: [0xff, 0xfe], encoding: "utf16le" },
  { bytes: [0xfe, 0xff], encoding: "utf16be" },
] as const;
const longestMark = 4;

type Encoding = (typeof marks)[number]["encoding"];

/**
 * Converts a text to UTF-8 byte strings (see byte-string.ts), without its byte order mark. UTF-16 is recognized by its
 * mark, as PowerShell's `>` writes it, or by the zero bytes of its first two characters.
 */
export async function* utf8Pieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let start: Buffer | undefined = Buffer.alloc(0);
  let decode: (piece: Buffer) => string = latin1;
  for await (const piece of bytes) {
    if (start === undefined) {
      yield decode(piece);
      continue;
    }
    start = Buffer.concat([start, piece]);
    if (start.length < longestMark) continue;
    const { encoding, skipped } = encodingOf(start);
    decode = decoderOf(encoding);
    yield decode(start.subarray(skipped));
    start = undefined;
  }
  if (start !== undefined) {
    const { encoding, skipped } = encodingOf(start);
    yield decoderOf(encoding)(start.subarray(skipped));
  }
}

function encodingOf(start: Buffer): { encoding: Encoding; skipped: number } {
  const mark = marks.find(({ bytes }) => bytes.every((byte, at) => start[at] === byte));
  if (mark !== undefined) return { encoding: mark.encoding, skipped: mark.bytes.length };
  const isZero = [0, 1, 2, 3].map((at) => start[at] === 0);
  if (start.length >= longestMark && isZero.join() === "false,true,false,true")
    return { encoding: "utf16le", skipped: 0 };
  if (start.length >= longestMark && isZero.join() === "true,false,true,false")
    return { encoding: "utf16be", skipped: 0 };
  return { encoding: "utf8", skipped: 0 };
}

function decoderOf(encoding: Encoding): (piece: Buffer) => string {
  if (encoding === "utf8") return latin1;
  const decoder = new StringDecoder("utf16le");
  let odd: Buffer = Buffer.alloc(0);
  return (piece) => {
    if (encoding === "utf16le") return latin1(Buffer.from(decoder.write(piece)));
    const all = Buffer.concat([odd, piece]);
    const even = all.length - (all.length % 2);
    odd = all.subarray(even);
    return latin1(Buffer.from(decoder.write(Buffer.from(all.subarray(0, even)).swap16())));
  };
}

function latin1(piece: Buffer): string {
  return piece.toString("latin1");
}
