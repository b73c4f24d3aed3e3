import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { untilAborted } from "../../src/cli/parse/until-aborted.ts";

async function* pieces(count: number, made: WeakRef<object>[] = []): AsyncGenerator<object, void, void> {
  for (let piece = 0; piece < count; piece++) {
    const item = { piece };
    made.push(new WeakRef(item));
    yield item;
  }
}

test("all pieces come, and a fault of the source goes on", async () => {
  const broken = async function* (): AsyncGenerator<object, void, void> {
    yield* pieces(3);
    throw new Error("the disk is gone");
  };
  const came: object[] = [];
  const reading = (async () => {
    for await (const piece of untilAborted(broken(), new AbortController().signal)) came.push(piece);
  })();
  await expect(reading).rejects.toThrow("the disk is gone");
  expect(came).toEqual([{ piece: 0 }, { piece: 1 }, { piece: 2 }]);
});

test("an idle source is not waited for once the signal is aborted, before or meanwhile", async () => {
  const idle = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
  const stop = new AbortController();
  const first = untilAborted(idle, stop.signal).next();
  stop.abort();
  expect(await first).toEqual({ done: true, value: undefined });
  expect(await untilAborted(idle, stop.signal).next()).toEqual({ done: true, value: undefined });
});

test("pieces that were given on are not kept in memory until the end", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const made: WeakRef<object>[] = [];
  const reading = untilAborted(pieces(100, made), new AbortController().signal);
  for (let piece = 0; piece < 50; piece++) await reading.next();
  await setImmediate();
  collect();
  expect(made.filter((piece) => piece.deref() !== undefined).length).toBeLessThan(5);
});
