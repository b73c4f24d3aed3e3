import type { LinesAround, TimedLine } from "../../engine/triage-groups.ts";
import { toText } from "../../splunk/byte-string.ts";
import type { LogEvent } from "../parse/log-event.ts";

const mostBefore = 2;
const mostAfter = 1;
const longestLine = 2_000;

/** Events among which one of the same log is looked for, where several logs are merged. */
const farthest = 500;

/** Finds the lines before and after an event in its own log, across the replies of a search. */
export class SurroundingLines {
  /** The last events of each log, from the replies before. */
  private readonly earlier = new Map<string, readonly LogEvent[]>();
  /** Lines after the last event of a log in a reply, which a later one brings. */
  private waiting: { readonly source: string; readonly after: TimedLine[] }[] = [];

  /** Takes the next events in the order of their source. */
  begin(events: readonly LogEvent[]): void {
    if (events.length === 0) return;
    this.waiting = this.waiting.filter(({ source, after }) => {
      after.push(...linesAfter(events, -1, source));
      return after.length === 0;
    });
  }

  /** The lines around an event of the current reply. */
  around(events: readonly LogEvent[], at: number): LinesAround {
    const { source } = events[at] as LogEvent;
    const here: LogEvent[] = [];
    for (let place = at - 1; place >= Math.max(0, at - farthest) && here.length < mostBefore; place--) {
      const event = events[place] as LogEvent;
      if (event.source === source) here.unshift(event);
    }
    const before = [...(this.earlier.get(source) ?? []), ...here].slice(-mostBefore).map(timedLine);
    const after = linesAfter(events, at, source);
    if (after.length === 0) this.waiting.push({ source, after });
    return { before, after };
  }

  end(events: readonly LogEvent[]): void {
    for (const event of events) {
      const last = this.earlier.get(event.source) ?? [];
      this.earlier.set(event.source, [...last.slice(1 - mostBefore), event]);
    }
  }
}

function linesAfter(events: readonly LogEvent[], at: number, source: string): TimedLine[] {
  const after: TimedLine[] = [];
  for (
    let place = at + 1;
    place <= at + farthest && place < events.length && after.length < mostAfter;
    place++
  ) {
    const event = events[place] as LogEvent;
    if (event.source === source) after.push(timedLine(event));
  }
  return after;
}

function timedLine({ raw, time }: LogEvent): TimedLine {
  return { text: toText(raw.slice(0, longestLine)), time };
}
