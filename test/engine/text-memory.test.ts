import { expect, test } from "vitest";
import { TextMemory } from "../../src/engine/text-memory.ts";

/** Looks a text up as a search does, and keeps it where it is not known. @returns whether it was known */
function meet(memory: TextMemory<number>, text: string): boolean {
  if (memory.get(text) !== undefined) return true;
  memory.set(text, 1);
  return false;
}

test("texts that repeat are known from the second time on", () => {
  const memory = new TextMemory<number>();
  expect([meet(memory, "a"), meet(memory, "a"), meet(memory, "b")]).toEqual([false, true, false]);
  for (let at = 0; at < 20_000; at++) meet(memory, `text ${at % 100}`);
  expect(memory.remembers).toBe(true);
  expect(meet(memory, "text 7")).toBe(true);
});

test("where hardly any repeats, nothing is kept any more", () => {
  const memory = new TextMemory<number>();
  for (let at = 0; at < 4_000; at++) meet(memory, `text ${at}`);
  expect(memory.remembers).toBe(false);
  expect([meet(memory, "new"), meet(memory, "new")]).toEqual([false, false]);
});

test("and it is tried again later, for a log may change", () => {
  const memory = new TextMemory<number>();
  for (let at = 0; at < 4_000 + 64_000; at++) meet(memory, `text ${at}`);
  expect(memory.remembers).toBe(true);
  expect([meet(memory, "new"), meet(memory, "new")]).toEqual([false, true]);
});
