import { describe, expect, test } from "vitest";
import { lineClock } from "../../../../src/engine/reading/time/line-clock.ts";
import { fc } from "../../../support/fast-check.ts";

const now = new Date("2026-11-21T12:00:00Z");

function timeOf(line: string, clock = lineClock(now)): string | undefined {
  const time = clock(line);
  return time === undefined ? undefined : new Date(Math.round(time * 1000)).toISOString();
}

const noon = "2026-05-04T12:34:56.000Z";

describe("a time of day and its date are read", () => {
  test.each([
    ["2026-05-04T12:34:56Z a"],
    ["2026-05-04 12:34:56 a"],
    ["2026/05/04 12:34:56 a"],
    ["2026.05.04 12:34:56 a"],
    ["2026-5-4 12:34:56 a"],
    ["2026-05-04\t12:34:56\ta"],
    ["2026-05-04 12h34m56s a"],
    ["2026-05-04T123456Z a"],
    ["2026-124T12:34:56Z a"],
    ["20260504T123456Z a"],
    ["20260504123456 a"],
    ["20260504 12:34:56 a"],
    ["260504 12:34:56 a"],
    ["260504 123456 7 INFO a"],
    ["04/May/2026:12:34:56 +0000 a"],
    ["04-May-2026 12:34:56 a"],
    ["4 May 2026 12:34:56 a"],
    ["4. Mai 2026 12:34:56 a"],
    ["04.05.2026 12:34:56 a"],
    ["04.05.2026, 12:34:56 a"],
    ["May 4, 2026 12:34:56 PM a"],
    ["May  4 2026 12:34:56: a"],
    ["May 4th, 2026 at 12:34:56 a"],
    ["5/4/2026 12:34:56 PM a"],
    ["05/04/2026 12:34:56 p.m. a"],
    ["Mon May  4 12:34:56 2026 a"],
    ["Mon May 04 12:34:56 UTC 2026 a"],
    ["Mon, 04 May 2026 12:34:56 GMT a"],
    ["Monday, 04-May-26 12:34:56 GMT a"],
    ["May  4 12:34:56 host app: a"],
    ["E0504 12:34:56.000000 7 a.go:1] a"],
    ["W260504 12:34:56.000000 7 a.go:1] a"],
    ["05-04 12:34:56.000  7  7 I Tag: a"],
    ["17/05/04 12:34:56 INFO a", "2017-05-04T12:34:56.000Z"],
    ["2026年5月4日 12:34:56 a"],
    ["2026년 5월 4일 12:34:56 a"],
    ["févr. 4 2026 12:34:56 a", "2026-02-04T12:34:56.000Z"],
    ["Mär  4 12:34:56 host app: a", "2026-03-04T12:34:56.000Z"],
    ["12:M 04 May 2026 12:34:56.000 * a"],
    ["type=SYSCALL msg=audit(1777898096.000:42): a"],
    ["1777898096 a"],
    ["1777898096000 a"],
    ["1777898096000000 a"],
    ["1777898096000000000 a"],
    ["[1777898096] a"],
    [
      '10.0.0.1:1 [04/May/2026:12:34:56.000] in out/a 0/0/0/1/1 200 1 - - ---- 1/1/1/1/0 0/0 "GET / HTTP/1.1"',
    ],
    ["web1 app 2026-05-04T12:34:56Z a"],
    ["(2026-05-04 12:34:56) a"],
    ["*May  4 12:34:56.000: %SYS-5-CONFIG: a"],
    ['"2026-05-04 12:34:56","a"'],
    ["2026-05-04,12:34:56,a"],
    ["a|2026-05-04 12:34:56|b"],
    ["2026-05-04 12.34.56 a"],
    ["2026-05-04-12.34.56.000000 a"],
    ["2026-05-04_12-34-56 a"],
    ["2026-05-04/12:34:56 a"],
    ["2026-05-04;12:34:56;a"],
    ["2026-05-04 @ 12:34:56 a"],
    ["2026-05-04 at 12:34:56 a"],
    ["2026-05-04t12:34:56z a"],
    ["[2026-05-04] [12:34:56] a"],
    ["ERROR:2026-05-04 12:34:56: a"],
    ["logs/a.log:12:2026-05-04 12:34:56 a"],
    ["RP/0/RSP0/CPU0:May  4 12:34:56.000 : ifmgr[1]: a"],
    [".May  4 12:34:56.000: a"],
    ["04.May.2026 12:34:56 a"],
    ["04May2026 12:34:56 a"],
    ["4th May 2026 12:34:56 a"],
    ["4 mai 2026 à 12:34:56 a"],
    ["4 de mayo de 2026 12:34:56 a"],
    ["4 мая 2026 г. 12:34:56 a"],
    ["02. Mrz 2026 12:34:56 a", "2026-03-02T12:34:56.000Z"],
    ["2026年05月04日12時34分56秒 a"],
    ["2026년 5월 4일 12시 34분 56초 a"],
    ["2026. 5. 4. 12:34:56 a"],
    ["2026/May/04 12:34:56 a"],
    ["2026/124 12:34:56 a"],
    ["4.5.2026 12.34.56 a"],
    ["04.05.2026 - 12:34:56 a"],
    ["20260504123456000 a"],
    ["20260504,12:34:56,a"],
    ["260504-12:34:56 a"],
    ["04-MAY-26 12.34.56.000 PM a"],
    ["5/4/26, 12:34:56 PM a"],
    ["[10/18/26 12:34:56:000 UTC] 00000001 Pump E a", "2026-10-18T12:34:56.000Z"],
    ["Mon 4 May 12:34:56 UTC 2026 a"],
    ["Mon May  4 12:34:56 PM UTC 2026 a"],
    ["[7] 04 May 12:34:56.000 # a"],
    ["E20260504 12:34:56.000000 7 a.cc:1] a"],
    ["INFO [05-04|12:34:56.000] a"],
    ["=ERROR REPORT==== 4-May-2026::12:34:56.000 ==="],
  ])("in %s", (line, expected = noon) => {
    expect(timeOf(line)).toBe(expected);
  });
});

