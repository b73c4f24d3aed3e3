import { describe, expect, test } from "vitest";
import { isMiss, type Judged, scoreOf } from "../../support/severity-score.ts";

/** Written as "wanted came". */
function judged(...pairs: string[]): Judged[] {
  return pairs.map((pair) => {
    const [wanted, came] = pair.split(" ");
    return { wanted, came } as Judged;
  });
}

describe("the score of severities", () => {
  const score = scoreOf(judged("P0 P0", "P0 P1", "P1 P2", "P1 P0", "P2 P4", "P5 P5", "P5 P4", "P5 P3"));

  test("a page is kept where either of the two paging severities comes out", () => {
    expect(score.pagesKept).toEqual({ count: 3, of: 4 });
  });

  test("a positive is false where a normal line comes out at P3 or worse", () => {
    expect(score.falsePositives).toEqual({ count: 1, of: 3 });
  });

  test("one step away is within one, two steps are not", () => {
    expect(score.withinOne).toEqual({ count: 6, of: 8 });
    expect(score.exact).toEqual({ count: 2, of: 8 });
  });

  test("the table has a row for each label and a column for what came", () => {
    expect(score.confusion[0]).toEqual([1, 1, 0, 0, 0, 0]);
    expect(score.confusion[2]).toEqual([0, 0, 0, 0, 1, 0]);
    expect(score.confusion[5]).toEqual([0, 0, 0, 1, 1, 1]);
  });

  test("a lost page is a miss though it is only one step away", () => {
    expect(judged("P1 P2", "P5 P3", "P2 P4").every(isMiss)).toBe(true);
    expect(judged("P0 P1", "P2 P1", "P5 P4", "P3 P3").some(isMiss)).toBe(false);
  });
});
