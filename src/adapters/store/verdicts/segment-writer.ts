import { type FileHandle, mkdir, open, stat } from "node:fs/promises";
import { join } from "node:path";

import { newSegment, type SegmentName } from "./segment-name.ts";

/** Bytes after which a process begins a new segment. */
const fullSegment = 8 * 1024 * 1024;

interface OpenSegment {
  readonly name: SegmentName;
  readonly file: FileHandle;
  length: number;
}

/**
 * Appends lines to segments of this process only, so that processes never wait for each other. After a failed write it
 * begins a new segment, because a partial line would spoil the next one.
 */
export class SegmentWriter {
  readonly #folder: string;
  readonly #owner: string;
  #segment: OpenSegment | undefined;

  constructor(folder: string, owner: string) {
    this.#folder = folder;
    this.#owner = owner;
  }

  /**
   * @returns the previous segment if a new one was begun
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
    // The system may report a failed write only on close. That is harmless, because each line is signed.
    await segment?.file.close().catch(() => undefined);
    return segment?.name;
  }

  /** False also if another process has rewritten the segment: readers would never see lines in the removed file. */
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
