import { describe, expect, test } from "vitest";
import { lateRows } from "../../src/splunk/late-rows.ts";
import { OwnColumns } from "../../src/splunk/own-columns.ts";

const own = new OwnColumns(["score"], ["llama_state"]);
const reply = (...bodies: string[]): string => {
  const { bodyLength, body } = lateRows(
    () => bodies.map((text) => Buffer.from(text)),
    own,
    (row) => Buffer.from(String(row)),
  );
  const text = Buffer.concat([...body]).toString();
  expect(Buffer.byteLength(text)).toBe(bodyLength);
  return text;
};

describe("rows that come back with the last reply", () => {
  test("are as they came, with our values behind them", () => {
    expect(reply('a,b\n1,"x, ""y"""\n', "a,b\n2,\n3,z\n")).toBe(
      'a,b,score,llama_state\n1,"x, ""y""",0,\n2,,1,\n3,z,2,\n',
    );
  });

  test("lose columns of the same names as ours", () => {
    expect(reply("a,score,llama_state,b\n1,9,resolved,2\n")).toBe("a,b,score,llama_state\n1,2,0,\n");
  });

  test("have the columns of all requests, empty where their own has not", () => {
    expect(reply("a,b\n1,2\n", "b,c\n3,4\n", "c,a\n5,6\n")).toBe(
      "a,b,c,score,llama_state\n1,2,,0,\n,3,4,1,\n6,,5,2,\n",
    );
  });

  test("may be none", () => {
    expect(reply()).toBe("");
    expect(reply("")).toBe("");
  });
});
