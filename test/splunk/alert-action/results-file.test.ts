import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { CsvRows } from "../../../src/splunk/alert-action/csv-rows.ts";
import { type ResultRow, readResults } from "../../../src/splunk/alert-action/results-file.ts";
import { splunkdBody } from "../../support/csv.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { size } from "../../support/full-run.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-results-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "results.csv.gz");

const isHeader = (columns: readonly string[]): boolean => columns.includes("severity");

/** The rows of a file with these bytes, what is said of it, and what ended them. */
async function read(
  bytes: Buffer | string,
): Promise<{ rows: ResultRow[]; said: string[]; error: Error | undefined }> {
  writeFileSync(file, bytes);
  const rows: ResultRow[] = [];
  const said: string[] = [];
  try {
    for await (const row of readResults(file, { isHeader, say: (sentence) => said.push(sentence) }))
      rows.push(row);
    return { rows, said, error: undefined };
  } catch (error) {
    return { rows, said, error: error as Error };
  }
}

/** One field of each row. */
const valuesOf = (rows: readonly ResultRow[], field: string): (string | undefined)[] =>
  rows.map((row) => row.get(field)?.join("|"));

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
      runs(60),
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
    const nothing = { rows: [], said: [], error: undefined };
    for (const text of ["", "\n\r\n", "_raw,host\n", "_raw,host"]) expect(await read(text)).toEqual(nothing);
    expect(await read(gzipSync(""))).toEqual(nothing);
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

  test("are read to the last one where one of them is longer than any line", async () => {
    const long = `"${'x""'.repeat(size(6_000_000))}"`;
    const { rows, said, error } = await read(`_raw,severity\n${long},P1\nnext,P0\n`);
    expect([valuesOf(rows, "severity"), said, error]).toEqual([["P1", "P0"], [], undefined]);
  });

  test("where the file breaks off in one without quotes are whole ones as well", async () => {
    const lines = Array.from({ length: 300 }, (_, at) => `P3,${Math.sin(at)}`);
    const zipped = gzipSync(`severity,noise\n${lines.join("\n")}\n`);
    for (let length = 300; length < zipped.length - 8; length += 97) {
      const { rows } = await read(zipped.subarray(0, length));
      expect(rows.map((row) => `P3,${row.get("noise")?.[0]}`)).toEqual(lines.slice(0, rows.length));
    }
  });

  test("of two columns of one name are of both, and of columns that nobody named are kept apart", async () => {
    const { rows } = await read("severity,,severity\nP3,x,P1\n");
    expect(valuesOf(rows, "severity")).toEqual(["P3|P1"]);
  });
});

const table = 'severity,service_name,_raw\nP1,shop,"disk ""a"" full, really"\nP2,cart,\u00e9tag\u00e8re\r\n';
const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");

