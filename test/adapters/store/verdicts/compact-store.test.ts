import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { identityText, ownIdentity } from "../../../../src/adapters/process/process-identity.ts";
import { claimsPeriod, logName } from "../../../../src/adapters/store/verdicts/claims-log.ts";
import { compactIfDue, compactStore } from "../../../../src/adapters/store/verdicts/compact-store.ts";
import { bucketLength, bucketOf, newSegment } from "../../../../src/adapters/store/verdicts/segment-name.ts";
import { EntrySigner } from "../../../../src/adapters/store/verdicts/signed-entry.ts";
import {
  forgetOlderThan,
  forgetTemplate,
  verdictStatistics,
} from "../../../../src/adapters/store/verdicts/verdict-administration.ts";
import { newFolder, openFolder, start } from "./store-folder.ts";
import { day, keyOf, secret, verdictAt } from "./store-values.ts";

const signer = new EntrySigner(secret);
const limits = { retention: 7 * day, mostBytes: 1e9 };
const dead = identityText(ownIdentity()).replace(/-\d+-\d+$/, "-4194305-1");

const filesOf = (folder: string, ending: string) =>
  readdirSync(folder).filter((name) => name.endsWith(ending));
const compact = (folder: string, now: number, more: Partial<typeof limits> = {}) =>
  compactStore({ folder, signer, now: () => now, limits: { ...limits, ...more } });

/** A segment that a process left which is no more. */
async function leave(folder: string, names: readonly (string | number)[], time = start): Promise<void> {
  const before = new Set(existsSync(folder) ? filesOf(folder, ".jsonl") : []);
  const store = openFolder(folder, { now: () => time });
  for (const name of names) store.put(keyOf(name), verdictAt(time));
  await store.flush();
  const [file = ""] = filesOf(folder, ".jsonl").filter((name) => !before.has(name));
  renameSync(join(folder, file), join(folder, newSegment(bucketOf(time), dead).file));
}

const found = async (folder: string, names: readonly (string | number)[], now = start) => [
  ...(await openFolder(folder, { now: () => now, greatestAge: 90 * day }).getMany(names.map(keyOf))).keys(),
];

