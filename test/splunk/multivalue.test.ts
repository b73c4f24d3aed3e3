import { expect, test } from "vitest";
import { decodeMultivalue, encodeMultivalue } from "../../src/splunk/multivalue.ts";
import { fc } from "../support/fast-check.ts";
import { size } from "../support/full-run.ts";

test("writes several values with dollar signs around and inside doubled", () => {
  expect(encodeMultivalue(["a$;$b", "c"])).toEqual({ plain: "a$;$b\nc", multivalue: "$a$$;$$b$;$c$" });
  expect(encodeMultivalue(["", "z"]).multivalue).toBe("$$;$z$");
});

test("leaves the twin empty for one value or none", () => {
  expect(encodeMultivalue(["only"])).toEqual({ plain: "only", multivalue: "" });
  expect(encodeMultivalue([])).toEqual({ plain: "", multivalue: "" });
});

test("reads what splunkd writes", () => {
  expect(decodeMultivalue("$FIREFLY-WIN$;$beatles$")).toEqual(["FIREFLY-WIN", "beatles"]);
});

test("reads no values from a cell of another form", () => {
  for (const cell of ["", "plain", "$open", "$"]) expect(decodeMultivalue(cell)).toEqual([]);
});

test("gives back any two or more values", () => {
  const value = fc.string({ unit: fc.constantFrom("$", ";", "a", "\n", "é") });
  fc.assert(
    fc.property(fc.array(value, { minLength: 2 }), (values) => {
      expect(decodeMultivalue(encodeMultivalue(values).multivalue)).toEqual(values);
    }),
  );
});

test("reads millions of dollar signs without trying every one as a beginning", () => {
  const even = size(10_000_000);
  expect(decodeMultivalue("$".repeat(even + 1))).toEqual([]);
  expect(decodeMultivalue("$".repeat(even))).toHaveLength(1);
});