describe("rows are the same", () => {
  const bigEndian = (text: string): Buffer => Buffer.from(utf16(text)).swap16();
  const quotedHeader = table.replace("severity,service_name", '"severity","service_name"');
  test.each<[string, Buffer | string]>([
    ["with a byte order mark", `\ufeff${table}`],
    ["with a byte order mark before a quoted header", `\ufeff${quotedHeader}`],
    ["with two byte order marks, as where files were joined", `\ufeff\ufeff${table}`],
    ["as UTF-16 of PowerShell", utf16(`\ufeff${table}`)],
    ["as UTF-16, big-endian", bigEndian(`\ufeff${table}`)],
    ["as UTF-16 without a mark", utf16(table)],
    ["as UTF-16, big-endian, without a mark", bigEndian(table)],
    ["behind blank lines", `\n\r\n  \n${table}`],
    ["with blanks around the names", table.replace("severity,service_name", " severity , service_name ")],
    ["with blank lines at the end", `${table}\n\n`],
    ["with CRLF", table.replace(/\r?\n/g, "\r\n")],
  ])("%s, zipped or not", async (_, bytes) => {
    for (const each of [Buffer.from(bytes), gzipSync(bytes)]) {
      const { rows, error } = await read(each);
      expect(error).toBeUndefined();
      expect(rows.map((row) => Object.fromEntries(row))).toEqual([
        { severity: ["P1"], service_name: ["shop"], _raw: ['disk "a" full, really'] },
        { severity: ["P2"], service_name: ["cart"], _raw: ["\u00e9tag\u00e8re"] },
      ]);
    }
  });

  test("however the bytes of UTF-16 are cut into pieces", async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, at) => `P${at % 5},s${at},caf\u00e9 ${"😀".repeat(at % 7)}`,
    );
    const { rows: found } = await read(bigEndian(`\ufeffseverity,service_name,_raw\n${rows.join("\n")}`));
    expect(found.map((row) => [...row.values()].join())).toEqual(rows);
  });

  test("behind a program's banner, which is said", async () => {
    const banner = '\n> llama-log@1.0.0 start\n> node bin/x.cjs "analyze --csv\n\n';
    const { rows, said, error } = await read(`${banner}${table}`);
    expect(error).toBeUndefined();
    expect(valuesOf(rows, "severity")).toEqual(["P1", "P2"]);
    expect(said).toEqual([
      "The results file of the alert has its header in line 5: what stands before it was left out. Let nothing else write into the file.",
    ]);
  });

  test("before what is no row, which is said", async () => {
    const { rows, said } = await read(`${table}npm notice New version\n`);
    expect(valuesOf(rows, "severity").slice(0, 2)).toEqual(["P1", "P2"]);
    expect(said).toEqual([expect.stringContaining("more or fewer values than the 3 of its header (row 3)")]);
  });
});

describe("a file is refused", () => {
  test("whose header has a quote that is never closed", async () => {
    const { rows, error } = await read('"severity,service_name\nP1,shop\n');
    expect([rows, error?.name]).toEqual([[], "ResultsUnreadableError"]);
  });

  test("whose lines end in a carriage return alone", async () => {
    const { rows, error } = await read("severity,service_name\rP1,shop\rP0,cart\r");
    expect([rows, error?.name]).toEqual([[], "ResultsUnreadableError"]);
    expect(error?.message).toContain("carriage return alone");
  });
});

