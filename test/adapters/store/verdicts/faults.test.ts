import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { identityText, ownIdentity } from "../../../../src/adapters/process/process-identity.ts";
import { claimsPeriod, logName } from "../../../../src/adapters/store/verdicts/claims-log.ts";
import { bucketOf, newSegment } from "../../../../src/adapters/store/verdicts/segment-name.ts";
import { newFolder, openFolder, start } from "./store-folder.ts";
import { keyOf, verdictAt } from "./store-values.ts";

const keys = Array.from({ length: 20 }, (_, at) => keyOf(at));

async function fill(folder: string): Promise<string> {
  const store = openFolder(folder);
  for (const key of keys) store.put(key, verdictAt(start));
  await store.flush();
  return join(folder, readdirSync(folder).find((file) => file.endsWith(".jsonl")) as string);
}

/** What a search does, and what it is told. */
async function search(folder: string) {
  const store = openFolder(folder);
  const found = await store.getMany(keys);
  const claimed = await store.claim(keys);
  store.put(keyOf("new"), verdictAt(start));
  store.release(keys);
  await store.close();
  return { found: found.size, claimed: claimed.length, problems: store.problems, ignored: store.ignored };
}

describe("a folder in disorder costs sentences, never the search", () => {
  test("a file where the folder should be", async () => {
    const folder = newFolder();
    writeFileSync(folder, "");
    const { found, claimed, problems } = await search(folder);
    expect({ found, claimed }).toEqual({ found: 0, claimed: keys.length });
    expect(problems).toEqual([
      `Verdicts of earlier searches in ${folder} could not be read (ENOTDIR), and what they would have told is asked anew. Check that it is a folder that the user of the search may read.`,
      `Searches that run at the same time could not agree in ${folder} who asks what (ENOTDIR), and may ask the same twice. Check that the folder may be written to and has room.`,
      expect.stringMatching(/^New verdicts could not be stored in .* \((?:EEXIST|ENOTDIR)\), and later/),
    ]);
  });

  const mayAll = process.platform === "win32" || process.getuid?.() === 0;
  test.skipIf(mayAll)("one that may be read and not written", async () => {
    const folder = newFolder();
    await fill(folder);
    chmodSync(folder, 0o500);
    try {
      const { found, claimed, problems } = await search(folder);
      expect({ found, claimed }).toEqual({ found: keys.length, claimed: keys.length });
      expect(problems.join("\n")).toContain("New verdicts could not be stored");
      expect(problems.join("\n")).toContain("(EACCES)");
    } finally {
      chmodSync(folder, 0o700);
    }
  });

  test.skipIf(mayAll)("a segment that may not be read", async () => {
    const folder = newFolder();
    chmodSync(await fill(folder), 0o000);
    const { found, problems } = await search(folder);
    expect(found).toBe(0);
    expect(problems).toEqual([expect.stringContaining("could not be read (EACCES)")]);
  });

  test.skipIf(!existsSync("/dev/full"))("a disk that is full", async () => {
    const folder = newFolder();
    mkdirSync(folder);
    symlinkSync("/dev/full", join(folder, logName(Math.floor(start / claimsPeriod))));
    const { claimed, problems } = await search(folder);
    expect(claimed).toBe(keys.length);
    expect(problems).toEqual([
      expect.stringMatching(/^Searches that run at the same time could not agree in .* \(ENOSPC\)/),
    ]);
  });

  test("a disk that fills up while a segment is written", async () => {
    const folder = newFolder();
    await fill(folder);
    const probe = await open(join(folder, "probe"), "w");
    const prototype = Object.getPrototypeOf(probe) as { write: (bytes: Buffer) => Promise<unknown> };
    await probe.close();
    const { write } = prototype;
    const full = vi.spyOn(prototype, "write");
    const store = openFolder(folder);
    store.put(keyOf("kept"), verdictAt(start));
    await store.flush();
    full.mockImplementationOnce(async function (this: unknown, bytes: Buffer) {
      await write.call(this, bytes.subarray(0, 50));
      throw Object.assign(new Error("no space"), { code: "ENOSPC" });
    });
    store.put(keyOf("lost"), verdictAt(start));
    await store.flush();
    store.put(keyOf("later"), verdictAt(start));
    await store.flush();
    const names = ["kept", "lost", "later"].map(keyOf);
    const found = await store.getMany(names);
    expect([...found.keys()]).toEqual(["kept", "later"].map(keyOf));
    expect((await openFolder(folder).getMany(names)).size).toBe(2);
    expect(store.problems).toEqual([
      `New verdicts could not be stored in ${folder} (ENOSPC), and later searches will ask again. Check that the folder may be written to and has room.`,
    ]);
  });

  test("one that does not answer is given up after its timeout, for good", async () => {
    const folder = newFolder();
    await fill(folder);
    const store = openFolder(folder, { timeout: 50 });
    const probe = await open(join(folder, "probe"), "w");
    const prototype = Object.getPrototypeOf(probe) as { read: (...rest: unknown[]) => Promise<unknown> };
    await probe.close();
    const read = vi.spyOn(prototype, "read").mockImplementation(() => new Promise(() => undefined));
    expect((await store.getMany(keys)).size).toBe(0);
    expect(read).toHaveBeenCalledTimes(1);
    expect((await store.getMany(keys)).size).toBe(0);
    expect(await store.claim(keys)).toEqual(keys);
    store.put(keyOf("new"), verdictAt(start));
    await store.close();
    expect(read).toHaveBeenCalledTimes(1);
    expect(store.problems).toEqual([
      `The folder of verdicts ${folder} did not answer within 0.05 seconds, and the search goes on without it. Check the disk, or name a local one in LLAMA_STATE.`,
    ]);
  });
});

