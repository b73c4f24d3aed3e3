import type { Writable } from "node:stream";
import { encodeChunkHead } from "./chunk.ts";

/** Writes chunks one after the other, with backpressure. */
export class ChunkWriter {
  /** True once the reader is gone; writing then does nothing. */
  closed = false;
  private readonly output: Writable;
  private resume = (): void => {};

  constructor(output: Writable, onClosed: () => void) {
    this.output = output;
    const close = (): void => {
      this.closed = true;
      this.resume();
      onClosed();
    };
    output.on("error", close);
    output.on("close", close);
    output.on("drain", () => this.resume());
  }

  /** @param body pieces of `bodyLength` bytes in total, each created once the one before is written */
  async write(metadata: object, bodyLength = 0, body: Iterable<Buffer> = []): Promise<void> {
    await this.send(encodeChunkHead(metadata, bodyLength));
    for (const piece of body) {
      if (this.closed) return;
      await this.send(piece);
    }
  }

  private async send(bytes: Buffer): Promise<void> {
    if (this.closed || this.output.write(bytes)) return;
    await new Promise<void>((resolve) => {
      this.resume = resolve;
    });
  }
}