describe("a zone counts", () => {
  test.each([
    ["2026-05-04T12:34:56+02 a", "2026-05-04T10:34:56.000Z"],
    ["2026-05-04 12:34:56 -0330 a", "2026-05-04T16:04:56.000Z"],
    ["2026-05-04 12:34:56 GMT+2 a", "2026-05-04T10:34:56.000Z"],
    ["2026-05-04 12:34:56 UTC-05:30 a", "2026-05-04T18:04:56.000Z"],
    ["2026-05-04 12:34:56 CEST a", "2026-05-04T10:34:56.000Z"],
    ["2026-05-04 12:34:56.5 PDT [7] a", "2026-05-04T19:34:56.500Z"],
    ["2026-05-04 12:34:56 JST a", "2026-05-04T03:34:56.000Z"],
    ["[04-May-2026 12:34:56 Europe/Berlin] a", "2026-05-04T10:34:56.000Z"],
    ["[04-Jan-2026 12:34:56 America/New_York] a", "2026-01-04T17:34:56.000Z"],
    ["May  4 12:34:56 EST host app: a", "2026-05-04T17:34:56.000Z"],
    ["Mon May 04 12:34:56 CEST 2026 a", "2026-05-04T10:34:56.000Z"],
    ["2026-05-04 12:34:56 (UTC+2) a", "2026-05-04T10:34:56.000Z"],
    ["2026-05-04 12:34:56 [CEST] a", "2026-05-04T10:34:56.000Z"],
    ["*May  4 2026 12:34:56.000 CEST: %SYS-5-CONFIG: a", "2026-05-04T10:34:56.000Z"],
    ["2026-05-04T12:34:56.000+02:00[Europe/Berlin] a", "2026-05-04T10:34:56.000Z"],
    ["2026-05-04T12:34:56.000[Europe/Berlin] a", "2026-05-04T10:34:56.000Z"],
    ["Mon 4 May 12:34:56 CEST 2026 a", "2026-05-04T10:34:56.000Z"],
    ["2026-05-04 12:34:56 INFO a", noon],
    ["2026-05-04 12:34:56 [main] a", noon],
    ["2026-05-04 12:34:56 E a", noon],
  ])("in %s", (line, expected) => {
    expect(timeOf(line)).toBe(expected);
  });

  test.each(["2026-05-04 12:34:56 IST a", "2026-05-04 12:34:56+19:00 a"])(
    "and where it can be several, no time is read: %s",
    (line) => {
      expect(timeOf(line)).toBeUndefined();
    },
  );
});

