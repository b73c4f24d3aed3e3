import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { shopLog } from "../../scripts/shop-log.ts";
import { outputFields } from "../../src/app/analyze/output-fields.ts";
import { displayWidth } from "../../src/engine/printable.ts";
import { runLlamaLog } from "./run-llama-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-log-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const threeLines = [
  "2026-03-10T09:20:00Z INFO [shop] started",
  "2026-03-10T09:20:01Z ERROR [shop] could not connect to db-0:5432: Connection refused",
  "2026-03-10T09:20:02Z INFO [shop] stopped",
];

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The records of `--json` for some input, and that all went well. */
async function records(input: string | Buffer, ...words: string[]): Promise<Record<string, unknown>[]> {
  const { code, stdout, stderr } = await runLlamaLog(["analyze", "-", "--json", ...words], {
    input: [input],
  });
  expect([code, stderr]).toEqual([0, ""]);
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const raws = (found: readonly Record<string, unknown>[]): unknown[] => found.map((record) => record._raw);

test("the sample in app/samples is what its script writes", () => {
  expect(readFileSync(new URL("../../app/samples/shop.log", import.meta.url), "utf8")).toBe(shopLog());
});

describe("reads", () => {
  test("the bundled sample with --demo, and says so", async () => {
    const { code, stdout, stderr } = await runLlamaLog(["analyze", "--demo"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^No file was named, so this is the bundled sample, app.samples.shop\.log/);
    expect(stdout).toMatch(
      /2,123 events, [\d,]+ units, 0 asked, 0 cached, 2,123 local, [\d.]+ s\nNo model was asked/,
    );
  });

  test("several files, in their order", async () => {
    const first = file("first.log", "one\n");
    const second = file("second.log", "two\n");
    const { code, stdout } = await runLlamaLog(["analyze", second, first, "--json"]);
    expect(code).toBe(0);
    expect(
      stdout
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line)._raw),
    ).toEqual(["two", "one"]);
  });

  test("gzip, in a file of any name and on standard input", async () => {
    const packed = gzipSync(threeLines.join("\n"));
    expect(raws(await records(packed))).toEqual(threeLines);
    const { stdout } = await runLlamaLog(["analyze", file("odd-name.txt", packed), "--json"]);
    expect(stdout.match(/\n/g)).toHaveLength(3);
  });

  test("CRLF, blank lines and a last line without an end", async () => {
    expect(raws(await records("one\r\n\r\n\ntwo"))).toEqual(["one", "", "", "two"]);
  });

  test("a byte order mark without taking it for text", async () => {
    expect(raws(await records("\ufeffone\n"))).toEqual(["one"]);
  });

  test("commas, quotes, tabs and other languages without changing them", async () => {
    const lines = ['a "quoted", comma', "tab\there", "größe 東京 👩‍💻", '"', "$a$;$b$", "end\\"];
    expect(raws(await records(lines.join("\n")))).toEqual(lines);
  });

  test("invalid UTF-8, which leaves as it came with --csv", async () => {
    const path = file("latin1.log", Buffer.from("caf\xe9 down\n", "latin1"));
    const { code, stdout } = await runLlamaLog(["analyze", path, "--json"]);
    expect([code, JSON.parse(stdout)._raw]).toEqual([0, "caf\ufffd down"]);
  });

  test("a line of 10 MB", async () => {
    const [record] = await records(`ERROR ${"x".repeat(10_000_000)}\n`);
    expect(String(record?._raw).length).toBe(10_000_006);
  });

  test("an empty file", async () => {
    const { code, stdout } = await runLlamaLog(["analyze", file("empty.log", "")]);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining("The input has no lines.\n0 events, 0 units"),
    ]);
  });
});

