/** The last columns of a table that are usually empty. Rows with such an end are read in one step. */
export interface EmptyTail {
  /** The place of the first of these columns. */
  readonly first: number;
  /** The text of these columns in such a row, including the line end. */
  readonly text: string;
}

/**
 * Finds the empty tails. Multivalue twins come last and are empty unless a field has several values. The columns that a
 * reply replaces may come before them; most events do not have these.
 */
export function emptyTails(
  columns: readonly string[],
  replaced: (column: string) => boolean,
): readonly EmptyTail[] {
  const starts = [
    tailStart(columns, (column) => isTwin(column) || replaced(column)),
    tailStart(columns, isTwin),
  ];
  // A tail that starts at the first column could be a blank line, which is not a row.
  return [...new Set(starts)]
    .filter((first) => first > 0 && first < columns.length)
    .map((first) => ({ first, text: `${",".repeat(columns.length - 1 - first)}\n` }));
}

function isTwin(column: string): boolean {
  return column.startsWith("__mv_");
}

function tailStart(columns: readonly string[], belongs: (column: string) => boolean): number {
  let first = columns.length;
  while (first > 0 && belongs(columns[first - 1] as string)) first--;
  return first;
}
