import { describe, expect, test } from "vitest";
import { EventJoiner } from "../../../src/engine/multiline/event-joiner.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { joinedLogs } from "./joined-logs.ts";

/** The events of a log, given line by line. */
function eventsOf(lines: readonly string[]): string[] {
  const joiner = new EventJoiner();
  const events: string[] = [];
  for (const line of lines) joiner.add(line, events);
  joiner.flush(events);
  return events;
}

describe("lines that belong together are one event", () => {
  test.each(joinedLogs)("$name", ({ events }) => {
    const lines = events.flatMap((event) => event.split("\n"));
    expect(eventsOf(lines)).toEqual(events);
  });
});

describe("behind a prefix that every line has", () => {
  test("a trace under Docker Compose is one event although another container writes between its lines", () => {
    expect(
      eventsOf([
        "web-1     | 2026-03-02 10:00:00 ERROR cannot render",
        "orders-1  | 2026-03-02 10:00:00 INFO order 17 placed",
        "web-1     | Traceback (most recent call last):",
        'web-1     |   File "/app/web.py", line 7, in render',
        "orders-1  | 2026-03-02 10:00:01 INFO order 18 placed",
        "web-1     |     template.render()",
        "web-1     | KeyError: 'user'",
        "web-1     | 2026-03-02 10:00:02 INFO next",
      ]),
    ).toEqual([
      "web-1     | 2026-03-02 10:00:00 ERROR cannot render\nTraceback (most recent call last):\n" +
        "  File \"/app/web.py\", line 7, in render\n    template.render()\nKeyError: 'user'",
      "orders-1  | 2026-03-02 10:00:00 INFO order 17 placed",
      "orders-1  | 2026-03-02 10:00:01 INFO order 18 placed",
      "web-1     | 2026-03-02 10:00:02 INFO next",
    ]);
  });

  test("a trace in Docker's file is one object, as if the program had written it in one line", () => {
    const [event, ...others] = eventsOf([
      '{"log":"2026-03-02 ERROR lost\\n","stream":"stderr","time":"2026-03-02T10:00:00.1Z"}',
      '{"log":"java.net.ConnectException: refused\\n","stream":"stderr","time":"2026-03-02T10:00:00.1Z"}',
      '{"log":"\\tat shop.Orders.load(Orders.java:9)\\n","stream":"stderr","time":"2026-03-02T10:00:00.1Z"}',
    ]);
    expect(others).toEqual([]);
    expect(JSON.parse(event ?? "")).toEqual({
      log: "2026-03-02 ERROR lost\njava.net.ConnectException: refused\n\tat shop.Orders.load(Orders.java:9)\n",
      stream: "stderr",
      time: "2026-03-02T10:00:00.1Z",
    });
  });

  test("a line that the container runtime cut is whole again", () => {
    expect(
      eventsOf([
        "2026-03-02T10:00:00.1Z stdout P one ",
        "2026-03-02T10:00:00.1Z stdout P two | ",
        "2026-03-02T10:00:00.2Z stderr F other",
        "2026-03-02T10:00:00.1Z stdout F three",
        "2026-03-02T10:00:00.3Z stdout F next",
      ]),
    ).toEqual([
      "2026-03-02T10:00:00.1Z stdout F one two | three",
      "2026-03-02T10:00:00.2Z stderr F other",
      "2026-03-02T10:00:00.3Z stdout F next",
    ]);
  });

  test("a trace in syslog is joined by its frames, and what the kernel indents is not", () => {
    expect(
      eventsOf([
        "Mar  2 10:00:00 web-7 orders[77]: ERROR cannot load",
        "Mar  2 10:00:00 web-7 orders[77]: \tat shop.Orders.load(Orders.java:9)",
        "Mar  2 10:00:00 web-7 kernel:  BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)",
        "Mar  2 10:00:00 web-7 kernel:   Normal zone: 126960 pages",
      ]),
    ).toEqual([
      "Mar  2 10:00:00 web-7 orders[77]: ERROR cannot load\n\tat shop.Orders.load(Orders.java:9)",
      "Mar  2 10:00:00 web-7 kernel:  BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)",
      "Mar  2 10:00:00 web-7 kernel:   Normal zone: 126960 pages",
    ]);
  });
});

describe("whatever the log", () => {
  const line = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom(
      ...["", "  indented", "\tat a.b.C(D.java:1)", "Traceback (most recent call last):", "{", "}", "[", "]"],
      ...[
        "Caused by: x.YException: z",
        "goroutine 1 [running]:",
        "panic: oops",
        "2026-03-02 10:00:00 ERROR lost",
      ],
      ...["web-1  | 2026-03-02 10:00:00 INFO x", "web-1  |   more", "db-1   | y", "=ERROR REPORT===="],
    ),
  );

  test("no line is lost and none comes twice", () => {
    fc.assert(
      fc.property(
        fc.array(
          line.filter((text) => !/[\n|]/.test(text)),
          { maxLength: 60 },
        ),
        (lines) => {
          expect(eventsOf(lines).flatMap((event) => event.split("\n"))).toEqual(lines);
        },
      ),
      runs(2_000),
    );
  });

  test("the rest of a log is read alike, whatever stood before a line with a time", () => {
    const rest = ["2026-03-02 10:00:00 ERROR lost", "\tat a.b.C(D.java:1)", "2026-03-02 10:00:01 INFO found"];
    fc.assert(
      fc.property(
        fc.array(
          line.filter((text) => !text.includes("\n")),
          { maxLength: 30 },
        ),
        (before) => {
          expect(eventsOf([...before, ...rest]).slice(-2)).toEqual([
            "2026-03-02 10:00:00 ERROR lost\n\tat a.b.C(D.java:1)",
            "2026-03-02 10:00:01 INFO found",
          ]);
        },
      ),
      runs(2_000),
    );
  });

  test("an event that never ends is cut, and memory stays bounded", () => {
    const events = eventsOf(["2026-03-02 10:00:00 ERROR lost", ...Array<string>(5_000).fill("  and on")]);
    expect(events.length).toBeGreaterThan(4);
    expect(Math.max(...events.map((event) => event.split("\n").length))).toBeLessThanOrEqual(1_000);
  });
});
