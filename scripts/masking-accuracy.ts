// Scores the masking on public logs: node scripts/run.mjs scripts/masking-accuracy.ts [FOLDER] [--show]
// FOLDER holds loghub's NAME_2k.log(.gz); ../shared/data/loghub-2k by default. With --show it prints what was masked
// though nothing says that it should be, and what was not. Fails beyond the bounds.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { findSensitive } from "../src/engine/masking/masking.ts";

const leastFound = 0.98;
const mostTouched = 0.001;

/**
 * What is known to be in these logs, told by other means than the detectors'. The first group is the value. Accounts
 * that every machine has are meant to stay, where they exist.
 */
const known: readonly RegExp[] = [
  /(?<![\w.])((?!0\.0\.0\.0|127\.|255\.)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d))(?![\w]|\.\d)/dg,
  // Providers write the address of a line into its name.
  /(?<!\d|\d-)(\d{1,3}(?:-\d{1,3}){3})(?=[.-][a-z][\w.-]*\.[a-z]{2,4}\b)/dg,
  /(?:[Ii]nvalid user|Accepted password for) (\S+)/dg,
  /Failed (?:password|none) for (?!invalid user|(?:root|ftp|sshd|git|mysql|nobody) )(\S+)/dg,
  /session (?:opened|closed) for user (?!(?:root|test)\b)(\S+)/dg,
  /(?<=\s)user=(?!(?:root|guest|test|ftp|sshd|git|nobody|mysql)\b)(\S+)\s*$/dg,
  /([\w.+-]+@(?:[\w-]+\.)+[a-z]{2,})\b/dg,
];

const folder = process.argv[2]?.startsWith("--") === false ? process.argv[2] : "../shared/data/loghub-2k";
const shows = process.argv.includes("--show");

if (!existsSync(folder)) print(`skipped: no folder ${folder} with public logs`);
else printTable(folder);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printTable(logs: string): void {
  print("log          lines  values   found   other tokens  touched");
  for (const file of readdirSync(logs).filter((name) => /_2k\.log(?:\.gz)?$/.test(name))) {
    const lines = linesOf(join(logs, file));
    const total = { values: 0, found: 0, tokens: 0, touched: 0 };
    for (const line of lines) {
      const counted = countIn(line);
      for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += counted[key];
    }
    const name = file.replace(/_2k\.log.*/, "");
    const share = total.values === 0 ? 1 : total.found / total.values;
    print(
      `${name.padEnd(12)} ${String(lines.length).padStart(5)} ${String(total.values).padStart(7)} ${share.toFixed(4).padStart(8)} ${String(total.tokens).padStart(13)} ${String(total.touched).padStart(8)}`,
    );
    if (share < leastFound || total.touched > total.tokens * mostTouched) {
      process.stderr.write(
        `${name}: less than ${leastFound} of the values found, or more than ${mostTouched} of the other tokens touched.\n`,
      );
      process.exitCode = 1;
    }
  }
}

function linesOf(path: string): readonly string[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text.split(/\r?\n/).filter((line) => line !== "");
}

function countIn(line: string): { values: number; found: number; tokens: number; touched: number } {
  const masked = findSensitive(line);
  const values = known.flatMap((pattern) =>
    [...line.matchAll(pattern)].map((match) => {
      const [start = 0, end = 0] = match.indices?.[1] ?? [];
      return { start, end };
    }),
  );
  const lost = values.filter(
    ({ start, end }) => !masked.some((range) => range.start <= start && range.end >= end),
  );
  const tokens = [...line.matchAll(/\S+/g)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter((token) => !values.some((value) => value.start < token.end && value.end > token.start));
  const touched = tokens.filter((token) =>
    masked.some((range) => range.start < token.end && range.end > token.start),
  );
  if (shows) {
    for (const { start, end } of lost)
      print(`  not masked: ${line.slice(start, end)} in ${line.slice(0, 160)}`);
    for (const { start, end } of touched)
      print(`  masked: ${line.slice(start, end)} in ${line.slice(0, 160)}`);
  }
  return {
    values: values.length,
    found: values.length - lost.length,
    tokens: tokens.length,
    touched: touched.length,
  };
}
