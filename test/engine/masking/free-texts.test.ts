import { describe, expect, test } from "vitest";
import { withFreeTexts } from "../../../src/engine/masking/free-texts.ts";

const part = (start: number, end: number, kind = "IP") => ({ start, end, kind });

describe("a free text among sensitive parts", () => {
  test("takes in those within it and leaves the others", () => {
    const found = [part(0, 4), part(12, 20), part(22, 24), part(40, 44)];
    expect(withFreeTexts(found, [{ start: 10, end: 30 }])).toEqual([
      part(0, 4),
      part(10, 30, "TEXT"),
      part(40, 44),
    ]);
  });

  test.each([
    ["begins before it", part(8, 20)],
    ["ends behind it", part(20, 33)],
    ["is the same", part(10, 30, "USER")],
    ["is larger", part(5, 35, "SECRET")],
  ])("yields to a part that %s", (_, found) => {
    expect(withFreeTexts([found], [{ start: 10, end: 30 }])).toEqual([found]);
  });

  test("stands in its order where nothing else was found", () => {
    const texts = [
      { start: 1, end: 2 },
      { start: 5, end: 9 },
    ];
    expect(withFreeTexts([part(3, 4)], texts)).toEqual([part(1, 2, "TEXT"), part(3, 4), part(5, 9, "TEXT")]);
  });
});
