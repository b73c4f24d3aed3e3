import { expect, test } from "vitest";
import { displayWidth, padded, printable, truncate, wrap } from "../../src/engine/printable.ts";

test("escape sequences lose their escape", () => {
  expect(printable("\u001b]0;owned\u0007red \u001b[31malert")).toBe("␛]0;owned␇red ␛[31malert");
});

test("C1 controls, DEL and bidirectional characters are replaced", () => {
  expect(printable("a\u009b2Jb\u007fc\u202ed\u2066e\u061cf\u200fg")).toBe("a�2Jb�c�d�e�f�g");
});

test("invisible characters and half surrogate pairs are replaced", () => {
  expect(printable("a\u200bb\ufeffc\ud800d\u{e0041}e")).toBe("a�b�c�d�e");
});

test("line ends and tabs become one space", () => {
  expect(printable("\tat one\r\n\tat two\n")).toBe("at one at two");
});

test("other languages and pictures stay", () => {
  expect(printable("Fehler: größe 東京 👩‍💻 é")).toBe("Fehler: größe 東京 👩‍💻 é");
});

test("East Asian characters take two columns, combining marks none", () => {
  expect([displayWidth("abc"), displayWidth("東京"), displayWidth("e\u0301"), displayWidth("ü")]).toEqual([
    3, 4, 1, 1,
  ]);
});

test("a cut text ends with an ellipsis and fits", () => {
  expect(truncate("connection refused", 11)).toBe("connection…");
  expect(truncate("東京東京", 6)).toBe("東京…");
  expect(truncate("fits", 4)).toBe("fits");
});

test("text is wrapped at spaces, and within words that are too long", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("a abcdefghij b", 4)).toEqual(["a", "abcd", "efgh", "ij b"]);
  expect(wrap("東京東京", 3)).toEqual(["東", "京", "東", "京"]);
  expect(wrap("", 5)).toEqual([""]);
});

test("padding counts columns", () => {
  expect(padded("東", 4)).toBe("東  ");
  expect(padded("long", 2)).toBe("long");
});
