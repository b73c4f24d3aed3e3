import { describe, expect, test } from "vitest";
import type { KindEvents } from "../../../src/engine/correlation/event-columns.ts";
import { slowSpellsOf } from "../../../src/engine/correlation/slowness.ts";

const span = { from: 0, to: 1_200, width: 5 };
/** An event every two seconds. */
const events = (took: (second: number) => number): KindEvents => {
  const times = Float64Array.from({ length: 600 }, (_, place) => place * 2);
  return { times, hosts: new Uint16Array(600), tooks: Float32Array.from(times, took) };
};
const jitter = (second: number): number => 10 + ((second * 7) % 10);

describe("slow spells", () => {
  test("are when most of what comes takes many times as long", () => {
    const [spell, ...others] = slowSpellsOf(
      events((at) => (at >= 700 && at < 900 ? 400 : jitter(at))),
      span,
    );
    expect(others).toEqual([]);
    expect(spell?.from).toBe(700);
    expect(spell?.slower).toBeGreaterThan(20);
  });

  test("are none where it is as slow as ever, or where a line now and then is", () => {
    expect(slowSpellsOf(events(jitter), span)).toEqual([]);
    expect(
      slowSpellsOf(
        events((at) => (at % 60 === 0 ? 400 : jitter(at))),
        span,
      ),
    ).toEqual([]);
  });

  test("are none where lines tell no duration", () => {
    expect(
      slowSpellsOf(
        events(() => 0),
        span,
      ),
    ).toEqual([]);
  });
});
