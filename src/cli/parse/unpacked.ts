import { spawn } from "node:child_process";
import { pipeline } from "node:stream/promises";
import { gunzipped, isGzip } from "./gunzip.ts";
import { InputError } from "./input-error.ts";

/** A program of the system that unpacks what it reads. */
interface Unpacker {
  readonly program: string;
  readonly words: readonly string[];
  /** The package of Debian and others that brings it. */
  readonly from: string;
  readonly magic: readonly number[];
}

const unpackers: readonly Unpacker[] = [
  { program: "xz", words: ["-dc"], from: "xz-utils", magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { program: "zstd", words: ["-dcq"], from: "zstd", magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { program: "bzip2", words: ["-dc"], from: "bzip2", magic: [0x42, 0x5a, 0x68] },
  { program: "lz4", words: ["-dcq"], from: "lz4", magic: [0x04, 0x22, 0x4d, 0x18] },
];
/** Archives hold several files, so somebody has to say which: what they begin with, and what prints their files. */
const archives: readonly {
  readonly name: string;
  readonly pipe: string;
  readonly at: number;
  readonly magic: string;
}[] = [
  { name: "a zip archive", pipe: "unzip -p", at: 0, magic: "PK\x03\x04" },
  { name: "a 7-Zip archive", pipe: "7z x -so", at: 0, magic: "7z\xbc\xaf\x27\x1c" },
  { name: "a tar archive", pipe: "tar -xOf", at: 257, magic: "ustar" },
];
/** What messages call standard input. */
export const standardInputName = "standard input";
const gzipFirst = 0x1f;
/** In place of an exit code. */
const missing = "missing";

/**
 * Unpacks gzip itself, and xz, zstd, bzip2 and lz4 by the system's programs, told by their first bytes and not by a name.
 *
 * @param name of the file, for the sentence of an error
 * @throws InputError where the program is missing, or for an archive; DamagedGzipError after the last byte that could be
 * unpacked
 */
export async function* unpacked(
  bytes: AsyncGenerator<Buffer, void, void>,
  name: string,
): AsyncGenerator<Buffer, void, void> {
  const { start, whole } = await begin(bytes);
  if (isGzip(start)) {
    const inner = await begin(gunzipped(whole));
    checkArchive(inner.start, name);
    yield* inner.whole;
    return;
  }
  checkArchive(start, name);
  const unpacker = unpackers.find(({ magic }) => magic.every((byte, at) => start[at] === byte));
  yield* unpacker === undefined ? whole : unpackedBy(unpacker, whole, name);
}

/** The first bytes, and all bytes with them. No more is waited for than tells a packed file from a text. */
async function begin(
  bytes: AsyncGenerator<Buffer, void, void>,
): Promise<{ start: Buffer; whole: AsyncGenerator<Buffer, void, void> }> {
  let start: Buffer = Buffer.alloc(0);
  while (start.length === 0 || mayGrowToMagic(start)) {
    const next = await bytes.next();
    if (next.done === true) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  const whole = (async function* (): AsyncGenerator<Buffer, void, void> {
    if (start.length > 0) yield start;
    yield* bytes;
  })();
  return { start, whole };
}

function mayGrowToMagic(start: Buffer): boolean {
  return (
    unpackers.some(
      ({ magic }) => start.length < magic.length && start.equals(Buffer.from(magic.slice(0, start.length))),
    ) ||
    (start.length === 1 && start[0] === gzipFirst)
  );
}

function checkArchive(start: Buffer, name: string): void {
  const found = archives.find(({ at, magic }) => start.toString("latin1", at, at + magic.length) === magic);
  if (found === undefined) return;
  throw new InputError(
    `${name} is ${found.name}, which may hold several files. Unpack it, or print what is in it: ${found.pipe} ${name === standardInputName ? "FILE" : name} | llama-log analyze -`,
  );
}

async function* unpackedBy(
  { program, words, from }: Unpacker,
  bytes: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<Buffer, void, void> {
  const child = spawn(program, words, { stdio: ["pipe", "pipe", "ignore"], windowsHide: true });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  }).catch(() => missing);
  // What the program says of its input is told by its exit code; a read error of the file is not.
  let failure: unknown;
  const fed = pipeline(bytes, child.stdin).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_PREMATURE_CLOSE") failure = error;
  });
  try {
    yield* child.stdout;
    const code = await ended;
    await fed;
    if (failure !== undefined) throw failure;
    if (code === missing) {
      throw new InputError(
        `${name} is packed by ${program}, which is not installed here. Install the package ${from}, or unpack it elsewhere.`,
      );
    }
    if (code !== 0) {
      throw new InputError(
        `${name} is damaged or incomplete, read up to the damage. Test it with ${program} -t, and fetch it again.`,
      );
    }
  } finally {
    child.kill();
  }
}
