import { expect, test } from "vitest";
import * as random from "../support/arbitrary-tables.ts";
import { requestsOf } from "../support/chunks.ts";
import {
  cellValue,
  decodeMultivalue,
  encodeMultivalue,
  fromBytes,
  parseCsv,
  splunkdBody,
} from "../support/csv.ts";
import { fc, runs } from "../support/fast-check.ts";
import { converse } from "../support/protocol-client.ts";

test("whatever the rows, the chunks and the cuts: every row is answered, once, in order", async () => {
  const conversation = fc.record({
    bodies: fc.array(random.body, { minLength: 1, maxLength: 6 }),
    splitAt: random.cuts,
    pace: fc.constantFrom("lockstep" as const, "ahead" as const),
    prefix: fc.constantFrom("", "", "x_"),
  });
  await fc.assert(
    fc.asyncProperty(conversation, async ({ bodies, splitAt, pace, prefix }) => {
      const args = prefix === "" ? [] : [`prefix=${prefix}`];
      await converse({ args, prefix, chunks: requestsOf(bodies), splitAt, pace });
    }),
    runs(60),
  );
});

test("the chunks that rows come in do not change their verdicts", async () => {
  const rows = fc.array(
    fc.constantFrom("ERROR a", "INFO b", "disk full", "", "kernel panic", "timeout after 3 s"),
    {
      minLength: 2,
      maxLength: 20,
    },
  );
  await fc.assert(
    fc.asyncProperty(rows, fc.nat(), async (texts, at) => {
      const cut = 1 + (at % (texts.length - 1));
      const parts = [texts.slice(0, cut), texts.slice(cut)];
      const bodies = parts.map((part) =>
        splunkdBody(
          ["_raw"],
          part.map((_raw) => ({ _raw })),
        ),
      );
      const { verdicts } = await converse({ chunks: requestsOf(bodies) });
      expect(verdicts).toHaveLength(texts.length);
    }),
    runs(10),
  );
});

test("the test side's own CSV and multivalues survive a round trip", () => {
  fc.assert(
    fc.property(random.table, fc.constantFrom("\n", "\r\n"), ({ fields, rows }, lineEnd) => {
      const parsed = parseCsv(splunkdBody(fields, rows, lineEnd));
      expect(parsed.names.slice(0, fields.length).map(fromBytes)).toEqual(fields);
      expect(parsed.rows).toHaveLength(rows.length);
      rows.forEach((row, index) => {
        fields.forEach((field, column) => {
          const cell = fromBytes(cellValue(parsed.rows[index]![column]!));
          const given = row[field]!;
          expect(cell).toBe(typeof given === "string" ? given : given.join("\n"));
          if (typeof given !== "string") expect(decodeMultivalue(encodeMultivalue(given))).toEqual(given);
        });
      });
    }),
  );
});

test("multivalues are written as the contract shows them", () => {
  expect(encodeMultivalue(["a$;$b", "c"])).toBe("$a$$;$$b$;$c$");
  expect(encodeMultivalue(["", "z"])).toBe("$$;$z$");
  expect(decodeMultivalue("$$;$z$")).toEqual(["", "z"]);
});
