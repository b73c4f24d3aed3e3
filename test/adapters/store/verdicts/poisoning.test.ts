import { appendFileSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SegmentIndex } from "../../../../src/adapters/store/verdicts/segment-index.ts";
import type { IgnoredReason } from "../../../../src/engine/verdicts/verdict-store.ts";
import { newFolder, openFolder, start } from "./store-folder.ts";
import { keyOf, secret, verdictAt } from "./store-values.ts";

const [key, other] = [keyOf("a"), keyOf("b")];

/** A folder with the verdict `good` on `key`, and what lies in its one segment. */
async function filled(): Promise<{ folder: string; segment: string; line: string }> {
  const folder = newFolder();
  const store = openFolder(folder);
  store.put(key, verdictAt(start, { model: "good" }));
  await store.flush();
  const name = readdirSync(folder).find((file) => file.endsWith(".jsonl")) as string;
  const segment = join(folder, name);
  return { folder, segment, line: readFileSync(segment, "utf8") };
}

/** The model that a fresh store gives for a key, and what it left out. */
async function read(folder: string, wanted: string) {
  const store = openFolder(folder);
  const found = await store.getMany([wanted]);
  const ignored = Object.entries(store.ignored).filter(([, count]) => count > 0);
  return { model: found.get(wanted)?.model, ignored, problems: store.problems };
}

