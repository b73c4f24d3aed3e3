import { type PrefixedLine, prefixedLine } from "./line-prefix.ts";
import { OpenEvent } from "./open-event.ts";

/** Lines of other writers that may come between two lines of an event. */
const mostBetween = 100;

/** Who writes the lines without a prefix. */
const nobody = "";

interface Waiting {
  readonly head: string;
  /** Undefined for a line without one. */
  readonly prefix: PrefixedLine | undefined;
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
    const writer = prefix?.writer ?? nobody;
    const payload = prefix?.payload ?? line;
    const isPartial = prefix?.isPartial === true;
    const open = this.openByWriter.get(writer);
    if (open !== undefined) {
      if (open.isPartial) open.event.extend(payload);
      if (open.isPartial || open.event.take(payload)) {
        open.isPartial = isPartial;
        open.last = this.lineNumber;
        return;
      }
      open.isOpen = false;
    }
    const event = new OpenEvent(payload, prefix?.joinsIndented ?? true);
    const begun: Waiting = { head: line, prefix, event, isOpen: true, last: this.lineNumber, isPartial };
    this.openByWriter.set(writer, begun);
    this.waiting.push(begun);
    this.release(into);
  }

  /** Hands over what is left: the log ends, or nothing comes for a while. */
  flush(into: string[]): void {
    for (const waiting of this.waiting) emit(waiting, into);
    this.waiting = [];
    this.openByWriter.clear();
  }

  /** The first event waits while it is open, but not for long: those behind it wait with it. */
  private release(into: string[]): void {
    let count = 0;
    for (const waiting of this.waiting) {
      if (waiting.isOpen && this.lineNumber - waiting.last <= mostBetween) break;
      if (waiting.isOpen) this.openByWriter.delete(waiting.prefix?.writer ?? nobody);
      emit(waiting, into);
      count++;
    }
    if (count > 0) this.waiting.splice(0, count);
  }
}

function emit({ head, prefix, event }: Waiting, into: string[]): void {
  const payload = event.lines.length === 1 ? (event.lines[0] as string) : event.lines.join("\n");
  if (prefix === undefined) into.push(payload);
  else if (payload === prefix.payload) into.push(head);
  else into.push(prefix.wrap?.(payload) ?? head.slice(0, head.length - prefix.payload.length) + payload);
  into.push(...event.blanksBehind);
}
