// Writes one scenario to look at: node scripts/run.mjs bench/outages/write-scenario.ts FOLDER KIND SEED [--size 1]
// FOLDER gets log.txt (the lines as they arrived), rows.jsonl (_time, host, source, _raw) and label.json (what is true).
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { outageKinds, type ScenarioKind, scenarioOf } from "./scenario.ts";

const kinds: readonly ScenarioKind[] = [...outageKinds, "quiet"];
const { values: options, positionals } = parseArgs({
  options: { size: { type: "string", default: "1" } },
  allowPositionals: true,
});
const [folder, kind, seed] = positionals;
if (folder === undefined || !kinds.includes(kind as ScenarioKind) || !/^\d+$/.test(seed ?? "")) {
  process.stderr.write(`wanted: FOLDER, then one of ${kinds.join(", ")}, then a whole number\n`);
  process.exitCode = 2;
} else if (!(Number(options.size) > 0)) {
  process.stderr.write(`--size wants a number above 0, and ${options.size} came.\n`);
  process.exitCode = 2;
} else write(folder, kind as ScenarioKind, Number(seed));

function write(folder: string, kind: ScenarioKind, seed: number): void {
  const { rows, outages, harmless } = scenarioOf({ kind, seed, size: Number(options.size) });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "log.txt"), rows.map(({ _raw }) => `${_raw}\n`).join(""));
  writeFileSync(join(folder, "rows.jsonl"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  writeFileSync(
    join(folder, "label.json"),
    `${JSON.stringify({ kind, seed, outages, harmless }, undefined, 2)}\n`,
  );
  process.stdout.write(`${folder}: ${rows.length} lines\n`);
}
