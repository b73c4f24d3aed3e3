import { describe, expect, test } from "vitest";
import { thirdRunAfter } from "../../../src/engine/incidents/third-run.ts";
import { fc } from "../../support/fast-check.ts";

const minute = 60_000;
const day = 1_440 * minute;
const third = (cron: string, timeZone: string, seen: string): number | undefined =>
  thirdRunAfter({ cron, timeZone }, Date.parse(seen));

/** Schedule, time of the last occurrence, and when three runs have passed: worked out by hand with a calendar. */
const inUtc = [
  ["* * * * *", "2026-05-04T10:00:12Z", "2026-05-04T10:03:00Z"],
  ["* * * * *", "2026-05-04T10:00:00Z", "2026-05-04T10:03:00Z"],
  ["* * * * *", "2026-05-04T10:00:59.999Z", "2026-05-04T10:03:00Z"],
  ["*/2 * * * *", "2026-05-04T10:01:30Z", "2026-05-04T10:06:00Z"],
  ["*/5 * * * *", "2026-12-31T23:53:00Z", "2027-01-01T00:05:00Z"],
  ["1-59/2 * * * *", "2026-05-04T10:58:00Z", "2026-05-04T11:03:00Z"],
  ["0,15,45 * * * *", "2026-05-04T10:20:00Z", "2026-05-04T11:15:00Z"],
  ["5/15 * * * *", "2026-05-04T10:21:00Z", "2026-05-04T11:05:00Z"],
  ["*/45 * * * *", "2026-05-04T10:20:00Z", "2026-05-04T11:45:00Z"],
  // There is no 90th minute: it runs at the full hour.
  ["*/90 * * * *", "2026-05-04T10:20:00Z", "2026-05-04T13:00:00Z"],
  ["7 * * * *", "2026-05-04T10:07:20Z", "2026-05-04T13:07:00Z"],
  [" 7  *\t* * * ", "2026-05-04T10:07:20Z", "2026-05-04T13:07:00Z"],
  ["0 */6 * * *", "2026-05-04T06:00:30Z", "2026-05-05T00:00:00Z"],
  ["30 4 * * *", "2026-02-26T04:31:00Z", "2026-03-01T04:30:00Z"],
  ["30 4 * * *", "2028-02-26T04:31:00Z", "2028-02-29T04:30:00Z"],
  // 4 May 2026 is a Monday.
  ["0 3 * * 1", "2026-05-04T03:00:20Z", "2026-05-25T03:00:00Z"],
  ["0 3 * * MON", "2026-05-03T12:00:00Z", "2026-05-18T03:00:00Z"],
  ["0 3 * * 0", "2026-05-02T10:00:00Z", "2026-05-17T03:00:00Z"],
  ["0 3 * * 7", "2026-05-02T10:00:00Z", "2026-05-17T03:00:00Z"],
  ["0 3 * * sun", "2026-05-02T10:00:00Z", "2026-05-17T03:00:00Z"],
  ["0 22 * * sat,sun", "2026-05-01T08:00:00Z", "2026-05-09T22:00:00Z"],
  ["0 12 * * 5-7", "2026-05-08T12:30:00Z", "2026-05-15T12:00:00Z"],
  ["0 3 * * 1-5", "2026-05-08T03:00:30Z", "2026-05-13T03:00:00Z"],
  ["0 3 1 * *", "2026-01-01T03:00:30Z", "2026-04-01T03:00:00Z"],
  ["0 3 31 * *", "2026-01-31T04:00:00Z", "2026-07-31T03:00:00Z"],
  ["0 6 1,15 * *", "2026-05-02T00:00:00Z", "2026-06-15T06:00:00Z"],
  ["0 0 1 */3 *", "2026-05-02T00:00:00Z", "2027-01-01T00:00:00Z"],
  ["0 0 1 JAN,jul *", "2026-02-01T00:00:00Z", "2027-07-01T00:00:00Z"],
  ["0 6 * JAN-MAR *", "2026-03-30T07:00:00Z", "2027-01-02T06:00:00Z"],
  ["0 0 1 1 *", "2026-06-01T00:00:00Z", "2029-01-01T00:00:00Z"],
  ["0 12 29 2 *", "2026-06-01T00:00:00Z", "2036-02-29T12:00:00Z"],
  ["0 12 29 2 *", "2096-03-01T00:00:00Z", "2112-02-29T12:00:00Z"],
  // The 13th, and every Friday.
  ["0 0 13 * 5", "2026-05-09T00:00:00Z", "2026-05-22T00:00:00Z"],
  ["0 0 1-7 * 1", "2026-05-05T12:00:00Z", "2026-05-11T00:00:00Z"],
  // Mondays on odd days, because the day of the month begins with an asterisk.
  ["0 0 */2 * 1", "2026-05-05T00:00:00Z", "2026-06-01T00:00:00Z"],
] as const;

