// npm run check:engine: a search against a real inference engine; not part of npm test,
// for it installs node-llama-cpp into a cache folder (about 100 MB). With LLAMA_TEST_ENDPOINT (a base URL)
// and LLAMA_TEST_MODEL it asks that endpoint and installs nothing.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { problemsOf } from "./assertions.ts";
import { cacheFolder, installEngine } from "./install.ts";
import { generatedEvents, type Row, type SearchResult, search } from "./search.ts";
import { writeTinyModel } from "./tiny-model.ts";

const eventCount = 500;
const distinctTexts = 60;
/** Without a temperature a random model says the same word for ever. */
const args = ["_raw", "batch_size=4", "concurrency=2", "temperature=1", "timeout=200"];
const mostProblems = 10;

interface Server {
  readonly url: string;
  readonly model: string;
  readonly process?: ChildProcess;
}

/** The endpoint to ask, or why there is none on this machine. */
async function openServer(): Promise<Server | { readonly skipped: string }> {
  const { LLAMA_TEST_ENDPOINT: url, LLAMA_TEST_MODEL: model = "" } = process.env;
  if (url !== undefined && url !== "") {
    if (model === "") throw new Error("LLAMA_TEST_ENDPOINT is set and LLAMA_TEST_MODEL is not.");
    return { url, model };
  }
  const missing = installEngine();
  if (missing !== undefined) return { skipped: missing };
  const file = join(cacheFolder, "tiny-random.gguf");
  writeTinyModel(file);
  return startServer(file);
}

async function startServer(modelFile: string): Promise<Server | { readonly skipped: string }> {
  const child = spawn(process.execPath, ["scripts/run.mjs", "scripts/real-engine/serve.ts", modelFile], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const complaint = text(child.stderr);
  const ended = once(child, "close");
  for await (const data of child.stdout as AsyncIterable<Buffer>) {
    const url = /^http:\/\/127\.0\.0\.1:\d+\/v1$/m.exec(data.toString())?.[0];
    if (url === undefined) continue;
    return { url, model: "tiny-random", process: child };
  }
  await ended;
  const said = (await complaint).trim().split("\n")[0] ?? "";
  // The model is ours: that it does not load is a failure, that the engine does not is a fact of the machine.
  if (child.exitCode === 3) return { skipped: `node-llama-cpp does not run on this platform (${said})` };
  throw new Error(`The server of the tiny model did not start: ${said || "it said nothing"}`);
}

function printTable({ rows, units, calls, seconds }: SearchResult): void {
  const lines: [string, string | number][] = [
    ["events", rows.length],
    ["units", units],
    ["calls", calls],
    ["answered by the model", rows.filter(({ llama_status }) => llama_status === "llm").length],
    ...localByReason(rows),
    ["seconds", seconds.toFixed(1)],
  ];
  for (const [name, value] of lines) process.stdout.write(`${name.padEnd(24)}${String(value).padStart(8)}\n`);
}

function localByReason(rows: readonly Row[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { llama_status, llama_reason = "" } of rows) {
    if (llama_status !== "llm") counts.set(llama_reason, (counts.get(llama_reason) ?? 0) + 1);
  }
  if (counts.size === 0) return [["local", 0]];
  return [...counts].map(([reason, count]) => [`local, ${reason}`, count]);
}

/** @returns the exit code */
async function check(): Promise<number> {
  if (!existsSync("bin/llamaanalyze.cjs")) throw new Error("There is no build: run npm run build first.");
  const server = await openServer();
  if ("skipped" in server) {
    process.stdout.write(`skipped: ${server.skipped}\n`);
    return 0;
  }
  try {
    const events = generatedEvents(eventCount, distinctTexts);
    const result = await search(events, args, server);
    printTable(result);
    const problems = problemsOf(events, result.rows, server.model);
    if (!result.messages.some((sentence) => sentence.startsWith(`${events.length} events, `))) {
      problems.push(`The job's message counts other events than the ${events.length} that came out.`);
    }
    for (const problem of problems.slice(0, mostProblems)) process.stderr.write(`${problem}\n`);
    if (problems.length > mostProblems) process.stderr.write(`And ${problems.length - mostProblems} more.\n`);
    if (problems.length > 0) process.stderr.write(`The job said: ${result.messages.join(" ")}\n`);
    return problems.length === 0 ? 0 : 1;
  } finally {
    server.process?.kill();
  }
}

try {
  process.exitCode = await check();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
