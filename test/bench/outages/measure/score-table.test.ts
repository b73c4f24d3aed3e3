import { expect, test } from "vitest";
import { ScoreTable } from "../../../../bench/outages/measure/score-table.ts";

const right = { first: true, inThree: true, onset: false };
const wrong = { first: false, inThree: true, onset: false };

test("groups come in the order of their first case, all of them last, each with its interval", () => {
  const table = new ScoreTable("by kind");
  table.add("dns", right);
  table.add("cpu hog", wrong);
  table.add("dns", wrong);
  const rows = table.text().split("\n");
  expect(rows.map((row) => row.slice(0, 12).trim())).toEqual(["by kind", "dns", "cpu hog", "all"]);
  expect(rows[1]).toContain(".50 (.09 to .91)");
  expect(rows[3]).toMatch(/\.33 \(\.06 to \.79\) +1\.00 \(\.44 to 1\.00\) +\.00 \(\.00 to \.56\)$/);
});

test("where there is one group, it is not said twice", () => {
  const table = new ScoreTable("by kind");
  table.add("dns", right);
  expect(table.text().split("\n")).toHaveLength(2);
});
