import { describe, expect, test } from "vitest";
import { hashesOf, KeyMap, keyOf } from "../../../src/engine/templates/token-keys.ts";
import { fc } from "../../support/fast-check.ts";

const tokens = fc.array(fc.constantFrom("a", "b", "user=", "\u0001"), { maxLength: 12 });

describe("keys of lists of tokens", () => {
  test("leave a part out as if it were not there, or put another in its place", () => {
    fc.assert(
      fc.property(
        tokens,
        fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
        tokens,
        (one, part, other) => {
          const hashes = hashesOf([...one, ...part, ...other]);
          const [from, to] = [one.length, one.length + part.length];
          expect(keyOf(hashes, from, to)).toBe(keyOf(hashesOf([...one, ...other])));
          const [instead] = hashesOf(["x"]);
          expect(keyOf(hashes, from, to, instead)).toBe(keyOf(hashesOf([...one, "x", ...other])));
        },
      ),
    );
  });

  test("differ where the order does", () => {
    expect(keyOf(hashesOf(["a", "b"]))).not.toBe(keyOf(hashesOf(["b", "a"])));
  });
});

describe("a map by keys", () => {
  test("holds what a map holds, also where keys fall into one slot", () => {
    const key = fc.oneof(
      fc.integer({ min: 0, max: 40 }),
      fc.constantFrom(2 ** 32, 2 ** 40, 2 ** 52 + 1, 2 ** 53 - 1),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat()), { maxLength: 600 }), (entries) => {
        const [own, plain] = [new KeyMap<{ value: number }>(), new Map<number, number>()];
        for (const [at, value] of entries) {
          own.set(at, { value });
          plain.set(at, value);
        }
        expect(own.size).toBe(plain.size);
        for (const at of [...plain.keys(), 41]) expect(own.get(at)?.value).toBe(plain.get(at));
      }),
    );
  });

  test("grows", () => {
    const map = new KeyMap<{ at: number }>();
    for (let at = 0; at < 5_000; at++) map.set(at * 256, { at });
    for (let at = 0; at < 5_000; at++) expect(map.get(at * 256)?.at).toBe(at);
  });
});
