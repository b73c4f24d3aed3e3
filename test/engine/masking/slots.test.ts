import { describe, expect, test } from "vitest";
import { Masker } from "../../../src/engine/masking/masker.ts";
import { readable } from "../../../src/engine/masking/readable.ts";
import { SlotMasker } from "../../../src/engine/masking/slots.ts";
import { TemplateMiner } from "../../../src/engine/templates/template-miner.ts";
import { fc } from "../../support/fast-check.ts";

const slots = new SlotMasker(new Masker());

/** The template of lines that only differ in their values, as the unit has it. */
function templateOf(lines: readonly string[]): { tokens: readonly string[] } {
  const miner = new TemplateMiner();
  for (const line of lines) miner.learn(line);
  const { template } = miner.learn(lines[0] as string);
  return { tokens: template.tokens };
}

function said(about: string, other: string, sentence: (masked: string) => string): string | undefined {
  const template = templateOf([about, other]);
  const { text, slots: found } = slots.mask(about, template, () => {});
  return slots.restore([sentence(text)], found, slots.valuesIn(other, found, template))[0];
}

describe("a verdict on one event speaks of another event's own values", () => {
  test.each<[string, string, string, string, string]>([
    [
      "the whole of a variable",
      "ERROR cannot reach 192.0.2.10 after 3 tries",
      "ERROR cannot reach 192.0.2.77 after 5 tries",
      "<IP:1> is down.",
      "192.0.2.77 is down.",
    ],
    [
      "two of a kind, in their places",
      "ERROR 192.0.2.10 refused 192.0.2.11",
      "ERROR 198.51.100.1 refused 198.51.100.2",
      "<IP:2> was refused by <IP:1>.",
      "198.51.100.2 was refused by 198.51.100.1.",
    ],
    [
      "a part of a token",
      "WARN login user=alice@example.com from=[192.0.2.10]:22 failed",
      "WARN login user=bob@example.org from=[192.0.2.99]:22 failed",
      "<EMAIL:1> failed from <IP:1>.",
      "bob@example.org failed from 192.0.2.99.",
    ],
    [
      "a value that would not be masked there",
      "Failed password for alice from 192.0.2.10 port 22 ssh2",
      "Failed password for root from 192.0.2.11 port 22 ssh2",
      "<USER:1> guesses from <IP:1>.",
      "root guesses from 192.0.2.11.",
    ],
    [
      "a placeholder written in lower case",
      "ERROR cannot reach 192.0.2.10",
      "ERROR cannot reach 192.0.2.77",
      "<ip:1> is down.",
      "192.0.2.77 is down.",
    ],
    [
      "a placeholder that is no slot",
      "ERROR cannot reach 192.0.2.10",
      "ERROR cannot reach 192.0.2.77",
      "<IP:1>, <IP:2> and <USER:1>.",
      "192.0.2.77, <IP:2> and <USER:1>.",
    ],
  ])("%s", (_, about, other, sentence, expected) => {
    expect(said(about, other, () => sentence)).toBe(expected);
  });

  test("what a person typed is a slot of its own, with all that stands in it", () => {
    const line = 'INFO customer 7 said "ask 192.0.2.10 or alice@example.com" in chat from 192.0.2.7';
    const other = 'INFO customer 9 said "never mind" in chat from 192.0.2.9';
    const template = templateOf([line, other]);
    const { text, slots: found, template: shown } = slots.mask(line, template, () => {});
    expect(text).toBe('INFO customer 7 said "<TEXT:1>" in chat from <IP:1>');
    expect(shown).toBe('INFO customer <*> said "<*>" in chat from <*>');
    expect(
      slots.restore(["<TEXT:1> came from <IP:1>."], found, slots.valuesIn(other, found, template)),
    ).toEqual(["never mind came from 192.0.2.9."]);
  });

  test("what a person typed behind a key is a slot with its quotes, which a single word may lack", () => {
    const lines = ['INFO found q="red shoes" hits=7', "INFO found q=umbrella hits=9"] as const;
    const template = templateOf(lines);
    const { text, slots: found } = slots.mask(lines[0], template, () => {});
    expect(text).toBe("INFO found q=<TEXT:1> hits=7");
    expect(
      slots.restore(["Nothing for <TEXT:1>."], found, slots.valuesIn(lines[1], found, template)),
    ).toEqual(["Nothing for umbrella."]);
  });

  test("a secret that a person typed is not put back", () => {
    const line = 'INFO customer 7 said "my login is password=hunter2-x9 please" in chat';
    const template = templateOf([line]);
    const { slots: found } = slots.mask(line, template, () => {});
    expect(slots.restore(["<TEXT:1>"], found, slots.valuesIn(line, found, template))[0]).not.toContain(
      "hunter2",
    );
  });

  test("a secret is never put back", () => {
    const line = "ERROR login password=hunter2-x9 for alice@example.com";
    const template = templateOf([line]);
    const { text, slots: found } = slots.mask(line, template, () => {});
    expect(text).toBe("ERROR login password=<SECRET> for <EMAIL:1>");
    expect(slots.restore([text], found, slots.valuesIn(line, found, template))).toEqual([
      "ERROR login password=<SECRET> for alice@example.com",
    ]);
  });

  test("what stands in the log and looks like a placeholder is not taken for one, and comes back as it was", () => {
    const line = "ERROR <IP:1> said <~USER:1> to 192.0.2.10";
    const template = templateOf([line]);
    const { text, slots: found } = slots.mask(line, template, () => {});
    expect(text).toBe("ERROR <~IP:1> said <~~USER:1> to <IP:1>");
    expect(slots.restore([text], found, slots.valuesIn(line, found, template))).toEqual([line]);
  });

  test("a line longer than what is read is masked and put back all the same", () => {
    const line = `ERROR ${"x y ".repeat(3_000)} from 192.0.2.10`;
    const template = templateOf([line]);
    const { text, slots: found } = slots.mask(line, template, () => {});
    expect(text.endsWith("from <IP:1>")).toBe(true);
    expect(slots.restore(["<IP:1>"], found, slots.valuesIn(line, found, template))).toEqual(["192.0.2.10"]);
  });

  test("a value is fit for a page: no line ends, no angle brackets, not endless", () => {
    expect(readable(`b\u202eo\nb${"<b>".repeat(100)}`)).toMatch(/^b o b[b ]{115}…$/);
    expect(readable("\n")).toBeUndefined();
  });
});

test("whatever two events of a template hold, each gets back what it had itself", () => {
  const word = fc.constantFrom("alice", "root", "bob", "admin", "carol");
  const address = fc
    .tuple(fc.integer({ min: 1, max: 223 }), fc.integer({ min: 0, max: 255 }))
    .map(([first, last]) => `${first === 127 ? 128 : first}.0.2.${last}`);
  const event = fc.tuple(word, address, address, fc.integer({ min: 1024, max: 65535 }));
  const line = ([user, from, to, port]: [string, string, string, number]) =>
    `ERROR login of user=${user} from ${from}:${port} to ${to} failed`;
  fc.assert(
    fc.property(event, event, (one, other) => {
      const template = templateOf([line(one), line(other)]);
      const { text, slots: found } = slots.mask(line(one), template, () => {});
      expect(text).not.toContain(one[1]);
      const [back] = slots.restore([text], found, slots.valuesIn(line(other), found, template));
      // Only what is no slot is still the first one's.
      const expected = line(other).replace(/:\d+ to/, `:${one[3]} to`);
      const visibleUser = text.includes("<USER:1>") ? other[0] : one[0];
      expect(back).toBe(expected.replace(/user=\w+/, `user=${visibleUser}`));
    }),
  );
});
