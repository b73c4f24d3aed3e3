import { describe, expect, test } from "vitest";
import type { LogEvent } from "../../src/cli/parse/log-event.ts";
import { mergeEvents } from "../../src/cli/parse/merge-events.ts";
import { fc, runs } from "../../test/support/fast-check.ts";

const event = (source: string, raw: string, time: number | undefined): LogEvent => ({ source, raw, time });

async function* batched(events: readonly LogEvent[], size = 2): AsyncGenerator<LogEvent[], void, void> {
  for (let at = 0; at < events.length; at += size) yield events.slice(at, at + size);
}

async function merged(...logs: readonly (readonly LogEvent[])[]): Promise<LogEvent[]> {
  const all: LogEvent[] = [];
  for await (const events of mergeEvents(logs.map((log) => batched(log)))) all.push(...events);
  return all;
}

describe("logs are merged", () => {
  test("by time, and of equal times the log that was named first", async () => {
    const a = [event("a", "1", 1), event("a", "2", 3), event("a", "3", 5)];
    const b = [event("b", "1", 2), event("b", "2", 3)];
    expect((await merged(a, b)).map(({ source, raw }) => source + raw)).toEqual([
      "a1",
      "b1",
      "a2",
      "b2",
      "a3",
    ]);
  });

  test("so that a line without a time stays behind the line before it", async () => {
    const a = [event("a", "1", 4), event("a", "2", undefined), event("a", "3", 9)];
    const b = [event("b", "1", 5), event("b", "2", 6)];
    expect((await merged(a, b)).map(({ source, raw }) => source + raw)).toEqual([
      "a1",
      "a2",
      "b1",
      "b2",
      "a3",
    ]);
  });

  test("without losing an event or the order within a log, whatever their times", async () => {
    const log = fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(log, { maxLength: 5 }), async (logs) => {
        const given = logs.map((times, name) =>
          times.map((time, at) => event(String(name), String(at), time)),
        );
        const all = await merged(...given);
        expect(given.map((_, name) => all.filter(({ source }) => source === String(name)))).toEqual(given);
        expect(all).toHaveLength(given.flat().length);
      }),
      runs(200),
    );
  });
});
