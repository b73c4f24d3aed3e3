// Scores the templates on labelled sets: node scripts/run.mjs scripts/template-accuracy.ts [FOLDER] [--misses SET]
// FOLDER holds loghub's NAME_2k.log(.gz) and NAME_2k.log_structured.csv(.gz); ../shared/data/loghub-2k by default.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { readLabels } from "../src/commands/command-line/labels.ts";
import { type Accuracy, accuracyOf, type Labelled } from "../src/engine/templates/accuracy.ts";
import { groupsOf } from "../src/engine/templates/self-assessment.ts";

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

/** What has to hold on the eight sets that lie beside the repository. */
const leastMean = 0.92;
const mostBelow = 0.02;

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

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

function printTable(): void {
  print(
    "set          drain   GA      PA      FGA     FTA     templates  true | whole lines: GA      templates",
  );
  const sums = [0, 0, 0, 0, 0, 0];
  let sets = 0;
  for (const name of setsIn(folder)) {
    const { truth, contents } = readTruth(name);
    const found = groupsOf(contents);
    const accuracy = accuracyOf(found, truth);
    const whole = wholeLines(name);
    const foundWhole = whole.length === truth.length ? groupsOf(whole) : [];
    const ofWhole = foundWhole.length > 0 ? accuracyOf(foundWhole, truth).groupingAccuracy : Number.NaN;
    const values = [published[name] ?? Number.NaN, ...listOf(accuracy), ofWhole];
    for (const [at, value] of values.entries()) sums[at] = (sums[at] as number) + value;
    sets++;
    if (accuracy.groupingAccuracy < (published[name] ?? 0) - mostBelow)
      fail(`${name} is more than ${mostBelow} below Drain with settings of its own.`);
    const groups = (lines: readonly Labelled[]) => String(new Set(lines.map((line) => line.group)).size);
    print(
      `${name.padEnd(12)} ${values.slice(0, 5).map(digits).join("  ")}  ${groups(found).padEnd(9)}  ${groups(truth).padEnd(4)} |              ${digits(ofWhole)}  ${groups(foundWhole)}`,
    );
  }
  const means = sums.map((sum) => sum / sets);
  if ((means[1] as number) < leastMean) fail(`The mean grouping accuracy is below ${leastMean}.`);
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
  const found = groupsOf(contents);
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
  const truth = readLabels(readText(`${name}_2k.log_structured.csv`) ?? "") ?? [];
  return { truth, contents: truth.map(({ content }) => content ?? "") };
}
