import { timeOf } from "./alert-row.ts";
import { fitsGlob } from "./glob.ts";
import type { CmdbRow } from "./ownership.ts";

/** Work on a service that was announced. Times are epoch milliseconds. */
export interface MaintenanceWindow {
  /** May have `*` and `?`. */
  readonly service: string;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

export interface MaintenanceWindows {
  readonly windows: readonly MaintenanceWindow[];
  /** Rows, counted from 1, that are no window: they have no service, or no start and end in this order. */
  readonly unreadable: readonly number[];
}

/**
 * The windows of a lookup with the columns service_name, start, end and reason. Times are seconds since 1970 or ISO
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
