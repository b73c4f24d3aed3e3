import { wrap } from "../../engine/printable.ts";
import type { CommandDeclaration, OptionDeclaration } from "../../splunk/declaration.ts";
import { wantedValue } from "../../splunk/declaration.ts";
import { flagName } from "../parse/flags.ts";
import { inCommandLineWords } from "../render/command-line-words.ts";

/** Columns of all help texts. */
export const width = 80;
const indent = 26;

export function optionItems(options: CommandDeclaration["options"]): string[] {
  return Object.entries(options).flatMap(([name, option]) =>
    item(
      `${flagName(name)} ${placeholder(option)}`,
      inCommandLineWords(`${option.help} ${valueNote(option)}`),
    ),
  );
}

export function item(head: string, help: string): string[] {
  const lines = wrap(help, width - indent);
  const fits = head.length + 4 <= indent;
  const first = fits
    ? [`  ${head.padEnd(indent - 2)}${lines[0]}`]
    : [`  ${head}`, " ".repeat(indent) + lines[0]];
  return [...first, ...lines.slice(1).map((line) => " ".repeat(indent) + line)];
}

function placeholder(option: OptionDeclaration): string {
  if (option.placeholder !== undefined) return option.placeholder;
  return option.type === "integer" ? "NUMBER" : option.type === "choice" ? option.choices.join("|") : "TEXT";
}

function valueNote(option: OptionDeclaration): string {
  const byDefault = option.default === "" ? "" : ` Default: ${option.default}.`;
  const wanted = option.type === "choice" ? "" : `Takes ${wantedValue(option)}.`;
  return `${wanted}${byDefault}`.trim();
}

export const filterItems: readonly string[] = [
  ...item("--since, --until TIME", "Look at events from or to a time: 2026-03-10T09:30, or 90m, 2h, 7d ago."),
  ...item("--level LEVEL", "Look at events of this level or worse: fatal, error, warning, info, debug."),
  ...item("--service, --host NAME", "Look at events of these, named between commas."),
  ...item("--grep REGEX", "Look at events whose text fits a regular expression."),
];
