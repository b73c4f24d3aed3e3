import { describe, expect, test } from "vitest";
import { levelByWord } from "../../../src/engine/reading/level/level-words.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";
import { TemplateMiner } from "../../../src/engine/templates/template-miner.ts";
import { UnitReader } from "../../../src/engine/templates/unit-key.ts";
import { otherText, sameText } from "./free-text-pairs.ts";
import { otherLevel } from "./level-pairs.ts";
import { otherMagnitude, sameMagnitude } from "./magnitude-pairs.ts";
import { otherUnit, type Pair, sameUnit } from "./unit-pairs.ts";

function keysOf(...lines: string[]): string[] {
  const reader = new UnitReader(new TemplateMiner());
  const readings = lines.map((line) => reader.read(new Reading(line)));
  return readings.map((reading) => reader.unitOf(reading).key);
}

const same = [...sameUnit, ...sameText, ...sameMagnitude];
const other = [...otherUnit, ...otherText, ...otherMagnitude, ...otherLevel];

describe("lines of one unit", () => {
  test.each(same)("%s: %s | %s", (_system, one, other) => {
    const [first, second] = keysOf(one, other);
    expect(second).toBe(first);
  });
});

describe("lines of two units", () => {
  test.each(other)("%s: %s | %s", (_system, one, other) => {
    const [first, second] = keysOf(one, other);
    expect(second).not.toBe(first);
  });
});

test("all these pairs stay as they are when one search has read all these lines", () => {
  const lines = [...same, ...other].flatMap(([, one, two]) => [one, two]);
  const keys = new Map(keysOf(...lines).map((key, at) => [lines[at], key]));
  const isOne = ([, one, two]: Pair) => keys.get(one) === keys.get(two);
  expect(same.filter((pair) => !isOne(pair))).toEqual([]);
  expect(other.filter(isOne)).toEqual([]);
});

test("an outcome joined to other words is kept where the template has a variable in its place", () => {
  const others = ["order17failed", "payment/17/declined", "x-17-ok", "err17=timeout", "Bestellung_17_voll"];
  const lines = [...others, "job:17:failed", "job:18:succeeded"].map((words) => `ERROR ${words}`);
  const [failed, succeeded] = keysOf(...lines).slice(-2);
  expect(succeeded).not.toBe(failed);
});

describe("a level is never a variable", () => {
  const others = ["42", "alpha", "host-7", "ERROR_42", "192.0.2.7", "beta", "gamma", "delta", "kappa", "-"];
  const levels = [...levelByWord.keys()].flatMap((word) => [word, word.toUpperCase()]);

  test.each<[string, (word: string) => string]>([
    ["behind the time", (word) => `2026-05-04 12:34:56 ${word} pump on`],
    ["in brackets", (word) => `[${word}] pump on`],
    ["before a colon", (word) => `${word}: pump on`],
    ["behind a key", (word) => `level=${word} msg=on pump=7`],
    ["in JSON", (word) => `{"level":"${word}","msg":"on"}`],
    ["behind a thread", (word) => `12:34:56 [main] ${word} a.b.C - on`],
    ["behind a slash", (word) => `a.b/${word}: pump on`],
    ["behind a tag", (word) => `May  4 12:34:56 h pump[7]: ${word} on`],
  ])("%s, whatever other lines have in its place", (_, lineWith) => {
    const reader = new UnitReader(new TemplateMiner());
    const lines = [...others, ...levels, ...others].map((word) => new Reading(lineWith(word)));
    const readings = lines.map((line) => reader.read(line));
    const levelsByUnit = new Map<string, Set<string>>();
    for (const [at, reading] of readings.entries()) {
      const { key } = reader.unitOf(reading);
      const found = levelsByUnit.get(key) ?? new Set();
      levelsByUnit.set(key, found.add((lines[at] as Reading).level.level));
    }
    expect([...levelsByUnit.values()].filter(({ size }) => size > 1)).toEqual([]);
  });
});

describe("lines that differ in quoted free text alone", () => {
  const begins = ["The lamp", "My parcel", "Nobody here", "This box", "Every single order of mine"];
  const ends = [
    ...["came late", "is great, I'd buy it again", "didn't fit; what a pity", "was refused by the courier"],
    ...[
      "looks cheap (but works)",
      "made my day!",
      "failed twice: please help",
      "cost 12.50 more",
      "is broken",
      "?",
    ],
  ];
  const texts = begins.flatMap((begin) => ends.map((end) => `${begin} ${end}`));

  test.each<[string, (text: string, at: number) => string]>([
    ["a comment", (text, at) => `level=info msg="review stored" comment="${text}" stars=${at}`],
    ["in JSON", (text, at) => JSON.stringify({ level: "info", msg: "review stored", comment: text, at })],
    ["in a message of JSON", (text, at) => JSON.stringify({ msg: `customer ${at} said "${text}" in chat` })],
    ["double quotes", (text, at) => `INFO customer ${at} said "${text}" in chat`],
    ["single quotes", (text, at) => `INFO customer ${at} wrote '${text}' in chat`],
    ["backticks", (text, at) => `INFO customer ${at} wrote \`${text}\` in chat`],
    ["German quotes", (text, at) => `INFO Kunde ${at} schrieb „${text}“ im Forum`],
    ["French quotes", (text, at) => `INFO le client ${at} a dit « ${text} » hier`],
    ["Japanese quotes", (text, at) => `INFO コメント${at}「${text}」を保存`],
  ])("are at most two units: %s", (_, lineWith) => {
    expect(new Set(keysOf(...texts.map(lineWith))).size).toBeLessThanOrEqual(2);
  });
});
