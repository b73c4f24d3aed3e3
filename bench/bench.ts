// npm run bench [-- --quick --rows --incidents]: ratios against a peer in the same run; see docs/benchmarks.md.
import { overIdeal } from "./asking.ts";
import { benchBudget, budgets } from "./budget.ts";
import { launcher, measureThroughput } from "./conversation.ts";
import { deliveryOverIdeal } from "./delivery.ts";
import { askLimitedServer, millisecondsToShare } from "./limited-server.ts";
import { maskedOverOpen } from "./masking.ts";
import { longLogs } from "./million-lines.ts";
import { distinctBodies, rowsInChunk } from "./row-requests.ts";
import { benchRows } from "./rows.ts";
import { starts } from "./start.ts";
import { benchTemplates } from "./templates.ts";
import { benchVerdicts } from "./verdicts.ts";
import { type Warm, warmOverMemory } from "./warm.ts";

const quick = process.argv.includes("--quick");
/** Lines of which no two are equal in 100,000. */
const distinct = distinctBodies(["_chunked_idx", "_raw"]);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function benchStart(): void {
  for (const { name, ratio, pairs } of starts(quick ? 5 : 25, median))
    print(`start ${name} / node -e 0, processor time: ${ratio.toFixed(2)} (median of ${pairs} pairs)`);
}

async function printRows(): Promise<void> {
  for await (const figure of benchRows(quick, median)) {
    const { name, ours, theirs, ratio, runs } = figure;
    const peer =
      theirs === undefined
        ? "without the peer"
        : `Python SDK's pass-through ${thousands(theirs)}, ratio ${ratio?.toFixed(2)}`;
    print(`rows per second, ${name}: ${thousands(ours)}, ${peer} (median of ${runs})`);
  }
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

async function benchMemory(): Promise<void> {
  for (const rows of quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000]) {
    const known = await measureThroughput([launcher], distinct, { rowsInChunk, chunks: rows / rowsInChunk });
    print(
      `peak memory at ${rows.toLocaleString("en-US")} rows: ${known.peakMegabytes?.toFixed(0) ?? "unknown"} MB`,
    );
  }
}

async function benchAsking(): Promise<void> {
  for (const slots of [1, 8, 64]) {
    const ratios: number[] = [];
    for (let run = 0; run < (quick ? 1 : 3); run++) ratios.push(await overIdeal(slots));
    print(
      `asking with ${slots} slots, wall time / ideal: ${median(ratios).toFixed(3)} (median of ${ratios.length})`,
    );
  }
}

async function benchMasking(): Promise<void> {
  for (const says of ["no values", "the address"] as const) {
    const ratios: number[] = [];
    for (let run = 0; run < (quick ? 1 : 5); run++)
      ratios.push(await maskedOverOpen(distinct, { rowsInChunk, chunks: quick ? 100 : 400 }, says));
    print(
      `rows per second, masking on / off, lines of which no two are equal, verdicts name ${says}: ${median(ratios).toFixed(2)} (median of ${ratios.length})`,
    );
  }
}

async function benchLimit(): Promise<void> {
  const calls = quick ? 1_000 : 5_000;
  const [learnt, told] = [await askLimitedServer(calls, 64), await askLimitedServer(calls, 32)];
  const ratio = learnt.throughput / told.throughput;
  print(`a server of 32 slots, throughput at concurrency=64 / at concurrency=32: ${ratio.toFixed(3)}`);
  print(`the same, requests refused at concurrency=64: ${(learnt.refused * 100).toFixed(2)} %`);
  for (const neighbours of [0, 50]) {
    const took = Array.from({ length: 15 }, () => millisecondsToShare(neighbours));
    print(
      `milliseconds to a share beside ${neighbours} processes: ${median(took).toFixed(2)} (median of 15)`,
    );
  }
}

async function benchWarm(): Promise<void> {
  const runs: Warm[] = [];
  for (let run = 0; run < (quick ? 1 : 5); run++) runs.push(await warmOverMemory());
  const middle = (of: (run: Warm) => number): string => median(runs.map(of)).toFixed(2);
  print(
    `100,000 remembered rows of 1,800 units in a new process, ${runs.reduce((sum, { calls }) => sum + calls, 0)} calls: ` +
      `rows per second / a new process without a model ${middle((run) => run.overFresh)}, / a process that has just seen them ` +
      `${middle((run) => run.overSeen)} (medians of ${runs.length})`,
  );
}

async function benchDelivery(): Promise<void> {
  const ratios: number[] = [];
  for (let run = 0; run < (quick ? 1 : 5); run++) ratios.push(await deliveryOverIdeal());
  print(
    `1,000 alerts to 3 destinations, wall time / ideal: ${median(ratios).toFixed(3)} (median of ${ratios.length})`,
  );
}

function benchLongLogs(): void {
  for (const log of longLogs(quick ? [100_000] : [100_000, 300_000, 1_000_000]))
    print(
      `llama-log incidents, ${thousands(log.lines)} lines: ${log.microseconds.toFixed(0)} µs of processor time a line, ` +
        `${log.overReading.toFixed(0)} times reading them, ${log.megabytes.toFixed(0)} MB at most`,
    );
}

async function benchRecall(): Promise<void> {
  const { rows, skipped } = await benchBudget(quick);
  const parts = budgets.map((part) => `${part * 100} %`).join(", ");
  print(
    `recall of anomalous events at ${parts} of the tokens: by risk | first come | by the labels themselves`,
  );
  for (const { name, recalls } of rows) {
    const columns = Object.values(recalls).map((values) => values.map((value) => value.toFixed(2)).join(" "));
    print(`${name.padEnd(42)} ${columns.join(" | ")}`);
  }
  if (skipped !== undefined) print(skipped);
}

if (process.argv.includes("--rows")) {
  await printRows();
} else if (process.argv.includes("--incidents")) {
  benchLongLogs();
} else {
  for (const { name, value } of benchTemplates(quick, median)) print(`${name}: ${value}`);
  for (const { name, value } of await benchVerdicts(quick, median)) print(`${name}: ${value}`);
  await benchRecall();
  benchStart();
  await printRows();
  await benchMemory();
  await benchAsking();
  await benchMasking();
  await benchWarm();
  await benchDelivery();
  await benchLimit();
  benchLongLogs();
}
