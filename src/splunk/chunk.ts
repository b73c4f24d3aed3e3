/**
 * The frame of the chunked search command protocol ("Chunked External Command Protocol v1.0"):
 * `chunked 1.0,<metadata bytes>,<body bytes>\n<metadata JSON><body CSV>`, with nothing before, between or after.
 */
export interface Chunk {
  readonly metadata: Readonly<Record<string, unknown>>;
  /** CSV in UTF-8; empty when the chunk has none. */
  readonly body: Buffer;
}

/** The header line and metadata of a chunk whose body of `bodyLength` bytes follows. */
export function encodeChunkHead(metadata: object, bodyLength: number): Buffer {
  const json = JSON.stringify(metadata);
  return Buffer.from(`chunked 1.0,${Buffer.byteLength(json)},${bodyLength}\n${json}`);
}

/** A whole chunk, ready to be written piece by piece. */
export function encodeChunk(metadata: object, body: readonly Buffer[] = []): Buffer[] {
  const bodyLength = body.reduce((sum, piece) => sum + piece.length, 0);
  return [encodeChunkHead(metadata, bodyLength), ...body];
}
