/** Random tables, conversations and write boundaries for the property tests. */

import { indexedBody, splunkdBody, type Value } from "./csv.ts";
import { fc } from "./fast-check.ts";

export interface RandomTable {
  readonly fields: readonly string[];
  readonly rows: readonly Readonly<Record<string, Value>>[];
}

const words = [
  "ERROR connection refused to db-1:5432",
  "2026-01-05T10:00:01Z WARN retrying in 5 s",
  "GET /cart 500 12ms",
  '{"level":"error","msg":"disk \\"sda\\" full"}',
  "Ошибка: таймаут 数据库 👩‍🚒",
  "a\r\nb\nc",
  '"',
  ",",
  "$a$;$b$",
  " ",
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constant("") },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom('"', ",", "\n", "\r", "$", ";", "a", "\0", "\\", "ü"), {
      maxLength: 12,
    }),
  },
);

const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: text.map((part) => (typeof part === "string" ? part : part.join(""))) },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...words, "", "$", "$$"), { minLength: 2, maxLength: 4 }),
  },
);

const fieldName = fc.oneof(
  fc.constantFrom(
    "_time",
    "host",
    "source",
    "severity",
    "llama_flags",
    "llm_analysis",
    "a b",
    'q"q',
    "c,d",
    "Straße",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).map((name) => `f${name}`),
);

/** Fields in any order, `_raw` always among them. */
export const table: fc.Arbitrary<RandomTable> = fc
  .uniqueArray(fieldName, { maxLength: 5 })
  .chain((names) => fc.shuffledSubarray(["_raw", ...names], { minLength: names.length + 1 }))
  .chain((fields) =>
    fc.array(fc.tuple(...fields.map(() => value)), { maxLength: 12 }).map((rows) => ({
      fields,
      rows: rows.map((row) => Object.fromEntries(row.map((v, i) => [fields[i]!, v]))),
    })),
  );

/** A table as a body, with or without `_chunked_idx`, LF or CR LF; sometimes no bytes at all. */
export const body: fc.Arbitrary<Buffer> = fc
  .tuple(table, fc.constantFrom("indexed", "lf", "crlf", "lf", "none"))
  .map(([{ fields, rows }, form]) => {
    if (form === "none") return Buffer.alloc(0);
    return form === "indexed"
      ? indexedBody(fields, rows)
      : splunkdBody(fields, rows, form === "lf" ? "\n" : "\r\n");
  });

/** Offsets at which writes are cut. */
export const cuts: fc.Arbitrary<number[]> = fc
  .uniqueArray(fc.oneof(fc.nat(1200), fc.nat(6000)), { maxLength: 12 })
  .map((offsets) => offsets.sort((a, b) => a - b));
