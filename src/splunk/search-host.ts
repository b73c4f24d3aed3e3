import type { Writable } from "node:stream";
import { parseArguments } from "./arguments.ts";
import type { Chunk } from "./chunk.ts";
import { readChunks } from "./chunk-reader.ts";
import { ChunkWriter } from "./chunk-writer.ts";
import type { OptionDeclaration, ParsedArguments } from "./declaration.ts";
import { missingModule } from "./missing-module.ts";
import type { Reply, SearchCommand, SearchInfo, SearchRun } from "./search-command.ts";
import { isUserError, UserError } from "./user-error.ts";

/**
 * Read-ahead limit: requests are read while at most this many bytes of unanswered ones wait, plus one chunk. Enough to
 * work on dozens of ordinary chunks (2,500 rows) together.
 */
const readAheadBytes = 4_000_000;
/** Read-ahead limit on the number of requests. High, because only reading to the end shows that the input has ended. */
const readAheadRequests = 4_096;

/**
 * Speaks the chunked protocol from getinfo to the end of the input, with one reply for each request, in order. If the
 * conversation ends early, all complete requests are answered first.
 *
 * @returns the exit code: 0, or 1 after an error chunk
 */
export async function runSearchCommand<Options extends Record<string, OptionDeclaration>>(
  command: SearchCommand<Options>,
  { input, output, cancelled }: HostStreams,
): Promise<number> {
  return new Conversation(command, { input, output, cancelled }).run();
}

interface HostStreams {
  readonly input: AsyncIterable<Buffer>;
  readonly output: Writable;
  /** Aborts when what was found so far is wanted at once. */
  readonly cancelled?: AbortSignal | undefined;
}

class Conversation<Options extends Record<string, OptionDeclaration>> {
  private readonly cancel = new AbortController();
  private readonly command: SearchCommand<Options>;
  private readonly chunks: AsyncGenerator<Chunk, void, void>;
  private readonly writer: ChunkWriter;
  private failure: unknown;
  /** Ends the wait for the next request. */
  private interrupt: (error: unknown) => void = () => {};

  constructor(command: SearchCommand<Options>, { input, output, cancelled }: HostStreams) {
    this.command = command;
    cancelled?.addEventListener("abort", () => this.cancel.abort(), { once: true });
    this.chunks = readChunks(input);
    this.writer = new ChunkWriter(output, () => this.fail(new Error("nobody reads the replies")));
  }

  async run(): Promise<number> {
    try {
      const getinfo = await this.nextRequest("getinfo");
      if (getinfo === undefined) return 0;
      const info = isRecord(getinfo.metadata.searchinfo) ? getinfo.metadata.searchinfo : {};
      const parsed = parseArguments(this.command.declaration, textsOf(info.args));
      await this.writer.write(
        this.generating
          ? { type: "stateful", generating: true }
          : { type: this.type, required_fields: this.command.requiredFields(parsed) },
      );
      await this.answerRequests(parsed, info);
      return 0;
    } catch (error) {
      this.cancel.abort();
      if (this.writer.closed) return 0;
      await this.writer.write({ finished: true, error: sentenceFor(error, this.command.declaration.name) });
      return 1;
    } finally {
      // Not awaited, because the generator may be waiting for input that never comes.
      this.chunks.return().catch(() => {});
    }
  }

  /** Reads ahead while earlier requests are worked on. Settles when all requests are answered. */
  private async answerRequests(parsed: ParsedArguments<Options>, info: SearchInfo): Promise<void> {
    const backlog: { bytes: number; answered: Promise<void> }[] = [];
    let backlogBytes = 0;
    let lastAnswered = Promise.resolve();
    let run: SearchRun | undefined;
    let finished = false;
    try {
      for (;;) {
        const request = await this.nextRequest("execute");
        if (request === undefined) break;
        run ??= await this.command.open(parsed, info, this.cancel.signal);
        const isLast = this.generating || request.metadata.finished === true;
        finished ||= isLast;
        lastAnswered = this.answer(lastAnswered, run.execute(request.body, isLast), isLast);
        backlog.push({ bytes: request.body.length, answered: lastAnswered });
        backlogBytes += request.body.length;
        while (backlogBytes > readAheadBytes || backlog.length > readAheadRequests) {
          const oldest = backlog.shift() as (typeof backlog)[0];
          await oldest.answered;
          backlogBytes -= oldest.bytes;
        }
      }
      if (!finished) this.cancel.abort();
    } catch (error) {
      this.cancel.abort();
      await lastAnswered;
      throw error;
    }
    await lastAnswered;
  }

  /** Writes a reply once the previous one is written. */
  private answer(before: Promise<void>, work: Promise<Reply>, finished: boolean): Promise<void> {
    work.catch((error) => this.fail(error));
    const answered = before.then(async () => {
      const { bodyLength, body, inspector } = await work;
      await this.writer.write(inspector ? { inspector, finished } : { finished }, bodyLength, body);
    });
    answered.catch((error) => this.fail(error));
    return answered;
  }

  /** For a generating command splunkd requests rows until a reply says that it is the last. */
  private get generating(): boolean {
    return this.command.declaration.generating === true;
  }

  private get type(): "reporting" | "stateful" {
    return this.command.declaration.reporting === true ? "reporting" : "stateful";
  }

  private async nextRequest(action: string): Promise<Chunk | undefined> {
    const next = await this.nextChunk();
    if (next.done === true) return undefined;
    if (next.value.metadata.action !== action) {
      throw new UserError(
        `Wanted a chunk with the action "${action}", got one with another action or none. ` +
          "This command is to be started by Splunk, within a search.",
      );
    }
    return next.value;
  }

  /** Waits for the next chunk. Rejects as soon as a reply fails. */
  private nextChunk(): Promise<IteratorResult<Chunk, void>> {
    // Not Promise.race: racing against a long-lived promise would keep every chunk in memory.
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) reject(this.failure);
      this.interrupt = reject;
      this.chunks.next().then(resolve, reject);
    });
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    // Cancel the work under way, or it would keep the process alive.
    this.cancel.abort();
    this.interrupt(error);
  }
}

/** The sentence for an error. A fault of our own gives only its kind, because its text was not written for users. */
function sentenceFor(error: unknown, command: string): string {
  if (isUserError(error)) return error.message;
  const missing = missingModule(command, error);
  if (missing !== undefined) return missing;
  const kind = error instanceof Error ? error.name : typeof error;
  return `${command} met a fault of its own (${kind}) and stopped; rows answered before it are right. Please report it.`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
