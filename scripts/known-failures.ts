// Scores the embedded analyst on logs of known failures and on healthy ones:
// node scripts/run.mjs scripts/known-failures.ts [FOLDER] [--misses]
// FOLDER holds public logs and their index.jsonl; ../shared/data/cre by default. With --misses it also prints what was
// missed in the halves "choose" of our own tables, and of the other halves only which rules spoke in clean logs:
// whoever reads the misses of the half "report" chooses by them. The halves "choose" and the public logs
// have to reach the aims.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Finding, findingsIn, isAtLeast, namesGroups, namesTitle } from "../test/support/cause-score.ts";
import { type CleanLog, type KnownFailure, knownFailures } from "../test/support/known-failures.ts";
import { halves, type LabelledSet, sets } from "../test/support/labelled-lines.ts";

/** A line of the public index. */
interface PublicLog {
  readonly application: string;
  readonly title: string;
  readonly log: string;
  readonly clean?: string;
}

const leastFound = 0.95;
const leastNamed = 0.85;

const { values: options, positionals } = parseArgs({
  options: { misses: { type: "boolean", default: false } },
  allowPositionals: true,
});
const folder = positionals[0] ?? "../shared/data/cre";

for (const set of sets) await scoreOwnTable(set);
if (existsSync(join(folder, "index.jsonl"))) await scorePublicLogs();
else print(`public logs: skipped, no folder ${folder} with index.jsonl`);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function scoreOwnTable(set: LabelledSet): Promise<void> {
  const { failures, clean } = knownFailures(set);
  for (const half of halves) {
    const ofHalf = failures.filter((each) => each.half === half);
    const judged = await Promise.all(
      ofHalf.map(async (each) => ({ each, findings: await findingsIn(each.lines) })),
    );
    const noisy = await noisyOf(clean.filter((each) => each.half === half));
    const severe = judged.filter(({ each, findings }) => isAtLeast(worstOf(findings), each.severity));
    const unfound = judged.filter(({ each, findings }) => !isAtLeast(worstOf(findings), mildestOf(each)));
    const unnamed = judged.filter(
      ({ each, findings }) => !namesGroups(findings, each.cause, mildestOf(each)),
    );
    print(`own table, ${set} set, half ${half}`);
    report(judged.length, unfound.length, unnamed.length, noisy.length, half === "choose");
    printShare("as severe", severe.length, judged.length);
    if (options.misses && half === "choose") {
      for (const { each, findings } of unnamed) printMiss(each, findings);
      for (const { each, findings } of judged)
        if (!isAtLeast(worstOf(findings), each.severity))
          print(`  ${each.name}: ${each.severity} wanted, ${worstOf(findings)} came`);
      for (const each of noisy) print(`  clean ${each.name}: ${each.worst.severity} ${each.worst.line}`);
    } else if (options.misses)
      for (const { worst } of noisy) print(`  clean: ${worst.severity} ${worst.rule}`);
  }
}

/** A failure that is no worse than P4 is found at P4. */
function mildestOf({ severity }: KnownFailure): KnownFailure["severity"] {
  return isAtLeast(severity, "P3") ? "P3" : severity;
}

async function scorePublicLogs(): Promise<void> {
  const index = readFileSync(join(folder, "index.jsonl"), "utf8").trimEnd().split("\n");
  const logs = index.map((line) => JSON.parse(line) as PublicLog);
  const judged = await Promise.all(
    logs.map(async (each) => ({ each, findings: await findingsIn(linesOf(each.log)) })),
  );
  const unfound = judged.filter(({ findings }) => !isAtLeast(worstOf(findings), "P3"));
  const unnamed = judged.filter(({ each, findings }) => !namesTitle(findings, each.title));
  const noisy = await noisyOf(
    logs.flatMap(({ clean }) => (clean === undefined ? [] : [{ name: clean, lines: linesOf(clean) }])),
  );
  print("public logs; named: two important words of the title are in the cause");
  report(judged.length, unfound.length, unnamed.length, noisy.length, true);
  for (const { each, findings } of judged) {
    if (!isAtLeast(worstOf(findings), "P3")) print(`  not found ${each.log} (${each.title})`);
    else if (!namesTitle(findings, each.title))
      print(`  not named ${each.log} (${each.title}): ${findings[0]?.severity} ${findings[0]?.cause}`);
  }
  for (const each of noisy) print(`  clean ${each.name}: ${each.worst.severity} ${each.worst.cause}`);
}

function linesOf(name: string): string[] {
  return readFileSync(join(folder, name), "utf8").split(/\r?\n/);
}

function worstOf(findings: readonly Finding[]): Finding["severity"] {
  return findings[0]?.severity ?? "P5";
}

async function noisyOf(logs: readonly Pick<CleanLog, "name" | "lines">[]) {
  const judged = await Promise.all(
    logs.map(async ({ name, lines }) => ({ name, worst: (await findingsIn(lines))[0] as Finding })),
  );
  return judged.filter(({ worst }) => isAtLeast(worst.severity, "P2"));
}

/** Prints the totals. @param decides whether the run fails where they miss their aims */
function report(logs: number, unfound: number, unnamed: number, noisy: number, decides: boolean): void {
  printShare("found, P0 to P3", logs - unfound, logs, leastFound, decides);
  printShare("named", logs - unnamed, logs, leastNamed, decides);
  print(`  clean with P0 to P2  ${noisy}; the aim is 0`);
  if (noisy > 0 && decides) process.exitCode = 1;
}

function printShare(what: string, count: number, of: number, least = 0, decides = false): void {
  const aim = least === 0 ? "" : `; the aim is ${least}`;
  print(`  ${what.padEnd(20)} ${(count / of).toFixed(3)}  ${count} of ${of}${aim}`);
  if (count / of < least && decides) process.exitCode = 1;
}

function printMiss(each: KnownFailure, findings: readonly Finding[]): void {
  const causes = findings.slice(0, 2).map(({ severity, cause }) => `${severity} ${cause}`);
  print(`  ${each.name} (${each.cause.map((group) => group.join("|")).join(" & ")}): ${causes.join(" / ")}`);
}
