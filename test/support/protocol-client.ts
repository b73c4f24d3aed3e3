/** A conversation with the search command as splunkd holds it, in which everything the contract promises is checked. */
import assert from "node:assert/strict";
import { type Chunk, executeChunk, getinfoChunk, type RequestChunk } from "./chunks.ts";
import { CommandProcess, type Ending, type StartOptions } from "./command-process.ts";
import type { Verdict } from "./output-fields.ts";
import {
  type Context,
  checkErrorChunk,
  checkExecuteReply,
  checkGetinfoReply,
  type Message,
  readMessages,
} from "./reply-checks.ts";

export interface ConverseOptions extends Omit<StartOptions, "unread"> {
  /** SPL arguments, as splunkd parses them. @default [] */
  readonly args?: readonly string[] | undefined;
  /** The whole getinfo chunk, where `args` are not enough. */
  readonly getinfo?: Buffer | undefined;
  readonly chunks: readonly RequestChunk[];
  /** Offsets, counted from the first byte of getinfo, at which a write ends. @default [] */
  readonly splitAt?: readonly number[] | undefined;
  /** Send each request after the reply to the one before, or all at once. @default "lockstep" */
  readonly pace?: "lockstep" | "ahead" | undefined;
  /** What `args` mean: the field that is judged, our prefix, who answers. @default "_raw", "" and "local" */
  readonly field?: string | undefined;
  readonly prefix?: string | undefined;
  readonly fallback?: "local" | "none" | undefined;
  /** The model that is asked, where llama.conf names an endpoint. */
  readonly model?: string | undefined;
  /** Whether `args` say unit=event. */
  readonly perEvent?: boolean | undefined;
}

export interface Conversation {
  readonly replies: readonly Chunk[];
  /** Of all rows of all replies, in order. */
  readonly verdicts: readonly Verdict[];
  readonly messages: readonly Message[];
}

export interface RawConversation {
  readonly chunks: readonly Chunk[];
  /** The sentence of the error chunk, if the last chunk is one. */
  readonly error: string | undefined;
  readonly ending: Ending;
}

/** Holds a conversation that must succeed from getinfo to exit code 0. */
export async function converse(options: ConverseOptions): Promise<Conversation> {
  const process = new CommandProcess({ here: true, ...options });
  try {
    return await converseWith(process, options);
  } finally {
    process.closed();
  }
}

async function converseWith(process: CommandProcess, options: ConverseOptions): Promise<Conversation> {
  const { chunks, splitAt = [], field = "_raw", prefix = "", fallback, model, perEvent } = options;
  const context: Context = {
    field,
    prefix,
    fallback,
    model,
    perEvent,
    verdicts: new Map(),
    longTexts: new Set(),
  };
  let offset = 0;
  const send = (bytes: Buffer) => {
    const cuts = splitAt.map((cut) => cut - offset).filter((cut) => cut > 0 && cut < bytes.length);
    offset += bytes.length;
    return process.send(bytes, cuts);
  };

  await send(options.getinfo ?? getinfoChunk(options.args ?? []));
  checkGetinfoReply(await expectReply(process, "getinfo"), field, prefix);
  assert.equal(process.unclaimed, 0, "bytes after the reply to getinfo");

  const sending = options.pace === "ahead" ? send(Buffer.concat(chunks.map(executeChunk))) : undefined;
  const replies: Chunk[] = [];
  const verdicts: Verdict[] = [];
  for (const [index, request] of chunks.entries()) {
    if (sending === undefined) await send(executeChunk(request));
    const reply = await expectReply(process, `execute ${index + 1} of ${chunks.length}`);
    if (sending === undefined)
      assert.equal(process.unclaimed, 0, `bytes nobody asked for after reply ${index + 1}`);
    replies.push(reply);
    for (const verdict of checkExecuteReply(context, request, reply)) verdicts.push(verdict);
  }
  await sending;
  process.closeInput();
  assert.equal(await process.readChunk(), undefined, "nothing comes after the last reply");
  checkEnding(await process.ending(), 0);
  const messages = replies.flatMap(readMessages);
  checkNothingLeaks(context, messages);
  return { replies, verdicts, messages };
}

async function expectReply(process: CommandProcess, what: string): Promise<Chunk> {
  const chunk = await process.readChunk();
  if (chunk === undefined) {
    const { code, signal, stderr } = await process.ending();
    assert.fail(`no reply to ${what}: exit code ${code}, signal ${signal}, stderr ${JSON.stringify(stderr)}`);
  }
  assert.equal(chunk.metadata.error, undefined, `${what} is answered without an error`);
  return chunk;
}

/** Sends bytes as they are, closes the input, and reads what comes until the process has ended. */
export async function converseRaw(
  options: StartOptions & { readonly bytes: Buffer; readonly splitAt?: readonly number[] },
): Promise<RawConversation> {
  const process = new CommandProcess({ here: true, ...options });
  try {
    await process.send(options.bytes, options.splitAt);
    process.closeInput();
    const chunks: Chunk[] = [];
    for (let chunk = await process.readChunk(); chunk !== undefined; chunk = await process.readChunk())
      chunks.push(chunk);
    const ending = await process.ending();
    const failed = chunks.findIndex((chunk) => "error" in chunk.metadata);
    assert.ok(failed === -1 || failed === chunks.length - 1, "an error chunk is the last");
    checkEnding(ending, failed === -1 ? 0 : 1);
    return { chunks, error: failed === -1 ? undefined : checkErrorChunk(chunks[failed]!), ending };
  } finally {
    process.closed();
  }
}

/** How far asking has come, as a long search says for search.log. */
const progress = /^INFO so far: .*\n/gm;

/** The exit code, and that standard error stayed empty. */
export function checkEnding(ending: Ending, code: number): void {
  assert.equal(ending.stderr.replace(progress, ""), "", "standard error is empty");
  assert.deepEqual([ending.code, ending.signal], [code, null], "exit code and signal");
}

function checkNothingLeaks(context: Context, messages: readonly Message[]): void {
  for (const text of context.longTexts)
    for (const [, said] of messages)
      assert.ok(!said.includes(text), `log text in the message ${JSON.stringify(said.slice(0, 200))}`);
}
