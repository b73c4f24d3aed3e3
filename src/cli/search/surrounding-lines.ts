import type { LinesAround, TimedLine } from "../../engine/triage-groups.ts";
import { toText } from "../../splunk/byte-string.ts";
import type { LogEvent } from "../parse/log-event.ts";

const mostBefore = 2;
const mostAfter = 1;
const longestLine = 2_000;

/** Finds the lines before and after an event, across the replies of a search. */
export class SurroundingLines {
  /** The last events of the reply before. */
  private earlier: readonly LogEvent[] = [];
  /** Lines after the last event of a reply, which the next one brings. */
  private waiting: { readonly source: string; readonly after: TimedLine[] }[] = [];

  /** Takes the next events in the order of their source. */
  begin(events: readonly LogEvent[]): void {
    if (events.length === 0) return;
    for (const { source, after } of this.waiting) after.push(...linesAfter(events, -1, source));
    this.waiting = [];
  }

  /** The lines around an event of the current reply. */
  around(events: readonly LogEvent[], at: number): LinesAround {
    const { source } = events[at] as LogEvent;
    const before = [...this.earlier, ...events.slice(Math.max(0, at - mostBefore), at)]
      .filter((event) => event.source === source)
      .slice(-mostBefore)
      .map(timedLine);
    const after = linesAfter(events, at, source);
    if (at === events.length - 1) this.waiting.push({ source, after });
    return { before, after };
  }

  end(events: readonly LogEvent[]): void {
    this.earlier = [...this.earlier, ...events.slice(-mostBefore)].slice(-mostBefore);
  }
}

function linesAfter(events: readonly LogEvent[], at: number, source: string): TimedLine[] {
  return events
    .slice(at + 1, at + 1 + mostAfter)
    .filter((event) => event.source === source)
    .map(timedLine);
}

function timedLine({ raw, time }: LogEvent): TimedLine {
  return { text: toText(raw.slice(0, longestLine)), time };
}
