import type { Table } from "../../splunk/table.ts";
import type { LogEvent } from "../parse/log-event.ts";
import { SearchError } from "./search-error.ts";

/** The events of one request, joined with the rows of the reply by `_chunked_idx`. */
export class JoinedReply {
  readonly events: readonly LogEvent[];
  private readonly table: Table;
  private readonly rowOfEvent: Int32Array;

  /** @throws SearchError unless every event is answered exactly once */
  constructor(table: Table, events: readonly LogEvent[]) {
    this.table = table;
    this.events = events;
    this.rowOfEvent = new Int32Array(events.length).fill(-1);
    const index = table.place("_chunked_idx");
    for (let row = 0; row < table.rowCount; row += 1) {
      const event = Number(table.raw(row, index) || Number.NaN);
      if (this.rowOfEvent[event] !== -1)
        throw new SearchError("The search command answered an event twice, or one it was not given.");
      this.rowOfEvent[event] = row;
    }
    if (table.rowCount < events.length) {
      throw new SearchError(`The search command answered ${table.rowCount} of ${events.length} events.`);
    }
  }

  /** The place of a field, for `text` and `raw`; -1 if the reply does not have it. */
  place(field: string): number {
    return this.table.place(field);
  }

  text(event: number, place: number): string {
    return this.table.text(this.rowOfEvent[event] as number, place);
  }

  /** The value as CSV, as a byte string. */
  raw(event: number, place: number): string {
    return this.table.raw(this.rowOfEvent[event] as number, place);
  }
}
