import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { logFiles } from "../../src/cli/parse/log-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "llama-log-files-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), "x\n");
  }
}

/** The logs, with paths from the folder on. */
const logsOf = async (...named: readonly string[]): Promise<string[][]> =>
  (await logFiles(named.map((name) => join(folder, name)))).map((files) =>
    files.map((file) => file.slice(folder.length + 1)),
  );

describe("files of a log that was rotated are read from the oldest on", () => {
  test.each([
    [
      "by number",
      ["app.log", "app.log.1", "app.log.2.gz", "app.log.10.gz"],
      "app.log.10.gz app.log.2.gz app.log.1 app.log",
    ],
    [
      "by date behind the ending",
      ["syslog", "syslog-20260302", "syslog-20260301.xz"],
      "syslog-20260301.xz syslog-20260302 syslog",
    ],
    [
      "by date before the ending",
      ["app-2026-03-02.log", "app-2026-03-01.log.gz"],
      "app-2026-03-01.log.gz app-2026-03-02.log",
    ],
    [
      "by hour",
      ["app.log.2026-03-02-10", "app.log.2026-03-02-09", "app.log"],
      "app.log.2026-03-02-09 app.log.2026-03-02-10 app.log",
    ],
    ["once", ["app.log", "app.log.old"], "app.log.old app.log"],
  ])("%s", async (_, names, expected) => {
    write(...names);
    expect(await logsOf("")).toEqual([expected.split(" ")]);
    expect(await logsOf(...names)).toEqual([expected.split(" ")]);
  });

  test("logs of other names or folders stay logs of their own, in the order of their names", async () => {
    write("a/app.log", "b/app.log.1", "b/app.log", "orders-2.log", "orders-1.log");
    expect(await logsOf("b", "orders-2.log", "orders-1.log", "a/app.log")).toEqual([
      ["b/app.log.1", "b/app.log"],
      ["orders-2.log"],
      ["orders-1.log"],
      ["a/app.log"],
    ]);
  });
});

describe("of a folder the logs are read", () => {
  test("within its folders too, and nothing else", async () => {
    write(
      "nginx/access.log",
      "nginx/error.log",
      "messages",
      "app.jsonl",
      "core.zip",
      "photo.png",
      ".secret.log",
      "run.pid",
    );
    symlinkSync(join(folder, "messages"), join(folder, "link.log"));
    expect(await logsOf("")).toEqual([
      ["app.jsonl"],
      ["messages"],
      ["nginx/access.log"],
      ["nginx/error.log"],
    ]);
  });

  test("a file that is named twice is read once", async () => {
    write("app.log");
    expect(await logsOf("app.log", "", "app.log")).toEqual([["app.log"]]);
  });

  test("one without logs is said to be so", async () => {
    write("photo.png");
    await expect(logsOf("")).rejects.toThrow(/holds no logs: .* Name the files themselves\.$/);
  });
});

test("a name that cannot be looked at is left to the reader, and standard input too", async () => {
  expect(await logFiles(["-", join(folder, "none.log")])).toEqual([["-"], [join(folder, "none.log")]]);
});
