import { timeOf } from "./alert-row.ts";
import { fitsGlob } from "./glob.ts";
import type { CmdbRow } from "./ownership.ts";

/** Announced work on a service. Times are epoch milliseconds. */
export interface MaintenanceWindow {
  /** A pattern; may have `*` and `?`. */
  readonly service: string;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

export interface MaintenanceWindows {
  readonly windows: readonly MaintenanceWindow[];
  /** Numbers, from 1, of rows without a service, without a start or end, or whose end is not after the start. */
  readonly unreadable: readonly number[];
}

/**
 * Reads the windows of a lookup with the columns service_name, start, end and reason. Times are seconds since 1970 or ISO
 * 8601; without a zone they are UTC.
 */
export function maintenanceWindows(rows: Iterable<CmdbRow>): MaintenanceWindows {
  const windows: MaintenanceWindow[] = [];
  const unreadable: number[] = [];
  let number = 0;
  for (const row of rows) {
    number++;
    const service = textOf(row.service_name);
    const start = timeOf(textOf(row.start));
    const end = timeOf(textOf(row.end));
    if (service === "" || start === undefined || end === undefined || end <= start) unreadable.push(number);
    else windows.push({ service, start, end, reason: textOf(row.reason) });
  }
  return { windows, unreadable };
}

/** The first window that a service is in. */
export function maintenanceOf(
  service: string,
  windows: readonly MaintenanceWindow[],
  now: number,
): MaintenanceWindow | undefined {
  return windows.find(
    (window) => window.start <= now && now < window.end && fitsGlob(window.service, service),
  );
}

function textOf(value: string | readonly string[] | undefined): string {
  return (typeof value === "string" ? value : (value?.[0] ?? "")).trim();
}
