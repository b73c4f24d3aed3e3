import { lineClock } from "../../engine/reading/time/line-clock.ts";
import { toText } from "../../splunk/byte-string.ts";
import type { EventFilter } from "./event-filter.ts";
import type { Inputs } from "./inputs.ts";
import type { LogEvent } from "./log-event.ts";
import type { RotatedLog } from "./log-files.ts";
import { mergeEvents } from "./merge-events.ts";

/** Who shows how far reading has come. */
interface ReadingProgress {
  bytesRead: number;
  linesRead: number;
  update(): void;
}

/** Logs that are open side by side. More are read one after the other. */
const mostMerged = 64;

/** The events of all inputs, in order of time: their lines, joined where they belong together. */
export async function* logEvents(
  inputs: Inputs,
  progress: ReadingProgress,
  filter?: EventFilter,
): AsyncGenerator<LogEvent[], void, void> {
  const logs = inputs.logs.map((files) => eventsOf(files, inputs, progress, filter));
  if (logs.length > 1 && logs.length <= mostMerged) yield* mergeEvents(logs);
  else for (const log of logs) yield* log;
}

/** @param files of one log, the oldest first */
async function* eventsOf(
  files: RotatedLog,
  inputs: Inputs,
  progress: ReadingProgress,
  filter: EventFilter | undefined,
): AsyncGenerator<LogEvent[], void, void> {
  const clock = lineClock(new Date());
  for (const path of files) {
    for await (const { source, lines } of inputs.events(path, (count) => {
      progress.bytesRead += count;
      progress.update();
    })) {
      progress.linesRead += lines.length;
      const events = lines.map((raw) => ({ raw, time: clock(clockText(raw)), source }));
      const kept = filter === undefined ? events : events.filter((event) => filter.keeps(event));
      if (kept.length > 0) yield kept;
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