describe("records", () => {
  test("have the types that the values have by nature", async () => {
    const [, refused] = await records(threeLines.join("\n"));
    expect(Object.keys(refused ?? {})).toEqual(["_raw", "_time", "source", ...outputFields]);
    expect(refused).toMatchObject({
      _time: 1773134401,
      anomaly_detected: true,
      severity: expect.stringMatching(/^P[0-4]$/),
      root_cause: expect.any(String),
      llama_status: "local",
      llama_confidence: expect.any(Number),
      llama_flags: [],
    });
    expect(refused?.llm_analysis).toMatchObject({ severity: refused?.severity });
  });

  test("have the times that are written in other languages or behind colours", async () => {
    const found = await records(
      [
        "2026年3月10日 09:20:00 up",
        "10 марта 2026 г. 09:20:00 up",
        "\u001b[90m2026-03-10T09:20:00Z\u001b[0m up",
        "Mär 10 09:20:00 host-1 app[7]: up",
      ].join("\n"),
    );
    expect(found.map((record) => record._time)).toEqual(Array.from({ length: 4 }, () => 1773134400));
  });

  test("of lines without text say skipped, and null", async () => {
    const [record] = await records("\nINFO up\n");
    expect(record).toMatchObject({
      _raw: "",
      _time: null,
      anomaly_detected: null,
      severity: null,
      llm_analysis: null,
      llama_status: "skipped",
      llama_reason: "empty",
    });
  });

  test("keep the input's order over many chunks", async () => {
    const lines = Array.from({ length: 12_345 }, (_, at) => `INFO request ${at} done`);
    expect(raws(await records(`${lines.join("\n")}\n`))).toEqual(lines);
  });

  test("take the prefix of the search", async () => {
    const [record] = await records("ERROR down\n", "--prefix", "ai_");
    expect(record).toMatchObject({ ai_severity: expect.stringMatching(/^P/), ai_llama_flags: [] });
  });

  test("as CSV are one line each, behind a header", async () => {
    const { code, stdout } = await runLlamaLog(["analyze", "-", "--csv"], { input: [threeLines.join("\n")] });
    const lines = stdout.split("\n").slice(0, -1);
    expect([code, lines.length, lines[0]]).toEqual([0, 4, `_time,_raw,source,${outputFields.join(",")}`]);
    expect(lines[1]).toContain(`1773134400,${threeLines[0]},stdin,false,P5`);
  });

  test("end quietly when nobody reads on", async () => {
    const lines = "INFO a line of a long log\n".repeat(1000);
    const input = Array.from({ length: 100 }, () => lines);
    const { code, stderr } = await runLlamaLog(["analyze", "-", "--json"], { input, readAtMost: 1 });
    expect([code, stderr]).toEqual([0, ""]);
  });
});

test("the advice at the end names the command that was given", async () => {
  const advice = async (script: string): Promise<string> => {
    const environment = { npm_lifecycle_event: script };
    return (await runLlamaLog(["analyze"], { input: ["INFO up\n"], environment })).stdout;
  };
  expect(await advice("")).toContain("LLAMA_MODEL=llama3.1 llama-log analyze app.log\n");
  expect(await advice("start")).toContain("LLAMA_MODEL=llama3.1 npm start -- app.log\n");
});

