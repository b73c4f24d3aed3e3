// What is read of real logs: node scripts/run.mjs scripts/reading-shares.ts [FOLDER] [--differ SET]
// FOLDER holds loghub's NAME_2k.log(.gz) and NAME_2k.log_structured.csv(.gz); ../shared/data/loghub-2k by default. With
// --differ it prints the lines of a set whose parts differ from the columns of its labels.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { rowsOf } from "../src/cli/parse/labels.ts";
import { levelByWord } from "../src/engine/reading/level/level-words.ts";
import { Reading } from "../src/engine/reading/reading.ts";
import { classOf } from "../src/engine/reading/service.ts";
import { lineClock } from "../src/engine/reading/time/line-clock.ts";
import { toBytes } from "../src/splunk/byte-string.ts";

type Part = "time" | "level" | "service" | "host" | "process" | "status";
const parts: readonly Part[] = ["time", "level", "service", "host", "process", "status"];

/** The columns of a set's labels that name a part. Some are named after another: a host stands in the column Level of Linux. */
const columns: Readonly<Record<string, Partial<Record<Part, string>>>> = {
  Apache: { level: "Level" },
  BGL: { level: "Level", service: "Component", host: "Node" },
  HDFS: { level: "Level", service: "Component", process: "Pid" },
  Hadoop: { level: "Level", service: "Component" },
  Linux: { service: "Component", host: "Level", process: "PID" },
  OpenSSH: { host: "Component", process: "Pid" },
  OpenStack: { level: "Level", service: "Component", process: "Pid" },
  Spark: { level: "Level", service: "Component" },
};
/** Of lines with a value in such a column; Linux has lines of programs that write no number, for instance. */
const leastAgreement = 0.99;

const { values: options, positionals } = parseArgs({
  options: { differ: { type: "string" } },
  allowPositionals: true,
});
const folder = positionals[0] ?? "../shared/data/loghub-2k";

if (!existsSync(folder)) print(`skipped: no folder ${folder} with labelled sets`);
else printShares();

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printShares(): void {
  print(`| set | lines | ${parts.join(" | ")} | as the labels' columns say |`);
  print(`| --- | --- | ${parts.map(() => "---").join(" | ")} | --- |`);
  for (const file of readdirSync(folder).sort()) {
    const name = /^(\w+)_2k\.log(?:\.gz)?$/.exec(file)?.[1];
    if (name !== undefined && (options.differ ?? name) === name) printSet(name, file);
  }
}

function printSet(name: string, file: string): void {
  const clock = lineClock(new Date());
  const readings = textOf(file)
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map((line) => read(line, clock(line)));
  const shares = parts.map((part) =>
    percent(readings.filter((said) => said[part] !== "").length, readings.length),
  );
  print(`| ${name} | ${readings.length} | ${shares.join(" | ")} | ${agreementOf(name, file, readings)} |`);
}

type Said = Readonly<Record<Part, string>> & { readonly line: string };

function read(line: string, time: number | undefined): Said {
  const { level, service, host, process: pid, status } = new Reading(line);
  return {
    line,
    time: time === undefined ? "" : String(time),
    level: level.level === "none" ? "" : level.level,
    status: status === undefined ? "" : String(status.code),
    ...{ service, host, process: pid },
  };
}

function agreementOf(name: string, file: string, readings: readonly Said[]): string {
  const [header = [], ...rows] = rowsOf(toBytes(textOf(file.replace(/\.log/, ".log_structured.csv"))));
  return Object.entries(columns[name] ?? {})
    .map(([part, column]) => {
      const at = header.indexOf(column);
      const labelled = readings.flatMap((said, line) => {
        const label = rows[line]?.[at] ?? "";
        return label === "" ? [] : [{ said, label }];
      });
      const differing = labelled.filter(({ said, label }) => !isAs(part as Part, said[part as Part], label));
      if (options.differ === name)
        for (const { said, label } of differing)
          print(`${part}: ${said[part as Part]}, not ${label}: ${said.line}`);
      if (differing.length > labelled.length * (1 - leastAgreement)) process.exitCode = 1;
      return `${part} ${percent(labelled.length - differing.length, labelled.length)}`;
    })
    .join(", ");
}

/** A component is the class of a logger, or a program without the module in brackets. */
function isAs(part: Part, said: string, label: string): boolean {
  if (part === "level") return said === (levelByWord.get(label.toLowerCase()) ?? "");
  return [label, classOf(label), label.replace(/\(.*$/, "")].includes(said);
}

function textOf(file: string): string {
  const path = join(folder, file);
  const bytes = readFileSync(path);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
}

function percent(count: number, all: number): string {
  return `${((100 * count) / all).toFixed(1)} %`;
}