const inZones = [
  ["0 9-17 * * 1-5", "Europe/Berlin", "2026-05-08T14:00:10+02:00", "2026-05-08T17:00:00+02:00"],
  ["0 9-17 * * 1-5", "Europe/Berlin", "2026-05-08T16:00:30+02:00", "2026-05-11T10:00:00+02:00"],
  ["0 9-17 * * 1-5", "Europe/Berlin", "2026-05-08T17:00:10+02:00", "2026-05-11T11:00:00+02:00"],
  ["*/20 8-18 * * 1-5", "America/New_York", "2026-07-03T18:30:00-04:00", "2026-07-06T08:20:00-04:00"],
  ["0 9-17 * * 1-5", "Asia/Kolkata", "2026-05-08T17:00:05+05:30", "2026-05-11T11:00:00+05:30"],
  ["0 0 * * *", "Asia/Kathmandu", "2026-05-08T17:45:00+05:45", "2026-05-11T00:00:00+05:45"],
  ["0 0 1 * *", "Pacific/Kiritimati", "2026-05-31T23:00:00+14:00", "2026-08-01T00:00:00+14:00"],
  ["30 3 29 2 *", "Europe/Berlin", "2026-06-01T00:00:00+02:00", "2036-02-29T03:30:00+01:00"],
] as const;

const whenClocksChange = [
  // Forward at two in Berlin on 29 March 2026, back at three on 25 October.
  ["0 * * * *", "Europe/Berlin", "2026-03-29T00:30:00+01:00", "2026-03-29T04:00:00+02:00"],
  ["*/30 * * * *", "Europe/Berlin", "2026-03-29T01:10:00+01:00", "2026-03-29T03:30:00+02:00"],
  ["0 3 * * *", "Europe/Berlin", "2026-03-27T03:00:10+01:00", "2026-03-30T03:00:00+02:00"],
  ["30 2 * * *", "Europe/Berlin", "2026-03-28T02:30:20+01:00", "2026-03-31T02:30:00+02:00"],
  ["30 2 * * *", "Europe/Berlin", "2026-03-26T02:31:00+01:00", "2026-03-29T03:00:00+02:00"],
  ["0 * * * *", "Europe/Berlin", "2026-10-25T01:30:00+02:00", "2026-10-25T03:00:00+01:00"],
  ["*/30 * * * *", "Europe/Berlin", "2026-10-25T02:10:00+02:00", "2026-10-25T02:30:00+01:00"],
  ["30 2 * * *", "Europe/Berlin", "2026-10-24T02:31:00+02:00", "2026-10-27T02:30:00+01:00"],
  ["0 9 * * 1", "Europe/Berlin", "2026-10-12T09:00:30+02:00", "2026-11-02T09:00:00+01:00"],
  // Forward at two in New York on 8 March 2026, back at two on 1 November.
  ["0 * * * *", "America/New_York", "2026-03-08T00:30:00-05:00", "2026-03-08T04:00:00-04:00"],
  ["15 2 * * *", "America/New_York", "2026-03-07T02:16:00-05:00", "2026-03-10T02:15:00-04:00"],
  ["30 1 * * *", "America/New_York", "2026-10-31T01:31:00-04:00", "2026-11-03T01:30:00-05:00"],
  ["30 1 * * *", "America/New_York", "2026-11-01T01:40:00-04:00", "2026-11-04T01:30:00-05:00"],
  ["*/20 * * * *", "America/New_York", "2026-11-01T01:30:00-04:00", "2026-11-01T01:20:00-05:00"],
  ["0 6 * * *", "America/St_Johns", "2026-03-06T06:01:00-03:30", "2026-03-09T06:00:00-02:30"],
  // Half an hour forward at two on Lord Howe on 4 October 2026, back at two on 5 April.
  ["15 2 * * *", "Australia/Lord_Howe", "2026-10-03T02:16:00+10:30", "2026-10-06T02:15:00+11:00"],
  ["45 1 * * *", "Australia/Lord_Howe", "2026-04-04T01:46:00+11:00", "2026-04-07T01:45:00+10:30"],
  ["*/10 * * * *", "Australia/Lord_Howe", "2026-04-05T01:52:00+11:00", "2026-04-05T01:50:00+10:30"],
  // Midnight is left out.
  ["0 0 * * *", "America/Santiago", "2026-09-05T08:00:00-04:00", "2026-09-08T00:00:00-03:00"],
] as const;

