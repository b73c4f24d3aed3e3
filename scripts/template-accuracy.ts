// Scores the templates on labelled sets: node scripts/run.mjs scripts/template-accuracy.ts [FOLDER] [--misses SET]
// FOLDER holds loghub's NAME_2k.log(.gz) and NAME_2k.log_structured.csv(.gz); ../shared/data/loghub-2k by default.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Accuracy, accuracyOf, type Labelled } from "../src/engine/templates/accuracy.ts";
import { TemplateMiner } from "../src/engine/templates/template-miner.ts";

/** GA of Drain with a regular expression and settings for each set: logparser's benchmark, re-run. */
const published: Record<string, number> = {
  Hadoop: 0.9475,
  HDFS: 0.9975,
  Spark: 0.92,
  BGL: 0.9625,
  Linux: 0.69,
  Apache: 1,
  OpenSSH: 0.7875,
  OpenStack: 0.7325,
  Zookeeper: 0.9665,
  HPC: 0.887,
  Thunderbird: 0.955,
  Windows: 0.997,
  Android: 0.911,
  HealthApp: 0.78,
  Proxifier: 0.5265,
  Mac: 0.7865,
};

const misses = process.argv.indexOf("--misses");
const folder = process.argv[2]?.startsWith("--") === false ? process.argv[2] : "../shared/data/loghub-2k";

if (!existsSync(folder)) {
  print(`skipped: no folder ${folder} with labelled sets`);
} else if (misses > 0) {
  printMisses(process.argv[misses + 1] ?? "");
} else {
  printTable();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printTable(): void {
  print(
    "set          drain   GA      PA      FGA     FTA     templates  true | whole lines: GA      templates",
  );
  const sums = [0, 0, 0, 0, 0, 0];
  let sets = 0;
  for (const name of setsIn(folder)) {
    const { truth, contents } = readTruth(name);
    const found = templatesOf(contents);
    const accuracy = accuracyOf(found, truth);
    const whole = wholeLines(name);
    const foundWhole = whole.length === truth.length ? templatesOf(whole) : [];
    const ofWhole = foundWhole.length > 0 ? accuracyOf(foundWhole, truth).groupingAccuracy : Number.NaN;
    const values = [published[name] ?? Number.NaN, ...listOf(accuracy), ofWhole];
    for (const [at, value] of values.entries()) sums[at] = (sums[at] as number) + value;
    sets++;
    const groups = (lines: readonly Labelled[]) => String(new Set(lines.map((line) => line.group)).size);
    print(
      `${name.padEnd(12)} ${values.slice(0, 5).map(digits).join("  ")}  ${groups(found).padEnd(9)}  ${groups(truth).padEnd(4)} |              ${digits(ofWhole)}  ${groups(foundWhole)}`,
    );
  }
  const means = sums.map((sum) => sum / sets);
  print(
    `${"mean".padEnd(12)} ${means.slice(0, 5).map(digits).join("  ")}  ${"".padEnd(15)} |              ${digits(means[5] as number)}`,
  );
}

function digits(value: number): string {
  return Number.isNaN(value) ? "-     " : value.toFixed(4);
}

function listOf(accuracy: Accuracy): number[] {
  return [accuracy.groupingAccuracy, accuracy.parsingAccuracy, accuracy.groupF1, accuracy.templateF1];
}

/** Shows which groups are not one true group, and where each goes, the largest first. */
function printMisses(name: string): void {
  const { truth, contents } = readTruth(name);
  const found = templatesOf(contents);
  const pairs = new Map<string, number>();
  for (const [at, line] of found.entries()) {
    const key = `${truth[at]?.template}\n     ${line.template}`;
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  }
  const together = new Map<string, Set<string>>();
  const apart = new Map<string, Set<string>>();
  for (const [at, line] of found.entries()) {
    const other = truth[at] as Labelled;
    together.set(line.template, (together.get(line.template) ?? new Set()).add(other.template));
    apart.set(other.template, (apart.get(other.template) ?? new Set()).add(line.template));
  }
  for (const [key, lines] of [...pairs].sort((one, other) => other[1] - one[1])) {
    const [other, line] = key.split("\n     ") as [string, string];
    const merged = (together.get(line)?.size ?? 0) > 1;
    const split = (apart.get(other)?.size ?? 0) > 1;
    if (merged || split) print(`${lines} ${merged ? "MERGED " : ""}${split ? "SPLIT" : ""}\n     ${key}`);
  }
}

function templatesOf(lines: readonly string[]): Labelled[] {
  const miner = new TemplateMiner();
  const matches = lines.map((line) => miner.learn(line).template.id);
  return matches.map((id) => {
    const template = miner.get(id);
    return { group: template?.id ?? id, template: template?.text ?? "" };
  });
}

function setsIn(path: string): string[] {
  return readdirSync(path)
    .map((file) => /^(.+)_2k\.log_structured\.csv(?:\.gz)?$/.exec(file)?.[1])
    .filter((name) => name !== undefined);
}

function readText(name: string): string | undefined {
  const path = join(folder, name);
  if (existsSync(path)) return readFileSync(path, "utf8");
  if (existsSync(`${path}.gz`)) return gunzipSync(readFileSync(`${path}.gz`)).toString("utf8");
  return undefined;
}

function wholeLines(name: string): string[] {
  const lines = (readText(`${name}_2k.log`) ?? "").split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function readTruth(name: string): { truth: Labelled[]; contents: string[] } {
  const rows = readCsv(readText(`${name}_2k.log_structured.csv`) ?? "");
  const header = rows.shift() ?? [];
  const column = (title: string) => header.indexOf(title);
  const contents = rows.map((row) => row[column("Content")] ?? "");
  const truth = rows.map((row) => ({
    group: row[column("EventId")] ?? "",
    template: row[column("EventTemplate")] ?? "",
  }));
  return { truth, contents };
}

/** RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  for (
    let match = field.exec(text);
    match !== null && field.lastIndex <= text.length;
    match = field.exec(text)
  ) {
    row.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
    if (match[3] === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    if (field.lastIndex >= text.length) break;
  }
  return rows;
}
