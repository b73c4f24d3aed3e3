import { describe, expect, test } from "vitest";
import { parseFilter } from "../../src/cli/parse/event-filter.ts";
import type { LogEvent } from "../../src/cli/parse/log-event.ts";
import { UserError } from "../../src/splunk/user-error.ts";

const now = new Date("2026-03-10T12:00:00Z");
const at = (clock: string): number => Date.parse(`2026-03-10T${clock}Z`) / 1000;
const events: readonly LogEvent[] = [
  { source: "a.log", raw: "no time yet", time: undefined },
  { source: "a.log", raw: "09:00:00 ERROR [orders-api] lost host=web-7", time: at("09:00:00") },
  { source: "a.log", raw: "and more of it", time: undefined },
  {
    source: "a.log",
    raw: "ts=10:00:00 level=warn service=checkout host=WEB-8 msg=slow",
    time: at("10:00:00"),
  },
  { source: "a.log", raw: "11:00:00 INFO [Orders-API] r\xc3\xa9tabli", time: at("11:00:00") },
];

/** The indices of the events that are kept. */
function kept(flags: Readonly<Record<string, string>>): number[] {
  const filter = parseFilter(new Map(Object.entries(flags)), now);
  return [...events.keys()].filter((index) => filter?.keeps(events[index] as LogEvent) ?? true);
}

describe("events are kept", () => {
  test.each([
    ["all, where no flag says otherwise", {}, [0, 1, 2, 3, 4]],
    [
      "from a time on, with a line without a time behind the line before it",
      { since: "2026-03-10T09:00" },
      [1, 2, 3, 4],
    ],
    ["up to a time", { until: "2026-03-10 09:30:00" }, [1, 2]],
    ["of the last hours", { since: "2.5h" }, [3, 4]],
    ["between two times", { since: "2h", until: "90m" }, [3]],
    ["with a zone", { since: "2026-03-10T11:00+01:00", until: "2026-03-10T10:30Z" }, [3]],
    ["of a level or worse", { level: "Warning" }, [1, 3]],
    ["of one of several services, in any case", { service: "ORDERS-API, nobody" }, [1, 4]],
    ["of a host", { host: "web-8" }, [3]],
    ["that fit a pattern, as text and not as bytes", { grep: "\\d\\d.*(slow|é)" }, [3, 4]],
    ["that fit all flags", { level: "error", service: "checkout,orders-api", since: "4h" }, [1]],
  ] as const)("%s", (_, flags, expected) => expect(kept(flags)).toEqual(expected));
});

test("what was left out is counted and named, and an empty rest is said to be so", () => {
  const filter = parseFilter(
    new Map([
      ["since", "1m"],
      ["grep", "x"],
    ]),
    now,
  );
  expect(filter?.leftOut).toBe("");
  expect(() => filter?.checkLeft()).not.toThrow();
  for (const event of events) filter?.keeps(event);
  expect(filter?.leftOut).toBe("Left out by --since, --grep: 5 of 5 events");
  expect(() => filter?.checkLeft()).toThrow("No event is left: --since, --grep left out all 5.");
});

test.each([
  [
    { since: "yesterday" },
    /^--since wants a time such as 2026-03-10T09:30, or how long ago, .* not "yesterday"/,
  ],
  [{ until: "" }, /^--until wants a time/],
  [{ since: "1h", until: "2h" }, /^--since is after --until/],
  [{ level: "loud" }, /^--level wants fatal, error, warning, info or debug, not "loud"/],
  [{ grep: "(" }, /^--grep wants a regular expression, and "\(" is none/],
])("%j is refused in a sentence", (flags, sentence) => {
  expect(() => kept(flags)).toThrow(UserError);
  expect(() => kept(flags)).toThrow(sentence);
});