describe("three runs after it was last seen have passed", () => {
  test.each(inUtc)("by %s, seen at %s, at %s", (cron, seen, end) => {
    expect(third(cron, "UTC", seen)).toBe(Date.parse(end));
  });

  test.each(inZones)("by %s in %s, seen at %s, at %s", (cron, zone, seen, end) => {
    expect(third(cron, zone, seen)).toBe(Date.parse(end));
  });

  test.each(whenClocksChange)(
    "by %s in %s, over a change of the clocks from %s, at %s",
    (cron, zone, seen, end) => {
      expect(third(cron, zone, seen)).toBe(Date.parse(end));
    },
  );

  test.each([
    ["has no day", "0 0 30 2 *"],
    ["has none of its days", "0 0 31 4,6,9,11 *"],
    ["is empty", ""],
    ["has four fields", "0 0 * *"],
    ["has seconds", "0 0 0 * * *"],
    ["is a nickname", "@hourly"],
    ["is a sentence", "every five minutes please now"],
    ["has a minute too high", "60 * * * *"],
    ["has an hour too high", "0 24 * * *"],
    ["has a day too low", "0 0 0 * *"],
    ["has a month too high", "0 0 * 13 *"],
    ["has a weekday too high", "0 0 * * 8"],
    ["has a range that goes backwards", "0 0 * * fri-mon"],
    ["has a step of nothing", "*/0 * * * *"],
    ["ends a list with a comma", "0 0 * * 1,"],
    ["has a day's whole name", "0 0 * * Monday"],
    ["has the last day of a month, which Splunk does not know", "0 0 L * *"],
    ["has a question mark", "0 0 ? * 1"],
    ["has the second Monday, which Splunk does not know", "0 0 * * 1#2"],
    ["is a date", "2026-05-04T10:00:00"],
  ])("never by a line that %s", (_, cron) => {
    expect(third(cron, "UTC", "2026-05-04T10:00:00Z")).toBeUndefined();
  });

  test("never in a zone that is none", () => {
    expect(third("* * * * *", "Mars/Olympus", "2026-05-04T10:00:00Z")).toBeUndefined();
  });
});

/** A field as it is written, and the values that it stands for. */
interface Field {
  readonly text: string;
  readonly values: readonly number[];
}

function fieldOf(from: number, to: number): fc.Arbitrary<Field> {
  const upTo = (start: number, end: number, step: number): number[] =>
    Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, at) => start + at * step);
  const value = fc.integer({ min: from, max: to });
  const step = fc.integer({ min: 1, max: to - from + 1 });
  const part = fc.oneof(
    value.map((at): Field => ({ text: String(at), values: [at] })),
    fc.tuple(value, value, step).map(([one, other, by]): Field => {
      const [start, end] = [Math.min(one, other), Math.max(one, other)];
      return { text: `${start}-${end}/${by}`, values: upTo(start, end, by) };
    }),
  );
  return fc.oneof(
    step.map((by): Field => ({ text: by === 1 ? "*" : `*/${by}`, values: upTo(from, to, by) })),
    fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => ({
      text: parts.map(({ text }) => text).join(","),
      values: parts.flatMap(({ values }) => values),
    })),
  );
}

test("exactly three runs lie between the last occurrence and the end, which is the third", () => {
  const any = fc.constant<Field>({ text: "*", values: Array.from({ length: 32 }, (_, at) => at) });
  const days = fc.oneof(fc.tuple(any, fieldOf(0, 6)), fc.tuple(fieldOf(1, 31), any), fc.tuple(any, any));
  const time = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2031, 0) });
  fc.assert(
    fc.property(fieldOf(0, 59), fieldOf(0, 23), days, time, (minutes, hours, [dates, weekdays], seen) => {
      const cron = `${minutes.text} ${hours.text} ${dates.text} * ${weekdays.text}`;
      const end = thirdRunAfter({ cron, timeZone: "UTC" }, seen) as number;
      const runs = new Set<number>();
      for (let midnight = Math.floor(seen / day) * day; midnight <= end; midnight += day) {
        const date = new Date(midnight);
        if (!dates.values.includes(date.getUTCDate()) || !weekdays.values.includes(date.getUTCDay()))
          continue;
        for (const hour of hours.values)
          for (const each of minutes.values) runs.add(midnight + (60 * hour + each) * minute);
      }
      const passed = [...runs].filter((at) => at > seen && at <= end);
      expect([passed.length, Math.max(...passed)]).toEqual([3, end]);
    }),
  );
});
