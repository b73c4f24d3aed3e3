import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { Reading } from "../src/engine/reading/reading.ts";
import { TemplateMiner } from "../src/engine/templates/template-miner.ts";
import { UnitReader } from "../src/engine/templates/unit-key.ts";
import { drain3Speed } from "./drain3-peer.ts";

export interface TemplateFigure {
  readonly name: string;
  readonly value: string;
}

/** The bodies of a real log where it lies beside the repository, else the bundled log over and over. */
function benchLines(count: number): { name: string; lines: string[] } {
  const hdfs = "../shared/data/hdfs-2pct/HDFS_2pct.log.gz";
  const real = existsSync(hdfs);
  const text = real
    ? gunzipSync(readFileSync(hdfs)).toString()
    : readFileSync("app/samples/shop.log", "utf8");
  const whole = text.trimEnd().split("\n");
  const bodies = real ? whole.map((line) => line.split(" ").slice(5).join(" ")) : whole;
  const lines = Array.from({ length: count }, (_, at) => bodies[at % bodies.length] as string);
  return { name: real ? "HDFS bodies" : "bundled log", lines };
}

function linesPerSecond(lines: readonly string[], work: (line: string) => unknown): number {
  const started = performance.now();
  for (const line of lines) work(line);
  return (lines.length * 1000) / (performance.now() - started);
}

function ourSpeed(lines: readonly string[]): number {
  const miner = new TemplateMiner();
  return linesPerSecond(lines, (line) => miner.learn(line));
}

/** Ratios to Drain3 in the same run, taken in turn; medians. */
export function benchTemplates(
  quick: boolean,
  median: (values: readonly number[]) => number,
): TemplateFigure[] {
  const { name, lines } = benchLines(quick ? 100_000 : 500_000);
  mkdirSync("node_modules/.cache", { recursive: true });
  const file = resolve("node_modules/.cache/bench-lines.txt");
  writeFileSync(file, lines.join("\n"));
  ourSpeed(lines.slice(0, 50_000));
  const ours: number[] = [];
  const plain: number[] = [];
  const masked: number[] = [];
  let missing: string | undefined;
  for (let run = 0; run < (quick ? 1 : 3); run++) {
    const speed = ourSpeed(lines);
    ours.push(speed);
    const theirs = drain3Speed(file);
    if ("missing" in theirs) {
      missing = theirs.missing;
      continue;
    }
    plain.push(speed / theirs.plain);
    masked.push(speed / theirs.masked);
  }
  const ratio = (values: readonly number[]): string =>
    missing === undefined ? median(values).toFixed(1) : `left out, ${missing}`;
  return [
    {
      name: `lines per second to templates, ${name}, values masked`,
      value: Math.round(median(ours)).toLocaleString("en-US"),
    },
    { name: "ratio to Drain3 with seven masks", value: ratio(masked) },
    { name: "ratio to Drain3 without masks", value: ratio(plain) },
    ...growthFigures(quick),
  ];
}

/** Time for each new template, and memory over many lines: both should be flat. */
function growthFigures(quick: boolean): TemplateFigure[] {
  const perTemplate = (count: number): number => {
    const reader = new UnitReader(new TemplateMiner({ mostTemplates: 200_000 }));
    const lines = Array.from({ length: count }, (_, at) => newLine(at));
    const started = performance.now();
    for (const line of lines) reader.unitOf(reader.read(new Reading(line)));
    return ((performance.now() - started) * 1000) / count;
  };
  perTemplate(5_000);
  const sizes = quick ? [12_500, 50_000] : [12_500, 25_000, 50_000];
  const times = sizes.map((size) => `${perTemplate(size).toFixed(1)} µs at ${size.toLocaleString("en-US")}`);
  return [{ name: "a new template takes", value: times.join(", ") }];
}

/** No two have a template in common: they differ in two words at least. */
function newLine(at: number): string {
  const word = (number: number): string =>
    `w${(number * 7 + 3).toString(36).replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] as string)}x`;
  const [first, second] = [at % 317, Math.floor(at / 317)];
  return `${word(first)} began ${word(second)} with ${word((first + second) % 317)} after ${at} ms`;
}
