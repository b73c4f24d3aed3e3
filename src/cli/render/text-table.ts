import type { styleText } from "node:util";
import { displayWidth, padded, printable, truncate, wrap } from "../../engine/printable.ts";
import { paint } from "./triage-table.ts";

export interface TextColumn {
  readonly head: string;
  /** Most columns of the terminal. The last column of the table takes the rest and wraps. */
  readonly widest?: number;
  /** Most lines of the last column, unless another cell of the row has more. */
  readonly mostLines?: number;
  readonly styleOf?: (text: string) => Parameters<typeof styleText>[0] | undefined;
}

export interface TextRow {
  /** Several texts of a cell go below each other; the last cell is a single text. */
  readonly cells: readonly (string | readonly string[])[];
  /** Remarks on the row, on separate lines. */
  readonly below?: readonly string[];
}

export interface TextTableLook {
  readonly columns: number;
  readonly colour: boolean;
}

const widestTable = 120;
const narrowestLast = 24;
const between = 2;
const belowIndent = 4;

/** Formats a table with heads; each column is as wide as necessary. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly TextRow[],
  { columns: terminalWidth, colour }: TextTableLook,
): string[] {
  const last = columns.length - 1;
  const texts = rows.map(({ cells }) =>
    cells.map((cell) => (typeof cell === "string" ? [cell] : cell).map(printable)),
  );
  const widths = columns.map(({ head, widest = widestTable }, at) => {
    const needed = texts.flatMap((cells) => (cells[at] ?? []).map(displayWidth));
    return Math.min(Math.max(widest, head.length), Math.max(head.length, ...needed));
  });
  const indent = widths.slice(0, last).reduce((sum, width) => sum + width + between, 0);
  const width = Math.min(widestTable, terminalWidth) - 1;
  const lastWidth = Math.max(narrowestLast, width - indent);
  const linesOf = (cells: readonly (readonly string[])[], isHead: boolean): string[] => {
    const tallest = Math.max(...cells.slice(0, last).map((cell) => cell.length));
    const { mostLines = Number.POSITIVE_INFINITY } = columns[last] as TextColumn;
    const folded = folding(cells[last]?.[0] ?? "", lastWidth, Math.max(mostLines, tallest));
    const all = [...cells.slice(0, last), folded];
    return Array.from({ length: Math.max(tallest, folded.length) }, (_, line) =>
      all
        .map((cell, at) => {
          const text = truncate(cell[line] ?? "", at === last ? lastWidth : (widths[at] as number));
          const fitted = at === last ? text : padded(text, widths[at] as number);
          const style = isHead ? "dim" : columns[at]?.styleOf?.(text);
          return style === undefined || text === "" ? fitted : paint(style, fitted, colour);
        })
        .join(" ".repeat(between))
        .trimEnd(),
    );
  };
  const heads = columns.map(({ head }) => [head]);
  return [
    ...linesOf(heads, true),
    ...rows.flatMap(({ below = [] }, at) => [
      ...linesOf(texts[at] as string[][], false),
      ...below
        .flatMap((remark) => wrap(printable(remark), width - belowIndent))
        .map((line) => " ".repeat(belowIndent) + line),
    ]),
  ];
}

/** Wraps a text into at most `most` lines, cut after a word. */
function folding(text: string, width: number, most: number): string[] {
  const lines = wrap(text, width);
  if (lines.length <= most) return lines;
  const cut = wrap(lines.slice(most - 1).join(" "), width - 1);
  return [...lines.slice(0, most - 1), `${cut[0]}…`];
}