describe("behind a quote that is never closed rows begin again", () => {
  const head = "time,severity,cause,service\n";
  const cases: [string, string, string[], string[]][] = [
    ["with the next line", '1,P1,"open,shop\n2,P0,c,cart\n', ["P1", "P0"], ["shop", "cart"]],
    [
      "where the text has commas",
      '1,P1,"open, really, x,shop\n2,P0,c,cart\n',
      ["P1", "P0"],
      ["shop", "cart"],
    ],
    [
      "where the next row has quotes",
      '1,P1,"open,shop\n2,P0,"c ""d"" e",cart\n',
      ["P1", "P0"],
      ["shop", "cart"],
    ],
    [
      "where the next row has an empty text",
      '1,P1,"open,shop\n2,P0,"",cart\n3,P2,c,x\n',
      ["P1", "P0", "P2"],
      ["shop", "cart", "x"],
    ],
    [
      "where the next quote stands before a comma",
      '1,P1,"open,shop\n2,P0,"c, d",cart\n',
      ["P1", "P0"],
      ["shop", "cart"],
    ],
    [
      "where two are open",
      '1,P1,"open,shop\n2,P0,"too,cart\n3,P2,c,x\n',
      ["P1", "P0", "P2"],
      ["shop", "cart", "x"],
    ],
    [
      "where each is open",
      '1,P1,"a,s\n2,P0,"b,t\n3,P2,"c,u\n4,P3,"d,v',
      ["P1", "P0", "P2", "P3"],
      ["s", "t", "u", "v"],
    ],
    [
      "behind further lines of its text",
      '1,P1,"open\n at a.b\n at c.d,shop\n2,P0,c,cart\n',
      ["P1", "P0"],
      ["shop", "cart"],
    ],
    ["in the last field", '1,P1,c,"shop\n2,P0,c,cart\n', ["P1", "P0"], ["shop", "cart"]],
    ["in the first field", '"1,P1,c,shop\n2,P0,c,cart\n', ["P1", "P0"], ["shop", "cart"]],
    ["with CRLF", '1,P1,"open,shop\r\n2,P0,c,cart\r\n', ["P1", "P0"], ["shop", "cart"]],
    ["before a row of several lines", '1,P1,"open,shop\n2,P0,"c\nd",cart\n', ["P1", "P0"], ["shop", "cart"]],
    ["in the only row", '1,P1,"open', ["P1"], [""]],
  ];
  test.each(cases)("%s", async (_, body, severities, services) => {
    const { rows, error } = await read(head + body);
    expect([valuesOf(rows, "severity"), valuesOf(rows, "service")]).toEqual([severities, services]);
    expect(error?.name).toBe("ResultsCutError");
    expect(error?.message).toMatch(
      /^In the results file of the alert a quote is never closed \(rows? \d.*\), so that rows behind it may be missing: \d rows could be read\.$/,
    );
  });

  test("but lines within quotes that are closed are no rows, whatever they look like", async () => {
    const { rows, said, error } = await read(
      `${head}1,P3,"text\n2,P0,forged,shop\n3,P0,""x"",shop\n4,P0,"",shop",cart\n5,P2,c,x\n`,
    );
    expect([valuesOf(rows, "severity"), said, error]).toEqual([["P3", "P2"], [], undefined]);
  });

  test("also in a large file, and none of its rows is lost", async () => {
    const lines = Array.from({ length: 60_000 }, (_, at) =>
      at % 20_000 === 7 ? `${at},P1,"open ${at},s${at}` : `${at},P2,"text, ""${at}""\nsecond line",s${at}`,
    );
    const { rows, error } = await read(gzipSync(head + lines.join("\n")));
    expect(rows).toHaveLength(60_000);
    expect(rows.every((row, at) => row.get("service")?.[0] === `s${at}`)).toBe(true);
    expect(error?.message).toContain("(rows 8, 20008, 40008)");
  });

  test("and a quote within a field opens none", async () => {
    const { rows, said, error } = await read(`${head}1,P1,6" disk gone,shop\n2,P0,c "d,cart\n`);
    expect([valuesOf(rows, "cause"), said, error]).toEqual([['6" disk gone', 'c "d'], [], undefined]);
  });

  test("where the file has one column, nothing tells rows apart, and that is said", async () => {
    const { rows, error } = await read('severity\nP1\n"P2\nP0\n');
    expect(valuesOf(rows, "severity")).toEqual(["P1", "P2\nP0\n"]);
    expect(error?.message).toContain("(row 2)");
  });
});

describe("rows of a CSV", () => {
  test("come out the same however its bytes come in", () => {
    const body = splunkdBody(
      ["a", "severity"],
      Array.from({ length: 3_000 }, (_, at) => ({ a: `x"${at}\n,`, severity: "é".repeat(at % 300) })),
    ).toString("latin1");
    const rowsIn = (sizes: readonly number[]): string[][] => {
      const csv = new CsvRows(isHeader);
      const rows: string[][] = [];
      let at = 0;
      for (let turn = 0; at < body.length; turn++) {
        const end = at + (sizes[turn % sizes.length] as number);
        rows.push(...csv.add(body.slice(at, end)));
        at = end;
      }
      return [...rows, ...csv.end()];
    };
    const whole = rowsIn([body.length]);
    expect(whole).toHaveLength(3_000);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1_000, max: 900_000 }), { minLength: 1, maxLength: 5 }),
        (sizes) => {
          expect(rowsIn(sizes)).toEqual(whole);
        },
      ),
      runs(12),
    );
  });

  test("are found in time that grows with the text, also where no quote is ever closed", () => {
    const csv = new CsvRows(isHeader);
    const hostile = `severity,b,c\n${'"x,\n'.repeat(400_000)}`;
    const rows = [...csv.add(hostile), ...csv.end()];
    expect(rows.length).toBeGreaterThan(0);
  });
});
