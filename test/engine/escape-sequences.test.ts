import { describe, expect, test } from "vitest";
import { escapeSequencesIn, withoutEscapeSequences } from "../../src/engine/escape-sequences.ts";
import { readCustomMask } from "../../src/engine/masking/custom-mask.ts";
import { LineMasker } from "../../src/engine/masking/line-masker.ts";
import { Masker } from "../../src/engine/masking/masker.ts";
import { findSensitive, mask } from "../../src/engine/masking/masking.ts";
import { PlaceholderNumbers } from "../../src/engine/masking/placeholder-numbers.ts";
import { Pseudonyms } from "../../src/engine/masking/pseudonyms.ts";
import { fc, runs } from "../support/fast-check.ts";
import { labelledLines } from "./masking/labelled-lines.ts";

const masked = (text: string) => mask(text, (_, kind) => `<${kind}>`);

/** How a colour may be written, and how its sign is written by programs that make it harmless or lose it. */
const colours: readonly string[] = [
  "\x1b[36m",
  "\x1b[0m",
  "\x1b[m",
  "\x1b[1;31m",
  "\x1b[38;5;208m",
  "\x1b[38;2;10;200;30m",
  "\x1b[4:3m",
  "\x1b[2K",
  "\x1b[K",
  "\x1b[1;1H",
  "\x1b[?25l",
  "\x1b(B\x1b[m",
  "\x1b]8;;https://wiki.example/x\x07",
  "\x1b]8;;\x1b\\",
  "\x1b]0;a title\x07",
  "\x1b7",
  "\x9b33m",
  "\ufffd33m",
  "#033[31m",
  "^[[31m",
  "\\u001b[31m",
  "\\u001B[31m",
  "\\\\u001b[31m",
  "\\x1b[31m",
  "\\033[31m",
  "\\e[31m",
  "%1B[31m",
  "\u241b[31m",
  "[31m",
  "[0m",
  "[1;31m",
  "\u200b",
  "\x00",
];

/** `|` is where a colour stands. */
const carriers: readonly [string, string][] = [
  ["password|=Zwiebel-77 next", "Zwiebel-77"],
  ["password=|Zwiebel-77| next", "Zwiebel-77"],
  ["|password|=|Zwiebel-77|", "Zwiebel-77"],
  ['"password": |"Zwiebel 77"|,', "Zwiebel 77"],
  ["pass|word: Zwie|bel-77", "Zwie"],
  ["Authorization: |Bearer| Q7abcdefghijk", "Q7abcdefghijk"],
  ["from |203.0.113.9|:443", "203.0.113.9"],
  ["from |2001:db8::8a2e:370:7334| port", "2001:db8::8a2e:370:7334"],
  ["mail to |jo.roe@shop.example| sent", "jo.roe@shop.example"],
  ["card 4242 4242| 4242 4242", "4242 4242"],
  ["user|=|qwertolf| ok", "qwertolf"],
  ["sshd[3]: Invalid user |qwertolf| from 203.0.113.7 port 22", "qwertolf"],
  ["call |+49 151 23456789| now", "+49 151"],
  ["https://|bob:Zwiebel77|@host/", "Zwiebel77"],
];

describe("a terminal's sequences hide nothing from the masks", () => {
  const cases = colours.flatMap((colour) => carriers.map(([line, value]) => [colour, line, value] as const));
  test("there are more than 400 cases", () => {
    expect(cases.length).toBeGreaterThan(400);
  });
  test.each(cases)("%j in %s", (colour, line, value) => {
    const text = line.replaceAll("|", colour);
    const once = masked(text);
    expect(once).not.toContain(value);
    expect(withoutEscapeSequences(once)).toBe(masked(line.replaceAll("|", "")));
    expect(masked(once)).toBe(once);
  });

  test("sequences around a value stay, sequences within it are masked with it", () => {
    expect(masked("\x1b[36mpassword\x1b[0m=\x1b[35mZwie\x1b[1mbel\x1b[0m x")).toBe(
      "\x1b[36mpassword\x1b[0m=\x1b[35m<SECRET>\x1b[0m x",
    );
  });

  test("a sequence that separates two words still separates them", () => {
    expect(masked("peer\x1b[0m203.0.113.9 refused, user=qwertolf\x1b[0mHOME=/root")).toBe(
      "peer\x1b[0m<IP> refused, user=<USER>\x1b[0mHOME=/root",
    );
  });

  test("a value in the payload of a link or a title is masked", () => {
    expect(masked("\x1b]8;;https://bob:Zwiebel77@host/\x07here\x1b]8;;\x07")).toBe(
      "\x1b]8;;https://<SECRET>@host/\x07here\x1b]8;;\x07",
    );
    expect(masked("\x1b]0;login of jo@shop.example\x1b\\ok")).toBe("\x1b]0;login of <EMAIL>\x1b\\ok");
  });

  test.each([
    "rate(http_requests_total[5m]) and increase(x[30m])",
    "/^[a-z]+$/ [main] INFO [http-nio-8080] took [12ms] array[m] [Kernel] [HTTP]",
    "\x1b[32mINFO\x1b[0m started in 12ms, 10 of 10",
    "C:\\x1\\e\\u001 50%1b",
  ])("nothing is masked in %j", (text) => {
    expect(masked(text)).toBe(text);
  });

  test("texts without sequences are recognised by a quick test", () => {
    expect(labelledLines.filter(({ text }) => escapeSequencesIn(text).length > 0)).toEqual([]);
  });
});

