import { InputError, readLines } from "./input-lines.ts";
import { lineClock } from "./line-time.ts";
import type { LogEvent } from "./log-event.ts";

/** The lines of several files as events. A file that cannot be read on is noted, and the next one begun. */
export class LogEvents {
  readonly failures: InputError[] = [];
  private readonly files: readonly string[];
  private readonly onBytes: (count: number) => void;

  constructor(files: readonly string[], onBytes: (count: number) => void) {
    this.files = files;
    this.onBytes = onBytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LogEvent[], void, void> {
    const now = new Date();
    for (const file of this.files) {
      const clock = lineClock(now);
      try {
        for await (const { source, lines } of readLines(file, {
          onBytes: this.onBytes,
        })) {
          yield lines.map((raw) => ({ raw, time: clock(raw), source }));
        }
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        this.failures.push(error);
      }
    }
  }
}
