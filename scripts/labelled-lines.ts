// Scores the embedded analyst on our labelled lines:
// node scripts/run.mjs scripts/labelled-lines.ts [--half HALF] [--set SET] [--misses]
// HALF is choose (the default) or report; SET is first or second, else both. The half choose has to reach the aims. With --misses it prints the lines that were missed, of the choosing half only:
// whoever reads those of the other half chooses by them.
import { parseArgs } from "node:util";
import { Reading } from "../src/engine/reading/reading.ts";
import { Triage } from "../src/engine/triage.ts";
import { severities } from "../src/engine/verdict.ts";
import {
  type Half,
  halves,
  type LabelledLine,
  type LabelledSet,
  labelledLines,
  sets,
} from "../test/support/labelled-lines.ts";
import { isMiss, type Judged, type Share, scoreOf } from "../test/support/severity-score.ts";

const leastPagesKept = 0.8;
const leastWithinOne = 0.9;
const mostFalsePositives = 0.03;

const { values: options } = parseArgs({
  options: {
    half: { type: "string", default: "choose" },
    set: { type: "string", multiple: true, default: [...sets] },
    misses: { type: "boolean", default: false },
  },
});
const unknownSet = options.set.find((set) => !sets.includes(set as LabelledSet));

if (!halves.includes(options.half as Half))
  refuse(`--half wants choose or report, and ${options.half} came.`);
else if (unknownSet !== undefined) refuse(`--set wants first or second, and ${unknownSet} came.`);
else if (options.misses && options.half !== "choose") refuse("--misses shows lines of the half choose only.");
else
  for (const set of options.set as LabelledSet[])
    await printScore(
      set,
      labelledLines(set).filter(({ half }) => half === options.half),
    );

function refuse(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function printScore(set: LabelledSet, lines: readonly LabelledLine[]): Promise<void> {
  const judged = await judge(lines);
  const { pagesKept, withinOne, exact, falsePositives, confusion } = scoreOf(judged);
  print(`${set} set, half ${options.half}, ${lines.length} lines`);
  printShare("pages kept", pagesKept, "at least 80 %");
  printShare("severity within one", withinOne, "at least 90 %");
  printShare("severity exact", exact);
  printShare("false positives", falsePositives, "at most 3 %");
  const isMet =
    partOf(pagesKept) >= leastPagesKept &&
    partOf(withinOne) >= leastWithinOne &&
    partOf(falsePositives) <= mostFalsePositives;
  if (!isMet && options.half === "choose") process.exitCode = 1;
  print(`\nlabel, and what came${severities.map((came) => came.padStart(5)).join("")}`);
  for (const [row, counts] of confusion.entries())
    print(
      `${(severities[row] ?? "").padEnd(20)}${counts.map((count) => String(count).padStart(5)).join("")}`,
    );
  if (options.misses) printMisses(judged);
}

/** What one search over these events says without a model; each line is an event, as Splunk would send it. */
async function judge(lines: readonly LabelledLine[]): Promise<(LabelledLine & Judged)[]> {
  const triage = new Triage({ fallback: "local", perEvent: false });
  const texts = lines.map(({ line }) => triage.known(line) ?? triage.read(line, new Reading(line)));
  const units = texts.map((text) => {
    const unit = triage.assign(text);
    triage.observe(unit, undefined);
    return unit;
  });
  await triage.settle(units, true);
  return lines.map((line, at) => {
    const came = units[at]?.verdict?.judgement?.severity;
    if (came === undefined) throw new Error(`${line.id} was not judged.`);
    return { ...line, wanted: line.severity, came };
  });
}

function partOf({ count, of }: Share): number {
  return count / of;
}

function printShare(name: string, { count, of }: Share, aim?: string): void {
  const share = `${((100 * count) / of).toFixed(1)} %`.padStart(8);
  print(`${name.padEnd(20)}${share}  ${count} of ${of}${aim === undefined ? "" : `; the aim is ${aim}`}`);
}

function printMisses(judged: readonly (LabelledLine & Judged)[]): void {
  print("");
  for (const each of judged.filter(isMiss)) {
    const { id, wanted, came, line, why } = each;
    print(`${id}: ${wanted} wanted, ${came} came. ${why}\n  ${line.replaceAll("\n", "\n  ")}`);
  }
}
