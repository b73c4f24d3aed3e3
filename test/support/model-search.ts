/** A search with llamaanalyze that asks a model endpoint on loopback, and what must be true after every one. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getinfoChunk, type RequestChunk, requestsOf } from "./chunks.ts";
import { splunkdBody } from "./csv.ts";
import type { Behaviour, BehaviourOf } from "./model-endpoint/behaviour.ts";
import { echoOf } from "./model-endpoint/reply-content.ts";
import type { SelfSigned } from "./model-endpoint/self-signed.ts";
import {
  type Lengths,
  type RunningModelEndpoint,
  startModelEndpoint,
} from "./model-endpoint/start-model-endpoint.ts";
import type { Verdict } from "./output-fields.ts";
import { type Conversation, type ConverseOptions, converse } from "./protocol-client.ts";

/** Seconds beyond `timeout=` for starting the process and the rest, on a busy machine. */
const margin = 15;

/** A Splunk of one test alone, with the endpoint in a llama.conf as an administrator writes it. */
export interface SplunkWithModel {
  readonly server: RunningModelEndpoint;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The lines about runs so far. */
  runLines(): string[];
}

export interface SplunkOptions {
  /** What the server does; by default it answers well. */
  readonly behaviour?: Behaviour | BehaviourOf | undefined;
  readonly certificate?: SelfSigned | undefined;
  /** What the server tells of lengths. */
  readonly lengths?: Lengths | undefined;
  /** Settings of [endpoint:default] beside url and model. */
  readonly stanza?: Readonly<Record<string, string>> | undefined;
  /** Further stanzas of llama.conf, as text. */
  readonly stanzas?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Gives `act` a Splunk and a server, and takes both away again. */
export async function withSplunk<Result>(
  { behaviour, certificate, lengths = {}, stanza = {}, stanzas = "", env = {} }: SplunkOptions,
  act: (splunk: SplunkWithModel) => Promise<Result>,
): Promise<Result> {
  const behaviourOf = typeof behaviour === "object" ? () => behaviour : behaviour;
  const server = await startModelEndpoint({
    ...(behaviourOf === undefined ? {} : { behaviour: behaviourOf }),
    ...(certificate === undefined ? {} : { certificate }),
    lengths,
  });
  const folder = mkdtempSync(join(tmpdir(), "llama-model-search-"));
  try {
    const logs = join(folder, "var", "log", "splunk");
    mkdirSync(logs, { recursive: true });
    const conf = join(folder, "llama.conf");
    const settings = Object.entries({ url: server.url, model: "tiny", ...stanza });
    const lines = settings.map(([key, value]) => `${key} = ${value}\n`);
    writeFileSync(conf, `[endpoint:default]\n${lines.join("")}${stanzas}`);
    return await act({
      server,
      folder,
      env: { SPLUNK_HOME: folder, LLAMA_STATE: join(folder, "state"), LLAMA_CONF: conf, ...env },
      runLines: () => {
        const text = readFileSync(join(logs, "llama_log_analyzer.log"), "utf8");
        assert.ok(text.endsWith("\n"), "the run log ends with a whole line");
        return text.slice(0, -1).split("\n");
      },
    });
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface SearchOptions {
  /** SPL arguments; `timeout=`, `fallback=` and `unit=` are understood here as well. */
  readonly args?: readonly string[];
  /** The texts of the events, chunk by chunk. */
  readonly chunks: readonly (readonly string[])[];
  readonly pace?: ConverseOptions["pace"];
  /** What splunkd says of the search that differs from the usual. */
  readonly info?: Readonly<Record<string, unknown>>;
  /** The model that must answer. @default "tiny" */
  readonly model?: string;
  /** False where the search is to have a process to itself. @default true */
  readonly here?: boolean;
  /** Texts that may share a unit have the same kind. @default the text itself */
  readonly kindOf?: ((text: string) => string) | undefined;
  /** False where texts are sent in another form than they came in. @default true */
  readonly sentAsTheyAre?: boolean;
}

export interface FinishedSearch extends Conversation {
  /** The one message about the run. */
  readonly summary: string;
  readonly runLine: Readonly<Record<string, unknown>>;
  readonly seconds: number;
}

export const requestsWith = (chunks: readonly (readonly string[])[]): RequestChunk[] =>
  requestsOf(
    chunks.map((texts) =>
      splunkdBody(
        ["_raw", "n"],
        texts.map((_raw, n) => ({ _raw, n: String(n) })),
      ),
    ),
  );

/** Runs one search to its end. Rows in = rows out is the client's to check, the rest is checked here. */
export async function search(splunk: SplunkWithModel, options: SearchOptions): Promise<FinishedSearch> {
  const {
    args = [],
    chunks,
    pace,
    info = {},
    model = "tiny",
    here = true,
    kindOf = (text) => text,
    sentAsTheyAre = true,
  } = options;
  const optionOf = (name: string) => args.find((arg) => arg.startsWith(`${name}=`))?.split("=")[1];
  const timeout = Number(optionOf("timeout") ?? 240);
  const begun = performance.now();
  // Searches of one test must not answer each other; tests of the store say for how long it remembers.
  const remembers = args.some((arg) => arg.startsWith("cache_ttl="));
  const conversation = await converse({
    getinfo: getinfoChunk(remembers ? args : [...args, "cache_ttl=0"], info),
    chunks: requestsWith(chunks),
    pace,
    model,
    fallback: optionOf("fallback") === "none" ? "none" : "local",
    perEvent: optionOf("unit") === "event",
    env: splunk.env,
    here,
    guard: Math.min(timeout * 1000 + 15_000, 60_000),
  });
  const seconds = (performance.now() - begun) / 1000;
  assert.ok(seconds < timeout + margin, `the search took ${seconds} s of ${timeout}`);
  const texts = chunks.flat();
  if (sentAsTheyAre) checkBelonging(texts, conversation.verdicts, kindOf);
  const summary = checkSummary(texts, conversation);
  return { ...conversation, summary, runLine: checkRunLine(splunk, texts, conversation), seconds };
}

/** No verdict on a wrong row: the server wrote into root_cause what it saw of the unit's text. */
function checkBelonging(
  texts: readonly string[],
  verdicts: readonly Verdict[],
  kindOf: (text: string) => string,
): void {
  assert.equal(verdicts.length, texts.length);
  const echoes = new Map<string, Set<string>>();
  for (const text of texts) {
    const kind = kindOf(text);
    echoes.set(kind, (echoes.get(kind) ?? new Set()).add(echoOf(text).trimEnd()));
  }
  verdicts.forEach(({ llama_status, root_cause }, row) => {
    const own = echoes.get(kindOf(texts[row]!))!;
    if (llama_status === "llm") assert.ok(own.has(root_cause), `row ${row} has its own unit's verdict`);
    else assert.ok(!root_cause.startsWith("Saw: "), `row ${row} is ${llama_status} with a model's words`);
  });
}

function checkSummary(texts: readonly string[], { messages, verdicts }: Conversation): string {
  const about = messages.filter(([, said]) => /\d+ units/.test(said));
  assert.equal(about.length, 1, `one message about the run: ${JSON.stringify(messages)}`);
  const others = messages.filter(
    (message) => message !== about[0] && !message[1].includes("nothing was done"),
  );
  assert.deepEqual(others, [], "and no other");
  const [level, said] = about[0]!;
  const answered = verdicts.filter(({ llama_status }) => llama_status === "llm").length;
  const judged = texts.filter((text) => text.trim() !== "").length;
  assert.equal(level, answered === judged ? "INFO" : "WARN", said);
  assert.ok(said.startsWith(`${texts.length} events, `), said);
  assert.ok(said.includes(`${answered} events answered by`), said);
  const reasons = new Set(verdicts.map(({ llama_reason }) => llama_reason));
  for (const reason of reasons) {
    if (reason !== "" && reason !== "empty") assert.ok(said.includes(reason), `${reason} is told: ${said}`);
  }
  return said;
}

function checkRunLine(
  splunk: SplunkWithModel,
  texts: readonly string[],
  { verdicts }: Conversation,
): Readonly<Record<string, unknown>> {
  const text = splunk.runLines().at(-1)!;
  assert.ok(Buffer.byteLength(text) <= 4_096, "a run line has at most 4 KB");
  for (const log of texts) {
    if (log.length >= 8) assert.ok(!text.includes(log.slice(0, 60)), `log text in ${text}`);
  }
  const line = JSON.parse(text) as Record<string, unknown>;
  const rows = (status: string) => verdicts.filter(({ llama_status }) => llama_status === status).length;
  assert.deepEqual(
    [line.rows, line.llm, line.cached, line.local, line.skipped, line.errors],
    [texts.length, ...["llm", "cached", "local", "skipped", "error"].map(rows)],
    `the counts of ${text}`,
  );
  return line;
}

/** Syllables that no log has, so that nothing takes them for what they are not. */
const words = Array.from(
  { length: 47 },
  (_, at) => `${"bdfgklmnprtvz"[at % 13]}o${"bdgklmnrtvwxz"[(at * 5 + 3) % 13]}${"aeiu"[at % 4]}n`,
);

/**
 * So many texts, each of a form of its own: any two differ in two words at least, so that no two are one template.
 * The number behind `job-` counts them.
 */
export function textsOf(count: number, about = "payment service answered late"): string[] {
  assert.ok(count <= words.length ** 2);
  return Array.from({ length: count }, (_, at) => {
    const [first, second] = [at % words.length, Math.floor(at / words.length)];
    const form = [first, second, (first + second) % words.length].map((word) => words[word]).join(" ");
    return `WARN ${form} job-${at + 1} ${about}`;
  });
}

export const statusesOf = (verdicts: readonly Verdict[]): string[] =>
  verdicts.map(({ llama_status }) => llama_status);

/** The different reasons, each once. */
export const reasonsOf = (verdicts: readonly Verdict[]): string[] =>
  [...new Set(verdicts.map(({ llama_reason }) => llama_reason))].sort();