describe("the table", () => {
  // After a change that is meant: UPDATE_GOLDEN=1 npx vitest run test/cli, then read the difference.
  test("of the sample is the one in golden/shop-table.txt", async () => {
    const golden = fileURLToPath(new URL("golden/shop-table.txt", import.meta.url));
    const { stdout } = await runLlamaLog(["analyze", "--demo", "--all"], { environment: { COLUMNS: "80" } });
    const table = stdout.slice(
      stdout.indexOf("\n\n") + 2,
      stdout.indexOf("\n", stdout.indexOf("In all: ")) + 1,
    );
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, table);
    expect(table).toBe(readFileSync(golden, "utf8"));
    expect(Math.max(...table.split("\n").map(displayWidth))).toBeLessThanOrEqual(80);
  });

  test("of the sample is one screen, the broken disk first, as in golden/shop-screen.txt", async () => {
    const golden = fileURLToPath(new URL("golden/shop-screen.txt", import.meta.url));
    const { stdout } = await runLlamaLog(["analyze", "--demo"], { environment: { COLUMNS: "80" } });
    const screen = stdout.replace(/, [\d.]+ s$/m, ", 1.0 s");
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, screen);
    expect(screen).toBe(readFileSync(golden, "utf8"));
    const lines = screen.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(24);
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(lines.find((line) => /^P\d /.test(line))).toMatch(/^P1 {2}orders-db-0: /);
  });

  test("says in one line that there is no incident, and why where no line has a time", async () => {
    const timed = ["2026-03-10T09:20:00Z INFO up\n", "2026-03-10T09:20:01Z ERROR [shop] row 7 is lost\n"];
    const { stdout } = await runLlamaLog(["analyze", "-"], { input: timed });
    expect(stdout).toMatch(/^No incident: nothing failed more than it usually does in this log\.\n\nP\d /);
    const untimed = await runLlamaLog(["analyze", "-"], {
      input: ["INFO up\n", "ERROR [shop] row 7 is lost\n"],
    });
    expect(untimed.stdout).toMatch(/^No incident: No line has a time that is understood: .*\n\nP\d /);
    const calm = await runLlamaLog(["analyze", "-"], { input: ["INFO up\n"] });
    expect(calm.stdout).toMatch(/^Nothing out of the ordinary was found\.\n/);
  });

  test("passes no control character of the log on to the terminal", async () => {
    const { stdout } = await runLlamaLog(["analyze", "-"], {
      input: ["ERROR \u001b]0;owned\u0007 \u202eabc \u009b2J\n"],
    });
    expect(stdout).toContain("abc");
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  test("is coloured only when that is wanted", async () => {
    const coloured = await runLlamaLog(["analyze", "-"], {
      input: ["ERROR down\n"],
      environment: { FORCE_COLOR: "1" },
    });
    expect(coloured.stdout).toContain("\u001b[");
    const environment = { FORCE_COLOR: "1", NO_COLOR: "1" };
    const plain = await runLlamaLog(["analyze", "-"], { input: ["ERROR down\n"], environment });
    expect(plain.stdout).not.toContain("\u001b[");
  });
});

describe("a log that is not as it should be is read, with one remark", () => {
  const utf16 = (text: string) => Buffer.from(text, "utf16le");
  test.each([
    ["in UTF-16", utf16("\ufeffERROR pump\u00e9 slow\r\nINFO pump on\r\n"), "is UTF-16 and was read as that"],
    [
      "in UTF-16 of the other order",
      utf16("\ufeffERROR pump\u00e9 slow\nINFO pump on\n").swap16(),
      "is UTF-16",
    ],
    [
      "truncated while its writer went on",
      Buffer.concat([Buffer.alloc(20_000), Buffer.from("ERROR pump\u00e9 slow\nINFO pump on\n")]),
      "has 20,000 NUL bytes",
    ],
    [
      "with NULs in a line, as after a loss of power",
      Buffer.concat([Buffer.from("ERROR pump\u00e9 "), Buffer.alloc(7), Buffer.from("slow\nINFO pump on\n")]),
      "has 7 NUL bytes",
    ],
  ])("%s", async (_, bytes, remark) => {
    const { code, stdout, stderr } = await runLlamaLog(["analyze", file("odd.log", bytes), "--json"]);
    const rows = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect([code, rows.map((row) => row._raw)]).toEqual([0, ["ERROR pump\u00e9 slow", "INFO pump on"]]);
    expect(rows[0].severity).toBe("P3");
    expect(stderr).toContain(remark);
    expect(stderr.match(/odd\.log/g)).toHaveLength(1);
  });
});

describe("bad input gets a sentence and exit code 3", () => {
  const cases: readonly [what: string, path: () => string, sentence: RegExp][] = [
    [
      "a file that is not there",
      () => join(folder, "missing.log"),
      /missing\.log does not exist\. Check the name/,
    ],
    [
      "a folder without logs",
      () => mkdtempSync(join(folder, "empty-")),
      /holds no logs: no file in it is named as logs are/,
    ],
    [
      "a binary file",
      () => file("program.log", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0])),
      /program\.log is binary/,
    ],
    [
      "a line of 17 MB",
      () => file("long.log", "x".repeat(17 * 1024 * 1024)),
      /Line 1 of .*long\.log is longer than 16 MB/,
    ],
  ];
  test.each(cases)("%s", async (_, path, sentence) => {
    const { code, stdout, stderr } = await runLlamaLog(["analyze", path()]);
    expect([code, stdout, stderr]).toEqual([3, "", expect.stringMatching(sentence)]);
    expect(stderr.match(/\n/g)).toHaveLength(1);
  });

  test("one file of two, while the other is answered", async () => {
    const good = file("good.log", "INFO up\n");
    const binary = file("bad.log", Buffer.alloc(10));
    const { code, stdout, stderr } = await runLlamaLog(["analyze", binary, good, "--json"]);
    expect([code, JSON.parse(stdout)._raw, stderr]).toEqual([
      3,
      "INFO up",
      expect.stringContaining("bad.log is binary"),
    ]);
  });
});

