import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bucketLength } from "../../../../src/adapters/store/verdicts/segment-name.ts";
import { newFolder, openFolder, start } from "./store-folder.ts";
import { day, keyOf, verdictAt } from "./store-values.ts";

const segmentsOf = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".jsonl"));

describe("a folder of verdicts", () => {
  test("knows at once what was put, and another store once that is flushed", async () => {
    const folder = newFolder();
    const [one, other] = [openFolder(folder), openFolder(folder)];
    one.put(keyOf("a"), verdictAt(start));
    expect(await one.getMany([keyOf("a"), keyOf("b")])).toEqual(new Map([[keyOf("a"), verdictAt(start)]]));
    await one.flush();
    expect(await other.getMany([keyOf("a")])).toEqual(new Map([[keyOf("a"), verdictAt(start)]]));
    expect([...one.problems, ...other.problems]).toEqual([]);
  });

  test("is its owner's alone, and made only when there is something to keep", async () => {
    const folder = newFolder();
    const store = openFolder(folder);
    expect(await store.getMany([keyOf("a")])).toEqual(new Map());
    expect(() => statSync(folder)).toThrow("ENOENT");
    store.put(keyOf("a"), verdictAt(start));
    await store.flush();
    if (process.platform === "win32") return;
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  test("writes what comes together in one line a verdict, without a word that was not given", async () => {
    const folder = newFolder();
    const store = openFolder(folder);
    for (let at = 0; at < 100; at++) store.put(keyOf(at), verdictAt(start));
    await store.flush();
    const [file = ""] = segmentsOf(folder);
    const lines = readFileSync(join(folder, file), "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(100);
    const [key, , , payload] = JSON.parse(lines[0] ?? "") as unknown[];
    expect(key).toBe(keyOf(0));
    expect(Object.keys(payload as object)).toEqual([
      "version",
      "time",
      "model",
      "tokens",
      "template",
      "flags",
      "anomaly",
      "severity",
      "cause",
      "action",
      "confidence",
      "slots",
    ]);
  });

  test("gives a verdict without a confidence back without one", async () => {
    const folder = newFolder();
    const writer = openFolder(folder);
    const { judgement } = verdictAt(start);
    writer.put(keyOf("a"), verdictAt(start, { judgement: { ...judgement, confidence: null } }));
    await writer.flush();
    const known = await openFolder(folder).getMany([keyOf("a")]);
    expect(known.get(keyOf("a"))?.judgement.confidence).toBeNull();
  });

  test("of two verdicts on one key gives the newer, however they came there", async () => {
    const folder = newFolder();
    const [one, other] = [openFolder(folder), openFolder(folder)];
    one.put(keyOf("a"), verdictAt(start - 1, { model: "new" }));
    await one.flush();
    other.put(keyOf("a"), verdictAt(start - 2, { model: "old" }));
    await other.flush();
    for (const store of [one, other, openFolder(folder)]) {
      expect((await store.getMany([keyOf("a")])).get(keyOf("a"))?.model).toBe("new");
    }
  });

  test("gives nothing older than asked for, and nothing from a day to come", async () => {
    const folder = newFolder();
    const writer = openFolder(folder);
    const times = { young: start - 1000, old: start - day - 1, ahead: start + day };
    for (const [name, time] of Object.entries(times)) writer.put(keyOf(name), verdictAt(time));
    await writer.flush();
    const found = await writer.getMany(Object.keys(times).map(keyOf));
    expect([...found.keys()]).toEqual([keyOf("young")]);
    expect(writer.ignored.expired).toBe(2);
    const patient = openFolder(folder, { greatestAge: 2 * day });
    expect((await patient.getMany([keyOf("old")])).size).toBe(1);
  });

  test("finds what was written in another bucket", async () => {
    const folder = newFolder();
    let now = start;
    const store = openFolder(folder, { now: () => now });
    store.put(keyOf("a"), verdictAt(now));
    await store.flush();
    now += bucketLength;
    store.put(keyOf("b"), verdictAt(now));
    await store.flush();
    expect(segmentsOf(folder)).toHaveLength(2);
    expect((await store.getMany([keyOf("a"), keyOf("b")])).size).toBe(2);
    now = start + day + 1;
    expect([...(await store.getMany([keyOf("a"), keyOf("b")])).keys()]).toEqual([keyOf("b")]);
  });

  test("leaves an index, by which a later store finds the same", async () => {
    const folder = newFolder();
    const writer = openFolder(folder);
    const keys = Array.from({ length: 2_000 }, (_, at) => keyOf(at));
    for (const [at, key] of keys.entries()) writer.put(key, verdictAt(start, { tokens: at }));
    await writer.close();
    expect(readdirSync(folder).filter((name) => name.endsWith(".index"))).toHaveLength(1);
    const found = await openFolder(folder).getMany([...keys, keyOf("absent")]);
    expect([...keys].map((key) => found.get(key)?.tokens)).toEqual(keys.map((_, at) => at));
  });

  test("keeps nothing that is no verdict, or under no key", async () => {
    const folder = newFolder();
    const store = openFolder(folder);
    const { judgement } = verdictAt(start);
    store.put("short", verdictAt(start));
    store.put(keyOf("a"), verdictAt(start, { judgement: { ...judgement, rootCause: "x".repeat(241) } }));
    store.put(keyOf("b"), verdictAt(start, { tokens: Number.NaN }));
    await store.flush();
    expect((await store.getMany(["short", keyOf("a"), keyOf("b")])).size).toBe(0);
    expect(store.problems).toEqual([]);
  });

  test("keeps texts as they are, whatever characters they have", async () => {
    const folder = newFolder();
    const writer = openFolder(folder);
    const { judgement } = verdictAt(start);
    const rootCause = '"\\\n\u0000\u2028ü\ud83e\udd99]}'.repeat(12);
    writer.put(keyOf("a"), verdictAt(start, { judgement: { ...judgement, rootCause } }));
    await writer.flush();
    const found = await openFolder(folder).getMany([keyOf("a")]);
    expect(found.get(keyOf("a"))?.judgement.rootCause).toBe(rootCause);
  });
});

describe("claims", () => {
  const keys = Array.from({ length: 50 }, (_, at) => keyOf(at));

  test("are granted once, and again when they were released", async () => {
    const folder = newFolder();
    const [one, other] = [openFolder(folder), openFolder(folder)];
    expect(await one.claim(keys)).toEqual(keys);
    expect(await one.claim(keys)).toEqual(keys);
    expect(await other.claim(keys)).toEqual([]);
    expect(await other.unclaimed(keys)).toEqual([]);
    one.release(keys.slice(0, 10));
    await one.flush();
    expect(await other.unclaimed(keys)).toEqual(keys.slice(0, 10));
    expect(await other.claim(keys)).toEqual(keys.slice(0, 10));
    expect(await one.claim(keys)).toEqual(keys.slice(10));
  });

  test("end with the verdict, which then is there to be read", async () => {
    const folder = newFolder();
    const [one, other] = [openFolder(folder), openFolder(folder)];
    await one.claim(keys);
    one.put(keyOf(3), verdictAt(start));
    await one.flush();
    expect(await other.unclaimed(keys)).toEqual([keyOf(3)]);
    expect((await other.getMany([keyOf(3)])).size).toBe(1);
  });

  test("end with their store, and with their lease", async () => {
    const folder = newFolder();
    let now = start;
    const [one, two, three] = [0, 1, 2].map(() => openFolder(folder, { now: () => now, lease: 60_000 }));
    await one?.claim(keys);
    await one?.close();
    expect(await two?.claim(keys)).toEqual(keys);
    now += 59_999;
    expect(await three?.claim(keys)).toEqual([]);
    now += 2;
    expect(await three?.claim(keys)).toEqual(keys);
  });

  test("made at once by many are granted to one each", async () => {
    const folder = newFolder();
    const stores = Array.from({ length: 8 }, () => openFolder(folder));
    const granted = await Promise.all(stores.map((store) => store.claim(keys)));
    expect(granted.flat().sort()).toEqual([...keys].sort());
    // Nobody who came too late stays in line.
    for (const store of stores) {
      store.release(keys);
      await store.flush();
    }
    expect(await openFolder(folder).claim(keys)).toEqual(keys);
    expect(stores.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
