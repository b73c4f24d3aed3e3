import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FolderLedger, type FolderLedgerOptions } from "../../../src/adapters/ledger/folder-ledger.ts";
import { writeLine } from "../../../src/adapters/ledger/line.ts";
import { ownIdentity } from "../../../src/adapters/process/process-identity.ts";
import type { BreakerRecord } from "../../../src/engine/ledger/delivery.ts";
import { type Change, LedgerError, type LedgerView } from "../../../src/engine/ledger/ledger.ts";
import { bundledProgram } from "../../support/bundled-program.ts";
import { fc, runs } from "../../support/fast-check.ts";

let root: string;
let folder: string;
let said: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "llama-ledger-"));
  folder = join(root, "state", "ledger");
  said = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const newLedger = (options: FolderLedgerOptions = {}) =>
  new FolderLedger(folder, { warn: (sentence) => said.push(sentence), ...options });

const record = (failures: number, text = ""): BreakerRecord => ({
  failures,
  tokens: 1,
  tokensAt: 0,
  ...(text !== "" && { fingerprint: text }),
});

const put = (ledger: FolderLedger, key: string, value: BreakerRecord | undefined) =>
  ledger.transact(() => ({ changes: [{ table: "breakers", key, value }], result: undefined }));

const contents = (view: LedgerView) =>
  Object.fromEntries([...view.breakers].map(([key, { failures }]) => [key, failures]));
const file = (name: string) => join(folder, name);
const names = () => readdirSync(folder).sort();
const fill = (ledger: FolderLedger, count: number, size = 100) =>
  ledger.transact(() => ({
    changes: Array.from(
      { length: count },
      (_, at): Change => ({
        table: "breakers",
        key: `k${at}`,
        value: record(at, "x".repeat(size)),
      }),
    ),
    result: undefined,
  }));

async function errorOf(promise: Promise<unknown>): Promise<LedgerError> {
  const error = await promise.then(
    () => new Error("it worked"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof LedgerError)) throw error;
  return error;
}

