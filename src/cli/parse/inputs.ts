import type { Readable } from "node:stream";
import { EventJoiner } from "../../engine/multiline/event-joiner.ts";
import { warn } from "../terminal.ts";
import { InputError } from "./input-error.ts";
import { checkFiles, type LineBatch, readLines } from "./input-lines.ts";
import { logFiles, type RotatedLog } from "./log-files.ts";

/** Milliseconds to wait for input, because programs are often started with an open input that never sends anything. */
const patience = 2_000;

/** The logs that a command reads. After a read error it continues with the next file. */
export class Inputs {
  readonly failures: InputError[] = [];
  /** The files of each log; `check` finds those of folders. */
  logs: readonly RotatedLog[];
  /** Whether something was said of what was read. */
  hasRemarks = false;

  private readonly named: readonly string[];
  private readonly signal: AbortSignal | undefined;

  /** @param signal ends the reading of all logs */
  constructor(named: readonly string[], signal?: AbortSignal) {
    this.named = named;
    this.logs = named.map((path) => [path]);
    this.signal = signal;
  }

  /** The files of all logs. */
  get paths(): readonly string[] {
    return this.logs.flat();
  }

  /** @returns the bytes of all logs together, if known @throws InputError for a log that obviously cannot be read */
  async check(): Promise<number | undefined> {
    this.logs = await logFiles(this.named);
    return checkFiles(this.paths);
  }

  async *batches(path: string, onBytes?: (count: number) => void): AsyncGenerator<LineBatch, void, void> {
    if (this.signal?.aborted === true) return;
    try {
      const { signal } = this;
      const onRemark = (sentence: string): void => {
        this.hasRemarks = true;
        warn(sentence);
      };
      yield* readLines(path, { onRemark, signal, ...(onBytes && { onBytes }) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.failures.push(error);
    }
  }

  /** As `batches`, but lines that belong together, such as those of a stack trace, are one text. */
  async *events(path: string, onBytes?: (count: number) => void): AsyncGenerator<LineBatch, void, void> {
    const joiner = new EventJoiner();
    let last = path;
    for await (const { source, lines, isEnd } of this.batches(path, onBytes)) {
      const events: string[] = [];
      for (const line of lines) joiner.add(line, events);
      if (isEnd) joiner.flush(events);
      last = source;
      yield { source, lines: events, isEnd };
    }
    const rest: string[] = [];
    joiner.flush(rest);
    if (rest.length > 0) yield { source: last, lines: rest, isEnd: true };
  }

  /** Reports the logs that could not be read. @returns the exit code */
  end(): number {
    for (const failure of this.failures) warn(failure.message);
    return this.failures.length > 0 ? 3 : 0;
  }
}

/** The named files, else standard input; none if that is a terminal, because people do not type logs. */
export function namedOrPiped(
  named: readonly string[],
  atTerminal: boolean = process.stdin.isTTY,
): readonly string[] {
  if (named.length > 0) return named;
  return atTerminal ? [] : ["-"];
}

/** Whether standard input has data. Waits for a bounded time and reads nothing. */
export function somethingComes(input: Readable = process.stdin): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (comes: boolean): void => {
      clearTimeout(timer);
      input.off("readable", look);
      input.off("error", nothing);
      resolve(comes);
    };
    // Streams also emit `readable` at their end, so check the length.
    const look = (): void => settle(input.readableLength > 0);
    const nothing = (): void => settle(false);
    const timer = setTimeout(nothing, patience);
    input.on("error", nothing);
    input.on("readable", look);
  });
}