describe("an entry that was tampered with is left out and counted", () => {
  const cases: readonly [name: string, change: (line: string) => string, reason: IgnoredReason][] = [
    ["a milder severity", (line) => line.replace('"P2"', '"P5"'), "forged"],
    ["a later time", (line) => line.replace(`"time":${start}`, `"time":${start + 1}`), "forged"],
    ["another model", (line) => line.replace('"good"', '"evil"'), "forged"],
    ["another template", (line) => line.replace("tabc", "tabd"), "forged"],
    ["another signature", (line) => line.replace(/(","[\w-]{8}",")[\w-]/, "$1!").replace("!", "0"), "forged"],
    ["another signer's name", (line) => line.replace(/","[\w-]{8}"/, '","AAAAAAAA"'), "foreign"],
    ["no signature", (line) => line.replace(/(","[\w-]{8}",")[\w-]{43}/, "$1"), "truncated"],
    ["its end missing", (line) => `${line.slice(0, -9)}\n`, "truncated"],
    ["its start missing", (line) => line.slice(9), "truncated"],
    ["bytes that are no text", (line) => line.replace("disk", "d\ufffdsk"), "forged"],
  ];

  test.each(cases)("%s", async (_, change, reason) => {
    const { folder, segment, line } = await filled();
    const changed = change(line);
    expect(changed).not.toBe(line);
    writeFileSync(segment, changed);
    expect(await read(folder, key)).toMatchObject({ model: undefined, ignored: [[reason, 1]] });
  });

  test("copied under another key", async () => {
    const { folder, segment, line } = await filled();
    appendFileSync(segment, line.replace(key, other));
    expect(await read(folder, other)).toMatchObject({ model: undefined, ignored: [["forged", 1]] });
    expect(await read(folder, key)).toMatchObject({ model: "good", ignored: [] });
  });

  test("signed with another key", async () => {
    const { folder } = await filled();
    const stranger = openFolder(folder, { secret: Buffer.alloc(32, 8) });
    stranger.put(key, verdictAt(start + 1, { model: "evil" }));
    await stranger.flush();
    expect(await read(folder, key)).toMatchObject({ model: "good", ignored: [["foreign", 1]] });
  });

  test("and a forged one is said, once", async () => {
    const { folder, segment, line } = await filled();
    appendFileSync(segment, `${line.replace('"P2"', '"P4"')}${line.replace('"P2"', '"P5"')}`);
    const { model, ignored, problems } = await read(folder, key);
    expect({ model, ignored }).toEqual({ model: "good", ignored: [["forged", 2]] });
    expect(problems).toEqual([expect.stringContaining("whose signature does not fit were left out")]);
    expect(problems.join()).not.toContain("disk");
  });
});

describe("a genuine entry does not come back", () => {
  test("in a segment of its own, in place of a newer one", async () => {
    const { folder, segment, line } = await filled();
    const store = openFolder(folder, { now: () => start + 1000 });
    store.put(key, verdictAt(start + 1000, { model: "newer" }));
    await store.flush();
    writeFileSync(segment.replace(/[0-9a-f]{12}\.jsonl$/, "ffffffffffff.jsonl"), line);
    appendFileSync(segment, line.repeat(3));
    const later = openFolder(folder, { now: () => start + 2000 });
    expect((await later.getMany([key])).get(key)?.model).toBe("newer");
  });

  test("by being moved to a later bucket, once it is too old", async () => {
    const { folder, segment } = await filled();
    const bucket = /(\d+)\.[^/\\]*$/.exec(segment)?.[1] as string;
    renameSync(segment, segment.replace(`${bucket}.`, `${Number(bucket) + 8}.`));
    const store = openFolder(folder, { now: () => start + 2 * 24 * 3_600_000 });
    expect((await store.getMany([key])).size).toBe(0);
    expect(store.ignored.expired).toBe(1);
  });
});

describe("an index that lies", () => {
  const indexPath = (segment: string) => segment.replace(/\.jsonl$/, ".index");

  test("about where an entry is costs that entry and gives no other", async () => {
    const { folder, segment, line } = await filled();
    const length = line.length - 1;
    const index = SegmentIndex.build([{ key: other, offset: 0, length }], line.length);
    writeFileSync(indexPath(segment), index.bytes);
    expect(await read(folder, other)).toMatchObject({ model: undefined, ignored: [["truncated", 1]] });
  });

  test.each([
    ["beyond the segment", 1e9, 100],
    ["with a length beyond all bounds", 0, 4e9],
  ])("by pointing %s is harmless", async (_, offset, length) => {
    const { folder, segment, line } = await filled();
    writeFileSync(indexPath(segment), SegmentIndex.build([{ key, offset, length }], line.length).bytes);
    const { ignored } = await read(folder, key);
    expect(ignored.length).toBeLessThanOrEqual(1);
  });

  test.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, -1)],
    [
      "with a bit turned",
      (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte))),
    ],
    ["that is empty", () => Buffer.alloc(0)],
    ["of garbage", () => Buffer.alloc(5_000, 0xa5)],
  ])("or is %s is not used, and the segment is read instead", async (_, change) => {
    const { folder, segment, line } = await filled();
    const index = SegmentIndex.build([{ key, offset: 0, length: line.length - 1 }], line.length);
    writeFileSync(indexPath(segment), change(index.bytes));
    expect(await read(folder, key)).toMatchObject({ model: "good", ignored: [] });
  });

  test("because its segment was cut is not used", async () => {
    const folder = newFolder();
    const writer = openFolder(folder, { secret });
    for (let at = 0; at < 100; at++) writer.put(keyOf(at), verdictAt(start));
    await writer.close();
    const name = readdirSync(folder).find((file) => file.endsWith(".jsonl")) as string;
    truncateSync(join(folder, name), 5_000);
    const store = openFolder(folder);
    const found = await store.getMany(Array.from({ length: 100 }, (_, at) => keyOf(at)));
    expect(found.size).toBeGreaterThan(5);
    expect(found.size).toBeLessThan(20);
    expect(store.ignored.truncated).toBe(0);
    expect(store.problems).toEqual([]);
  });
});

test("a claim that is forged keeps nobody waiting", async () => {
  const { folder } = await filled();
  const stranger = openFolder(folder, { secret: Buffer.alloc(32, 8) });
  await stranger.claim([other]);
  const store = openFolder(folder);
  expect(await store.claim([other])).toEqual([other]);
  expect(store.problems).toEqual([]);
});
