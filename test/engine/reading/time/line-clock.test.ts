import { describe, expect, test } from "vitest";
import { lineClock } from "../../../../src/engine/reading/time/line-clock.ts";

const now = new Date("2026-11-21T12:00:00Z");

function timeOf(line: string): string | undefined {
  const time = lineClock(now)(line);
  return time === undefined ? undefined : new Date(Math.round(time * 1000)).toISOString();
}

describe("a time is read from", () => {
  test.each([
    ["ISO 8601 in UTC", "2026-03-10T09:20:00.125Z INFO up", "2026-03-10T09:20:00.125Z"],
    ["ISO 8601 with a zone", "2026-03-10T09:20:00+02:00 up", "2026-03-10T07:20:00.000Z"],
    ["ISO 8601 with a zone without a colon", "2026-03-10T09:20:00.5-0530 up", "2026-03-10T14:50:00.500Z"],
    ["ISO 8601 without a zone, as UTC", "2026-03-10T09:20:00 up", "2026-03-10T09:20:00.000Z"],
    ["a comma before the milliseconds", "2015-10-18 18:01:47,978 INFO [main] up", "2015-10-18T18:01:47.978Z"],
    ["brackets around it", "[2026-03-10 09:20:00] up", "2026-03-10T09:20:00.000Z"],
    [
      "a file name before it",
      "api.log.1.2017-05-16_13:53:08 2017-05-16 00:00:00.008 25 INFO",
      "2017-05-16T00:00:00.008Z",
    ],
    ["slashes, as nginx writes errors", "2026/03/10 09:20:00 [error] 7#7: down", "2026-03-10T09:20:00.000Z"],
    ["RFC 5424", "<34>1 2026-03-10T09:20:00.003Z host su - ID47", "2026-03-10T09:20:00.003Z"],
    ["syslog", "Mar 10 09:20:00 node-1 sshd[1]: up", "2026-03-10T09:20:00.000Z"],
    ["syslog with a one-digit day", "Mar  1 09:20:00 node-1 sshd[1]: up", "2026-03-01T09:20:00.000Z"],
    [
      "an Apache access log",
      '192.0.2.7 - - [10/Mar/2026:09:20:00 +0100] "GET /"',
      "2026-03-10T08:20:00.000Z",
    ],
    ["an Apache error log", "[Sun Dec 04 04:47:44 2005] [notice] up", "2005-12-04T04:47:44.000Z"],
    [
      "BlueGene",
      "- 1117838570 2005.06.03 R02 2005-06-03-15.42.50.363779 R02 RAS",
      "2005-06-03T15:42:50.364Z",
    ],
    ["yy/mm/dd", "17/06/09 20:10:40 INFO up", "2017-06-09T20:10:40.000Z"],
    ["yy/mm/dd of the last century", "70/06/09 20:10:40 INFO up", "1970-06-09T20:10:40.000Z"],
    ["yymmdd hhmmss", "081109 203615 148 INFO up", "2008-11-09T20:36:15.000Z"],
    ["Kubernetes' klog", "E0310 09:20:00.123456 1 controller.go:114] down", "2026-03-10T09:20:00.123Z"],
    ["epoch seconds", "1773134400 up", "2026-03-10T09:20:00.000Z"],
    ["epoch seconds with a fraction", "1773134400.250 up", "2026-03-10T09:20:00.250Z"],
    ["epoch milliseconds", "1773134400125 up", "2026-03-10T09:20:00.125Z"],
    ["the JSON key time", '{"level":"info","time":"2026-03-10T09:20:00Z"}', "2026-03-10T09:20:00.000Z"],
    ["the JSON key @timestamp", '{"@timestamp": "2026-03-10T09:20:00.1+01:00"}', "2026-03-10T08:20:00.100Z"],
    ["the JSON key ts as a number", '{"ts":1773134400.5,"msg":"up"}', "2026-03-10T09:20:00.500Z"],
    ["the JSON key timestamp in milliseconds", '{"timestamp":1773134400125}', "2026-03-10T09:20:00.125Z"],
    ["the logfmt key time", 'time="2026-03-10T09:20:00Z" level=info msg=up', "2026-03-10T09:20:00.000Z"],
  ])("%s", (_, line, expected) => {
    expect(timeOf(line)).toBe(expected);
  });
});

test.each([
  "no time here",
  "",
  "99/99/99 99:99:99 up",
  "2026-13-10T09:20:00Z up",
  "0000000000 up",
  "12345678901234567890 up",
  "version 10.2.14 is 20260310 days old",
  '{"time":"soon"}',
  "\tat com.example.Main.run(Main.java:12)",
])("no time is read from %j", (line) => {
  expect(timeOf(line)).toBeUndefined();
});

test("syslog lines are in the year that the lines before them wrote out", () => {
  const clock = lineClock(now);
  clock("2019-03-10T09:20:00Z up");
  expect(clock("Mar 10 09:20:01 node-1 up")).toBe(Date.UTC(2019, 2, 10, 9, 20, 1) / 1000);
});

test("syslog lines that would be in the future are of last year", () => {
  expect(timeOf("Dec 31 23:59:59 node-1 up")).toBe("2025-12-31T23:59:59.000Z");
});

test("lines in several formats are told apart, whatever came before", () => {
  const clock = lineClock(now);
  const lines = ["Mar 10 09:20:00 a up", "2026-03-10T09:20:00Z up", "1773134400 up", "Mar 10 09:20:00 a up"];
  expect(lines.map(clock)).toEqual([1773134400, 1773134400, 1773134400, 1773134400]);
});

test("a day of two digits is whole where one of one digit stood before", () => {
  const clock = lineClock(now);
  const at = (address: string, day: string) =>
    clock(`${address} - - [${day}/Mar/2025:09:20:00 +0000] "GET / HTTP/1.1" 200 1`);
  expect(at("192.0.2.77", "7")).toBe(Date.UTC(2025, 2, 7, 9, 20) / 1000);
  expect(at("192.0.2.7", "27")).toBe(Date.UTC(2025, 2, 27, 9, 20) / 1000);
});

test.each(["ibm_datetime", "firstTimestamp", "lastTimestamp"])("the field %s says when it was", (key) => {
  expect(timeOf(`{"${key}":"2025-03-10T09:20:00.000+0000","message":"up"}`)).toBe("2025-03-10T09:20:00.000Z");
});

test("a line of 10 MB costs no more than a short one", () => {
  const clock = lineClock(now);
  const started = performance.now();
  for (let times = 0; times < 100; times += 1) clock(`{"a":"${"x".repeat(100_000)}`);
  expect(performance.now() - started).toBeLessThan(500);
});
