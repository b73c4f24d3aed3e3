import { describe, expect, test } from "vitest";
import { builtInPlaceholders, kinds } from "../../../src/engine/masking/kinds.ts";
import { LineMasker } from "../../../src/engine/masking/line-masker.ts";
import { Masker } from "../../../src/engine/masking/masker.ts";
import { findSensitive, mask } from "../../../src/engine/masking/masking.ts";
import { PlaceholderNumbers } from "../../../src/engine/masking/placeholder-numbers.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { labelledLines } from "./labelled-lines.ts";

const pieces = (
  'password|=|:| |"|\\|token|@|://|Authorization: |Bearer |.com|4111|1111|-|eyJ|<SECRET>|<EMAIL:1>|<|>|,|\n|secret|a1|' +
  "user|alice|user=|login as |for invalid user |from |10.0.0.1|.1|2001:db8::1|::|fe80|aa:bb:cc:dd:ee:ff|:01|+49 151 |" +
  "2345678|(415) |555-0123|555-|DE89|3704004405|32013000|%3D|%40|%26|%22|\\n|\\u0040|bob|example|https|key|session_id|" +
  "Cookie: |a=b|;|&|?|/|uid=|0|(|)|[|]|{|}|sudo: | : |MAC=|ip-|é|日|\ud83d|\u0000|'|~|xoxb-|hf_|-----BEGIN PRIVATE KEY-----|" +
  "password is |set to |</|<password>|\\u0022|%253D|%20|%3A|&quot;|mysql -p|redis-cli -a |Author: |user [|CORP\\|invalid user |" +
  "[preauth]|$6$|CRON[1]: (|enable secret 5 |community |-10-0-0-1.|203|mac |phone|ssn |cookie|echo |sudo -S|login failed: '"
).split("|");

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...pieces) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme" }) },
);
const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { maxLength: 30 }).map((parts) => parts.join("")) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...labelledLines), fc.constantFrom(...labelledLines), fc.nat(), fc.nat())
      .map(
        ([one, other, at, from]) =>
          one.text.slice(0, at % one.text.length) + other.text.slice(from % other.text.length),
      ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
);
const escaped = new RegExp(`<~(?=~*(?:${kinds.join("|")})(?::[a-z0-9]{1,16})?>)`, "g");

describe("whatever the text is", () => {
  test("what is found is in order, does not overlap, and lies within the text", () => {
    fc.assert(
      fc.property(text, (line) => {
        let last = 0;
        for (const { start, end } of findSensitive(line)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(line.length);
      }),
      runs(2_000),
    );
  });

  test("to mask twice is to mask once, with numbers and without", () => {
    fc.assert(
      fc.property(text, fc.boolean(), (line, numbered) => {
        const once = mask(line, (_, kind) => (numbered ? `<${kind}:7>` : `<${kind}>`));
        expect(mask(once, (_, kind) => `again ${kind}`)).toBe(once);
      }),
      runs(2_000),
    );
  });

  test("what is not found stays as it was", () => {
    fc.assert(
      fc.property(text, (line) => {
        const kept: string[] = [];
        expect(mask(line, (value) => value)).toBe(line);
        mask(line, (value) => {
          kept.push(value);
          return "";
        });
        expect(kept).toEqual(findSensitive(line).map(({ start, end }) => line.slice(start, end)));
      }),
      runs(2_000),
    );
  });

  test("the map puts the very line back, where values are written in one way", () => {
    fc.assert(
      fc.property(text, (line) => {
        const values = new Map<string, string>();
        let ways = 0;
        const numbers = new PlaceholderNumbers((placeholder, _, value) => values.set(placeholder, value));
        const masked = mask(builtInPlaceholders.escape(line), (value, kind) => {
          const placeholder = numbers.placeholderFor(value, kind);
          if (values.get(placeholder) !== value) ways++;
          return placeholder;
        });
        if (ways > 0) return;
        const back = masked
          .replace(/<[A-Z_]+:\d+>/g, (placeholder) => values.get(placeholder) ?? placeholder)
          .replace(escaped, "<");
        expect(back).toBe(line);
      }),
      runs(2_000),
    );
  });

  test("lines one after the other never fail, and stay one line each", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (lines) => {
        const masker = new LineMasker(new PlaceholderNumbers(), new Masker());
        for (const line of lines.map((one) => one.replaceAll("\n", " "))) {
          expect(masker.mask(line)).not.toContain("\n");
        }
      }),
      runs(500),
    );
  });
});

describe("a secret does not get through", () => {
  const places: ((value: string) => string)[] = [
    (value) => `password=${value}`,
    (value) => `"apiKey": "${value}"`,
    (value) => `{\\"client_secret\\":\\"${value}\\"}`,
    (value) => `https://bob:${value}@host/`,
    (value) => `https%3A%2F%2Fbob%3A${value}%40host%2F`,
    (value) => `Authorization: Bearer ${value}`,
    (value) => `x --token ${value}`,
    (value) => `q=1%26password%3D${value}%26z%3D2`,
    (value) => `Cookie: sid=${value}; a=b`,
    (value) => `session_id=${value}`,
  ];
  const secret = fc
    .string({ unit: fc.constantFrom(..."abcdefgHIJKLMNOP0123456789_-"), minLength: 16, maxLength: 40 })
    .map((value) => `k7${value}`);

  test("wherever it stands and whatever is around it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        secret,
        fc.constantFrom("", "ERROR ", "a=b, ", "from 10.0.0.1 ", '{"m":"', "user=alice "),
        fc.constantFrom("", " end", ", x=1", ' to a@example.com"}', "\\n"),
        (place, value, before, after) => {
          expect(mask(before + place(value) + after, () => "")).not.toContain(value);
        },
      ),
      runs(2_000),
    );
  });
});
