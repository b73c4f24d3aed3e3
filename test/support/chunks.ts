/**
 * The test side's own framing: `chunked 1.0,<metadata bytes>,<body bytes>\n<metadata><body>`.
 * Written from the contract, apart from the code under test, and strict where splunkd may be strict.
 */

export interface Chunk {
  readonly metadataText: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

export interface RequestChunk {
  readonly body: Buffer;
  readonly finished: boolean;
}

/** Frames one chunk; the metadata may be given as text to send what is not JSON. */
export function frame(metadata: unknown, body: Buffer | string = ""): Buffer {
  const head = Buffer.from(typeof metadata === "string" ? metadata : JSON.stringify(metadata));
  const tail = typeof body === "string" ? Buffer.from(body) : body;
  return Buffer.concat([Buffer.from(`chunked 1.0,${head.length},${tail.length}\n`), head, tail]);
}

/** An execute chunk, byte for byte as Splunk 8 and later writes it. */
export function executeChunk(request: RequestChunk): Buffer {
  return frame(`{"action":"execute","finished":${request.finished}}`, request.body);
}

/** A getinfo chunk with every field Splunk 8.2.1 was recorded to send. */
export function getinfoChunk(args: unknown, changes: Record<string, unknown> = {}): Buffer {
  const searchinfo = {
    args,
    raw_args: args,
    dispatch_dir: "/opt/splunk/var/run/splunk/dispatch/1627357489.9",
    sid: "1627357489.9",
    app: "search",
    owner: "admin",
    username: "admin",
    session_key: "2gvT^exampleonly_notasecret",
    splunkd_uri: "https://127.0.0.1:8089",
    splunk_version: "8.2.1",
    search: "search%20index%3Dmain%20%7C%20llamaanalyze",
    command: "llamaanalyze",
    maxresultrows: 50000,
    earliest_time: "1627333200",
    latest_time: "1627419600",
    ...changes,
  };
  return frame({ action: "getinfo", preview: false, streaming_command_will_restart: false, searchinfo });
}

/** Turns bodies into execute requests of which the last says `finished`. */
export function requestsOf(bodies: readonly Buffer[]): RequestChunk[] {
  return bodies.map((body, index) => ({ body, finished: index === bodies.length - 1 }));
}

/** Takes bytes in any pieces and gives whole chunks; throws at the first byte that is out of place. */
export class ChunkReader {
  #pieces: Buffer[] = [];
  #held = 0;
  #needed = 1;

  push(bytes: Buffer): void {
    this.#pieces.push(bytes);
    this.#held += bytes.length;
  }

  /** Bytes that belong to no chunk given so far. */
  get pending(): number {
    return this.#held;
  }

  /** The next whole chunk, or undefined while bytes are missing. */
  next(): Chunk | undefined {
    if (this.#held < this.#needed) return undefined;
    const bytes = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces);
    this.#pieces = [bytes];
    const end = bytes.indexOf(10);
    const header = bytes.subarray(0, end === -1 ? Math.min(bytes.length, 60) : end).toString("latin1");
    if (end === -1) {
      const begun = header.slice(0, 12) === "chunked 1.0,".slice(0, header.length);
      if (!begun || header.length >= 60) throw new Error(`no chunk header at ${JSON.stringify(header)}`);
      this.#needed = this.#held + 1;
      return undefined;
    }
    const lengths = /^chunked 1\.0,(0|[1-9]\d*),(0|[1-9]\d*)$/.exec(header);
    if (lengths === null) throw new Error(`no chunk header at ${JSON.stringify(header.slice(0, 60))}`);
    const bodyStart = end + 1 + Number(lengths[1]);
    const total = bodyStart + Number(lengths[2]);
    if (bytes.length < total) {
      this.#needed = total;
      return undefined;
    }
    this.#pieces = [bytes.subarray(total)];
    this.#held = bytes.length - total;
    this.#needed = 1;
    return { ...readMetadata(bytes.subarray(end + 1, bodyStart)), body: bytes.subarray(bodyStart, total) };
  }
}

function readMetadata(bytes: Buffer): { metadataText: string; metadata: Record<string, unknown> } {
  const metadataText = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const metadata: unknown = JSON.parse(metadataText);
  if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata))
    throw new Error(`metadata is not an object: ${metadataText.slice(0, 100)}`);
  return { metadataText, metadata: metadata as Record<string, unknown> };
}

/** Reads output that has ended: whole chunks only, and not one byte more. */
export function readAllChunks(bytes: Buffer): Chunk[] {
  const reader = new ChunkReader();
  reader.push(bytes);
  const chunks: Chunk[] = [];
  for (let chunk = reader.next(); chunk !== undefined; chunk = reader.next()) chunks.push(chunk);
  if (reader.pending > 0) throw new Error(`${reader.pending} stray bytes after ${chunks.length} chunks`);
  return chunks;
}
