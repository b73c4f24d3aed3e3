import { lineClock } from "../../engine/reading/time/line-clock.ts";
import { toText } from "../../splunk/byte-string.ts";
import type { Inputs } from "./inputs.ts";
import type { LogEvent } from "./log-event.ts";

/** Who shows how far reading has come. */
interface ReadingProgress {
  bytesRead: number;
  linesRead: number;
  update(): void;
}

/** The events of all inputs: their lines, joined where they belong together. */
export async function* logEvents(
  inputs: Inputs,
  progress: ReadingProgress,
): AsyncGenerator<LogEvent[], void, void> {
  const now = new Date();
  const onBytes = (count: number): void => {
    progress.bytesRead += count;
    progress.update();
  };
  for (const path of inputs.paths) {
    const clock = lineClock(now);
    for await (const { source, lines } of inputs.events(path, onBytes)) {
      progress.linesRead += lines.length;
      yield lines.map((raw) => ({ raw, time: clock(clockText(raw)), source }));
    }
  }
}

const notAscii = /[^\x00-\x7f]/;
/** Bytes in which a time stands. */
const headOfLine = 200;

/** Bytes are decoded only where a month or a sign of a date may be among them. */
function clockText(raw: string): string {
  return notAscii.test(raw.slice(0, headOfLine)) ? toText(raw) : raw;
}