describe("the ledger in a folder", () => {
  test("keeps what was changed, for the next process and for its owner alone", async () => {
    const ledger = newLedger();
    await put(ledger, "a", record(1));
    await put(ledger, "b", record(2));
    await put(ledger, "a", record(3));
    await put(ledger, "b", undefined);
    expect(contents(await ledger.read())).toEqual({ a: 3 });
    expect(contents(await newLedger().read())).toEqual({ a: 3 });
    expect(names()).toEqual(["journal.0"]);
    expect(statSync(file("journal.0")).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test("sees what others changed since, in every transaction and every reading", async () => {
    const [one, two] = [newLedger(), newLedger()];
    await put(one, "a", record(1));
    expect(contents(await two.read())).toEqual({ a: 1 });
    const add = (ledger: FolderLedger) =>
      ledger.transact((view) => {
        const failures = (view.breakers.get("a")?.failures ?? 0) + 1;
        return { changes: [{ table: "breakers", key: "a", value: record(failures) }], result: failures };
      });
    const results = await Promise.all([add(one), add(two), add(one), add(two), add(one)]);
    expect([...results].sort()).toEqual([2, 3, 4, 5, 6]);
    expect(contents(await two.read())).toEqual({ a: 6 });
  });

  test("writes nothing for a transaction without changes, and nothing for one that throws", async () => {
    const ledger = newLedger();
    expect(await ledger.transact(() => ({ changes: [], result: 7 }))).toBe(7);
    const own = new Error("mine");
    const thrown = ledger.transact(() => {
      throw own;
    });
    await expect(thrown).rejects.toBe(own);
    expect(names()).toEqual([]);
    await put(ledger, "a", record(1));
    expect(contents(await newLedger().read())).toEqual({ a: 1 });
  });

  test("makes a snapshot of a long journal, and readers beside it miss nothing", async () => {
    const ledger = newLedger({ compactFrom: 2_000 });
    const reader = newLedger();
    const seen: number[] = [];
    for (let at = 1; at <= 60; at++) {
      await put(ledger, "a", record(at));
      await put(ledger, `k${at % 5}`, record(at, "x".repeat(100)));
      seen.push((await reader.read()).breakers.get("a")?.failures ?? 0);
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
    const generation = Math.max(...names().map((name) => Number(name.split(".")[1])));
    expect(generation).toBeGreaterThan(2);
    expect(names()).toEqual(
      [generation - 1, generation].flatMap((one) => [`journal.${one}`, `snapshot.${one}`]).sort(),
    );
    expect(statSync(file(`snapshot.${generation}`)).mode & 0o777).toBe(0o600);
    expect(contents(await newLedger().read())).toEqual(contents(await reader.read()));
    expect(said).toEqual([]);
  });

  test("holds the same as a map, whatever is changed by whom, with snapshots in between", async () => {
    const key = fc.constantFrom("a", "b", "c");
    const changes = fc.array(fc.tuple(key, fc.option(fc.nat(9))), { maxLength: 3 });
    const steps = fc.array(fc.tuple(fc.nat(2), changes), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        rmSync(folder, { recursive: true, force: true });
        const ledgers = [newLedger({ compactFrom: 300 }), newLedger({ compactFrom: 300 }), newLedger()];
        const model = new Map<string, number>();
        for (const [who, entries] of all) {
          const view = await (ledgers[who] as FolderLedger).transact((now) => ({
            changes: entries.map(
              ([name, value]): Change => ({
                table: "breakers",
                key: name,
                value: value === null ? undefined : record(value),
              }),
            ),
            result: contents(now),
          }));
          expect(view).toEqual(Object.fromEntries(model));
          for (const [name, value] of entries) {
            if (value === null) model.delete(name);
            else model.set(name, value);
          }
        }
        for (const ledger of [...ledgers, newLedger()]) {
          expect(contents(await ledger.read())).toEqual(Object.fromEntries(model));
        }
      }),
      runs(60),
    );
  });
});

describe("a damaged ledger", () => {
  test("of which the last line is torn goes on without it, wherever it was torn", async () => {
    const ledger = newLedger();
    await put(ledger, "a", record(1));
    const whole = statSync(file("journal.0")).size;
    await put(ledger, "b", record(2));
    const line = readFileSync(file("journal.0")).subarray(whole);
    for (let length = 1; length < line.length; length += 7) {
      truncateSync(file("journal.0"), whole);
      appendFileSync(file("journal.0"), line.subarray(0, length));
      expect(contents(await newLedger().read())).toEqual({ a: 1 });
      // The one that saw the whole line sees that it is gone, and takes no harm of it.
      await put(ledger, "c", record(length));
      expect(contents(await newLedger().read())).toEqual({ a: 1, c: length });
    }
    expect(said).toEqual([]);
  });

  test("whose journal ends in zeros, as after a loss of power, goes on", async () => {
    await put(newLedger(), "a", record(1));
    appendFileSync(file("journal.0"), Buffer.alloc(512));
    await put(newLedger(), "b", record(2));
    expect(contents(await newLedger().read())).toEqual({ a: 1, b: 2 });
    expect(readFileSync(file("journal.0"), "utf8")).not.toContain("\0");
  });

  test("whose journal was put back to an older one is read anew, though it is as long", async () => {
    const ledger = newLedger();
    await put(ledger, "a", record(1));
    await put(ledger, "b", record(2));
    const lineOf = (sequence: number, key: string) =>
      writeLine({ sequence, changes: [{ table: "breakers", key, value: record(sequence) }] });
    writeFileSync(file("journal.0"), ["c", "d", "e"].map((key, at) => lineOf(at + 5, key)).join(""));
    expect(contents(await ledger.read())).toEqual({ c: 5, d: 6, e: 7 });
  });

  test("takes no harm of a line that somebody read before its writer took it back", async () => {
    const ledger = newLedger();
    await put(newLedger(), "a", record(1));
    const whole = statSync(file("journal.0")).size;
    await put(newLedger(), "b", record(2));
    expect(contents(await ledger.read())).toEqual({ a: 1, b: 2 });
    // The same number, and as long as the one that was taken back.
    truncateSync(file("journal.0"), whole);
    await put(newLedger(), "c", record(3));
    await put(ledger, "d", record(4));
    expect(contents(await ledger.read())).toEqual({ a: 1, c: 3, d: 4 });
  });

  test("with a line in the middle that does not check sets it aside, and says so once", async () => {
    const ledger = newLedger();
    await put(ledger, "a", record(1));
    await put(ledger, "b", record(2));
    await put(ledger, "c", record(3));
    const journal = readFileSync(file("journal.0"), "utf8");
    writeFileSync(file("journal.0"), journal.replace('"failures":2', '"failures":9'));
    expect(contents(await newLedger().read())).toEqual({ a: 1, c: 3 });
    expect(said).toEqual([]);
    await put(newLedger(), "d", record(4));
    await put(newLedger(), "e", record(5));
    expect(contents(await newLedger().read())).toEqual({ a: 1, c: 3, d: 4, e: 5 });
    const aside = file("set-aside.log");
    expect(said).toEqual([
      `A line of the ledger's journal did not check and went to ${aside}; all others hold.`,
    ]);
    expect(readFileSync(aside, "utf8")).toBe(`${journal.split("\n")[1]?.replace('s":2', 's":9')}\n`);
    expect(statSync(aside).mode & 0o777).toBe(0o600);
  });

  test.each([
    ["cut short", (path: string) => truncateSync(path, 150)],
    ["emptied", (path: string) => truncateSync(path, 0)],
    ["changed", (path: string) => writeFileSync(path, readFileSync(path, "utf8").replace("xxx", "yyy"))],
    ["gone", (path: string) => rmSync(path)],
  ])("of which the snapshot is %s is made good from the files before it", async (_, damage) => {
    const ledger = newLedger({ compactFrom: 1_000 });
    await fill(ledger, 20);
    await put(ledger, "a", record(1));
    expect(names()).toEqual(["journal.0", "journal.1", "snapshot.1"]);
    const before = contents(await ledger.read());
    damage(file("snapshot.1"));
    expect(contents(await newLedger().read())).toEqual(before);
    await put(newLedger(), "b", record(2));
    expect(contents(await newLedger().read())).toEqual({ ...before, b: 2 });
    expect(said).toEqual([
      `snapshot.1 of the ledger in ${folder} was damaged and has been made good from older files.`,
    ]);
    expect(contents(await ledger.read())).toEqual({ ...before, b: 2 });
  });

  test("that nothing can make good is an error, and nothing of it is touched", async () => {
    const ledger = newLedger({ compactFrom: 500 });
    for (let round = 0; round < 8; round++) await fill(ledger, 10);
    expect(names()).not.toContain("journal.0");
    for (const name of names().filter((one) => one.startsWith("snapshot"))) truncateSync(file(name), 99);
    const before = names().map((name) => readFileSync(file(name), "utf8"));
    const { finding, fix } = await errorOf(put(newLedger(), "a", record(1)));
    expect(finding).toMatch(
      /^The ledger of alerts in .* is damaged: neither snapshot\.\d+ nor the files before it/,
    );
    expect(fix).toContain("restore the folder from a backup");
    expect(names().map((name) => readFileSync(file(name), "utf8"))).toEqual(before);
  });

  test("of another version is an error, and nothing of it is touched", async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file("snapshot.1"), '{"version":2}\n');
    const { message } = await errorOf(newLedger().read());
    expect(message).toContain("was written by another version of this app");
    expect(names()).toEqual(["snapshot.1"]);
  });
});

