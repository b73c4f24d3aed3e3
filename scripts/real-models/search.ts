import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { encodeChunk } from "../../src/splunk/chunk.ts";
import { readChunks } from "../../src/splunk/chunk-reader.ts";
import { quoteField } from "../../src/splunk/csv.ts";
import { Table } from "../../src/splunk/table.ts";
import { shopLog } from "../shop-log.ts";

const launcher = resolve("bin/llamaanalyze.sh");
const rowsInChunk = 5;

export interface Event {
  readonly number: string;
  readonly text: string;
}

/** A row as it came back; the names are those of the fields. */
export type Row = Readonly<Record<string, string>>;

export interface SearchResult {
  readonly rows: readonly Row[];
  readonly units: number;
  readonly calls: number;
  /** Tokens of all prompts and of all answers. */
  readonly tokens: readonly [number, number];
  /** What the job would show. */
  readonly messages: readonly string[];
  readonly seconds: number;
}

/** Events taken from all of the sample log. */
export function sampleEvents(count: number): Event[] {
  const lines = shopLog().trimEnd().split("\n");
  return Array.from({ length: count }, (_, index) => ({
    number: String(index + 1),
    text: lines[Math.floor((index * lines.length) / count)] as string,
  }));
}

/**
 * One search with llamaanalyze as splunkd runs it: the launcher, getinfo, the events in several chunks. It remembers nothing of
 * earlier ones.
 *
 * @throws Error with a sentence when the command ends badly
 */
export async function search(
  events: readonly Event[],
  args: readonly string[],
  endpoint: { readonly url: string; readonly model: string },
): Promise<SearchResult> {
  const state = mkdtempSync(join(tmpdir(), "llama-real-model-"));
  try {
    return await searchWith(events, args, endpoint, state);
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

async function searchWith(
  events: readonly Event[],
  args: readonly string[],
  endpoint: { readonly url: string; readonly model: string },
  state: string,
): Promise<SearchResult> {
  const started = performance.now();
  // Inside Splunk the variables would not count.
  const { SPLUNK_HOME: _, LLAMA_CONF: __, ...environment } = process.env;
  const child = spawn(launcher, [], {
    env: {
      ...environment,
      LLAMA_NODE: process.execPath,
      LLAMA_ENDPOINT: endpoint.url,
      LLAMA_MODEL: endpoint.model,
      LLAMA_STATE: state,
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  // A command that ends early is told of below, by its exit code.
  child.stdin.on("error", () => {});
  child.stdin.end(Buffer.concat(conversation(events, args)));
  const replies = [];
  for await (const chunk of readChunks(child.stdout)) replies.push(chunk);
  const [exitCode] = (await ended) as [number | null];
  const inspector = (replies.at(-1)?.metadata.inspector ?? {}) as Record<string, unknown>;
  const messages = sentencesOf(inspector.messages);
  if (exitCode !== 0) {
    throw new Error(`bin/llamaanalyze.sh ended with ${exitCode}: ${messages.join(" ") || "no message"}`);
  }
  return {
    rows: replies.slice(1).flatMap(({ body }) => rowsOf(body)),
    units: numberOf(inspector["metric.llamaanalyze.units"], 1),
    calls: numberOf(inspector["metric.llamaanalyze.calls"], 1),
    tokens: [2, 3].map((place) => numberOf(inspector["metric.llamaanalyze.calls"], place)) as [
      number,
      number,
    ],
    messages,
    seconds: (performance.now() - started) / 1000,
  };
}

function conversation(events: readonly Event[], args: readonly string[]): Buffer[] {
  const searchinfo = {
    ...{ args, raw_args: args, dispatch_dir: "", sid: "real-models", app: "search", owner: "admin" },
    ...{ username: "admin", session_key: "", splunkd_uri: "https://127.0.0.1:8089", splunk_version: "9.4.0" },
    ...{ search: "", command: "llamaanalyze", maxresultrows: 50_000, earliest_time: "0", latest_time: "0" },
  };
  const pieces = encodeChunk({ action: "getinfo", preview: false, searchinfo });
  for (let from = 0; from < events.length; from += rowsInChunk) {
    const chunk = events.slice(from, from + rowsInChunk);
    const lines = chunk.map(({ number, text }) => `${number},${quoteField(text)},,`);
    const body = Buffer.from(`number,_raw,__mv_number,__mv__raw\n${lines.join("\n")}\n`);
    const finished = from + rowsInChunk >= events.length;
    pieces.push(...encodeChunk({ action: "execute", finished }, [body]));
  }
  return pieces;
}

function rowsOf(body: Buffer): Row[] {
  const table = new Table(body);
  return Array.from({ length: table.rowCount }, (_, row) =>
    Object.fromEntries(table.columns.map((column, place) => [column, table.text(row, place)])),
  );
}

/** A metric's numbers: seconds, how often the thing was done, what went in and what came out. */
function numberOf(metric: unknown, place: number): number {
  return Array.isArray(metric) ? Number(metric[place]) : 0;
}

function sentencesOf(messages: unknown): string[] {
  return Array.isArray(messages) ? messages.map((message) => String((message as unknown[])[1])) : [];
}
