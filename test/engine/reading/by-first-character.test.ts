import { expect, test } from "vitest";
import { byFirstCharacter, placeOf } from "../../../src/engine/reading/by-first-character.ts";

const table = byFirstCharacter([
  { name: "digits", begins: "\\d" },
  { name: "brackets", begins: "[" },
  { name: "not a bracket", begins: "^[" },
  { name: "anything" },
]);
const namesFor = (text: string) => table[placeOf(text, 0)]?.map(({ name }) => name);

test.each([
  ["7 lines", ["digits", "not a bracket", "anything"]],
  ["[7]", ["brackets", "anything"]],
  ["é", ["not a bracket", "anything"]],
  ["", ["not a bracket", "anything"]],
])("%j is tried against %j", (text, names) => {
  expect(namesFor(text)).toEqual(names);
});
