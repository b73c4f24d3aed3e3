import { describe, expect, test } from "vitest";
import { Reading } from "../../../src/engine/reading/reading.ts";
import { lineClock } from "../../../src/engine/reading/time/line-clock.ts";
import { withoutLevel, withoutStatus, withoutTime } from "./lines/none-of-these.ts";
import { tables } from "./lines/tables.ts";

const now = new Date("2026-11-21T12:00:00Z");

/** In UTC to the millisecond, as written: what is finer is cut off. */
function timeOf(line: string): string | undefined {
  const seconds = lineClock(now)(line);
  return seconds === undefined ? undefined : new Date(Math.floor(seconds * 1000 + 0.01)).toISOString();
}

describe.each(Object.entries(tables))("lines of %s", (_, lines) => {
  test.each(lines)("$format: $line", ({ format: _format, line, says, ...expected }) => {
    const reading = new Reading(line);
    expect({
      time: timeOf(line),
      level: reading.level.level,
      status: reading.status?.code,
      service: reading.service,
      host: reading.host,
      process: reading.process,
      about: reading.entities.map(({ kind, value }) => `${kind} ${value}`).sort(),
    }).toEqual(expected);
    expect(reading.message.slice(0, says.length)).toBe(says);
  });
});

test.each(withoutLevel)("no level is read in %s", (line) => {
  expect(new Reading(line).level.level).toBe("none");
});

test.each(withoutStatus)("no status is read in %s", (line) => {
  expect(new Reading(line).status).toBeUndefined();
});

test.each(withoutTime)("no time is read in %s", (line) => {
  expect(timeOf(line)).toBeUndefined();
});

test("an address behind a name in brackets is of the message, and no logger", () => {
  const line = new Reading("2026-03-10T09:00:00Z ERROR [orders] db.example.com:5432: Connection refused");
  expect([line.service, line.message]).toEqual(["orders", "db.example.com:5432: Connection refused"]);
});