/** `\\x1b` can be an escaped backslash and `x1b`; `[31m]` is a duration. */
const isAmbiguous = (before: string | undefined, colour: string, after: string | undefined) =>
  (before === "\\" && colour.startsWith("\\")) || (after === "]" && colour.startsWith("["));

describe("wherever sequences stand between the words of a line", () => {
  const coloured = fc
    .tuple(
      fc.constantFrom(...labelledLines),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...colours.slice(0, 30))), { minLength: 1, maxLength: 8 }),
    )
    .map(([line, inserted]) => {
      const borders = [...line.text.matchAll(/\b|$/g)].map(({ index }) => index);
      const places = inserted
        .map(([at, colour]) => ({ at: borders[at % borders.length] as number, colour }))
        .filter(({ at, colour }) => !isAmbiguous(line.text[at - 1], colour, line.text[at]))
        .sort((one, other) => other.at - one.at);
      const text = places.reduce(
        (all, { at, colour }) => all.slice(0, at) + colour + all.slice(at),
        line.text,
      );
      return { plain: line.text, text };
    });

  test("a value that is masked without sequences is masked with them", () => {
    fc.assert(
      fc.property(coloured, ({ plain, text }) => {
        const left = withoutEscapeSequences(mask(text, (_, kind) => `<${kind}>`));
        for (const { start, end } of findSensitive(plain)) {
          const value = plain.slice(start, end);
          // One that stands elsewhere in the clear as well tells nothing.
          if (value.length < 5 || masked(plain).includes(value)) continue;
          expect(left).not.toContain(value);
        }
      }),
      runs(2_000),
    );
  });

  test("to mask twice is to mask once", () => {
    fc.assert(
      fc.property(coloured, ({ text }) => {
        const once = masked(text);
        expect(masked(once)).toBe(once);
      }),
      runs(2_000),
    );
  });
});

test("a custom mask sees the text without sequences", () => {
  const own = readCustomMask("badge", "badge (\\d{6})", "BADGE");
  const masker = new Masker({ own: [own] });
  expect(masker.redact("badge\x1b[0m 12\x1b[1m3456 in")).toBe("badge\x1b[0m <BADGE> in");
});

test("a value has one name, whatever its colour", () => {
  const names = new Pseudonyms(Buffer.alloc(32, 1), 1);
  expect(names.nameOf("203.0\x1b[1m.113.9", "IP")).toBe(names.nameOf("203.0.113.9", "IP"));
  const numbers = new PlaceholderNumbers();
  expect(numbers.placeholderFor("a\x1b[1mb", "USER")).toBe(numbers.placeholderFor("ab", "USER"));
});

test("a private key is masked line by line, whatever its colour", () => {
  const masker = new LineMasker(new PlaceholderNumbers(), new Masker());
  const lines = [
    "\x1b[33m-----BEGIN\x1b[0m PRIVATE KEY-----",
    "\x1b[33mMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\x1b[0m",
    "\x1b[33mQuitte\x1b[0m",
    "\x1b[33m-----END PRIVATE KEY-----\x1b[0m",
    "\x1b[33mdone\x1b[0m",
  ].map((line) => masker.mask(line));
  expect(lines.join("\n")).not.toMatch(/MIIE|Quitte/);
  expect(lines.at(-1)).toBe("\x1b[33mdone\x1b[0m");
});
