import { describe, expect, test } from "vitest";
import { quoteField } from "../../src/splunk/csv.ts";
import { Table } from "../../src/splunk/table.ts";
import { fc } from "../support/fast-check.ts";

function rowsOf(csv: string): string[][] {
  const table = new Table(Buffer.from(csv));
  return Array.from({ length: table.rowCount }, (_, row) =>
    table.columns.map((_, place) => table.text(row, place)),
  );
}

describe("reading a CSV body", () => {
  test("reads quoted values with commas, quotes and line ends in them", () => {
    expect(rowsOf('a,b\n"x,y","say ""hi""\nthere"\n')).toEqual([["x,y", 'say "hi"\nthere']]);
  });

  test("takes LF and CRLF as the end of a row, with or without the last one", () => {
    expect(rowsOf("a,b\r\n1,2\r\n3,4")).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(rowsOf('a,b\r\n"1","2"\r\n')).toEqual([["1", "2"]]);
  });

  test("keeps a carriage return that is part of a value", () => {
    expect(rowsOf('a,b\n"1\r","2\r\n"\n')).toEqual([["1\r", "2\r\n"]]);
  });

  test("takes a blank line for no row where there are several columns, and for an empty value where there is one", () => {
    expect(rowsOf("a,b\n1,2\n\n3,4\n")).toHaveLength(2);
    expect(rowsOf("a\n1\n\n3\n")).toEqual([["1"], [""], ["3"]]);
  });

  test.each(["\n", "\r\n"])(
    "reads rows that end emptily like others, also before the line end %j",
    (lineEnd) => {
      const lines = [
        "a,s,__mv_a,__mv_s",
        "1,,,",
        "2,x,,",
        "3,,$y$;$z$,",
        "4,,",
        "",
        '"5",,,,',
        ",,,",
        "6,,,",
      ];
      const table = new Table(Buffer.from(lines.join(lineEnd)), undefined, (column) => column === "s");
      const rows = Array.from({ length: table.rowCount }, (_, row) => [
        ...[0, 1, 2, 3].map((place) => table.text(row, place)),
        table.slice(table.rowStart(row), table.rowEnd(row)),
      ]);
      expect(rows).toEqual([
        ["1", "", "", "", "1,,,"],
        ["2", "x", "", "", "2,x,,"],
        ["3", "", "$y$;$z$", "", "3,,$y$;$z$,"],
        ["4", "", "", "", "4,,"],
        ["5", "", "", "", '"5",,,,'],
        ["", "", "", "", ",,,"],
        ["6", "", "", "", "6,,,"],
      ]);
      expect([table.shortRows, table.longRows]).toEqual([1, 1]);
    },
  );

  test("reads the missing values of a short row as empty and counts it", () => {
    const table = new Table(Buffer.from("a,b,c\n1\n1,2,3\n"));
    expect([table.text(0, 0), table.text(0, 2), table.text(1, 2)]).toEqual(["1", "", "3"]);
    expect([table.shortRows, table.isMalformed(0), table.isMalformed(1)]).toEqual([1, true, false]);
  });

  test("leaves the surplus of a long row aside and counts it", () => {
    const table = new Table(Buffer.from("a\n1,2\n3\n"));
    expect([table.rowCount, table.longRows, table.text(0, 0)]).toEqual([2, 1, "1"]);
  });

  test("lets an unclosed quote run to the end of the body", () => {
    const table = new Table(Buffer.from('a,b\n1,"two\n3,4\n'));
    expect([table.rowCount, table.unclosedQuote, table.text(0, 1)]).toEqual([1, true, "two\n3,4\n"]);
  });

  test("has no columns and no rows when the body is empty or a lone line end", () => {
    for (const body of ["", "\n", "\n\n\n", "\r\n"]) {
      const table = new Table(Buffer.from(body));
      expect([table.columns, table.rowCount]).toEqual([[], 0]);
    }
  });

  test("reads the first of two columns with the same name", () => {
    const table = new Table(Buffer.from("a,a\n1,2\n"));
    expect([table.place("a"), table.text(0, 0), table.hasDuplicateColumns]).toEqual([0, "1", true]);
  });

  test("decodes UTF-8, and invalid bytes as U+FFFD", () => {
    const table = new Table(Buffer.concat([Buffer.from("a\né✓ "), Buffer.from([0xff, 0x0a])]));
    expect(table.text(0, 0)).toBe("é✓ \ufffd");
    expect(table.bytes(0, 0)).toBe("\xc3\xa9\xe2\x9c\x93 \xff");
  });

  test("keeps no places for columns nobody wants", () => {
    const table = new Table(Buffer.from("a,b,c\n1,2,3\n4,5,6\n"), (column) => column === "c");
    expect([table.text(1, 2), table.text(1, 0)]).toEqual(["6", ""]);
    expect(table.slice(table.rowStart(1), table.rowEnd(1))).toBe("4,5,6");
  });

  test("knows where replaced columns that stand side by side begin and end, whether or not they are read", () => {
    const body = Buffer.from('a,b,c,d,e\n1,"2,2",3,,5\r\n,,,,\n');
    for (const wanted of [() => true, () => false, (column: string) => column === "c"]) {
      const table = new Table(body, wanted, (column) => "bce".includes(column));
      expect(table.cuts).toEqual([
        { first: 1, last: 2 },
        { first: 4, last: 4 },
      ]);
      const cut = (row: number) =>
        table.cuts.map((at) => table.slice(table.cutStart(row, at), table.cutEnd(row, at)));
      expect([cut(0), cut(1)]).toEqual([
        ['"2,2",3', "5"],
        [",", ""],
      ]);
    }
  });

  test("reads the missing values of a short row as empty, whatever rows before it held", () => {
    const table = new Table(Buffer.from("a,b,c\n\n1,2,3\n4\n"));
    expect([0, 1, 2].map((place) => table.text(1, place))).toEqual(["4", "", ""]);
  });

  test("gives back any table that was written with quotes where needed", () => {
    const value = fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a", "é", "", " ", "\0", "😀") });
    const tables = fc
      .integer({ min: 2, max: 5 })
      .chain((width) => fc.array(fc.array(value, { minLength: width, maxLength: width }), { maxLength: 8 }));
    fc.assert(
      fc.property(tables, fc.constantFrom("\n", "\r\n"), (rows, lineEnd) => {
        const filled = rows.filter((row) => row.some((cell) => cell !== ""));
        const width = rows[0]?.length ?? 2;
        const header = Array.from({ length: width }, (_, at) => `column${at}`);
        const csv = [header, ...filled].map((row) => row.map(quoteField).join(",") + lineEnd).join("");
        expect(rowsOf(csv)).toEqual(filled);
      }),
    );
  });
});
