import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runLlamaLog } from "./run-llama-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-cli-mask-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(name: string, text: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const begin = ["-----BEGIN RSA", "PRIVATE KEY-----"].join(" ");
const log = fileWith(
  "app.log",
  [
    "login failed for user alice from 10.1.2.3 port 50122",
    "job 1 done in 12 ms, version 1.2.3.4",
    "",
    "mail to Bob@example.com and bob@example.com from 10.1.2.3",
    "a line that says <EMAIL:1> itself",
    "",
  ].join("\n"),
);
const masked = [
  "login failed for user <USER:1> from <IP:1> port 50122",
  "job 1 done in 12 ms, version 1.2.3.4",
  "",
  "mail to <EMAIL:1> and <EMAIL:1> from <IP:1>",
  "a line that says <~EMAIL:1> itself",
  "",
].join("\n");

describe("llama-log mask", () => {
  test("prints every line, equal values with equal placeholders, and nothing else", async () => {
    expect(await runLlamaLog(["mask", log])).toMatchObject({ code: 0, stdout: masked, stderr: "" });
  });

  test("reads standard input", async () => {
    const { stdout } = await runLlamaLog(["mask", "-"], { input: [readFileSync(log)] });
    expect(stdout).toBe(masked);
  });

  test("numbers go on over several files", async () => {
    const other = fileWith("other.log", "from 10.9.9.9 to 10.1.2.3\n");
    const { stdout } = await runLlamaLog(["mask", log, other]);
    expect(stdout).toBe(`${masked}from <IP:2> to <IP:1>\n`);
  });

  test("with --json says on standard error what was masked", async () => {
    const { stdout, stderr } = await runLlamaLog(["mask", log, "--json"]);
    expect(stdout).toBe(masked);
    expect(JSON.parse(stderr)).toEqual({
      lines: 5,
      masked: {
        USER: { masked: 1, distinct: 1 },
        IP: { masked: 2, distinct: 1 },
        EMAIL: { masked: 2, distinct: 1 },
      },
    });
  });

  test("with --map writes what stands for what, for its owner only", async () => {
    const map = join(folder, "map.jsonl");
    const { code, stdout } = await runLlamaLog(["mask", log, "--map", map]);
    expect([code, stdout]).toEqual([0, masked]);
    const entries = readFileSync(map, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(entries).toEqual([
      { placeholder: "<USER:1>", kind: "USER", value: "alice" },
      { placeholder: "<IP:1>", kind: "IP", value: "10.1.2.3" },
      { placeholder: "<EMAIL:1>", kind: "EMAIL", value: "Bob@example.com" },
    ]);
    if (process.platform !== "win32") expect(statSync(map).mode & 0o777).toBe(0o600);
  });

  test("never writes over a file, not even over the log itself", async () => {
    const map = fileWith("kept.jsonl", "kept\n");
    for (const path of [map, log]) {
      const before = readFileSync(path, "utf8");
      const { code, stdout, stderr } = await runLlamaLog(["mask", log, "--map", path]);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain("--map wants a file that does not exist yet");
      expect(readFileSync(path, "utf8")).toBe(before);
    }
  });

  test("makes no map where the log cannot be read", async () => {
    const map = join(folder, "none.jsonl");
    expect((await runLlamaLog(["mask", "/nowhere.log", "--map", map])).code).toBe(3);
    expect(existsSync(map)).toBe(false);
  });

  test("a private key of several lines is masked line by line, the lines behind it are not", async () => {
    const lines = [
      begin,
      "Proc-Type: 4,ENCRYPTED",
      "",
      "MIIEow+/AAAA",
      "q==",
      begin.replace("BEGIN", "END"),
      "next job",
    ];
    const cut = ["app: ", "app: MIIEowAAAABBBBCCCC", "job 7 done", "MIIEowAAAA"];
    const file = fileWith("key.log", [...lines, `app: ${begin}`, ...cut.slice(1), ""].join("\n"));
    expect((await runLlamaLog(["mask", file])).stdout.split("\n")).toEqual([
      "<PRIVATE_KEY:1>",
      "Proc-Type: 4,ENCRYPTED",
      "",
      "<PRIVATE_KEY:2>",
      "<PRIVATE_KEY:3>",
      begin.replace("BEGIN", "END"),
      "next job",
      "app: <PRIVATE_KEY:1>",
      "app: <PRIVATE_KEY:4>",
      "job 7 done",
      "MIIEowAAAA",
      "",
    ]);
  });

  test("bytes that are no UTF-8 leave as they came", async () => {
    const file = fileWith("latin1.log", Buffer.from("Stra\xdfe 10.1.2.3 f\xfcr a@example.com\n", "latin1"));
    const out = join(folder, "latin1.masked");
    const { stdout } = await runLlamaLog(["mask", file]);
    writeFileSync(out, stdout);
    expect(stdout).toBe("Stra\ufffde <IP:1> f\ufffdr <EMAIL:1>\n");
  });

  test("letters of all languages stay letters", async () => {
    const file = fileWith("utf8.log", "Größe 10.1.2.3 日本 müller@exämple.de 👍\n");
    expect((await runLlamaLog(["mask", file])).stdout).toBe("Größe <IP:1> 日本 <EMAIL:1> 👍\n");
  });

  test.each([
    [["mask"], 3, "Standard input is empty"],
    [["mask", log, "--map"], 2, "--map wants a file that does not exist yet, as in --map names.jsonl"],
    [["mask", log, "--mpa", "x"], 2, "Did you mean --map?"],
    [["mask", log, "--json=1"], 2, "--json takes no value"],
    [["mask", log, "--map", "/nowhere/map.jsonl"], 2, "cannot (ENOENT)"],
    [["mask", mkdtempSync(join(folder, "empty-"))], 3, "holds no logs"],
    [["masc", log], 2, "Did you mean mask?"],
  ])("%j ends with exit code %i and a sentence", async (words, expected, sentence) => {
    const { code, stdout, stderr } = await runLlamaLog(words);
    expect([code, stdout]).toEqual([expected, ""]);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("alice");
  });

  test.each([
    ["mask", "--help"],
    ["help", "mask"],
  ])("%s %s explains it", async (...words) => {
    const { code, stdout } = await runLlamaLog(words);
    expect(code).toBe(0);
    expect(stdout).toContain("llama-log mask [FILE ... | -] [--map FILE] [--json]");
  });
});