describe("compaction a folder", () => {
  test("removes whole buckets that are too old, with their indexes", async () => {
    const folder = newFolder();
    const old = openFolder(folder);
    for (let at = 0; at < 100; at++) old.put(keyOf(at), verdictAt(start));
    await old.close();
    expect(filesOf(folder, ".index")).toHaveLength(1);
    await leave(folder, ["young"], start + bucketLength);
    await compact(folder, start + 7 * day + bucketLength - 1);
    expect(filesOf(folder, ".jsonl")).toHaveLength(2);
    await compact(folder, start + 7 * day + bucketLength);
    expect(filesOf(folder, ".jsonl")).toHaveLength(1);
    expect(filesOf(folder, ".index")).toHaveLength(0);
    expect(await found(folder, [0, "young"], start + bucketLength)).toEqual([keyOf("young")]);
  });

  test("removes the oldest where there is too much", async () => {
    const folder = newFolder();
    for (let bucket = 0; bucket < 5; bucket++) {
      const names = Array.from({ length: 20 }, (_, at) => `${bucket}-${at}`);
      await leave(folder, names, start + bucket * bucketLength);
    }
    const { bytes } = await verdictStatistics(folder, secret);
    await compact(folder, start + 5 * bucketLength, { mostBytes: bytes * 0.45 });
    const names = [0, 1, 2, 3, 4].map((bucket) => `${bucket}-0`);
    expect(await found(folder, names, start + 5 * bucketLength)).toEqual(["3-0", "4-0"].map(keyOf));
    expect((await verdictStatistics(folder, secret)).bytes).toBeLessThanOrEqual(bytes * 0.45);
  });

  test("merges the small segments of processes that are no more, and nobody else's", async () => {
    const folder = newFolder();
    const names = Array.from({ length: 12 }, (_, at) => at);
    for (const name of names) await leave(folder, [name, "all have it"]);
    const living = openFolder(folder);
    living.put(keyOf("living"), verdictAt(start));
    await living.flush();
    const reader = openFolder(folder);
    await reader.getMany([keyOf(0)]);
    await compact(folder, start);
    expect(filesOf(folder, ".jsonl").map((name) => name.split(".")[1])).toEqual(
      expect.arrayContaining(["merged", identityText(ownIdentity())]),
    );
    expect(filesOf(folder, ".jsonl")).toHaveLength(2);
    const all = [...names, "all have it", "living"];
    expect(await found(folder, all)).toEqual(all.map(keyOf));
    expect((await reader.getMany(all.map(keyOf))).size).toBe(all.length);
    const [merged = ""] = filesOf(folder, ".jsonl").filter((name) => name.includes("merged"));
    expect(readFileSync(join(folder, merged), "utf8").trimEnd().split("\n")).toHaveLength(13);
    expect([...living.problems, ...reader.problems]).toEqual([]);
  });

  test("leaves nothing unfound for who is reading just then", async () => {
    const folder = newFolder();
    const names = Array.from({ length: 9 }, (_, at) => at);
    for (const name of names) await leave(folder, [name]);
    const reader = openFolder(folder);
    const probe = await open(join(folder, "probe"), "w");
    const prototype = Object.getPrototypeOf(probe) as { read: (...rest: unknown[]) => Promise<unknown> };
    await probe.close();
    const { read } = prototype;
    const spied = vi.spyOn(prototype, "read").mockImplementationOnce(async function (this: unknown, ...rest) {
      spied.mockRestore();
      await compact(folder, start);
      return read.apply(this, rest);
    });
    expect((await reader.getMany(names.map(keyOf))).size).toBe(names.length);
    expect(filesOf(folder, ".jsonl")).toHaveLength(1);
    expect(reader.problems).toEqual([]);
  });

  test("leaves out of what it merges what is forged, and keeps what another key signed", async () => {
    const folder = newFolder();
    for (let at = 0; at < 8; at++) await leave(folder, [at]);
    const [first = "", second = ""] = filesOf(folder, ".jsonl");
    const change = (file: string, make: (text: string) => string) =>
      writeFileSync(join(folder, file), make(readFileSync(join(folder, file), "utf8")));
    change(first, (text) => text.replace('"P2"', '"P5"'));
    change(second, (text) => text.replace(/","[\w-]{8}"/, '","AAAAAAAA"'));
    await compact(folder, start);
    const [merged = ""] = filesOf(folder, ".jsonl");
    const text = readFileSync(join(folder, merged), "utf8");
    expect(text.trimEnd().split("\n")).toHaveLength(7);
    expect(text).not.toContain('"P5"');
    expect(text).toContain('"AAAAAAAA"');
  });

  test("leaves few segments as they are", async () => {
    const folder = newFolder();
    for (let at = 0; at < 7; at++) await leave(folder, [at]);
    const before = filesOf(folder, ".jsonl");
    await compact(folder, start);
    expect(filesOf(folder, ".jsonl")).toEqual(before);
  });

  test("removes old claims, and what writers that were killed left half done", async () => {
    const folder = newFolder();
    await leave(folder, [0]);
    const period = Math.floor(start / claimsPeriod);
    const left = ["x.tmp", `${newSegment(bucketOf(start), undefined).file.replace("jsonl", "index")}`];
    for (const name of [logName(period), logName(period - 1), logName(period - 2), ...left]) {
      writeFileSync(join(folder, name), "");
      utimesSync(join(folder, name), start / 1000, start / 1000);
    }
    await compact(folder, start);
    expect(existsSync(join(folder, logName(period - 2)))).toBe(false);
    expect(left.map((name) => existsSync(join(folder, name)))).toEqual([true, true]);
    await compact(folder, start + 3_600_001);
    expect(left.map((name) => existsSync(join(folder, name)))).toEqual([false, false]);
    expect(existsSync(join(folder, "tended"))).toBe(false);
  });

  test("is done by a search's end, once in ten minutes", async () => {
    const folder = newFolder();
    for (let at = 0; at < 8; at++) await leave(folder, [at]);
    const compaction = { folder, signer, now: () => start, limits };
    await compactIfDue(compaction);
    expect(filesOf(folder, ".jsonl")).toHaveLength(1);
    expect(statSync(join(folder, "tended")).mtimeMs).toBe(start);
    for (let at = 8; at < 15; at++) await leave(folder, [at]);
    await compactIfDue({ ...compaction, now: () => start + 599_999 });
    expect(filesOf(folder, ".jsonl")).toHaveLength(8);
    const store = openFolder(folder, { now: () => start + 600_000 });
    store.put(keyOf("last"), verdictAt(start));
    await store.close();
    expect(filesOf(folder, ".jsonl")).toHaveLength(2);
  });
});

describe("the administration of a folder", () => {
  test("counts keys, bytes, ages and models", async () => {
    const folder = newFolder();
    const store = openFolder(folder);
    store.put(keyOf("a"), verdictAt(start - 5, { model: "one" }));
    store.put(keyOf("a"), verdictAt(start - 4, { model: "two" }));
    store.put(keyOf("b"), verdictAt(start - 9, { model: "two" }));
    store.put(keyOf("c"), verdictAt(start - 1, { model: "one" }));
    store.put(keyOf("d"), verdictAt(start - 2, { model: "two" }));
    await store.flush();
    const { bytes, ...rest } = await verdictStatistics(folder, secret);
    expect(rest).toEqual({
      entries: 4,
      oldest: start - 9,
      newest: start - 1,
      byModel: new Map([
        ["two", 3],
        ["one", 1],
      ]),
    });
    const [file = ""] = filesOf(folder, ".jsonl");
    expect(bytes).toBe(statSync(join(folder, file)).size);
  });

  test("counts nothing where there is no folder", async () => {
    expect(await verdictStatistics(newFolder(), secret)).toEqual({
      entries: 0,
      bytes: 0,
      oldest: undefined,
      newest: undefined,
      byModel: new Map(),
    });
  });

  test("forgets a template for good, also in a segment that is being written", async () => {
    const folder = newFolder();
    const writer = openFolder(folder);
    for (const name of ["a", "b", "c"]) {
      writer.put(keyOf(name), verdictAt(start, { templateId: name === "b" ? "tb" : "ta" }));
    }
    await writer.flush();
    expect(await forgetTemplate(folder, secret, "ta")).toBe(2);
    expect(await forgetTemplate(folder, secret, "ta")).toBe(0);
    writer.put(keyOf("d"), verdictAt(start, { templateId: "td" }));
    await writer.flush();
    for (const store of [writer, openFolder(folder)]) {
      const known = await store.getMany(["a", "b", "c", "d"].map(keyOf));
      expect([...known.keys()]).toEqual(["b", "d"].map(keyOf));
      expect(store.problems).toEqual([]);
    }
    for (const file of readdirSync(folder)) {
      expect(readFileSync(join(folder, file), "latin1")).not.toContain('"ta"');
    }
  });

  test("forgets what is older than a time, across buckets", async () => {
    const folder = newFolder();
    await leave(folder, ["first"], start);
    await leave(folder, ["second"], start + bucketLength + 10);
    await leave(folder, ["third"], start + bucketLength + 20);
    expect(await forgetOlderThan(folder, secret, start + bucketLength + 20)).toBe(2);
    expect(await found(folder, ["first", "second", "third"], start + day)).toEqual([keyOf("third")]);
    expect(filesOf(folder, ".jsonl")).toHaveLength(1);
  });
});
