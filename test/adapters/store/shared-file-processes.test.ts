import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ownIdentity } from "../../../src/adapters/process/process-identity.ts";
import { SharedFile } from "../../../src/adapters/store/shared-file.ts";
import { bundledProgram } from "../../support/bundled-program.ts";
import { isFull } from "../../support/full-run.ts";

/** As many as LOCK_ROUNDS says, for a long look. */
const rounds = Number(process.env.LOCK_ROUNDS ?? (isFull ? "40" : "12"));
const folder = mkdtempSync(join(tmpdir(), "llama-shared-processes-"));
let program: string;
beforeAll(() => {
  program = bundledProgram("test/support/shared-file-program.ts");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const running = new Set<Writer>();
afterEach(() => {
  for (const writer of running) writer.child.kill("SIGKILL");
  running.clear();
});

/** A process that adds words, and what it has said is in the file. */
class Writer {
  readonly child: ChildProcess;
  readonly said: string[] = [];
  private readonly wakes: (() => void)[] = [];

  constructor() {
    this.child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
    this.child.stdin?.on("error", () => undefined);
    createInterface({ input: this.child.stdout! }).on("line", (line) => {
      this.said.push(line);
      for (const wake of this.wakes.splice(0)) wake();
    });
    running.add(this);
  }

  ask(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  /** The line with this number. */
  async line(number: number): Promise<string> {
    while (this.said.length <= number) await new Promise<void>((resolve) => this.wakes.push(resolve));
    return this.said[number] as string;
  }
}

const dead = { pid: 4_194_305, start: "1", token: "a1" };
const staleLocks = [
  (lock: string) => {
    writeFileSync(lock, "");
    utimesSync(lock, 1_500_000_000, 1_500_000_000);
  },
  (lock: string) => writeFileSync(lock, JSON.stringify(dead)),
  (lock: string) => writeFileSync(lock, JSON.stringify({ ...ownIdentity(), ...dead })),
  (lock: string) => {
    writeFileSync(lock, "");
    utimesSync(lock, 4_000_000_000, 4_000_000_000);
  },
];

test(
  `eight processes behind a stale lock lose no change of theirs, ${rounds} times`,
  async () => {
    const writers = Array.from({ length: 8 }, () => new Writer());
    const lost: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const file = join(folder, `round-${round}`);
      staleLocks[round % staleLocks.length]?.(`${file}.lock`);
      for (const [at, writer] of writers.entries()) writer.ask(`${file} w${at}`);
      const said = await Promise.all(writers.map((writer) => writer.line(round)));
      expect(said).toEqual(writers.map((_, at) => `${file} w${at}`));
      const words = readFileSync(file, "utf8").trim().split("\n").sort();
      if (words.join() !== "w0,w1,w2,w3,w4,w5,w6,w7") lost.push(`round ${round}: ${words.join()}`);
    }
    expect(lost).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.includes(".lock"))).toEqual([]);
  },
  120_000 + rounds * 5_000,
);

test("eight processes that are killed at any moment lose nothing that they said is kept", async () => {
  const file = join(folder, "killed");
  const each = 30;
  const kept: string[] = [];
  let kills = 0;
  let said = 0;
  const run = async (at: number): Promise<void> => {
    for (let generation = 0; ; generation++) {
      const writer = new Writer();
      const ended = once(writer.child, "close");
      for (let word = 0; word < each; word++) writer.ask(`${file} w${at}-${generation}-${word}`);
      writer.child.stdin?.end();
      writer.child.stdout?.on("data", () => {
        // Somebody made progress: every now and then that is the moment in which another one dies.
        if (++said % 9 !== 0 || kills >= 24) return;
        const others = [...running];
        if (others[(said * 31) % others.length]?.child.kill("SIGKILL")) kills++;
      });
      const [, signal] = await ended;
      running.delete(writer);
      kept.push(...writer.said.map((line) => line.split(" ")[1] as string));
      if (signal === null) return;
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, at) => run(at)));
  expect(kills).toBe(24);
  const words = readFileSync(file, "utf8").trim().split("\n");
  expect(kept.filter((word) => !words.includes(word))).toEqual([]);
  expect(new Set(words).size).toBe(words.length);
  // What was kept and not said any more: one for each death at most.
  expect(words.length - kept.length).toBeLessThanOrEqual(kills);
  expect(await new SharedFile(file, { timeout: 0, longest: 1e6 }).update(() => "all")).toBe(true);
}, 180_000);

test.skipIf(process.platform === "win32")(
  "an owner that was stopped keeps its lock: others wait their timeout, say no, and its change counts",
  async () => {
    const file = join(folder, "stopped");
    const writer = new Writer();
    writer.ask(`${file} stop`);
    const stateOf = () => readFileSync(`/proc/${writer.child.pid}/stat`, "latin1").split(") ")[1]?.[0];
    const isStopped = () => (process.platform === "linux" ? stateOf() === "T" : existsSync(`${file}.lock`));
    while (!isStopped()) await new Promise(setImmediate);
    const ours = new SharedFile(file, { timeout: 300, longest: 1e6 });
    expect(await ours.update(() => "ours")).toBe(false);
    expect(existsSync(file)).toBe(false);
    writer.child.kill("SIGCONT");
    await writer.line(0);
    const patient = new SharedFile(file, { timeout: 60_000, longest: 1e6 });
    expect(await patient.update(() => `${patient.read()}ours`)).toBe(true);
    expect(readFileSync(file, "utf8")).toBe("stop\nours");
  },
  120_000,
);
