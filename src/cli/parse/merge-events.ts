import type { LogEvent } from "./log-event.ts";

/** Events of a batch: as many as splunkd puts into a chunk. */
const eventsPerBatch = 2500;

interface Stream {
  readonly batches: AsyncGenerator<LogEvent[], void, void>;
  events: readonly LogEvent[];
  at: number;
  /** Of its next event; the one before lends its time to an event without one. */
  time: number;
}

/**
 * Merges logs by time. The order within each is kept, so a log that is not in order of time is read where its lines stand.
 * Memory: one batch of each log.
 */
export async function* mergeEvents(
  logs: readonly AsyncGenerator<LogEvent[], void, void>[],
): AsyncGenerator<LogEvent[], void, void> {
  const streams: Stream[] = [];
  for (const batches of logs) {
    const stream: Stream = { batches, events: [], at: 0, time: Number.NEGATIVE_INFINITY };
    if (await hasNext(stream)) streams.push(stream);
  }
  let merged: LogEvent[] = [];
  while (streams.length > 0) {
    const first = earliest(streams);
    merged.push(first.events[first.at] as LogEvent);
    first.at++;
    if (merged.length >= eventsPerBatch) {
      yield merged;
      merged = [];
    }
    if (!(await hasNext(first))) streams.splice(streams.indexOf(first), 1);
  }
  if (merged.length > 0) yield merged;
}

/** Of equal times the log that was named first. */
function earliest(streams: readonly Stream[]): Stream {
  let first = streams[0] as Stream;
  for (const stream of streams) if (stream.time < first.time) first = stream;
  return first;
}

async function hasNext(stream: Stream): Promise<boolean> {
  while (stream.at >= stream.events.length) {
    const next = await stream.batches.next();
    if (next.done === true) return false;
    stream.events = next.value;
    stream.at = 0;
  }
  stream.time = stream.events[stream.at]?.time ?? stream.time;
  return true;
}
