import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compactStore } from "../../../../src/adapters/store/verdicts/compact-store.ts";
import { mergeSegments } from "../../../../src/adapters/store/verdicts/merge-segments.ts";
import { bucketOf, newSegment } from "../../../../src/adapters/store/verdicts/segment-name.ts";
import { segmentsIn } from "../../../../src/adapters/store/verdicts/segment-set.ts";
import { EntrySigner } from "../../../../src/adapters/store/verdicts/signed-entry.ts";
import { fc, runs } from "../../../support/fast-check.ts";
import { newFolder, openFolder, start } from "./store-folder.ts";
import { day, keyOf, secret, verdictAt } from "./store-values.ts";

const names = ["a", "b", "c", "d"] as const;
const storeCount = 3;
const which = fc.nat({ max: storeCount - 1 });
const hour = 3_600_000;

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant("put"), which, name: fc.constantFrom(...names) }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant("put old"), which, name: fc.constantFrom(...names) }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant("get"), which }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("flush"), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("restart"), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("kill"), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("tear"), which, at: fc.nat({ max: 300 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("lose indexes"), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("merge"), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("tend"), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("wait"), which, hours: fc.nat({ max: 9 }) }) },
);

/** What is known of one put: who made it, and whether all must see it. */
interface Made {
  readonly name: string;
  readonly time: number;
  readonly by: number;
  durable: boolean;
}

/** A folder and its stores beside the plain list of what was put. */
class World {
  readonly folder = newFolder();
  readonly made: Made[] = [];
  now = start;
  #puts = 0;
  stores = Array.from({ length: storeCount }, () => this.open());

  open() {
    return openFolder(this.folder, { now: () => this.now });
  }

  put(at: number, name: string, time: number): void {
    // No two have the same time, so that it is clear which is the newest.
    const made: Made = { name, time: time + ++this.#puts, by: at, durable: false };
    this.made.push(made);
    this.stores[at]?.put(keyOf(name), verdictAt(made.time, { tokens: made.time }));
  }

  async flush(at: number): Promise<void> {
    await this.stores[at]?.flush();
    for (const made of this.made) if (made.by === at) made.durable = true;
  }

  async restart(at: number): Promise<void> {
    await this.flush(at);
    await this.stores[at]?.close();
    this.stores[at] = this.open();
  }

  /** What it had not written may come or not. */
  kill(at: number): void {
    for (const [index, made] of this.made.entries()) {
      if (made.by === at && !made.durable) this.made[index] = { ...made, by: -1 };
    }
    this.stores[at] = this.open();
  }

  /** A process was killed in the middle of its first line. */
  tear(length: number): void {
    const [segment] = this.#files(".jsonl");
    if (segment === undefined) return;
    const text = readFileSync(join(this.folder, segment), "utf8").slice(0, length);
    writeFileSync(join(this.folder, newSegment(bucketOf(this.now), undefined).file), text);
  }

  loseIndexes(): void {
    for (const file of this.#files(".index")) rmSync(join(this.folder, file));
  }

  async merge(): Promise<void> {
    for (const at of this.stores.keys()) await this.flush(at);
    const signer = new EntrySigner(secret);
    const segments = await segmentsIn(this.folder);
    for (const bucket of new Set(segments.map((name) => name.bucket))) {
      const sources = segments.filter((name) => name.bucket === bucket);
      await mergeSegments({ folder: this.folder, signer, sources, keep: () => true });
    }
  }

  async tend(): Promise<void> {
    const limits = { retention: day, mostBytes: 1e9 };
    await compactStore({ folder: this.folder, signer: new EntrySigner(secret), now: () => this.now, limits });
  }

  async check(at: number): Promise<void> {
    const found = await this.stores[at]?.getMany(names.map(keyOf));
    for (const name of names) {
      const young = this.made.filter((made) => made.name === name && this.now - made.time <= day);
      const sure = young.filter(({ durable, by }) => durable || by === at).map(({ time }) => time);
      const time = found?.get(keyOf(name))?.tokens;
      // At least what must be seen, and nothing that was never put.
      expect(time ?? 0).toBeGreaterThanOrEqual(Math.max(0, ...sure));
      if (time !== undefined) expect(young.map((made) => made.time)).toContain(time);
    }
    expect(this.stores[at]?.problems).toEqual([]);
    expect(this.stores[at]?.ignored).toMatchObject({ forged: 0, foreign: 0 });
  }

  #files(ending: string): string[] {
    try {
      return readdirSync(this.folder).filter((file) => file.endsWith(ending));
    } catch {
      return [];
    }
  }
}

test("whatever is put, flushed, killed, torn, merged and tended in whatever order, each store knows the newest", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const world = new World();
      for (const each of steps) {
        const at = each.which;
        if (each.does === "put") world.put(at, (each as { name: string }).name, world.now - hour);
        if (each.does === "put old") world.put(at, (each as { name: string }).name, world.now - 5 * hour);
        if (each.does === "get") await world.check(at);
        if (each.does === "flush") await world.flush(at);
        if (each.does === "restart") await world.restart(at);
        if (each.does === "kill") world.kill(at);
        if (each.does === "tear") world.tear((each as { at: number }).at);
        if (each.does === "lose indexes") world.loseIndexes();
        if (each.does === "merge") await world.merge();
        if (each.does === "tend") await world.tend();
        if (each.does === "wait") world.now += (each as { hours: number }).hours * hour;
      }
      for (const at of world.stores.keys()) await world.flush(at);
      for (const at of world.stores.keys()) await world.check(at);
    }),
    runs(150),
  );
});
