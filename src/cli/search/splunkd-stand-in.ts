import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { hostname, platform } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { progressMark } from "../../app/analyze/run-progress.ts";
import { printable } from "../../engine/printable.ts";
import { toBytes } from "../../splunk/byte-string.ts";
import { type Chunk, encodeChunk } from "../../splunk/chunk.ts";
import { readChunks } from "../../splunk/chunk-reader.ts";
import { quoteField } from "../../splunk/csv.ts";
import { Table } from "../../splunk/table.ts";
import { eventFields, type LogEvent, timeText } from "../parse/log-event.ts";
import { InFlight } from "./in-flight.ts";
import { JoinedReply } from "./joined-reply.ts";
import { SearchError } from "./search-error.ts";

export interface Search {
  /** The folder of the launchers. */
  readonly binFolder: string;
  readonly command: string;
  readonly searchArguments: readonly string[];
  /** The run log, which gets one line about the run. */
  readonly runLog?: string | undefined;
  readonly batches: AsyncIterable<readonly LogEvent[]>;
  /** Called for each batch in order; the next batch waits for its promise. */
  readonly onAnswers: (answers: JoinedReply) => Promise<void>;
  readonly onMessage: (level: string, text: string) => void;
  /** Called with how far the asking of a model has come. */
  readonly onProgress: (text: string) => void;
  /** Called with the child process, so that it can be ended early. */
  readonly onStart: (child: ChildProcess) => void;
}

const fields = ["_chunked_idx", ...eventFields];
const header = `${[...fields, ...fields.map((field) => `__mv_${field}`)].join(",")}\n`;
const rowEnd = `${",".repeat(fields.length)}\n`;
const progressLine = new RegExp(`^${progressMark}(.*)\n`, "gm");
/** Columns of the events. The reply repeats them, but the events themselves are still in memory. */
const sentBack = new Set(header.trimEnd().split(",").slice(1));
const isAnswer = (column: string): boolean => !sentBack.has(column);

/**
 * Plays splunkd for one search: starts the launcher of a search command, speaks the chunked protocol with it, and joins
 * the returned fields with the events.
 *
 * @returns the inspector entries of the last reply
 * @throws SearchError when the command refuses, breaks the protocol or dies
 */
