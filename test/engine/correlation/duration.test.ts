import { expect, test } from "vitest";
import { durationIn } from "../../../src/engine/correlation/duration.ts";

test.each([
  ["took 5021ms", 5_021],
  ['{"http.resp.took_ms":40,"msg":"done"}', 40],
  ["method=GetUsers took=14.8µs", 0.0148],
  ["took=3.5s", 3_500],
  ["GET /customers 200 3.123 ms - 1204", 3.123],
  ["LOG:  duration: 7.211 ms  statement: SELECT", 7.211],
  ["rt=0.040 upstream=storefront", 0.04],
  ["12 ms in the cache, 900 ms in the database", 900],
  ["2026-03-02 10:00:00 listed 12 items", 0],
  ["at 12:30:11.123 nothing happened", 0],
])("%s took %d ms", (text, milliseconds) => {
  expect(durationIn(text)).toBeCloseTo(milliseconds, 6);
});
