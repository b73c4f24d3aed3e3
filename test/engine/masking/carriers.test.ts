import { describe, expect, test } from "vitest";
import { isCardNumber } from "../../../src/engine/masking/card-number.ts";
import { mask } from "../../../src/engine/masking/masking.ts";
import { fc } from "../../support/fast-check.ts";
import { labelledValues } from "./labelled-values.ts";

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
const letters = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"), minLength: least, maxLength: most });
const hex = fc.integer({ min: 0x10, max: 0xff }).map((byte) => byte.toString(16));
const octet = fc.integer({ min: 1, max: 254 });

/** The digits with a last one that makes the sum right. */
function withCheckDigit(start: string): string {
  return [..."0123456789"].map((digit) => start + digit).find(isCardNumber) ?? "";
}

function germanAccount(number: string): string {
  const rest = [...`${number}131400`].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0);
  return `DE${String(98 - rest).padStart(2, "0")}${number}`;
}

const inFours = (text: string) => text.replace(/(.{4})(?=.)/g, "$1 ");
const service = Object.keys(labelledValues).filter((name) =>
  /^(?:aws[IT]|git|slack$|stripe|open|hugg|npm|send|vault|jwt|grafana$)/.test(name),
);

/** A value and a key that it usually has; where the value alone says what it is, any key will do. */
const planted: Record<string, { readonly key: string; readonly value: fc.Arbitrary<string> }> = {
  "e-mail address": {
    key: "to",
    value: fc.tuple(letters(2, 9), letters(3, 9)).map(([a, b]) => `${a}.x@${b}.example`),
  },
  "IPv4 address": {
    key: "peer",
    value: fc.tuple(fc.integer({ min: 11, max: 126 }), octet, octet, octet).map((four) => four.join(".")),
  },
  "IPv6 address": {
    key: "peer",
    value: fc.tuple(hex, hex, hex).map(([a, b, c]) => `2001:db8:${a}${b}::${c}7`),
  },
  "MAC address": {
    key: "sta",
    value: fc.tuple(hex, hex, hex, hex, hex).map((five) => `a4:${five.join(":")}`),
  },
  "card number": { key: "n", value: digits(11).map((middle) => withCheckDigit(`4111${middle}`)) },
  "card number in groups": {
    key: "n",
    value: digits(11).map((middle) => inFours(withCheckDigit(`4111${middle}`))),
  },
  IBAN: { key: "n", value: digits(18).map(germanAccount) },
  "social security number": {
    key: "n",
    value: fc
      .tuple(
        fc.integer({ min: 101, max: 600 }),
        fc.integer({ min: 10, max: 99 }),
        fc.integer({ min: 1001, max: 9999 }),
      )
      .map((three) => three.join("-")),
  },
  "phone number": { key: "n", value: digits(8).map((number) => `+49151${number}`) },
  "key of a service": {
    key: "n",
    value: fc.constantFrom(...service).map((name) => labelledValues[name] as string),
  },
  "user name": { key: "user", value: fc.tuple(letters(4, 9), letters(4, 9)).map(([a, b]) => `zq${a}.${b}`) },
  password: {
    key: "password",
    value: fc.tuple(letters(3, 9), digits(3)).map(([word, number]) => `Q${word}-${number}`),
  },
  "client's secret": {
    key: "client_secret",
    value: fc.tuple(letters(6, 9), digits(6)).map(([word, number]) => `${word}${number}`),
  },
};

const escapedSigns = (text: string) =>
  text.replace(/["'&<>=@+]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
const inJson = (key: string, value: string) => JSON.stringify({ n: 1, [key]: value, ok: true });

/** How a value is written in each carrier, and the line around it. */
const carriers: Record<
  string,
  { readonly line: (key: string, value: string) => string; readonly written: (value: string) => string }
> = {
  "plain text": { line: (key, value) => `job 7 done ${key}=${value} in 12 ms`, written: (value) => value },
  logfmt: { line: (key, value) => `level=info msg="x" ${key}="${value}" dur=3ms`, written: (value) => value },
  JSON: { line: inJson, written: (value) => value },
  "JSON within JSON": { line: (key, value) => inJson("log", inJson(key, value)), written: (value) => value },
  "JSON within JSON within JSON": {
    line: (key, value) => inJson("a", inJson("b", inJson(key, value))),
    written: (value) => value,
  },
  "a query": {
    line: (key, value) => `GET /x?a=1&${key}=${encodeURIComponent(value)}&b=2 200`,
    written: encodeURIComponent,
  },
  "an encoded query": {
    line: (key, value) => `next=${encodeURIComponent(`/x?a=1&${key}=${value}&b=2`)} 302`,
    written: encodeURIComponent,
  },
  "encoded JSON": {
    line: (key, value) => `body=${encodeURIComponent(inJson(key, value))} 400`,
    written: encodeURIComponent,
  },
  "JSON with escaped signs": {
    line: (key, value) => `{"m":"${escapedSigns(inJson(key, value))}"}`,
    written: escapedSigns,
  },
};

describe.each(Object.entries(carriers))("in %s", (_, { line, written }) => {
  test.each(Object.entries(planted))("a planted %s is found", (_name, { key, value }) => {
    fc.assert(
      fc.property(value, (text) => {
        const carried = line(key, text);
        expect(carried).toContain(written(text));
        expect(mask(carried, () => "")).not.toContain(written(text));
      }),
    );
  });
});
