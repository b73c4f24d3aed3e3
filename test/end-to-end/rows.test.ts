import { expect, test } from "vitest";
import { requestsOf } from "../support/chunks.ts";
import { cellValue, indexedBody, parseCsv, splunkdBody } from "../support/csv.ts";
import { outputFields } from "../support/output-fields.ts";
import { type ConverseOptions, converse } from "../support/protocol-client.ts";
import { readMessages } from "../support/reply-checks.ts";

const one = (text: string | Buffer, options: Partial<ConverseOptions> = {}) =>
  converse({ ...options, chunks: requestsOf([Buffer.isBuffer(text) ? text : Buffer.from(text)]) });
const warnings = (messages: readonly (readonly [string, string])[]) =>
  messages.filter(([level]) => level === "WARN");

test("a multivalue field is its values joined by newline, and one verdict", async () => {
  const lines = ["java.net.ConnectException: Connection refused", "  at com.shop.Db.open(Db.java:12)"];
  const rows = [
    { _raw: lines },
    { _raw: lines.join("\n") },
    { _raw: ["a$b", "", "c;$d"] },
    { _raw: "a$b\n\nc;$d" },
  ];
  for (const body of [splunkdBody(["_raw", "n"], rows), indexedBody(["_raw"], rows)]) {
    const { verdicts } = await one(body);
    expect(verdicts[0]).toEqual(verdicts[1]);
    expect(verdicts[2]).toEqual(verdicts[3]);
  }
});

test("multivalues of other fields pass through byte for byte", async () => {
  const rows = [
    { _raw: "ERROR one", tag: ["a$;$b", "c"], _si: ["FIREFLY-WIN", "beatles"] },
    { _raw: "ERROR two", tag: ["", "z"], _si: "main" },
  ];
  expect((await one(splunkdBody(["_raw", "tag", "_si"], rows))).verdicts).toHaveLength(2);
});

test("columns of theirs with our names are replaced, with one INFO message for the search", async () => {
  const rows = [{ severity: "bad", _raw: "ERROR disk full", llama_flags: ["x", "y"], n: "1" }];
  const body = splunkdBody(["severity", "_raw", "llama_flags", "n"], rows);
  const { replies, messages } = await converse({ chunks: requestsOf([body, body, body]) });
  const { names, rows: answers } = parseCsv(replies[0]!.body);
  expect(names.slice(0, 4)).toEqual(["_raw", "n", "__mv__raw", "__mv_n"]);
  expect(names.filter((name) => name === "severity")).toHaveLength(1);
  const twin = names.indexOf("__mv_severity");
  expect(answers[0]![twin], "several values of theirs do not stand beside our one").toBe("");
  const infos = messages.filter(([level, text]) => level === "INFO" && text.includes("severity"));
  expect(infos).toHaveLength(1);
  expect(infos[0]![1]).toContain("llama_flags");
});

test("with a prefix, a column named severity is theirs and stays", async () => {
  const body = splunkdBody(["severity", "_raw"], [{ severity: "bad", _raw: "ERROR disk full" }]);
  const { replies } = await one(body, { args: ["prefix=my_"], prefix: "my_" });
  const { names, rows } = parseCsv(replies[0]!.body);
  expect(cellValue(rows[0]![names.indexOf("severity")]!)).toBe("bad");
});

test.each([
  ["LF", "\n"],
  ["CR LF", "\r\n"],
])("rows may end in %s, and values may hold either", async (_, lineEnd) => {
  const rows = [{ _raw: "one\ntwo", b: "1\r\n2" }, { _raw: 'say "hi", then, go', b: '"' }, { b: "no text" }];
  const { verdicts } = await one(splunkdBody(["_raw", "b"], rows, lineEnd));
  expect(verdicts.map((verdict) => verdict.llama_status)).toEqual(["local", "local", "skipped"]);
});

test("the last row needs no line end", async () => {
  expect((await one("_raw,b\nERROR x,1\nERROR y,2")).verdicts).toHaveLength(2);
  expect((await one('_raw,b\nERROR x,1\nERROR y,"2"')).verdicts).toHaveLength(2);
  expect((await one("_raw,b\nERROR x,")).verdicts).toHaveLength(1);
});

test("a blank line is no row in a table of two columns, and an empty value in a table of one", async () => {
  const two = await one("_raw,b\n\nERROR x,1\n\r\n\nERROR y,2\n\n");
  expect(two.verdicts).toHaveLength(2);
  const single = await one("_raw\n\nERROR x\n\r\n\nERROR y\n\n");
  const statuses = single.verdicts.map((verdict) => verdict.llama_status);
  expect(statuses).toEqual(["skipped", "local", "skipped", "skipped", "local", "skipped"]);
});

