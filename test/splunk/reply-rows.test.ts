import { describe, expect, test } from "vitest";
import { OwnColumns } from "../../src/splunk/own-columns.ts";
import { replyRows } from "../../src/splunk/reply-rows.ts";
import { Table } from "../../src/splunk/table.ts";
import { parseCsv } from "../support/csv.ts";
import { fc } from "../support/fast-check.ts";

function reply(csv: string | Buffer, own: OwnColumns, additions: readonly string[]): string {
  const bytes = additions.map((addition) => Buffer.from(addition));
  const table = new Table(Buffer.from(csv), () => false, own.replaces);
  const { body, bodyLength } = replyRows(table, own, bytes);
  const whole = Buffer.concat([...body]);
  expect(whole.length).toBe(bodyLength);
  return whole.toString("latin1");
}

const severity = new OwnColumns(["severity"]);

describe("the rows of a reply", () => {
  test("are the old rows byte for byte with the new columns behind them", () => {
    const csv = Buffer.concat([
      Buffer.from('"_raw",b\r\n"x ""y""\n",'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from("\r\n"),
    ]);
    expect(reply(csv, severity, ["P1"])).toBe('_raw,b,severity\n"x ""y""\n",\xff\xc3,P1\n');
  });

  test("are no others where the rows have an index", () => {
    const csv = '_chunked_idx,_raw,__mv__chunked_idx,__mv__raw\n0,"a b",,\n"1",c,,\n';
    expect(reply(csv, severity, ["P1", "P5"])).toBe(
      '_chunked_idx,_raw,__mv__chunked_idx,__mv__raw,severity\n0,"a b",,,P1\n"1",c,,,P5\n',
    );
  });

  test.each([
    ["in the middle", "a,severity,b\n1,old,2\n,,\n", "a,b,severity\n1,2,P1\n,,P2\n"],
    ["first", 'severity,a\n"o,""ld",1\n,\n', "a,severity\n1,P1\n,P2\n"],
    ["last, before a carriage return", "a,severity\n1,old\r\n,\r\n", "a,severity\n1,P1\n,P2\n"],
    ["alone", "severity\nold\n\n", "severity\nP1\nP2\n"],
    ["twice", "severity,a,severity\nx,1,y\nz,2,\n", "a,severity\n1,P1\n2,P2\n"],
  ])("replace an old column of the same name that stands %s", (_, csv, expected) => {
    expect(reply(csv, severity, ["P1", "P2"])).toBe(expected);
  });

  test("have an empty twin of ours for one that came, so that its values stand nowhere", () => {
    const csv = "severity,_raw,__mv_severity,__mv__raw\nold,a,$o$;$l$,\nx,b,,\n";
    expect(reply(csv, severity, ["P1", "P2"])).toBe(
      "_raw,__mv__raw,severity,__mv_severity\na,,P1,\nb,,P2,\n",
    );
  });

  test("have the columns that are emptied behind the filled ones, whether they came or not", () => {
    const own = new OwnColumns(["severity"], ["state", "incident"]);
    expect(reply("a,state,__mv_state\n1,gone,$x$;$y$\n", own, ["P1"])).toBe(
      "a,severity,state,incident,__mv_state\n1,P1,,,\n",
    );
  });

  test("are padded, cut or closed where the old row does not fit its header", () => {
    const own = new OwnColumns(["c"]);
    expect(reply('a,b\n1\n1,2,3\n1,"open', own, ["x", "y", "z"])).toBe("a,b,c\n1,,x\n1,2,y\n1,open,z\n");
    expect(reply('c,a,b\n1\n1,2\n1,2,3,4\n1,2,"op\nen', own, ["w", "x", "y", "z"])).toBe(
      'a,b,c\n,,w\n2,,x\n2,3,y\n2,"op\nen",z\n',
    );
  });

  test("are none, without a header, when there were none", () => {
    for (const csv of ["", "a,b\n"]) expect(reply(csv, severity, [])).toBe("");
  });

  test("come in pieces that are a body together, also when one row is larger than a piece", () => {
    const long = "x".repeat(300_000);
    const additions = Array.from({ length: 50 }, () => "y".repeat(10_000));
    const text = reply(`a,b\n${`1,${long}\n`.repeat(50)}`, new OwnColumns(["c"]), additions);
    expect(text.split("\n")).toHaveLength(52);
  });

  test("keep every cell that is not replaced, byte for byte, wherever the replaced ones stand", () => {
    const cell = fc.constantFrom("", "", "1", '""', '"a,b"', '"say ""x"""', '"\n"', "é", "x".repeat(40));
    const name = fc.constantFrom("a", "b", "c", "s", "t", "__mv_s", "__mv_a");
    const tables = fc
      .array(name, { minLength: 2, maxLength: 8 })
      .chain((names) =>
        fc.tuple(
          fc.constant(names),
          fc.array(fc.array(cell, { minLength: names.length, maxLength: names.length }), { minLength: 1 }),
          fc.constantFrom("\n", "\r\n"),
        ),
      );
    const own = new OwnColumns(["s"], ["t"]);
    fc.assert(
      fc.property(tables, ([names, rows, lineEnd]) => {
        const csv = Buffer.from([names, ...rows].map((cells) => cells.join(",") + lineEnd).join(""));
        const additions = rows.map((_, row) => `v${row}`);
        const answer = parseCsv(Buffer.from(reply(csv, own, additions), "latin1"));
        const kept = [...names.keys()].filter((at) => !["s", "t", "__mv_s"].includes(names[at] as string));
        const empty = names.includes("__mv_s") ? ["t", "__mv_s"] : ["t"];
        expect(answer.names).toEqual([...kept.map((at) => names[at]), "s", ...empty]);
        expect(answer.rows).toEqual(
          parseCsv(csv).rows.map((cells, row) => [
            ...kept.map((at) => cells[at]),
            additions[row],
            ...empty.map(() => ""),
          ]),
        );
      }),
    );
  });
});
