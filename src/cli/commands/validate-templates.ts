import { readFileSync } from "node:fs";
import { describedCode } from "../../adapters/process/error-code.ts";
import { printable } from "../../engine/printable.ts";
import { Reading } from "../../engine/reading/reading.ts";
import { accuracyOf } from "../../engine/templates/accuracy.ts";
import { assessTemplates, groupsOf } from "../../engine/templates/self-assessment.ts";
import { toText } from "../../splunk/byte-string.ts";
import { UserError } from "../../splunk/user-error.ts";
import { readWords } from "../parse/flags.ts";
import { InputError } from "../parse/input-error.ts";
import { Inputs, namedOrPiped } from "../parse/inputs.ts";
import { type LabelledLine, readLabels } from "../parse/labels.ts";
import { print } from "../terminal.ts";
import { validateUsage } from "./usage.ts";

/** The command as it was called up to 0.1: `llama-log drain validate FILE`. */
export async function drain([action = "--help", ...words]: readonly string[]): Promise<number> {
  if (["validate", "--help", "-h"].includes(action))
    return validateTemplates(action === "validate" ? words : [action]);
  throw new UserError(
    `llama-log drain knows validate only, and ${printable(action)} came. Write llama-log templates validate FILE.`,
  );
}

/**
 * `llama-log templates validate FILE [--truth FILE.csv]`: measures the quality of a log's templates, against labels if
 * there are any, else from the log alone.
 *
 * @returns the exit code
 */
export async function validateTemplates(words: readonly string[]): Promise<number> {
  const { plain, own } = readWords(words, {
    command: "templates validate",
    own: {
      json: {},
      help: {},
      truth: { wanted: "a CSV file with the columns EventId and EventTemplate", example: "app.csv" },
    },
    options: {},
    readsFiles: true,
  });
  if (own.has("help")) {
    await print(validateUsage());
    return 0;
  }
  const [path, ...others] = namedOrPiped(plain);
  if (path === undefined) {
    throw new UserError("Which log? Name it, as in llama-log templates validate app.log, or pipe it in.");
  }
  if (others.length > 0) {
    throw new UserError(
      `llama-log templates validate looks at one log, and ${plain.length} came. Name the one to look at.`,
    );
  }
  const inputs = new Inputs([path]);
  await inputs.check();
  const lines = await linesOf(inputs);
  const exitCode = inputs.end();
  if (lines.length === 0 && exitCode !== 0) return exitCode;
  const truth = own.get("truth");
  const report = truth === undefined ? assessTemplates(lines) : againstTruth(lines, readTruth(truth));
  await print(own.has("json") ? `${JSON.stringify(report)}\n` : textOf(report));
  return exitCode;
}

async function linesOf(inputs: Inputs): Promise<string[]> {
  const lines: string[] = [];
  for (const path of inputs.paths)
    for await (const batch of inputs.batches(path))
      for (const line of batch.lines) if (line.trim() !== "") lines.push(new Reading(toText(line)).text);
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
    const code = describedCode(error);
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