test("short rows are padded and long rows lose the surplus, with one WARN each in the last reply", async () => {
  const body = Buffer.from("_raw,b,c\nERROR short\nERROR long,1,2,3,4\nERROR right,1,2\n,\n");
  const { replies, verdicts } = await converse({ chunks: requestsOf([body, body]) });
  const { names, rows } = parseCsv(replies[0]!.body);
  expect(rows.map((cells) => cells.slice(0, 3))).toEqual([
    ["ERROR short", "", ""],
    ["ERROR long", "1", "2"],
    ["ERROR right", "1", "2"],
    ["", "", ""],
  ]);
  expect(names.slice(0, 3)).toEqual(["_raw", "b", "c"]);
  expect(verdicts.at(-1)?.llama_status).toBe("skipped");
  const counts = replies.map((reply) => warnings(readMessages(reply)).length);
  expect(counts[0], "nothing is said before the last reply").toBe(0);
  expect(counts[1], "one WARN for each kind, not for each row").toBe(2);
});

test("an unclosed quote runs to the end of the body, and the row is answered with a WARN", async () => {
  const body = Buffer.from('_raw,b\nERROR x,1\n"ERROR open,2\nERROR y,3\n');
  const { verdicts, messages } = await converse({
    chunks: requestsOf([body, Buffer.from("_raw,b\nERROR z,1\n")]),
  });
  expect(verdicts).toHaveLength(3);
  expect(warnings(messages)).not.toHaveLength(0);
});

test("quotes inside an unquoted value are part of it", async () => {
  expect((await one('_raw,b\nERROR say "x" now,1"2\n')).verdicts).toHaveLength(1);
});

test.each([
  ["no bytes", ""],
  ["a header only", '"_raw","_time","__mv__raw","__mv__time"\n'],
  ["a header without a line end", "_raw,b"],
  ["an indexed header only", '"_chunked_idx","_raw","__mv__chunked_idx","__mv__raw"\n'],
])("a body of %s is answered with no rows", async (_, text) => {
  const body = Buffer.from(text);
  const { verdicts, replies } = await converse({ chunks: requestsOf([body, body, body]) });
  expect(verdicts).toEqual([]);
  expect(replies.map((reply) => reply.metadata.finished)).toEqual([false, false, true]);
});

test("a field that no event has leaves every row skipped, and a message names it", async () => {
  const body = splunkdBody(["_raw", "host"], [{ _raw: "ERROR x", host: "a" }, { host: "b" }]);
  const { verdicts, messages } = await one(body, { args: ["log_mesage"], field: "log_mesage" });
  expect(verdicts.map((verdict) => verdict.llama_status)).toEqual(["skipped", "skipped"]);
  expect(warnings(messages).filter(([, text]) => text.includes("log_mesage"))).toHaveLength(1);
});

test("invalid UTF-8 and NUL bytes are judged and pass through as they came", async () => {
  const bad = Buffer.from([0x45, 0x52, 0x52, 0x20, 0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x00, 0x41]);
  const body = Buffer.concat([Buffer.from("_raw,b\n"), bad, Buffer.from(",\0\n\xff,1\n", "latin1")]);
  const { verdicts } = await one(body);
  expect(verdicts[0]?.llama_status).toBe("local");
});

test("duplicate column names keep both columns", async () => {
  expect((await one("_raw,a,a,_raw\nERROR x,1,2,ERROR x\n")).verdicts[0]?.llama_status).toBe("local");
});

test("a 10 MB field is judged and comes back whole", async () => {
  const text = `ERROR ${"0123456789 ü ".repeat(760_000)}`;
  const { replies } = await one(splunkdBody(["_raw", "n"], [{ _raw: text, n: "1" }, { _raw: "INFO ok" }]));
  expect(replies[0]!.body.length).toBeGreaterThan(10_000_000);
});

test("5,000 columns and their multivalue twins pass through", async () => {
  const fields = ["_raw", ...Array.from({ length: 4_999 }, (_, column) => `field ${column}`)];
  const rows = Array.from({ length: 20 }, (_, row) => ({
    _raw: `ERROR ${row}`,
    "field 4998": ["a", `${row}`],
  }));
  const { replies } = await one(splunkdBody(fields, rows));
  expect(parseCsv(replies[0]!.body).names).toHaveLength(10_000 + outputFields.length + 3);
});
