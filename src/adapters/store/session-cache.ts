import { createHash } from "node:crypto";
import { createReadStream, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { replaceFile } from "./replace-file.ts";
import { makeStateFolder } from "./state-folder.ts";

/** Numbers and texts, as they are kept. */
export interface CachedParts {
  /** JSON. */
  readonly texts: unknown;
  readonly arrays: readonly (Int32Array | Float64Array | Uint8Array)[];
}

/** Bytes of logs that are read again as fast. */
const fewestBytes = 1_000_000;
/** Of all that is kept. */
const mostBytes = 512_000_000;
const kinds = { Int32Array, Float64Array, Uint8Array } as const;
const Head = z.object({
  texts: z.unknown(),
  arrays: z.array(
    z.object({ kind: z.enum(["Int32Array", "Float64Array", "Uint8Array"]), length: z.int().nonnegative() }),
  ),
});
const alignment = 8;

/**
 * Keeps what was read of logs, by the hash of their bytes and of all that reading depends on. Files are written as a
 * whole and never changed, so that runs side by side need no lock. The oldest go first.
 */
export class SessionCache {
  private readonly folder: string;

  constructor(stateFolder: string) {
    this.folder = join(stateFolder, "read");
  }

  /**
   * @param depends what reading depends on beside the logs
   * @returns undefined for logs that are not files, that are short, or that grow
   */
  async keyOf(paths: readonly string[], depends: readonly string[]): Promise<string | undefined> {
    const hash = createHash("sha256").update(JSON.stringify(depends));
    let bytes = 0;
    for (const path of paths) {
      const before = path === "-" ? undefined : statSync(path, { throwIfNoEntry: false });
      if (before?.isFile() !== true) return undefined;
      bytes += before.size;
      hash.update(`\n${before.size}\n`);
      try {
        for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
      } catch {
        return undefined;
      }
    }
    return bytes < fewestBytes ? undefined : hash.digest("hex");
  }

  /** @returns undefined where nothing is kept, or what is there cannot be read */
  read(key: string): CachedParts | undefined {
    try {
      const file = this.file(key);
      const bytes = readFileSync(file);
      const length = bytes.readUInt32LE(0);
      const { texts, arrays } = Head.parse(JSON.parse(bytes.toString("utf8", 4, 4 + length)));
      let at = aligned(4 + length);
      const read = arrays.map(({ kind, length: count }) => {
        const Kind = kinds[kind];
        // A copy: what a file's bytes are read into need not begin at a multiple of eight.
        const part = bytes.subarray(at, at + count * Kind.BYTES_PER_ELEMENT);
        if (part.length !== count * Kind.BYTES_PER_ELEMENT) throw new RangeError("cut short");
        at = aligned(at + part.length);
        return new Kind(new Uint8Array(part).buffer);
      });
      utimesSync(file, new Date(), new Date());
      return { texts, arrays: read };
    } catch {
      return undefined;
    }
  }

  /** What cannot be kept is read again the next time. */
  write(key: string, { texts, arrays }: CachedParts): void {
    const kept = arrays.map((array) => ({
      kind: array.constructor.name as keyof typeof kinds,
      length: array.length,
    }));
    const head = Buffer.from(JSON.stringify({ texts, arrays: kept }));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(head.length);
    const parts: Uint8Array[] = [size, head];
    let at = 4 + head.length;
    for (const array of arrays) {
      parts.push(
        Buffer.alloc(aligned(at) - at),
        new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
      );
      at = aligned(at) + array.byteLength;
    }
    try {
      makeStateFolder(this.folder);
      this.makeRoom(at);
      replaceFile(this.file(key), Buffer.concat(parts));
    } catch {
      // A full disk or a folder that is not ours must not fail what was asked.
    }
  }

  private makeRoom(bytes: number): void {
    const files = readdirSync(this.folder)
      .map((name) => ({ name, ...sizeAndAge(join(this.folder, name)) }))
      .sort((one, other) => other.age - one.age);
    let sum = bytes;
    for (const { name, size } of files) {
      sum += size;
      if (sum > mostBytes) rmSync(join(this.folder, name), { force: true });
    }
  }

  private file(key: string): string {
    return join(this.folder, `${key}.sessions`);
  }
}

function sizeAndAge(file: string): { size: number; age: number } {
  const status = statSync(file, { throwIfNoEntry: false });
  return { size: status?.size ?? 0, age: status?.mtimeMs ?? 0 };
}

function aligned(at: number): number {
  return Math.ceil(at / alignment) * alignment;
}
