import { describe, expect, test } from "vitest";
import { replyRows } from "../../src/splunk/reply-rows.ts";
import { readTable } from "../../src/splunk/table.ts";

function reply(csv: string | Buffer, columns: readonly string[], additions: readonly string[]): string {
  const bytes = additions.map((addition) => Buffer.from(addition));
  const { body, bodyLength } = replyRows(readTable(Buffer.from(csv)), columns, bytes);
  const whole = Buffer.concat([...body]);
  expect(whole.length).toBe(bodyLength);
  return whole.toString("latin1");
}

describe("the rows of a reply", () => {
  test("are the index and the new columns where splunkd merges them", () => {
    const csv = '_chunked_idx,_raw,__mv__chunked_idx,__mv__raw\n0,"a b",,\n"1",c,,\n';
    expect(reply(csv, ["severity"], ["P1", "P5"])).toBe(
      '_chunked_idx,__mv__chunked_idx,severity\n0,,P1\n"1",,P5\n',
    );
  });

  test("are the old rows byte for byte with the new columns behind them otherwise", () => {
    const csv = Buffer.concat([
      Buffer.from('"_raw",b\r\n"x ""y""\n",'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from("\r\n"),
    ]);
    expect(reply(csv, ["severity"], ["P1"])).toBe('_raw,b,severity\n"x ""y""\n",\xff\xc3,P1\n');
  });

  test("leave out old columns of the same name and their multivalue twins", () => {
    const csv = "severity,_raw,__mv_severity,__mv__raw\nold,a,$o$;$l$,\nx,b,,\n";
    expect(reply(csv, ["severity"], ["P1", "P2"])).toBe("_raw,__mv__raw,severity\na,,P1\nb,,P2\n");
  });

  test("are padded, cut or closed where the old row does not fit its header", () => {
    expect(reply('a,b\n1\n1,2,3\n1,"open', ["c"], ["x", "y", "z"])).toBe("a,b,c\n1,,x\n1,2,y\n1,open,z\n");
  });

  test("are none, without a header, when there were none", () => {
    for (const csv of ["", "a,b\n"]) expect(reply(csv, ["c"], [])).toBe("");
  });

  test("come in pieces that are a body together, also when one row is larger than a piece", () => {
    const long = "x".repeat(300_000);
    const additions = Array.from({ length: 50 }, () => "y".repeat(10_000));
    const text = reply(`a,b\n${`1,${long}\n`.repeat(50)}`, ["c"], additions);
    expect(text.split("\n")).toHaveLength(52);
  });
});