describe("the half of the day counts", () => {
  test.each([
    ["5/4/2026 12:00:00 AM a", "2026-05-04T00:00:00.000Z"],
    ["5/4/2026 1:00:00 PM a", "2026-05-04T13:00:00.000Z"],
    ["2026-05-04 01:00:01 PM a", "2026-05-04T13:00:01.000Z"],
    ["May 4, 2026 11:59:59 pm a", "2026-05-04T23:59:59.000Z"],
    ["03/02/26 10:00:01 PM a", "2026-03-02T22:00:01.000Z"],
    ["2026/5/4 下午1:00:00 a", "2026-05-04T13:00:00.000Z"],
    ["2026年5月4日 午前1:00:00 a", "2026-05-04T01:00:00.000Z"],
    ["2026년 5월 4일 오후 1:00:00 a", "2026-05-04T13:00:00.000Z"],
    ["2026-05-04 13:00:00 PM a", undefined],
  ])("in %s", (line, expected) => {
    expect(timeOf(line)).toBe(expected);
  });
});

test.each([
  "2026-02-31 10:00:00 a",
  "2026-02-29T10:00:00Z a",
  "31.04.2026 10:00:00 a",
  "2026-05-04 24:00:01 a",
  "2026-05-04 25:00:00 a",
  "2026-05-04 10:60:00 a",
  "2026-366T10:00:00Z a",
  "Feb 30 10:00:00 host app: a",
  "13/13/2026 10:00:00 a",
  "I1332 10:00:00.0 1 a",
  "version 2026.05.04 of a",
  "10.20.30.40:50 a",
  "took 12:34 of 20:00 a",
  "at com.example.Main.run(Main.java:12)",
  "order 12345678901 of 12345678",
  "order 1777898096 shipped",
  "web1 app: took 1777898096 of 9",
  "[3/2/26 10:00:01:123 CET] 00000001 Pump E a",
  "2026年2月31日10時00分01秒 a",
  "31 Feb 10:00:01.123 a",
  "mac 00:11:22:33:44:55 a",
  '{"msg":"restarted at 2026-05-04 12:34:56"}',
  '{"user":{"created":"2026-05-04T12:34:56Z"},"msg":"a"}',
])("no time is read in %s", (line) => {
  expect(timeOf(line)).toBeUndefined();
});

test.each([
  ["2026-05-04T24:00:00Z a", "2026-05-05T00:00:00.000Z"],
  ["2016-12-31T23:59:60Z a", "2017-01-01T00:00:00.000Z"],
  ["Feb 29 10:00:00 host app: a", "2024-02-29T10:00:00.000Z"],
  ["I0229 10:00:00.0 1 a", "2024-02-29T10:00:00.000Z"],
  ["Dec  1 10:00:00 host app: a", "2025-12-01T10:00:00.000Z"],
  ["Nov 22 10:00:00 host app: a", "2026-11-22T10:00:00.000Z"],
])("a day at the edge of the calendar is right: %s", (line, expected) => {
  expect(timeOf(line)).toBe(expected);
});

