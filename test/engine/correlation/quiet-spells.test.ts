import { describe, expect, test } from "vitest";
import { countsOf, spanOf } from "../../../src/engine/correlation/episodes.ts";
import { quietSpellsOf } from "../../../src/engine/correlation/quiet-spells.ts";

const span = spanOf(0, 3_600);
const every = (seconds: number, from: number, to: number): Float64Array =>
  Float64Array.from({ length: Math.floor((to - from) / seconds) }, (_, place) => from + place * seconds);
const others = countsOf(every(1, 0, 3_600), span);

describe("a silence", () => {
  test("is told of somebody who writes steadily and then nothing any more", () => {
    const [spell] = quietSpellsOf(every(5, 0, 1_800), span, others);
    expect(spell).toMatchObject({ from: 1_795, to: undefined });
    expect(spell?.missing).toBeGreaterThan(300);
  });

  test("ends where its writer speaks again", () => {
    const times = Float64Array.from([...every(5, 0, 1_800), ...every(5, 2_400, 3_600)]);
    expect(quietSpellsOf(times, span, others)).toMatchObject([{ from: 1_795, to: 2_400 }]);
  });

  test.each([
    ["who writes seldom", every(400, 0, 3_600)],
    [
      "who pauses as long all the time",
      Float64Array.from(Array.from({ length: 12 }, (_, at) => [...every(1, at * 300, at * 300 + 60)]).flat()),
    ],
    ["who wrote only in one burst", every(0.1, 100, 110)],
    ["who writes until the end", every(5, 0, 3_600)],
  ])("is none of somebody %s", (_, times) => {
    expect(quietSpellsOf(times, span, others)).toEqual([]);
  });

  test("is none where the whole log stops", () => {
    const all = countsOf(every(1, 0, 1_800), span);
    expect(quietSpellsOf(every(5, 0, 1_800), span, all)).toEqual([]);
  });
});
