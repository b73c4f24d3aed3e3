import { describe, expect, test } from "vitest";
import {
  isAbout,
  isSame,
  type Quantity,
  quantitiesIn,
  quantitiesOfLine,
} from "../../../src/engine/narrative/quantities.ts";
import { fc } from "../../support/fast-check.ts";

const only = (text: string): Quantity => {
  const { found } = quantitiesIn(text);
  expect(found, text).toHaveLength(1);
  return found[0] as Quantity;
};

describe("one amount in several notations is the same", () => {
  test.each([
    ["1204", ["1,204", "1.204", "1 204", "1'204", "1_204", "1\u202f204", "١٢٠٤", "１２０４"]],
    [
      "30s",
      [
        "30 s",
        "30 seconds",
        "30 Sekunden",
        "30 secondes",
        "30 segundos",
        "30秒",
        "30000 ms",
        "0.5 minutes",
        "30-second",
      ],
    ],
    ["150 s", ["2 min 30 s", "2m30s", "2 minutes and 30 seconds", "2.5 minutes"]],
    ["92 %", ["92%", "92 percent", "92 Prozent", "92 por ciento", "92 pour cent", "92％"]],
    ["1.5 GB", ["1,536 MB", "1536 MiB", "1,5 GB", "1500 MB"]],
    ["1048576", ["1.05 million", "1,0 Mio", "about 1 million", "105万"]],
    ["0.12", ["12 %", "12 percent"]],
  ])("%s", (exact, others) => {
    const [evidence] = quantitiesOfLine(exact);
    for (const other of others)
      expect([other, isSame(only(other), evidence as Quantity)]).toEqual([other, true]);
  });

  test("however a whole number is grouped", () => {
    const separator = fc.constantFrom(",", ".", "'", "_", " ", "\u202f");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), separator, (value, mark) => {
        const written = String(value).replace(/\B(?=(\d{3})+$)/g, mark);
        const { found } = quantitiesIn(`There were ${written} of them.`);
        expect(found[0]?.plain).toContain(value);
      }),
    );
  });
});

describe("another amount is not", () => {
  test.each([
    ["30 s", "30 %"],
    ["30 s", "31 s"],
    ["3 hours", "3/3"],
    ["0.45", "0.12"],
    ["1,205", "1204"],
    ["3 GB", "1.5 GB"],
    ["port 500", "502"],
    ["99 %", "97 %"],
  ])("%s is not %s", (claimed, line) => {
    expect(quantitiesOfLine(line).some((each) => isSame(only(claimed), each))).toBe(false);
  });
});

test("rough numbers may differ by a tenth, and durations are rounded", () => {
  const [exact] = quantitiesOfLine("5210");
  expect(isSame(only("more than 5,000"), exact as Quantity)).toBe(true);
  expect(isSame(only("more than 4,000"), exact as Quantity)).toBe(false);
  expect(isAbout(only("14 minutes"), [852])).toBe(true);
  expect(isAbout(only("16 minutes"), [852])).toBe(false);
});

test("numbers within names are no amounts of a sentence, but a line may be said to have them", () => {
  for (const name of ["web-01", "10.0.0.5:5432", "v2.14.1", "7d9f8b6c5", "nvme0n1", "2026-03-10x"])
    expect(quantitiesIn(`It is ${name}.`).found).toEqual([]);
  expect(quantitiesOfLine("orders-db-0:5432 502 157").map(({ plain }) => plain)).toEqual(
    expect.arrayContaining([[5432], [502], [157]]),
  );
});

test("the rest of a sentence has all its words", () => {
  expect(quantitiesIn("Of 40 connections 12 failed within 30s.").rest.split(/\s+/)).toEqual([
    "Of",
    "connections",
    "failed",
    "within",
    ".",
  ]);
});
