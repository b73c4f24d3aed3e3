import type { styleText } from "node:util";
import { displayWidth, padded, printable, truncate, wrap } from "./printable.ts";
import { paint } from "./triage-table.ts";

export interface TextColumn {
  readonly head: string;
  /** Columns of the terminal at most; the last column takes what is left, and goes on below itself. */
  readonly widest?: number;
  readonly styleOf?: (text: string) => Parameters<typeof styleText>[0] | undefined;
}

export interface TextRow {
  readonly cells: readonly string[];
  /** A remark on the row, on lines of its own. */
  readonly below?: string | undefined;
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
  const texts = rows.map(({ cells }) => cells.map(printable));
  const widths = columns.map(({ head, widest = widestTable }, at) => {
    const needed = Math.max(head.length, ...texts.map((cells) => displayWidth(cells[at] ?? "")));
    return Math.min(Math.max(widest, head.length), needed);
  });
  const indent = widths.slice(0, -1).reduce((sum, width) => sum + width + between, 0);
  const width = Math.min(widestTable, terminalWidth) - 1;
  const lastWidth = Math.max(narrowestLast, width - indent);
  const lineOf = (cells: readonly string[], isHead: boolean): string[] => {
    const [first = "", ...more] = wrap(cells.at(-1) ?? "", lastWidth);
    const painted = [...cells.slice(0, -1), first].map((text, at) => {
      const { styleOf } = columns[at] as TextColumn;
      const isLast = at === columns.length - 1;
      const fitted = isLast ? text : padded(truncate(text, widths[at] as number), widths[at] as number);
      const style = isHead ? "dim" : styleOf?.(text);
      return style === undefined || text === "" ? fitted : paint(style, fitted, colour);
    });
    const gap = " ".repeat(between);
    return [painted.join(gap).trimEnd(), ...more.map((line) => " ".repeat(indent) + line)];
  };
  const heads = lineOf(
    columns.map(({ head }) => head),
    true,
  );
  return [
    ...heads,
    ...rows.flatMap(({ below = "" }, at) => [
      ...lineOf(texts[at] as string[], false),
      ...(below === "" ? [] : wrap(printable(below), width - belowIndent)).map(
        (line) => " ".repeat(belowIndent) + line,
      ),
    ]),
  ];
}
