import { displayWidth, printable, truncate, wrap } from "../../engine/printable.ts";
import { Reading } from "../../engine/reading/reading.ts";
import { type CountedTemplate, TemplateCounts } from "../../engine/templates/template-counts.ts";
import { toText } from "../../splunk/byte-string.ts";
import { UserError } from "../../splunk/user-error.ts";
import { readWords } from "../parse/flags.ts";
import { Inputs, namedOrPiped } from "../parse/inputs.ts";
import { outputColumns, print } from "../terminal.ts";
import { templatesUsage } from "./usage.ts";
import { validateTemplates } from "./validate-templates.ts";

const shownByDefault = 40;

/**
 * `llama-log templates FILE`: lists the kinds of lines in a log. `templates validate FILE` measures their quality.
 *
 * @returns the exit code
 */
export async function templates(words: readonly string[]): Promise<number> {
  if (words[0] === "validate") return validateTemplates(words.slice(1));
  const { plain, own } = readWords(words, {
    command: "templates",
    own: { json: {}, all: {}, help: {} },
    options: {},
    readsFiles: true,
  });
  if (own.has("help")) {
    await print(templatesUsage());
    return 0;
  }
  const paths = namedOrPiped(plain);
  if (paths.length === 0) {
    throw new UserError("Which log? Name it, as in llama-log templates app.log, or pipe it in.");
  }
  const inputs = new Inputs(paths);
  await inputs.check();
  const counts = new TemplateCounts();
  for (const path of inputs.paths) {
    for await (const { lines } of inputs.events(path)) {
      for (const line of lines) counts.add(new Reading(toText(line)).text);
    }
  }
  if (counts.lines === 0 && inputs.failures.length > 0) return inputs.end();
  const sorted = counts.sorted();
  if (own.has("json")) await print(sorted.map((one) => `${JSON.stringify(one)}\n`).join(""));
  else await print(`${table(sorted, counts.lines, own.has("all")).join("\n")}\n`);
  return inputs.end();
}

function table(sorted: readonly CountedTemplate[], lines: number, all: boolean): string[] {
  const shown = all ? sorted : sorted.slice(0, shownByDefault);
  const rows = shown.map(
    (one) =>
      [
        one.count.toLocaleString("en-US"),
        `${(one.share * 100).toFixed(1)}%`,
        growthText(one.growth),
        one,
      ] as const,
  );
  const widths = [0, 1, 2].map((at) => Math.max(0, ...rows.map((row) => displayWidth(row[at] as string))));
  const indent = widths.reduce((sum, width) => sum + width + 2, 0);
  const width = Math.max(40, outputColumns() - indent);
  const entries = rows.flatMap(([count, share, growth, { template, example, id }]) => {
    const head = [count, share, growth]
      .map((text, at) => `${rightAligned(text, widths[at] as number)}  `)
      .join("");
    const [first = "", ...more] = wrap(printable(template), width);
    const about = [...more, truncate(`${id}  e.g. ${printable(example)}`, width)];
    return [head + first, ...about.map((line) => " ".repeat(indent) + line), ""];
  });
  const rest = sorted.length - shown.length;
  const more = rest === 0 ? [] : [`… and ${rest} more templates (--all shows them)`, ""];
  return [
    ...entries,
    ...more,
    `${lines.toLocaleString("en-US")} lines, ${sorted.length.toLocaleString("en-US")} templates`,
  ];
}

function rightAligned(text: string, width: number): string {
  return " ".repeat(width - displayWidth(text)) + text;
}

/** The template's lines in the second half of the log, compared with the first. */
function growthText(growth: number | null): string {
  if (growth === null) return "new";
  if (growth === 0) return "gone";
  if (growth > 0.8 && growth < 1.25) return "=";
  return `×${growth < 10 ? growth.toFixed(1) : Math.round(growth)}`;
}
