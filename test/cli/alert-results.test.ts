import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AlertPlace, openAlertPlace, recordsOf } from "./alert-place.ts";
import { runLlamaLog } from "./run-llama-log.ts";

let place: AlertPlace;
beforeAll(async () => {
  place = await openAlertPlace();
});
afterAll(() => place.close());

const head = "_time,severity,anomaly_detected,root_cause,service_name\n";
const time = "1795000000";
let states = 0;

/** Alerts on a file with these bytes, in a place of its own. */
async function alertOn(content: string | Buffer, ...words: string[]) {
  const name = `results${++states}`;
  const file = place.file(`${name}.csv`, content);
  const finished = await place.run(name, ["alert", "--results", file, "--json", ...words]);
  const told = new Map(recordsOf(finished).map((each) => [each.service_name, each.severity]));
  return { ...finished, file, told: Object.fromEntries(told) as Record<string, string> };
}

describe("a severity that people use", () => {
  test("is mapped, and one that means this here and that there is taken as a page and said", async () => {
    const rows = Object.entries({
      a: "critical",
      b: "",
      c: "1",
      d: '"P0 OUTAGE"',
      e: "Sev2",
      f: "shrug",
      g: "low",
    }).map(([service, severity]) => `${time},${severity},true,broken,${service}\n`);
    const { code, told, stderr } = await alertOn(head + rows.join(""));
    expect(code).toBe(0);
    expect(told).toEqual({ a: "P1", b: "P3", c: "P1", d: "P0", e: "P2", f: "P1" });
    expect(stderr).toContain("Of 7 rows, 2 had a severity that is no word of docs/alerts.md");
    expect(stderr).toContain("(such as 1, shrug): 2 with a verdict count as P1.");
  });

  test("is refused where nothing else says that there is something", async () => {
    const { code, told, stderr } = await alertOn("severity,service_name\n7,shop\n");
    expect([code, told]).toEqual([3, {}]);
    expect(stderr).toContain("nobody is told of 1 without anomaly_detected and root_cause");
  });
});

describe("results of other programs", () => {
  const table = `${head}${time},P1,true,gone,shop\n${time},P0,true,lost,cart\n`;
  const both = { shop: "P1", cart: "P0" };

  test.each<[string, string | Buffer, RegExp | ""]>([
    ["with an empty first line", `\n${table}`, /has its header in line 2/],
    ["with a byte order mark", `\ufeff${table}`, ""],
    ["in UTF-16", Buffer.from(`\ufeff${table.replaceAll("\n", "\r\n")}`, "utf16le"), ""],
    ["behind npm's banner", `\n> x@1.0.0 start\n> node x.cjs --csv\n\n${table}`, /has its header in line 5/],
    [
      "before npm's farewell",
      `${table}npm notice\n`,
      /more or fewer values than the 5 of its header \(row 3\)/,
    ],
  ])("%s are read", async (_, content, sentence) => {
    const { code, told, stderr, file } = await alertOn(content);
    expect([code, told]).toEqual([0, both]);
    if (sentence === "") expect(stderr).toBe("");
    else expect(stderr).toMatch(sentence);
    if (sentence !== "") expect(stderr).toContain(file);
  });

  test("with an open quote lose no row, and say so with exit code 3", async () => {
    const open = `${head}${time},P1,true,"gone,shop\n${time},P0,true,lost,cart\n`;
    const { code, told, stderr, file } = await alertOn(open);
    expect([code, told]).toEqual([3, both]);
    expect(stderr).toContain(
      `In ${file} a quote is never closed (row 1), so that rows behind it may be missing`,
    );
  });

  test.each<[string, string | Buffer, string]>([
    ["with a header alone that has no verdict", "_time,_raw,service_name\n", "has a verdict in severity"],
    ["with other names of columns", "Zeit,Schwere\n1,P1\n", "has a verdict in severity"],
    ["with semicolons", table.replaceAll(",", ";"), "has a verdict in severity"],
    ["of blank lines alone", "\n\n\n", "is empty, without even a header"],
    ["with carriage returns alone", table.replaceAll("\n", "\r"), "carriage return alone"],
    ["that are a banner alone", "> x@1.0.0 start\n", "has a verdict in severity"],
    ["that are JSON", '{"severity":"P1","anomaly_detected":true}\n', "has a verdict in severity"],
    [
      "that are a picture",
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
      "has a verdict",
    ],
  ])("%s are refused", async (_, content, sentence) => {
    const { code, stdout, stderr, file } = await alertOn(content);
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toContain(sentence);
    expect(stderr).toContain(file);
  });

  test("with their header alone, as of a log without lines, are nothing to tell", async () => {
    const { code, stderr } = await alertOn(head);
    expect([code, stderr]).toEqual([0, ""]);
  });

  test("as a CMDB may have a banner as well, and none of its columns is missed quietly", async () => {
    const results = place.file("for-cmdb.csv", table);
    const run = (name: string, cmdb: string) =>
      runLlamaLog([
        ...["alert", "--results", results, "--cmdb", place.file(`${name}.csv`, cmdb), "--mode", "shadow"],
        ...["--config", place.config, "--state", place.state(name)],
      ]);
    expect((await run("cmdb-banner", "\n> x\nservice_name,service_owner\nshop,zoe\n")).code).toBe(0);
    const wrong = await run("cmdb-wrong", "service,owner\n");
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining("has no service_name")]);
  });
});

describe("the service of a line", () => {
  test.each([
    ['ERROR [stock-api] no boxes ua=""service=sandbox""', "stock-api"],
    ["ERROR [stock-api] GET /x?service=sandbox&app=sandbox failed", "stock-api"],
    ['{""service"":""shop"",""msg"":""GET service=sandbox""}', "shop"],
    ['{""msg"":""service=sandbox"",""request"":{""service"":""sandbox""}}', ""],
    ["level=error service=shop no boxes", "shop"],
    ['level=error service=""shop"" no boxes', "shop"],
  ])("%s is %s", async (line, service) => {
    const { told } = await alertOn(`_raw,severity\n"${line}",P2\n`);
    expect(told).toEqual({ [service]: "P2" });
  });
});
