import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { CsvPieces } from "../../../src/splunk/alert-action/csv-pieces.ts";
import { type ResultRow, readResults } from "../../../src/splunk/alert-action/results-file.ts";
import { splunkdBody } from "../../support/csv.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-results-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "results.csv.gz");

/** The rows of a file with these bytes, and what ended them. */
async function read(bytes: Buffer | string): Promise<{ rows: ResultRow[]; error: Error | undefined }> {
  writeFileSync(file, bytes);
  const rows: ResultRow[] = [];
  try {
    for await (const row of readResults(file)) rows.push(row);
    return { rows, error: undefined };
  } catch (error) {
    return { rows, error: error as Error };
  }
}

const cell = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom('"', "\n", "a,b", "$", "$;$", "\r\n", ""),
);
const row = fc.record({ _raw: cell, host: fc.oneof(cell, fc.array(cell, { minLength: 2, maxLength: 4 })) });

const wellFormedText = (text: string): string => Buffer.from(text).toString();

describe("the rows of a results file", () => {
  test("are what splunkd wrote, of several values and with any characters, zipped or not", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (rows, isZipped) => {
          const wellFormed = rows.map(({ _raw, host }) => ({
            _raw: wellFormedText(_raw),
            host: typeof host === "string" ? wellFormedText(host) : host.map(wellFormedText),
          }));
          const body = splunkdBody(["_raw", "host"], wellFormed);
          const { rows: found, error } = await read(isZipped ? gzipSync(body) : body);
          expect(error).toBeUndefined();
          expect(found.map((each) => [each.get("_raw"), each.get("host")])).toEqual(
            wellFormed.map(({ _raw, host }) => [[_raw], typeof host === "string" ? [host] : host]),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test("of a file of several megabytes are all there, in order, though it is read in pieces", async () => {
    const rows = Array.from({ length: 4_000 }, (_, at) => ({
      _raw: `line ${at} "quoted"\n${"é,".repeat(at % 700)}`,
      host: at % 3 === 0 ? ["a", String(at)] : "b",
    }));
    const { rows: found } = await read(gzipSync(splunkdBody(["_raw", "host"], rows)));
    expect(found.map((each) => each.get("_raw")?.[0])).toEqual(rows.map(({ _raw }) => _raw));
    expect(found[3]?.get("host")).toEqual(["a", "3"]);
  });

  test("keep the plain value where the twin for several is no such thing", async () => {
    const { rows } = await read("service_name,__mv_service_name\norders,broken\n");
    expect(rows).toEqual([new Map([["service_name", ["orders"]]])]);
  });

  test("are none in an empty file, and in one with its header alone", async () => {
    expect(await read("")).toEqual({ rows: [], error: undefined });
    expect(await read("_raw,host\n")).toEqual({ rows: [], error: undefined });
  });

  test("wherever the file breaks off are whole ones, and the rest is told", async () => {
    const rows = Array.from({ length: 300 }, (_, at) => ({ _raw: `line ${at} ${Math.sin(at)}` }));
    const zipped = gzipSync(splunkdBody(["_raw"], rows));
    for (let length = 20; length < zipped.length - 8; length += 211) {
      const { rows: found, error } = await read(zipped.subarray(0, length));
      expect(error?.name).toBe(found.length === 0 ? "ResultsUnreadableError" : "ResultsCutError");
      expect(found.map((each) => each.get("_raw")?.[0])).toEqual(
        rows.slice(0, found.length).map(({ _raw }) => _raw),
      );
    }
  });

  test("end where a quote is never closed, after 16 MB of it", async () => {
    const { rows, error } = await read(`_raw\nwhole\n"${"x".repeat(17 * 1024 * 1024)}`);
    expect(rows).toEqual([new Map([["_raw", ["whole"]]])]);
    expect(error?.message).toBe(
      "The results file breaks off or is damaged (a row does not end): 1 rows could be read.",
    );
  });
});

describe("pieces of a CSV", () => {
  test("come out the same however its bytes come in", () => {
    const body = splunkdBody(
      ["a", "b"],
      Array.from({ length: 9_000 }, (_, at) => ({ a: `x"${at}\n,`, b: "é".repeat(at % 300) })),
    );
    const header = body.subarray(0, body.indexOf("\n") + 1);
    const joined = (sizes: readonly number[]) => {
      const pieces = new CsvPieces();
      const bodies: Buffer[] = [];
      let at = 0;
      for (let turn = 0; at < body.length; turn++) {
        const end = at + (sizes[turn % sizes.length] as number);
        bodies.push(...[...pieces.add(body.subarray(at, end))].map((piece) => Buffer.from(piece)));
        at = end;
      }
      const rest = pieces.rest();
      if (rest !== undefined) bodies.push(rest);
      for (const piece of bodies) expect(piece.subarray(0, header.length).equals(header)).toBe(true);
      return Buffer.concat([header, ...bodies.map((piece) => piece.subarray(header.length))]);
    };
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1_000, max: 900_000 }), { minLength: 1, maxLength: 5 }),
        (sizes) => {
          expect(joined(sizes).equals(body)).toBe(true);
        },
      ),
      { numRuns: 12 },
    );
  });
});
