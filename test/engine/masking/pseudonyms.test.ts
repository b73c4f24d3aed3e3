import { describe, expect, test } from "vitest";
import { Masker } from "../../../src/engine/masking/masker.ts";
import { PlaceholderMasking } from "../../../src/engine/masking/prompt-masking.ts";
import { Pseudonyms } from "../../../src/engine/masking/pseudonyms.ts";
import { fc } from "../../support/fast-check.ts";
import { size } from "../../support/full-run.ts";

const key = Buffer.alloc(32, 7);
const pseudonyms = new Pseudonyms(key, 0);

describe("pseudonyms", () => {
  test("equal values have equal ones, however they are written", () => {
    const name = pseudonyms.nameOf("Jane.Doe@Example.com", "EMAIL");
    expect(name).toMatch(/^EMAIL:[a-z2-7]{10}$/);
    expect(pseudonyms.nameOf("jane.doe@example.com", "EMAIL")).toBe(name);
    expect(pseudonyms.nameOf("jane.doe%40example.com", "EMAIL")).toBe(name);
  });

  test("another value, kind, key or epoch gives another one", () => {
    const others = [
      pseudonyms.nameOf("a@example.com", "EMAIL"),
      pseudonyms.nameOf("b@example.com", "EMAIL"),
      pseudonyms.nameOf("a@example.com", "USER"),
      new Pseudonyms(Buffer.alloc(32, 8), 0).nameOf("a@example.com", "EMAIL"),
      new Pseudonyms(key, 1).nameOf("a@example.com", "EMAIL"),
    ];
    expect(new Set(others.map((name) => name.split(":")[1])).size).toBe(others.length);
  });

  test("among many thousand values no two share one", () => {
    const many = size(200_000);
    const names = new Set<string>();
    for (let number = 0; number < many; number++)
      names.add(pseudonyms.nameOf(`user${number}@example.com`, "EMAIL"));
    expect(names.size).toBe(many);
  });

  test("a key of another length is refused", () => {
    expect(() => new Pseudonyms(Buffer.alloc(16), 0)).toThrow("32 bytes");
  });
});

describe("an event that is judged by itself", () => {
  const masking = new PlaceholderMasking(new Masker(), () => pseudonyms);

  test("has its values named the same in every event, and put back in its own", () => {
    const one = masking.maskEvent("ERROR mail to jane@example.com bounced");
    const other = masking.maskEvent("WARN jane@example.com is over quota");
    const name = /<EMAIL:[a-z2-7]{10}>/.exec(one)?.[0] ?? "";
    expect(other).toBe(`WARN ${name} is over quota`);
    expect(
      masking.restoreInEvent(
        [`${name} bounced, not <EMAIL:aaaaaaaaaa>.`],
        "ERROR mail to jane@example.com bounced",
      ),
    ).toEqual(["jane@example.com bounced, not <EMAIL:aaaaaaaaaa>."]);
  });

  test("comes back from its masked form as it was, whatever it holds", () => {
    const piece = fc.constantFrom(
      "user=alice ",
      "to jane@example.com ",
      "<EMAIL:1> ",
      "<~IP:2> ",
      "192.0.2.1 ",
      "x ",
      "日 ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        expect(masking.restoreInEvent([masking.maskEvent(text)], text)).toEqual([text]);
      }),
    );
  });
});