describe("what a later version of the app added", () => {
  /** One line of the journal, as a version with one more table and one more field would write it. */
  const later = (sequence: number) =>
    writeLine({
      sequence,
      changes: [
        { table: "snoozes", key: "s", value: { until: 5 } } as unknown as Change,
        { table: "breakers", key: "a", value: { ...record(1), note: "new" } as BreakerRecord },
      ],
    });

  test("outlasts this version's transactions and snapshots", async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file("journal.0"), later(1));
    const ledger = newLedger({ compactFrom: 1 });
    await put(ledger, "b", record(2));
    await put(ledger, "c", record(3));
    const view = (await newLedger().read()) as LedgerView & { snoozes: ReadonlyMap<string, unknown> };
    expect(contents(view)).toEqual({ a: 1, b: 2, c: 3 });
    expect([...view.snoozes]).toEqual([["s", { until: 5 }]]);
    expect(view.breakers.get("a")).toMatchObject({ note: "new" });
    expect(names().filter((name) => name.startsWith("snapshot"))).not.toEqual([]);
    expect(said).toEqual([]);
  });

  test.each(["__proto__", "constructor", "Breakers", ""])("is no table called %j", async (table) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      file("journal.0"),
      writeLine({ sequence: 1, changes: [{ table, key: "s", value: 1 } as unknown as Change] }),
    );
    await put(newLedger(), "b", record(2));
    expect(contents(await newLedger().read())).toEqual({ b: 2 });
  });
});

