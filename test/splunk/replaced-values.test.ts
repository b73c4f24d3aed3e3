import { describe, expect, test } from "vitest";
import { placesWithValues } from "../../src/splunk/replaced-values.ts";
import { Table } from "../../src/splunk/table.ts";

/** Columns s, t and u are replaced. */
function found(csv: string, known: readonly number[] = []): number[] {
  const table = new Table(
    Buffer.from(csv),
    () => false,
    (column) => "stu".includes(column),
  );
  return [...placesWithValues(table, (place) => known.includes(place))].sort();
}

describe("replaced columns with a value in some row", () => {
  test.each([
    ["none, where all are empty", "s,a,t,u\n,1,,\n,2,,\n", []],
    ["none, where empty values are in quotes", 's,a,t,u\n"",1,"",""\n', []],
    ["each, where each has one in a row of its own", "s,a,t,u\nx,1,,\n,2,y,\n,3,,z\n", [0, 2, 3]],
    [
      "one whose value is a comma, a quote or a line end",
      'a,s,t,u\n1,",",,\n2,,"""",\n3,,,"\n"\n',
      [1, 2, 3],
    ],
    ["those of a row that is too short", "a,s,t,u\n1,x\n", [1]],
    ["those of a row with an open quote", 'a,s,t,u\n1,,"x\n', [2]],
    ["none of a table without rows", "s,t\n", []],
  ])("are %s", (_, csv, places) => {
    expect(found(csv)).toEqual(places);
  });

  test("are not told again when they are known", () => {
    expect(found("s,t,a\nx,y,1\n", [0])).toEqual([1]);
  });
});