export async function runSearch(search: Search): Promise<Readonly<Record<string, unknown>>> {
  const child = startLauncher(search);
  search.onStart(child);
  const waiting = new InFlight<readonly LogEvent[]>();
  const complaints = lastWords(child.stderr, search.onProgress);
  // If the child dies, its output ends, and the reader reports that in a sentence.
  child.stdin.on("error", () => {});
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) =>
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`),
    );
  });

  const replies = readChunks(child.stdout);
  try {
    await write(child.stdin, encodeChunk(getinfo(search)));
    const configuration = await replies.next();
    if (configuration.done !== true) {
      note(configuration.value, search.onMessage);
      const inspector = await new Promise<Readonly<Record<string, unknown>> | undefined>(
        (resolve, reject) => {
          // Only the reader decides how the search ends, because it sees why writing failed.
          writeRequests(child.stdin, search, waiting).catch(reject);
          readReplies(replies, search, waiting).then(resolve, reject);
        },
      );
      if (inspector !== undefined) {
        child.stdin.end();
        await ended;
        return inspector;
      }
    }
  } catch (error) {
    child.kill();
    throw error;
  } finally {
    waiting.close();
  }
  const reason = await ended;
  const words = complaints();
  throw new SearchError(
    `The search command ${search.command} ended before it had answered (${reason}).` +
      (words === ""
        ? " Install the app again, or run npm run build in a checkout."
        : ` Its last words: ${words}`),
  );
}

/** Starts the launcher, as splunkd does. Windows has no sh, so there Node is started as the launcher would start it. */
function startLauncher({
  binFolder,
  command,
  runLog,
}: Search): ChildProcessByStdio<Writable, Readable, Readable> {
  const [program, ...words]: [string, ...string[]] =
    platform() === "win32"
      ? [process.execPath, "--no-warnings", join(binFolder, `${command}.cjs`)]
      : [join(binFolder, `${command}.sh`)];
  return spawn(program, words, {
    cwd: binFolder,
    env: { ...process.env, LLAMA_NODE: process.execPath, LLAMA_RUN_LOG: runLog, LLAMA_PROGRESS: "terminal" },
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
}

function getinfo({ command, searchArguments }: Search): object {
  const quoted = searchArguments.map((argument) =>
    /[\s"|]/.test(argument) ? JSON.stringify(argument) : argument,
  );
  return {
    action: "getinfo",
    preview: false,
    streaming_command_will_restart: false,
    searchinfo: {
      args: searchArguments,
      raw_args: quoted,
      dispatch_dir: "",
      sid: `llama-log.${process.pid}`,
      app: "llama_log_analyzer",
      owner: "",
      username: "",
      session_key: "",
      splunkd_uri: "",
      splunk_version: "",
      search: encodeURIComponent(["|", command, ...quoted].join(" ")),
      command,
      maxresultrows: 50000,
      earliest_time: "0",
      latest_time: "0",
    },
  };
}

async function writeRequests(
  stdin: Writable,
  { batches }: Search,
  waiting: InFlight<readonly LogEvent[]>,
): Promise<void> {
  const host = toBytes(quoteField(hostname()));
  const send = async (events: readonly LogEvent[], finished: boolean): Promise<void> => {
    const body = Buffer.from(csvBody(events, host), "latin1");
    await waiting.add(events, body.length);
    await write(stdin, encodeChunk({ action: "execute", finished }, [body]));
  };
  // One batch is held back, because the last one must be marked as finished.
  let held: readonly LogEvent[] = [];
  for await (const batch of batches) {
    if (waiting.closed) return;
    if (held.length > 0) await send(held, false);
    held = batch;
  }
  await send(held, true);
}

function csvBody(events: readonly LogEvent[], host: string): string {
  let body = header;
  let lastSource = "";
  let source = "";
  for (let row = 0; row < events.length; row += 1) {
    const event = events[row] as LogEvent;
    if (event.source !== lastSource) {
      lastSource = event.source;
      source = toBytes(quoteField(event.source));
    }
    body += `${row},${quoteField(event.raw)},${timeText(event.time)},${host},${source},log${rowEnd}`;
  }
  return body;
}

/** @returns the last inspector; undefined if the replies end too early */
async function readReplies(
  replies: AsyncIterable<Chunk>,
  search: Search,
  waiting: InFlight<readonly LogEvent[]>,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  for await (const reply of replies) {
    const inspector = note(reply, search.onMessage);
    const events = waiting.next();
    if (events === undefined)
      throw new SearchError(`${search.command} replied to a request that was never made.`);
    await search.onAnswers(new JoinedReply(new Table(reply.body, isAnswer), events));
    waiting.done();
    if (reply.metadata.finished === true) return inspector;
  }
  return undefined;
}

/** Passes on the messages of a reply. @returns its inspector */
function note({ metadata }: Chunk, onMessage: Search["onMessage"]): Readonly<Record<string, unknown>> {
  const inspector = metadata.inspector;
  const entries =
    typeof inspector === "object" && inspector !== null ? (inspector as Record<string, unknown>) : {};
  for (const message of Array.isArray(entries.messages) ? entries.messages : []) {
    if (Array.isArray(message)) onMessage(String(message[0]), printable(String(message[1])));
  }
  if (typeof metadata.error === "string") throw new SearchError(printable(metadata.error));
  return entries;
}

/** Writes with backpressure; returns at once if the reader is gone. */
async function write(stream: Writable, pieces: readonly Buffer[]): Promise<void> {
  let room = true;
  for (const piece of pieces) room = stream.write(piece);
  if (room || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    const goOn = (): void => {
      stream.off("drain", goOn);
      stream.off("close", goOn);
      resolve();
    };
    stream.on("drain", goOn);
    stream.on("close", goOn);
  });
}

/** Keeps the end of a process's standard error, without what it tells of its progress. */
function lastWords(stream: Readable, onProgress: (text: string) => void): () => string {
  let words = "";
  stream.on("data", (data: Buffer) => {
    words = (words + data.toString()).slice(-2000);
    words = words.replace(progressLine, (_, text: string) => {
      onProgress(printable(text));
      return "";
    });
  });
  return () => printable(words.trim().split("\n")[0] ?? "").slice(0, 300);
}
