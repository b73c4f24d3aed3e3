import type { styleText } from "node:util";
import { displayWidth, padded, printable, truncate, wrap } from "./printable.ts";
import { paint } from "./triage-table.ts";

export interface TextColumn {
  readonly head: string;
  /** Columns of the terminal at most; the last column takes what is left, and goes on below itself. */
  readonly widest?: number;
  /** Lines of the last column at most, or as many as another cell of the row has. */
  readonly mostLines?: number;
  readonly styleOf?: (text: string) => Parameters<typeof styleText>[0] | undefined;
}

export interface TextRow {
  /** Several texts stand below each other; the last cell is one text. */
  readonly cells: readonly (string | readonly string[])[];
  /** Remarks on the row, on lines of their own. */
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

/** Rows under their heads, each column as wide as it must be. */
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

/** In so many lines at most, cut behind a word. */
function folding(text: string, width: number, most: number): string[] {
  const lines = wrap(text, width);
  if (lines.length <= most) return lines;
  const cut = wrap(lines.slice(most - 1).join(" "), width - 1);
  return [...lines.slice(0, most - 1), `${cut[0]}…`];
}
