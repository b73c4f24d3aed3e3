// What asking by template saves: node scripts/run.mjs scripts/template-savings.ts [FILE ...]
// Runs llama-log analyze on each log against a model on loopback and prints events, units and calls. Without files:
// the bundled log, and the public ones beside the repository where they are. Fails beyond the bounds for HDFS.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { startModelEndpoint } from "../test/support/model-endpoint/start-model-endpoint.ts";

const beside = "../shared/data";
/** 222,579 events in chunks of 2,500. */
const bounds = { file: "HDFS_2pct.log.gz", units: 100, calls: 20 };

function defaultFiles(): string[] {
  const files = ["app/samples/shop.log"];
  if (!existsSync(beside)) {
    process.stdout.write(`skipped: no public logs in ${beside}; the bundled one alone\n`);
    return files;
  }
  const small = readdirSync(join(beside, "loghub-2k")).filter((name) => name.endsWith(".log.gz"));
  return [
    ...files,
    join(beside, "hdfs-2pct", bounds.file),
    ...small.map((name) => join(beside, "loghub-2k", name)),
  ];
}

interface RunLine {
  readonly rows: number;
  readonly units: number;
  readonly calls: number;
  readonly llm: number;
}

async function analyze(file: string, endpoint: string): Promise<RunLine> {
  const folder = mkdtempSync(join(tmpdir(), "llama-savings-"));
  const runLog = join(folder, "runs.log");
  const child = spawn(process.execPath, ["bin/llama-log.cjs", "analyze", file, "--run-log", runLog], {
    env: {
      ...process.env,
      LLAMA_ENDPOINT: endpoint,
      LLAMA_MODEL: "tiny",
      LLAMA_STATE: join(folder, "state"),
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`llama-log analyze ${file} ended with exit code ${code}`);
  const line = JSON.parse(readFileSync(runLog, "utf8")) as RunLine;
  rmSync(folder, { recursive: true });
  return line;
}

const given = process.argv.slice(2);
const server = await startModelEndpoint({});
process.stdout.write("log                          events    units    calls   events a call\n");
for (const file of given.length > 0 ? given : defaultFiles()) {
  const { rows, units, calls, llm } = await analyze(file, server.url);
  const cells = [rows, units, calls, Math.round(rows / calls)].map((value) =>
    value.toLocaleString("en-US").padStart(9),
  );
  process.stdout.write(`${basename(file).padEnd(26)}${cells.join("")}\n`);
  if (llm !== rows && rows - llm > rows / 100)
    process.stdout.write(`  ${rows - llm} events were not answered by the model\n`);
  if (basename(file) === bounds.file && (units >= bounds.units || calls > bounds.calls)) {
    process.stderr.write(`More than ${bounds.units} units or ${bounds.calls} calls for ${bounds.file}.\n`);
    process.exitCode = 1;
  }
}
await server.close();