describe("a ledger that cannot be written", () => {
  test.runIf(existsSync("/dev/full"))(
    "for want of room says so, and goes on once there is some",
    async () => {
      mkdirSync(folder, { recursive: true });
      symlinkSync("/dev/full", file("journal.0"));
      const ledger = newLedger();
      const { message } = await errorOf(put(ledger, "a", record(1)));
      expect(message).toBe(
        `The ledger of alerts in ${folder} cannot be written: no room is left: make room on that disk; what was accepted before is still there.`,
      );
      rmSync(file("journal.0"));
      await put(ledger, "a", record(2));
      expect(contents(await newLedger().read())).toEqual({ a: 2 });
    },
  );

  test("because a file is in its place says so", async () => {
    mkdirSync(join(root, "state"));
    writeFileSync(folder, "");
    const { finding } = await errorOf(put(newLedger(), "a", record(1)));
    expect(finding).toBe(
      `The ledger of alerts in ${folder} cannot be kept: there is a file in the place of a folder`,
    );
  });

  test("because another process keeps it locked names that process", async () => {
    await put(newLedger(), "a", record(1));
    writeFileSync(file("lock"), JSON.stringify({ ...ownIdentity(), token: "t" }));
    const { finding } = await errorOf(put(newLedger({ timeout: 50 }), "b", record(2)));
    expect(finding).toBe(`The ledger of alerts in ${folder} is kept locked by process ${process.pid}`);
    expect(contents(await newLedger().read())).toEqual({ a: 1 });
  });

  test.runIf(process.platform !== "win32")("because of its rights says so, and can be read", async () => {
    await put(newLedger(), "a", record(1));
    chmodSync(root, 0o755);
    chmodSync(join(root, "state"), 0o755);
    chmodSync(folder, 0o555);
    chmodSync(file("journal.0"), 0o444);
    const program = bundledProgram("test/support/ledger-program.ts");
    // Nothing is forbidden to root.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const code = readFileSync(program, "utf8");
    const child = spawn(process.execPath, ["--input-type=module", "-", folder], {
      ...user,
      cwd: root,
      stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdin.end(code);
    const output = text(child.stdout);
    await once(child, "close");
    expect(JSON.parse(await output)).toEqual({
      keys: ["a"],
      error: `The ledger of alerts in ${folder} may not be read and written by this user: give the folder to the user that runs splunkd, with all that is in it.`,
    });
    chmodSync(folder, 0o700);
  });

  test("as a shorter journal goes on with the long one, and says so once", async () => {
    const ledger = newLedger({ compactFrom: 1_000 });
    mkdirSync(join(folder, "snapshot.1.fresh"), { recursive: true });
    await fill(ledger, 20);
    await put(ledger, "a", record(1));
    expect(said).toEqual([
      `The journal of the ledger in ${folder} could not be made shorter (EISDIR); it grows on.`,
    ]);
    expect(contents(await newLedger().read())).toMatchObject({ a: 1, k19: 19 });
  });
});

test("a transaction is over once its line is on the disk, and the folder's name for the file as well", () => {
  const program = bundledProgram("test/support/ledger-program.ts");
  const ledger = join(root, "ledger");
  const preload = resolve("test/support/note-syncs.cjs");
  const { stderr } = spawnSync(process.execPath, ["--require", preload, program, ledger], {
    encoding: "utf8",
  });
  const { size } = statSync(join(ledger, "journal.0"));
  expect(size).toBeGreaterThan(0);
  expect(stderr.split("\n")).toContain(`journal.0 ${size}`);
  expect(stderr).toMatch(/^ledger \d+$/m);
});