describe("of a structured line the time is a field's", () => {
  test.each([
    ['{"msg":"a","@timestamp":"2026-05-04T12:34:56Z"}'],
    ['{"ts":1777898096.0,"msg":"a"}'],
    ['{"ts":1.777898096e9,"msg":"a"}'],
    ['{"time":{"$date":"2026-05-04T12:34:56.000+00:00"},"msg":"a"}'],
    ['{"t":{"$date":"2026-05-04T12:34:56.000Z"},"s":"I","c":"NETWORK","msg":"a"}'],
    ['{"log":"2020-01-01T00:00:00Z a\\n","stream":"stdout","time":"2026-05-04T12:34:56Z"}'],
    ['{"__REALTIME_TIMESTAMP":"1777898096000000","MESSAGE":"a"}'],
    ['{"timeUnixNano":"1777898096000000000","body":"a"}'],
    ['{"timeMillis":1777898096000,"message":"a"}'],
    ['{"eventTime":"2026-05-04T12:34:56Z","eventName":"StopLogging"}'],
    ['{"time":"soon","ts":1777898096,"msg":"a"}'],
    ["level=info ts=2026-05-04T12:34:56Z msg=a"],
    ['time="2026-05-04T14:34:56+02:00" level=info msg=a'],
    ['at=2020 t=1777898096 msg="a"'],
    ['date=2026-05-04 time=14:34:56 devname="fw" tz="+0200" level="alert"'],
    ['{"instant":{"epochSecond":1777898096,"nanoOfSecond":123},"level":"INFO"}'],
    ['{"timestamp":{"seconds":1777898096,"nanos":123},"message":"a"}'],
    ['{"t":{"$date":1777898096000},"msg":"a"}'],
    ['{"t":{"$date":{"$numberLong":"1777898096000"}},"msg":"a"}'],
    ['{"kind":"Event","requestReceivedTimestamp":"2026-05-04T12:34:56.000000Z"}'],
    ['{"time_local":"04/May/2026:12:34:56 +0000","status":"200"}'],
    ['{"CreationTime":"2026-05-04T12:34:56","Operation":"Delete"}'],
  ])("in %s", (line) => {
    expect(timeOf(line)).toBe(noon);
  });

  test("and is found again where another value stands before it", () => {
    const clock = lineClock(now);
    expect(timeOf('{"ts":1777898096,"msg":"a"}', clock)).toBe(noon);
    expect(timeOf('{"level":"info","ts":1777898096,"msg":"a"}', clock)).toBe(noon);
    expect(timeOf('{"a":{"ts":1}, "ts":1777898096,"msg":"a"}', clock)).toBe(noon);
  });
});

test("a source that writes the day first tells so once, and is read that way from then on", () => {
  const clock = lineClock(now);
  expect(timeOf("04/05/2026 12:34:56 a", clock)).toBeUndefined();
  expect(timeOf("13/05/2026 12:34:56 a", clock)).toBe("2026-05-13T12:34:56.000Z");
  expect(timeOf("04/05/2026 12:34:56 a", clock)).toBe(noon);
});

test("what a clock has read before changes no time that is written in full", () => {
  const lines = [
    "2026-05-04T12:34:56Z a",
    "04/May/2026:12:34:56 +0000 a",
    "Mon May  4 12:34:56 2026 a",
    "1777898096 a",
    '{"ts":1777898096}',
    "level=info ts=2026-05-04T12:34:56Z",
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...lines), { maxLength: 8 }),
      fc.constantFrom(...lines),
      (before, line) => {
        const clock = lineClock(now);
        for (const each of before) clock(each);
        expect(timeOf(line, clock)).toBe(noon);
      },
    ),
  );
});

test("a date and a time of day are read as they were written, in whatever format", () => {
  const pad = (value: number) => String(value).padStart(2, "0");
  const moment = fc.date({ min: new Date("2001-09-10"), max: new Date("2099-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(moment, (date) => {
      const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);
      const [y, m, d] = [whole.getUTCFullYear(), whole.getUTCMonth() + 1, whole.getUTCDate()];
      const clock = whole.toISOString().slice(11, 19);
      const name = whole.toLocaleString("en-US", { month: "short", timeZone: "UTC" });
      for (const written of [
        `${y}-${pad(m)}-${pad(d)}T${clock}Z`,
        `${d}/${name}/${y}:${clock}`,
        `${name} ${d}, ${y} ${clock}`,
        `${pad(d)}.${pad(m)}.${y} ${clock}`,
        whole.toUTCString(),
        String(whole.getTime() / 1000).padStart(10, "0"),
      ])
        expect(timeOf(`${written} x`)).toBe(whole.toISOString());
    }),
  );
});

test("hostile text is read in time that grows with it no further than the head", () => {
  for (const piece of [
    "1",
    "1:",
    "2026-",
    "Mar ",
    "[",
    "1777898096",
    "a=",
    "{",
    '{"ts":',
    "12:34:56 ",
    "-",
  ]) {
    expect(() => timeOf(piece.repeat(200_000))).not.toThrow();
  }
});
