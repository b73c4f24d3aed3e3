import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lineFormats } from "../../../src/engine/reading/formats/line-formats.ts";
import { tables } from "./lines/tables.ts";

const path = "docs/readings.md";
const begin = "<!-- formats: of the tables in test/engine/reading/lines -->\n";
const end = "<!-- end of formats -->\n";

/** A row for each family of the labelled lines, and the formats whose heads are read word by word. */
function formatsInWords(): string {
  const rows = Object.entries(tables).map(([family, lines]) => {
    const formats = new Set(lines.map(({ format }) => format));
    return `| ${family} (${lines.length}) | ${[...formats].join("; ")} |`;
  });
  const heads = lineFormats.map(({ name }) => name).join("; ");
  return `| written by (lines) | formats |\n| --- | --- |\n${rows.join("\n")}\n\nHeads of their own: ${heads}.\n`;
}

test("the documents list the formats that are tried (UPDATE_GOLDEN=1 writes the list)", () => {
  const page = readFileSync(path, "utf8");
  const from = page.indexOf(begin) + begin.length;
  const to = page.indexOf(end);
  const wanted = formatsInWords();
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, page.slice(0, from) + wanted + page.slice(to));
  else expect(page.slice(from, to)).toBe(wanted);
});
