import { type FileHandle, mkdir, open, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ProcessIdentity } from "./process-identity.ts";
import { newSegment, type SegmentName } from "./segment-name.ts";

/** Bytes after which a process begins another segment. */
const fullSegment = 8 * 1024 * 1024;

interface OpenSegment {
  readonly name: SegmentName;
  readonly file: FileHandle;
  length: number;
}

/**
 * Appends lines to segments that no other process appends to, so that nobody waits for anybody. After a write that
 * failed it begins another segment: what is left of a line would spoil the next one.
 */
export class SegmentWriter {
  readonly #folder: string;
  readonly #owner: ProcessIdentity;
  #segment: OpenSegment | undefined;

  constructor(folder: string, owner: ProcessIdentity) {
    this.#folder = folder;
    this.#owner = owner;
  }

  /**
   * @returns the segment it ended to make room for another, where it did
   * @throws the system's error
   */
  async append(bucket: number, lines: string): Promise<SegmentName | undefined> {
    const ended = (await this.#isToContinue(bucket)) ? undefined : await this.end();
    this.#segment ??= await this.#begin(bucket);
    const segment = this.#segment;
    const bytes = Buffer.from(lines);
    try {
      const { bytesWritten } = await segment.file.write(bytes);
      if (bytesWritten < bytes.length) throw Object.assign(new Error("short write"), { code: "ENOSPC" });
      segment.length += bytes.length;
    } catch (error) {
      await this.end();
      throw error;
    }
    return ended;
  }

  /** @returns the segment that was open */
  async end(): Promise<SegmentName | undefined> {
    const segment = this.#segment;
    this.#segment = undefined;
    // The system may report only now that a write failed; what was written of it is signed line by line.
    await segment?.file.close().catch(() => undefined);
    return segment?.name;
  }

  /** Not into one that another process has rewritten meanwhile: what goes into the old file is seen by nobody. */
  async #isToContinue(bucket: number): Promise<boolean> {
    if (this.#segment === undefined) return true;
    const { name, length } = this.#segment;
    if (name.bucket !== bucket || length >= fullSegment) return false;
    return stat(join(this.#folder, name.file)).then(
      () => true,
      () => false,
    );
  }

  async #begin(bucket: number): Promise<OpenSegment> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const name = newSegment(bucket, this.#owner);
    const file = await open(join(this.#folder, name.file), "ax", 0o600);
    return { name, file, length: 0 };
  }
}
