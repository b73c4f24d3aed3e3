// Measures llama-log incidents on long logs: node scripts/run.mjs bench/million-lines.ts [LINES ...]
// Processor time and the most memory of the program, over those of a Node that reads the same lines and counts them.
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scenarioOf } from "./outages/scenario.ts";

const usual = [100_000, 300_000, 1_000_000];
/** Rows of the scenario that is made larger. */
const ofSizeOne = scenarioOf({ kind: "disk full", seed: 1 }).rows.length;
const counting =
  "let n=0;require('node:readline').createInterface({input:require('node:fs').createReadStream(process.argv[1])}).on('line',()=>n++)";
const reporting = `data:text/javascript,${[
  "process.on('exit', () => {",
  "const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();",
  "process.stderr.write('\\nUSED ' + (userCPUTime + systemCPUTime) / 1e6 + ' ' + maxRSS / 1024 + '\\n');",
  "});",
].join(" ")}`;

interface Used {
  readonly seconds: number;
  readonly megabytes: number;
}

const lengths = process.argv.slice(2).map(Number);
if (!lengths.every((length) => length >= 1_000)) {
  process.stderr.write("wanted: numbers of lines from 1000\n");
  process.exitCode = 2;
} else
  for (const length of lengths.length === 0 ? usual : lengths) {
    const folder = mkdtempSync(join(tmpdir(), "llama-million-"));
    const file = join(folder, "shop.log");
    const lines = write(file, length);
    const found = run(["bin/llama-log.cjs", "incidents", file, "--offline", "--no-record", "--json"]);
    const read = run(["-e", counting, file]);
    rmSync(folder, { recursive: true });
    process.stdout.write(
      `${lines.toLocaleString("en").padStart(9)} lines  ${((found.seconds / lines) * 1e6).toFixed(0).padStart(4)} µs a line  ` +
        `${found.megabytes.toFixed(0).padStart(4)} MB  ${(found.seconds / read.seconds).toFixed(0).padStart(4)} times reading\n`,
    );
  }

function write(file: string, length: number): number {
  const { rows } = scenarioOf({ kind: "disk full", seed: 1, size: length / ofSizeOne });
  const handle = openSync(file, "w");
  for (let from = 0; from < rows.length; from += 10_000)
    writeSync(
      handle,
      rows
        .slice(from, from + 10_000)
        .map(({ _raw }) => `${_raw}\n`)
        .join(""),
    );
  closeSync(handle);
  return rows.length;
}

function run(words: readonly string[]): Used {
  const { stderr } = spawnSync(process.execPath, ["--import", reporting, ...words], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [, seconds = Number.NaN, megabytes = Number.NaN] = (/^USED (\S+) (\S+)$/m.exec(stderr) ?? []).map(
    Number,
  );
  return { seconds, megabytes };
}
