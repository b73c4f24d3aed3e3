// Writes one outage to look at: node scripts/run.mjs bench/outages-of-demo-shops/write-case.ts FOLDER SHOP KIND SEED
// FOLDER gets the files that the log came in and label.json. Even seeds are not written, see README.md.
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { demoOutage, kinds, seedsOfKind, shops } from "./demo-shops.ts";

const [folder, name, kind = "", seedText] = process.argv.slice(2);
const shop = shops.find((known) => known.name === name);
const seed = Number(seedText);
if (
  folder === undefined ||
  shop === undefined ||
  !kinds.includes(kind) ||
  !(seed % 2 === 1 && seed <= seedsOfKind)
) {
  process.stderr.write(
    `wanted: FOLDER, then one of ${shops.map((known) => known.name).join(", ")}, then one of ${kinds.join(", ")}, then an odd seed up to ${seedsOfKind}\n`,
  );
  process.exitCode = 2;
} else {
  const { rows, label } = demoOutage(shop, kind, seed);
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, string>();
  for (const { source, _raw } of rows) files.set(source, `${files.get(source) ?? ""}${_raw}\n`);
  for (const [source, text] of files) writeFileSync(join(folder, basename(source)), text);
  writeFileSync(
    join(folder, "label.json"),
    `${JSON.stringify({ shop: name, kind, seed, ...label }, undefined, 2)}\n`,
  );
  process.stdout.write(`${folder}: ${rows.length} lines\n`);
}
