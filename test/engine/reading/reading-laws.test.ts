import { expect, test } from "vitest";
import { Reading } from "../../../src/engine/reading/reading.ts";
import { lineClock } from "../../../src/engine/reading/time/line-clock.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { labelledReadings } from "./lines/tables.ts";

const now = new Date("2026-11-21T12:00:00Z");

function allOf(line: string) {
  const reading = new Reading(line);
  const { level, status, format, service, host, process, message, entities } = reading;
  return {
    ...{ level, status, format, service, host, process, message, entities },
    time: lineClock(now)(line),
    fields: [...reading.fields],
  };
}

const labelled = fc.constantFrom(...labelledReadings.map(({ line }) => line));
/** Pieces of lines in any order, and any characters between them. */
const mixture = fc
  .array(
    fc.oneof(
      fc
        .tuple(labelled, fc.nat(60), fc.nat(60))
        .map(([line, from, length]) => line.slice(from, from + length)),
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(" ", "\n", "\t", "\0", "\u001b[31m", "{", "[", "<", '"', "=", "|", "%", ":"),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(""));

test("any text has a reading, the same one each time, and a message unless it is empty", () => {
  fc.assert(
    fc.property(mixture, (line) => {
      const reading = allOf(line);
      expect(allOf(line)).toEqual(reading);
      expect(reading.message === "" && new Reading(line).plain !== "").toBe(false);
    }),
    runs(1_000),
  );
});

test("a line reads the same after any others", () => {
  fc.assert(
    fc.property(fc.array(labelled, { maxLength: 5 }), labelled, (before, line) => {
      const alone = allOf(line);
      for (const each of before) allOf(each);
      expect(allOf(line)).toEqual(alone);
    }),
  );
});

/** Lines whose first sign is not one that a lost escape character would be taken for. */
const uncoloured = labelledReadings.filter(({ line }) => !/[\u001b\0]|#033|\^\[|\\u001b|\[\d+m/.test(line));

test("a line that a terminal would colour reads as without its colours", () => {
  const colour = fc.constantFrom(
    "\u001b[31m",
    "\u001b[1;33m",
    "\u001b[38;5;9m",
    "\u001b[0m",
    "\u001b[38;2;1;2;3m",
  );
  fc.assert(
    fc.property(fc.constantFrom(...uncoloured), colour, ({ line, time, level, status }, sequence) => {
      // Around the whole line, and in front of words, as programs colour their parts.
      for (const coloured of [
        `${sequence}${line}\u001b[0m`,
        line.replace(/ (?=[A-Z]{4,9} )/g, ` ${sequence}`).replace(/(?<= \S{0,12}[A-Z]{4,9}) /g, "\u001b[0m "),
      ]) {
        const reading = new Reading(coloured);
        expect(reading.level.level).toBe(level);
        expect(reading.status?.code).toBe(status);
      }
      const seconds = lineClock(now)(`${sequence}${line}\u001b[0m`);
      const read = seconds && new Date(Math.floor(seconds * 1000 + 0.01)).toISOString();
      expect(read).toBe(time);
    }),
    runs(500),
  );
});

/** What collectors put around a line, each with the signs at whose sight it would not be told apart from the line. */
const wrappers: readonly (readonly [name: string, wrap: (line: string) => string])[] = [
  [
    "Docker json-file",
    (line) => JSON.stringify({ log: `${line}\n`, stream: "stdout", time: "2026-03-14T03:12:00Z" }),
  ],
  ["Kubernetes CRI", (line) => `2026-03-14T03:12:00.123456789Z stderr F ${line}`],
  ["kubectl", (line) => `[pod/orders-7c9f6b5d4-x2k8p/app] ${line}`],
  ["Docker Compose", (line) => `orders-1  | ${line}`],
  ["stern", (line) => `orders-7c9f6b5d4-x2k8p app ${line}`],
];
/** A wrapper is one line's, and stands around no other wrapper. */
const single = uncoloured.filter(({ line }) => !line.includes("\n") && new Reading(line).text === line);

test.each(wrappers)("a line in %s reads as the line alone", (_, wrap) => {
  for (const { line } of single) {
    const { level, status, text } = new Reading(wrap(line));
    const alone = new Reading(line);
    expect(text).toBe(line);
    expect({ level, status }).toEqual({ level: alone.level, status: alone.status });
  }
});

test("a line behind the head of syslog has its own level and status", () => {
  const heads = ["Mar 14 03:12:00 web1 orders[77]: ", "2026-03-14T03:12:00Z web1 orders[77]: "];
  // A line that begins with a time or a host of its own is not what a program hands to syslog.
  const handed = single.filter(({ line }) =>
    /^(?:[A-Z]{4,8}[: ]|\{"|level=|\[[a-z]+\] |[A-Z]+\[)/.test(line),
  );
  expect(handed.length).toBeGreaterThan(50);
  for (const head of heads)
    for (const { line, level, status } of handed) {
      const reading = new Reading(head + line);
      expect([line, reading.level.level, reading.status?.code]).toEqual([line, level, status]);
    }
});

const openings = [
  ..."{[(<\"'`=:|%#/\\,;-*.!?&@+~^$1aA \t\n\0é世".split(""),
  ...[
    "a=",
    'a="',
    '"a":',
    '{"a":',
    "[a",
    "<a ",
    "a.",
    "a-",
    "a/",
    "a:",
    "A ",
    "AB",
    "ab ",
    "ERROR ",
    "error: ",
  ],
  ...[
    "10:00:01 ",
    "2026-03-14 ",
    "1773457920 ",
    "Mar 14 ",
    "192.0.2.7 ",
    '"GET / HTTP/1.1" ',
    "HTTP/1.1 503 ",
  ],
  ...[
    "request_id=",
    "trace_id=a",
    "pod/",
    "session=",
    "user ",
    "order ",
    "container ",
    "[a,b,",
    "00-",
    "blk_",
  ],
  ...[
    "\u001b[31m",
    "#033[",
    "^[[",
    "\\u001b[",
    "[31m",
    "<Event ",
    "LogName=",
    "CEF:0|",
    "level=",
    "%A-1-B: ",
  ],
];

test("hostile text of a hundred thousand characters is read as fast as eight times less, eight times over", () => {
  const timeOf = (line: string): number => {
    const { user, system } = process.cpuUsage();
    allOf(line);
    const after = process.cpuUsage();
    return (after.user + after.system - user - system) / 1000;
  };
  for (const piece of openings)
    for (const around of [(text: string) => text, (text: string) => `2026-03-14 03:12:00 INFO x: ${text}`]) {
      const short = around(piece.repeat(12_500 / piece.length));
      const long = around(piece.repeat(100_000 / piece.length));
      timeOf(short);
      // Far above what is linear, far below what would be quadratic for a line of some length.
      expect(timeOf(long), JSON.stringify(piece)).toBeLessThan(500 + 16 * timeOf(short));
    }
});
