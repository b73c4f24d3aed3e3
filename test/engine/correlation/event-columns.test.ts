import { describe, expect, test } from "vitest";
import { EventColumns } from "../../../src/engine/correlation/event-columns.ts";
import { fc, runs } from "../../support/fast-check.ts";

const event = fc.record({
  time: fc.double({ min: 0, max: 2e9, noNaN: true }),
  kind: fc.nat(5),
  host: fc.nat(65_535),
});

describe("events by kind", () => {
  test("are in order of time, whatever order they came in", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const columns = new EventColumns();
        for (const { time, kind, host } of events) columns.add(time, kind, host);
        const byKind = columns.byKind(6);
        for (const [kind, { times, hosts }] of byKind.entries()) {
          const own = events.filter((each) => each.kind === kind).sort((one, other) => one.time - other.time);
          expect([...times]).toEqual(own.map(({ time }) => time));
          expect([...hosts].sort()).toEqual(own.map(({ host }) => host).sort());
        }
      }),
      runs(300),
    );
  });

  test("are kept beyond the first room for them", () => {
    const columns = new EventColumns();
    for (let time = 10_000; time > 0; time--) columns.add(time, 0, time % 7);
    const [events] = columns.byKind(1);
    expect(events?.times.length).toBe(10_000);
    expect(events?.times[0]).toBe(1);
    expect(events?.hosts[0]).toBe(1);
  });
});
