/** Which log a command reads, for every kind of standard input that a shell, a cron job or a container gives it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { binFolder } from "../support/command-process.ts";
import { isFull } from "../support/full-run.ts";

const folder = mkdtempSync(join(tmpdir(), "llama standard input-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = "2026-04-01T07:00:00Z ERROR [till] receipt printer 4: cover open";
const log = join(folder, "till.log");
writeFileSync(log, `${line}\n`);
const other = join(folder, "other.log");
writeFileSync(other, "2026-04-01T07:00:00Z ERROR [gate] barrier 2 does not rise\n");

interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Input = (words: readonly string[]) => Promise<Finished>;

/** Starts the launcher with this standard input; `feed` gets the process to write to it. */
async function start(
  words: readonly string[],
  stdin: "ignore" | "pipe" | number | Socket,
  feed: (child: ReturnType<typeof spawn>) => void = () => {},
  command: readonly string[] = [join(binFolder, "llama-log")],
): Promise<Finished> {
  const [program = "", ...before] = command;
  const child = spawn(program, [...before, ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH, LLAMA_NODE: process.execPath, LLAMA_STATE: join(folder, "state") },
    stdio: [stdin, "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin?.on("error", () => {});
  const closed = once(child, "close") as Promise<[number | null]>;
  feed(child);
  const [code] = await closed;
  child.stdin?.destroy();
  return { code, stdout, stderr };
}

const pipe =
  (...pieces: readonly (string | Buffer)[]): Input =>
  (words) =>
    start(words, "pipe", (child) => {
      for (const piece of pieces) child.stdin?.write(piece);
      child.stdin?.end();
    });

const nullDevice: Input = (words) => start(words, "ignore");
const silence: Input = (words) => start(words, "pipe");
const closedInput: Input = (words) =>
  start(words, "ignore", undefined, ["/bin/sh", "-c", 'exec "$0" "$@" <&-', join(binFolder, "llama-log")]);
const fromFile: Input = async (words) => {
  const file = openSync(log, "r");
  try {
    return await start(words, file);
  } finally {
    closeSync(file);
  }
};

const commands = [["analyze", "--json"], ["templates"], ["mask"], ["templates", "validate"]];
const filled: readonly (readonly [string, Input])[] = [
  ["a pipe", pipe(`${line}\n`)],
  ["a pipe of gzip", pipe(gzipSync(`${line}\n`))],
  ["a file behind <", fromFile],
];
const empty: readonly (readonly [string, Input])[] = [
  ["an empty pipe", pipe()],
  ["/dev/null", nullDevice],
  ["a standard input that is closed", closedInput],
];

describe.skipIf(process.platform === "win32")("standard input", () => {
  describe.each(filled)("that is %s", (_, input) => {
    test.each(commands)("is the log of %s %s, where none is named", async (...words) => {
      const { code, stdout, stderr } = await input(words.filter(Boolean));
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(words[1] === "validate" ? /1 lines {2}1 templates/ : /receipt printer/);
      expect(stdout).not.toContain("bundled sample");
    });

    test("is analyzed where no command is named", async () => {
      const { code, stdout } = await input([]);
      expect([code, stdout]).toEqual([0, expect.stringContaining("receipt printer")]);
    });

    test("comes before the sample of --demo", async () => {
      const { code, stdout } = await input(["analyze", "--demo"]);
      expect([code, stdout]).toEqual([0, expect.stringContaining("In all: 1 P")]);
      expect(stdout).not.toContain("bundled sample");
    });

    test("is left alone where a file is named", async () => {
      const { code, stdout } = await input(["analyze", "--demo", "--json", other]);
      expect([code, JSON.parse(stdout)._raw]).toEqual([0, expect.stringContaining("barrier 2")]);
    });
  });

  describe.each(empty)("that is %s", (what, input) => {
    test.each([
      ["analyze", "--json"],
      ["mask", "-"],
    ])("ends %s %s with a sentence and exit code 3", async (...words) => {
      const { code, stdout, stderr } = await input(words);
      expect([code, stdout]).toEqual([3, ""]);
      expect(stderr).toMatch(/^llama-log: Standard input is empty: name a file[^\n]+\n$/);
    });

    test("shows what commands there are where none is named", async () => {
      const { code, stdout } = await input([]);
      expect([code, stdout]).toEqual([0, expect.stringContaining("llama-log analyze [FILE ...]")]);
    });

    // The whole sample each time: one kind of nothing stands for the others, which the tests above tell apart from a log.
    test.runIf(isFull || what === "/dev/null")(
      "shows the sample with --demo, and says so with no terminal there",
      async () => {
        const { code, stdout, stderr } = await input(["analyze", "--demo", "--csv"]);
        expect([code, stderr]).toEqual([0, expect.stringContaining("this is the bundled sample")]);
        expect(stdout.split("\n")).toHaveLength(2_126);
      },
    );
  });

  test.each([["templates"], ["templates", "validate"], ["analyze", "-"], ["-"]])(
    "that is empty ends %s %s with exit code 3",
    async (...words) => {
      const { code, stderr } = await nullDevice(words.filter(Boolean));
      expect([code, stderr]).toEqual([3, expect.stringContaining("Standard input is empty")]);
    },
  );

  test("that is empty is no fault where a file is named", async () => {
    const { code, stderr } = await nullDevice(["analyze", other]);
    expect([code, stderr]).toEqual([0, ""]);
  });

  test("that stays open and silent does not keep --demo from its sample", async () => {
    const { code, stdout } = await silence(["analyze", "--demo"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("this is the bundled sample")]);
  });

  test("is read in its place among the files", async () => {
    const { code, stdout } = await pipe("INFO in between\n")(["mask", log, "-", other]);
    expect([code, stdout.split("\n")]).toEqual([
      0,
      [line, "INFO in between", expect.stringContaining("barrier"), ""],
    ]);
  });

  test("that is empty among files is told behind what they hold", async () => {
    const { code, stdout, stderr } = await pipe()(["templates", log, "-", other]);
    expect([code, stdout, stderr]).toEqual([
      3,
      expect.stringContaining("2 lines, 2 templates"),
      expect.stringContaining("Standard input is empty"),
    ]);
  });

  test("that is reset in the middle gives the lines before", async () => {
    const server = createServer();
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as { port: number };
    const reader = connect({ port, host: "127.0.0.1" }).pause();
    const [writer] = (await once(server, "connection")) as [Socket];
    const finished = start(["mask"], reader, (child) => {
      // Once the line has come out again it was read, and the reset cannot overtake it.
      writer.write(`${line}\n`.repeat(2_500));
      child.stdout?.once("data", () => writer.resetAndDestroy());
    });
    const { code, stdout, stderr } = await finished;
    reader.destroy();
    server.close();
    expect(code).toBe(3);
    expect(stdout.split("\n").length).toBe(2_501);
    expect(stderr).toContain(
      "standard input can be read only in part, up to where this came: read ECONNRESET",
    );
  });
});

describe.skipIf(process.platform === "win32")("a log as the first word is analyzed", () => {
  test.each([
    ["a name", ["till.log", "--json"]],
    ["a path", [log, "--json"]],
    ["a flag before it", ["--json", "till.log"]],
    ["a dash", ["-", "--json"]],
  ])("given as %s", async (_, words) => {
    const { code, stdout } = await fromFile(words);
    expect([code, JSON.parse(stdout)._raw]).toEqual([0, line]);
  });

  test("also with no dot in its name", async () => {
    writeFileSync(join(folder, "messages"), `${line}\n`);
    expect(await nullDevice(["messages"])).toMatchObject({ code: 0 });
  });

  test.each([
    ["tills.log", 3, "tills.log does not exist. Check the name"],
    ["./messages.1", 3, "./messages.1 does not exist"],
    ["analyse", 2, "There is no command analyse. Did you mean analyze?"],
    ["--jsom", 2, "There is no flag --jsom. Did you mean --json?"],
    ["-x", 2, "There is no flag -x."],
  ])("%s ends with exit code %i and a sentence", async (word, expected, sentence) => {
    const { code, stdout, stderr } = await nullDevice([word]);
    expect([code, stdout, stderr]).toEqual([expected, "", expect.stringContaining(sentence)]);
  });
});
