import { type PrefixedLine, prefixedLine } from "./line-prefix.ts";
import { OpenEvent } from "./open-event.ts";

/** Lines of other writers that may come between two lines of an event. */
const mostBetween = 100;

interface Waiting {
  readonly head: string;
  readonly prefix: PrefixedLine;
  readonly event: OpenEvent;
  isOpen: boolean;
  /** The number of its last line. */
  last: number;
  isPartial: boolean;
}

/**
 * Joins the lines of one log that belong together: stack traces, indented continuations, objects over several lines, lines
 * that a container runtime cut. Events leave in the order of their first lines; memory is bounded.
 */
export class EventJoiner {
  /** Events in the order of their first lines. Only the last of each writer is open. */
  private waiting: Waiting[] = [];
  private readonly openByWriter = new Map<string, Waiting>();
  private lineNumber = 0;

  /** Takes a line, and hands over the events that no further line can belong to. */
  add(line: string, into: string[]): void {
    this.lineNumber++;
    const prefix = prefixedLine(line);
    const open = this.openByWriter.get(prefix.writer);
    if (open !== undefined && this.continues(open, prefix)) {
      open.last = this.lineNumber;
      return;
    }
    if (open !== undefined) open.isOpen = false;
    const begun: Waiting = {
      ...{ head: line, prefix, isOpen: true, last: this.lineNumber, isPartial: prefix.isPartial === true },
      event: new OpenEvent(prefix.payload, prefix.joinsIndented),
    };
    this.openByWriter.set(prefix.writer, begun);
    this.waiting.push(begun);
    this.release(into);
  }

  /** Hands over what is left: the log ends, or nothing comes for a while. */
  flush(into: string[]): void {
    for (const waiting of this.waiting) emit(waiting, into);
    this.waiting = [];
    this.openByWriter.clear();
  }

  private continues(open: Waiting, prefix: PrefixedLine): boolean {
    if (open.isPartial) {
      open.event.extend(prefix.payload);
      open.isPartial = prefix.isPartial === true;
      return true;
    }
    if (!open.event.take(prefix.payload)) return false;
    open.isPartial = prefix.isPartial === true;
    return true;
  }

  /** The first event waits while it is open, but not for long: those behind it wait with it. */
  private release(into: string[]): void {
    let count = 0;
    for (const waiting of this.waiting) {
      if (waiting.isOpen && this.lineNumber - waiting.last <= mostBetween) break;
      if (waiting.isOpen) this.openByWriter.delete(waiting.prefix.writer);
      emit(waiting, into);
      count++;
    }
    if (count > 0) this.waiting.splice(0, count);
  }
}

function emit({ head, prefix, event }: Waiting, into: string[]): void {
  const payload = event.lines.join("\n");
  if (payload === prefix.payload) into.push(head);
  else if (prefix.wrap !== undefined) into.push(prefix.wrap(payload));
  else into.push(head.slice(0, head.length - prefix.payload.length) + payload);
  for (let blank = 0; blank < event.blanksBehind; blank++) into.push("");
}
