import type { Table } from "../splunk/table.ts";

/** Reads a column of numbers that many events do not have. */
export function numberReader(
  table: Table,
  column: string,
  read: (value: string) => number | undefined,
): (row: number) => number | undefined {
  const place = table.place(column);
  if (place < 0) return () => undefined;
  return (row) => {
    const value = table.bytes(row, place);
    return value === "" ? undefined : read(value);
  };
}

/** Epoch seconds; undefined if the event's time is not a number. */
export function parseTime(value: string): number | undefined {
  const seconds = Number(value);
  return Number.isFinite(seconds) ? seconds : undefined;
}
