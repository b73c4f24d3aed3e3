import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scenarioOf } from "./outages/scenario.ts";

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

export interface LongLog {
  readonly lines: number;
  /** Of the processor, for each line. */
  readonly microseconds: number;
  readonly megabytes: number;
  /** Processor time over that of a Node that reads the same lines and counts them. */
  readonly overReading: number;
}

/** What `llama-log incidents` takes for logs of these lengths. */
export function* longLogs(lengths: readonly number[]): Generator<LongLog> {
  for (const lines of lengths) {
    const folder = mkdtempSync(join(tmpdir(), "llama-million-"));
    try {
      const file = join(folder, "shop.log");
      writeLog(file, lines);
      const found = run(["bin/llama-log.cjs", "incidents", file, "--offline", "--no-record", "--json"]);
      const read = run(["-e", counting, file]);
      const { seconds, megabytes } = found;
      yield { lines, microseconds: (seconds / lines) * 1e6, megabytes, overReading: seconds / read.seconds };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

/** The first lines of a full disk among so many more requests. */
function writeLog(file: string, lines: number): void {
  let size = 1;
  let { rows } = scenarioOf({ kind: "disk full", seed: 1 });
  while (rows.length < lines) {
    size *= (1.1 * lines) / rows.length;
    rows = scenarioOf({ kind: "disk full", seed: 1, size }).rows;
  }
  const handle = openSync(file, "w");
  for (let from = 0; from < lines; from += 10_000)
    writeSync(
      handle,
      rows
        .slice(from, Math.min(lines, from + 10_000))
        .map(({ _raw }) => `${_raw}\n`)
        .join(""),
    );
  closeSync(handle);
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