describe("wrong usage gets a sentence and exit code 2", () => {
  test.each([
    [["analyse"], "There is no command analyse. Did you mean analyze?"],
    [["help", "analyse"], "There is no command analyse. Did you mean analyze?"],
    [["--jsn", "app.log"], "There is no flag --jsn. Did you mean --json?"],
    [["analyze", "--jsn"], "Did you mean --json?"],
    [["analyze", "--unit", "line"], "template or event"],
  ])("%j: %s", async (words, sentence) => {
    const { code, stdout, stderr } = await runLlamaLog(words);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(sentence)]);
  });
});

test("help and version are printed", async () => {
  expect(await runLlamaLog(["help"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("llama-log analyze"),
  });
  for (const word of ["version", "--version", "-v", "-V"]) {
    expect(await runLlamaLog([word])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^llama-log \d+\.\d+/),
    });
  }
  expect((await runLlamaLog(["analyze", "--help"])).stdout).toContain("--fallback local|none");
  expect((await runLlamaLog(["help", "analyze"])).stdout).toContain("--fallback local|none");
});

test("a stream of 200,000 lines is read in little memory", async () => {
  function* stream(): Generator<string> {
    for (let block = 0; block < 200; block += 1) {
      yield Array.from(
        { length: 1000 },
        (_, at) => `INFO request ${block * 1000 + at} took ${at % 97} ms\n`,
      ).join("");
    }
  }
  const { code, stdout, peakMegabytes } = await runLlamaLog(["analyze", "-"], {
    input: stream(),
    memory: residentMegabytes,
    nodeOptions: ["--max-old-space-size=64"],
  });
  expect([code, stdout]).toEqual([0, expect.stringContaining("200,000 events")]);
  expect(peakMegabytes).toBeLessThan(220);
}, 60_000);

/** Only Linux tells; elsewhere the heap limit alone holds the test up. */
function residentMegabytes(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

describe("a part of a log", () => {
  const log = join(import.meta.dirname, "../../app/samples/shop.log");
  const run = (...flags: readonly string[]) => runLlamaLog(["analyze", log, "--no-record", ...flags]);

  test("is looked at where flags ask for one, and what was left out is said", async () => {
    const { code, stdout } = await run("--level", "error", "--service", "postgres", "--fail-on", "P1");
    expect([code, stdout]).toEqual([4, expect.stringContaining("Left out by --level, --service: 2,")]);
    expect(stdout).not.toContain("orders-api  P1");
  });

  test("is shown with --min-severity, and all of it is judged", async () => {
    const { code, stdout } = await run("--json", "--min-severity", "P1", "--fail-on", "P0");
    const severities = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).severity);
    expect([code, new Set(severities), severities.length]).toEqual([0, new Set(["P1"]), 317]);
  });

  test("none is left where a flag leaves all out", async () => {
    const { code, stdout, stderr } = await run("--grep", "no such words");
    expect([code, stdout, stderr]).toEqual([
      3,
      "",
      expect.stringMatching(/No event is left: --grep left out all 2,123\./),
    ]);
  });

  test("of several files names the file of each event", async () => {
    const names = ["b.log", "a.log.1"].map((name) =>
      file(name, `2026-03-10T09:00:00Z ERROR [${name[0]}] disk is full\n`),
    );
    const { stdout } = await runLlamaLog(["analyze", ...names, "--no-record"]);
    for (const name of names) expect(stdout.replace(/\s+/g, " ")).toContain(`09:00:00 UTC; file ${name}`);
    const rows = (await runLlamaLog(["analyze", ...names, "--json", "--no-record"])).stdout
      .trimEnd()
      .split("\n");
    expect(rows.map((row) => JSON.parse(row).source)).toEqual(names);
  });
});
