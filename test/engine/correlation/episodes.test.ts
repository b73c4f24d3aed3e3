import { describe, expect, test } from "vitest";
import { episodesOf, spanOf } from "../../../src/engine/correlation/episodes.ts";

const hour = spanOf(0, 3_600);
const every = (seconds: number, from: number, to: number): number[] =>
  Array.from({ length: Math.floor((to - from) / seconds) }, (_, place) => from + place * seconds);
const episodes = (...times: readonly number[][]) => episodesOf(Float64Array.from(times.flat()).sort(), hour);
const likely = (found: ReturnType<typeof episodes>) => found.filter(({ surprise }) => surprise >= 10);

describe("an episode", () => {
  test("is none where events come steadily, many or few", () => {
    expect(likely(episodes(every(1, 0, 3_600)))).toEqual([]);
    expect(likely(episodes(every(40, 7, 3_600)))).toEqual([]);
  });

  test("begins with the first event of a burst", () => {
    const [found, ...others] = likely(episodes(every(2, 1_000, 1_300)));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ from: 1_000, to: 1_298 });
    expect(found?.excess).toBeCloseTo(150, 0);
  });

  test("stands out from what comes all the time", () => {
    const [found] = likely(episodes(every(30, 0, 3_600), every(1, 2_000, 2_200)));
    expect(found?.from).toBeGreaterThanOrEqual(1_980);
    expect(found?.from).toBeLessThanOrEqual(2_015);
  });

  test("may last until the end of the log, and for most of it", () => {
    const [found] = likely(episodes(every(10, 900, 3_600)));
    expect(found?.from).toBe(900);
    expect(found?.to).toBe(3_590);
  });

  test("may be a slow stream of failures that never came before", () => {
    const [found] = likely(episodes(every(60, 1_800, 3_000)));
    expect(found?.from).toBe(1_800);
  });

  test("is one event where nothing like it comes, and then it surprises less than many", () => {
    const [one] = episodes([1_200]);
    const [many] = episodes(every(1, 1_200, 1_210));
    expect(one?.surprise).toBeGreaterThan(4);
    expect(many?.surprise).toBeGreaterThan(one?.surprise ?? 0);
  });

  test("is none without events", () => {
    expect(episodes([])).toEqual([]);
  });
});
