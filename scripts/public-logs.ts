// Shows what the embedded analyst says of public logs: node scripts/run.mjs scripts/public-logs.ts [FOLDER] [--kinds SET]
// FOLDER holds loghub's NAME_2k.log.gz; ../shared/data/loghub-2k by default. --kinds prints the causes of one set instead.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readLines } from "../src/cli/parse/input-lines.ts";
import { Reading } from "../src/engine/reading/reading.ts";
import { lineClock } from "../src/engine/reading/time/line-clock.ts";
import { Triage, type TriagedUnit } from "../src/engine/triage.ts";
import { type Severity, severities, severityRank } from "../src/engine/verdict.ts";
import { toText } from "../src/splunk/byte-string.ts";

const labelledSet = "BGL";
const otherSets = ["Apache", "HDFS", "Hadoop", "Linux", "OpenSSH", "OpenStack", "Spark"];
/** Of BGL's lines at P0 to P2, the share that its operators labelled as alerts. */
const leastPrecision = 0.7;
/** Lines of the other sets at P0 to P2. */
const mostPages = 60;
/** Years that the logs leave out are read as before this day. */
const readAt = new Date(Date.UTC(2026, 0, 1));

interface JudgedLine {
  readonly text: string;
  readonly severity: Severity;
  readonly unit: TriagedUnit;
}

const { values: options, positionals } = parseArgs({
  options: { kinds: { type: "string" } },
  allowPositionals: true,
});
const folder = positionals[0] ?? "../shared/data/loghub-2k";

if (!existsSync(folder)) print(`skipped: no folder ${folder} with public logs`);
else if (options.kinds !== undefined) printKinds(await judge(options.kinds));
else await check();

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function check(): Promise<void> {
  print(`set        ${severities.map((severity) => severity.padStart(6)).join("")}   rules at P0 to P2`);
  const labelled = await judge(labelledSet);
  printCounts(labelledSet, labelled);
  let pages = 0;
  for (const name of otherSets) {
    const lines = await judge(name);
    printCounts(name, lines);
    pages += lines.filter(isGrave).length;
  }
  const alerts = labelled.filter(isGrave).filter(hasLabel).length;
  const precision = alerts / labelled.filter(isGrave).length;
  const missed = labelled.filter(hasLabel).filter((line) => !isGrave(line)).length;
  print(
    `\n${labelledSet}: of the lines at P0 to P2 ${precision.toFixed(3)} are labelled (least ${leastPrecision})`,
  );
  print(`${labelledSet}: ${missed} labelled lines are milder than P2 (most 0)`);
  print(`the other seven: ${pages} lines at P0 to P2 (most ${mostPages})`);
  if (precision < leastPrecision || missed > 0 || pages > mostPages) process.exitCode = 1;
}

/** Judges a log as one search over it without a model: the batches and times are those of `llama-log analyze`. */
async function judge(name: string): Promise<JudgedLine[]> {
  const triage = new Triage({ fallback: "local", perEvent: false });
  const clock = lineClock(readAt);
  const judged: { text: string; unit: TriagedUnit }[] = [];
  for await (const { lines } of readLines(join(folder, `${name}_2k.log.gz`))) {
    const texts = lines.map((raw) => triage.known(raw) ?? triage.read(raw, new Reading(toText(raw))));
    const units = texts.map((text) => triage.assign(text));
    for (const [at, unit] of units.entries()) {
      triage.observe(unit, clock(lines[at] as string));
      judged.push({ text: lines[at] as string, unit });
    }
    await triage.settle(units);
  }
  return judged.map(({ text, unit }) => ({
    ...{ text, unit },
    severity: unit.verdict?.judgement?.severity ?? "P5",
  }));
}

function printCounts(name: string, lines: readonly JudgedLine[]): void {
  const counts = severities.map((severity) => lines.filter((line) => line.severity === severity).length);
  const rules = countsOf(lines.filter(isGrave), ({ unit }) => unit.assessment.rule);
  const named = rules.map(([rule, count]) => `${rule} ${count}`).join(", ");
  print(`${name.padEnd(11)}${counts.map((count) => String(count).padStart(6)).join("")}   ${named}`);
}

function printKinds(lines: readonly JudgedLine[]): void {
  const kinds = countsOf(
    lines.filter(({ severity }) => severity !== "P5"),
    ({ severity, unit }) =>
      `${severity} ${unit.assessment.rule}: ${unit.verdict?.judgement?.rootCause}\n      ${unit.unit.text.slice(0, 200)}`,
  );
  for (const [kind, count] of kinds) print(`${String(count).padStart(5)} ${kind}`);
}

/** The most frequent first. */
function countsOf(
  lines: readonly JudgedLine[],
  keyOf: (line: JudgedLine) => string,
): (readonly [key: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** At P0 to P2: somebody is to act in this shift. */
function isGrave({ severity }: JudgedLine): boolean {
  return severityRank(severity) <= severityRank("P2");
}

/** BGL's first column is the operators' label; `-` stands for none. */
function hasLabel({ text }: JudgedLine): boolean {
  return !text.startsWith("- ");
}