afterEach(() => vi.restoreAllMocks());

describe("what does not belong into a segment is passed over, and the rest is read", () => {
  const whole = { found: keys.length, problems: [] as readonly string[] };
  const torn = (line: string) => line.slice(0, 60);

  const cases: readonly [name: string, change: (text: string) => string | Buffer, truncated: number][] = [
    ["garbage before", (text) => `garbage\n${text}`, 1],
    ["garbage behind", (text) => `${text}\u0000\u0001garbage\n`, 1],
    [
      "bytes that are no text",
      (text) => Buffer.concat([Buffer.alloc(3_000, 0xff), Buffer.from(`\n${text}`)]),
      1,
    ],
    ["empty lines", (text) => text.replaceAll("\n", "\n\n"), 20],
    ["a line beyond all bounds, then more", (text) => `${"x".repeat(700_000)}\n${text}`, 1],
    ["a line beyond all bounds without an end", (text) => `${text}${"x".repeat(700_000)}`, 1],
    ["an entry that was cut in the middle", (text) => `${torn(text)}\n${text}`, 1],
    ["carriage returns on their own", (text) => `${text}\r\n`, 1],
  ];
  test.each(cases)("%s", async (_, change, truncated) => {
    const folder = newFolder();
    const segment = await fill(folder);
    writeFileSync(segment, change(readFileSync(segment, "utf8")));
    const { found, problems, ignored } = await search(folder);
    expect({ found, problems }).toEqual(whole);
    expect(ignored).toEqual({ forged: 0, foreign: 0, expired: 0, truncated });
  });

  test("the last line of a writer that was killed, while that of a living one is waited for", async () => {
    const folder = newFolder();
    const segment = await fill(folder);
    const text = readFileSync(segment, "utf8");
    appendFileSync(segment, torn(text));
    expect((await search(folder)).ignored.truncated).toBe(0);
    const dead = newSegment(bucketOf(start), deadIdentity()).file;
    writeFileSync(join(folder, dead), torn(text));
    expect((await search(folder)).ignored.truncated).toBe(1);
  });

  test("files of other kinds, and folders with a segment's name", async () => {
    const folder = newFolder();
    await fill(folder);
    mkdirSync(join(folder, newSegment(bucketOf(start), undefined).file));
    writeFileSync(join(folder, "notes.txt"), "x");
    writeFileSync(join(folder, "999999999999.merged.000000000000.jsonl"), "x");
    if (process.platform !== "win32") {
      symlinkSync("/dev/zero", join(folder, newSegment(bucketOf(start), undefined).file));
    }
    const { found, problems } = await search(folder);
    expect({ found, problems }).toEqual(whole);
  });

  test("claims that were cut or are garbage, and the next one is read", async () => {
    const folder = newFolder();
    const one = openFolder(folder);
    await one.claim(keys.slice(0, 10));
    const log = join(folder, logName(Math.floor(start / claimsPeriod)));
    appendFileSync(log, readFileSync(log, "utf8").slice(0, 70));
    const other = openFolder(folder);
    expect(await other.claim(keys)).toEqual(keys.slice(10));
    expect(await one.claim(keys)).toEqual(keys.slice(0, 10));
    expect([...one.problems, ...other.problems]).toEqual([]);
  });

  test("a log of claims beyond all bounds is said, and everybody asks", async () => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, logName(Math.floor(start / claimsPeriod))), Buffer.alloc(17 * 1024 * 1024));
    const store = openFolder(folder);
    expect(await store.claim(keys)).toEqual(keys);
    expect(store.problems).toEqual([expect.stringContaining("who asks what (EFBIG)")]);
  });
});

/** Of this machine, and of a number that no process has. */
function deadIdentity(): string {
  return identityText(ownIdentity()).replace(/-\d+-\d+$/, "-4194305-1");
}
