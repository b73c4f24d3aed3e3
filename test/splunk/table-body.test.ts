import { expect, test } from "vitest";
import { tableBody } from "../../src/splunk/table-body.ts";
import { cellValue, decodeMultivalue, fromBytes, parseCsv } from "../support/csv.ts";
import { fc } from "../support/fast-check.ts";

const columns = ["severity", "origin", "timeline"];

test("a row has its columns in order, and nothing where it has no value", () => {
  expect(tableBody(columns, [{ severity: "P1", timeline: '[{"a":1}]' }]).toString()).toBe(
    'severity,origin,timeline\nP1,,"[{""a"":1}]"\n',
  );
});

test("only columns with several values have twins", () => {
  expect(tableBody(columns, [{ origin: ["a$", "b"] }, { origin: ["c"] }]).toString()).toBe(
    'severity,origin,timeline,__mv_origin\n,"a$\nb",,$a$$$;$b$\n,c,,\n',
  );
});

test("whatever the values are, they are read as they were", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 3 }), { maxLength: 5 }),
      (lists) => {
        const { names, rows } = parseCsv(
          tableBody(
            ["origin", "severity"],
            lists.map((origin) => ({ origin, severity: "P1" })),
          ),
        );
        const twin = names.indexOf("__mv_origin");
        const read = rows.map((cells) => {
          const several = twin < 0 ? "" : cellValue(cells[twin] ?? "");
          const plain = cellValue(cells[0] ?? "");
          return several === "" ? [fromBytes(plain)] : decodeMultivalue(several).map(fromBytes);
        });
        expect(read).toEqual(lists.map((list) => (list.length === 0 ? [""] : list)));
      },
    ),
  );
});
