import type { SearchedEvent } from "../../app/read-events.ts";
import { toText } from "../../splunk/byte-string.ts";

/** A line of a log on its way through the search command. */
export interface LogEvent {
  /** Byte string: see src/splunk/byte-string.ts. */
  readonly raw: string;
  /** Epoch seconds. */
  readonly time: number | undefined;
  readonly source: string;
}

/** The fields of a log line, in the order in which they are sent. */
export const eventFields: readonly string[] = ["_raw", "_time", "host", "source", "sourcetype"];

/** A time in splunkd's form of `_time`: `1773134400`, `1773134400.125`. */
export function timeText(time: number | undefined): string {
  if (time === undefined) return "";
  return Number.isInteger(time) ? String(time) : time.toFixed(6).replace(/0+$/, "");
}

/** Events as a search in this process takes them. */
export function searchedEvents(events: readonly LogEvent[]): SearchedEvent[] {
  return events.map(({ raw, time, source }) => ({ text: toText(raw), time, host: "", source }));
}
