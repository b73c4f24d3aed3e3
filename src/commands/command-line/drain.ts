import { readFileSync } from "node:fs";
import { accuracyOf } from "../../engine/templates/accuracy.ts";
import { assessTemplates, groupsOf } from "../../engine/templates/self-assessment.ts";
import { toText } from "../../splunk/byte-string.ts";
import { UserError } from "../../splunk/user-error.ts";
import { readWords } from "./flags.ts";
import { checkFiles, InputError, readLines } from "./input-lines.ts";
import { type LabelledLine, readLabels } from "./labels.ts";
import { printable } from "./printable.ts";
import { print } from "./terminal.ts";
import { drainUsage } from "./usage.ts";

/**
 * `llama-log drain validate FILE [--truth FILE.csv]`: how good the templates of a log are, against labels or, without
 * any, by what can be told from the log alone.
 *
 * @returns the exit code
 */
export async function drain([action, ...words]: readonly string[]): Promise<number> {
  if (action === undefined || action === "--help" || action === "-h") {
    await print(drainUsage());
    return 0;
  }
  if (action !== "validate") {
    throw new UserError(
      `llama-log drain knows validate only, and ${printable(action)} came. Write llama-log drain validate FILE.`,
    );
  }
  const { plain: files, own } = readWords(words, {
    command: "drain validate",
    own: {
      json: {},
      help: {},
      truth: { wanted: "a CSV file with the columns EventId and EventTemplate", example: "app.csv" },
    },
    options: {},
    readsFiles: true,
  });
  if (own.has("help")) {
    await print(drainUsage());
    return 0;
  }
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) {
    throw new UserError(
      `llama-log drain validate wants one file, and ${files.length} came. Name the log to look at.`,
    );
  }
  await checkFiles([file]);
  const lines = await linesOf(file);
  const truth = own.get("truth");
  const report = truth === undefined ? assessTemplates(lines) : againstTruth(lines, readTruth(truth));
  await print(own.has("json") ? `${JSON.stringify(report)}\n` : textOf(report));
  return 0;
}

async function linesOf(file: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of readLines(file))
    for (const line of batch.lines) if (line.trim() !== "") lines.push(toText(line));
  return lines;
}

function againstTruth(lines: readonly string[], truth: readonly LabelledLine[]) {
  const contents = truth.flatMap(({ content }) => content ?? []);
  const texts = contents.length === truth.length ? contents : lines;
  if (texts.length !== truth.length) {
    throw new InputError(
      `The log has ${lines.length} lines with text and the truth ${truth.length} rows. They must be of the same log, row for line.`,
    );
  }
  const found = groupsOf(texts);
  const templates = new Set(found.map(({ group }) => group)).size;
  return { lines: texts.length, templates, ...accuracyOf(found, truth) };
}

function readTruth(path: string): LabelledLine[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new InputError(
      `${printable(path)} cannot be read (${code}). Name a CSV file with the columns EventId and EventTemplate.`,
    );
  }
  const labels = readLabels(text);
  if (labels !== undefined) return labels;
  throw new InputError(
    `${printable(path)} has no columns EventId and EventTemplate in its first line. Give each line of the log a row with both.`,
  );
}

type Report = ReturnType<typeof assessTemplates> | ReturnType<typeof againstTruth>;

function textOf(report: Report): string {
  const share = (value: number): string => value.toFixed(4);
  if ("groupingAccuracy" in report) {
    return [
      `${report.lines} lines, ${report.templates} templates`,
      `GA   ${share(report.groupingAccuracy)}  lines in a group that is exactly one true group`,
      `PA   ${share(report.parsingAccuracy)}  lines whose template is the true one, character by character`,
      `FGA  ${share(report.groupF1)}  F1 of the groups`,
      `FTA  ${share(report.templateF1)}  F1 of the templates`,
      "",
    ].join("\n");
  }
  const growth = report.growth.map(
    ({ lines, templates }) => `  ${String(lines).padStart(9)} lines  ${templates} templates`,
  );
  return [
    `stability  ${share(report.stability)}  lines in the same group when the log is read backwards`,
    `purity     ${share(report.purity)}  lines that say the same state as most of their template`,
    "growth:",
    ...growth,
    "",
  ].join("\n");
}
