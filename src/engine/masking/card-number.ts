import { type Detector, whole } from "./detector.ts";

/** A number as it is printed on cards: alone, or in groups with one kind of separator. */
export const cardNumber =
  /(?<![\p{L}\p{N}_.]|\d[-+]|_-)(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5})(?![\p{L}\p{N}_]|[.-]\d)/gu;
/** The first digits that card networks use; times since 1970 begin with 1. */
const cardStart = /^(?:2[2-7]|3[04-9]|[456])/;

/** The check digit by Luhn, a length and a beginning that networks give out. */
export function isCardNumber(written: string): boolean {
  const digits = written.replace(/[ -]/g, "");
  if (digits.length < 13 || digits.length > 19 || !cardStart.test(digits)) return false;
  if (/^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const checked = (candidate: string) => (isCardNumber(candidate) ? whole(candidate) : undefined);

export const cardDetectors: readonly Detector[] = [
  { name: "card number", kind: "CARD", pattern: cardNumber, narrow: checked },
  {
    // In a query or a form, where the letters of an escape stand around it.
    name: "card number between escapes",
    kind: "CARD",
    pattern:
      /(?<=%[0-9A-F]{2}|\\[nrt])(?:\d{13,19}|\d{4}(%20|\+|-)\d{4}\1\d{4}\1\d{1,4})(?![\p{L}\p{N}_]|[.-]\d)/giu,
    // The digits of %20 are no digits of the number.
    narrow: (candidate) => (isCardNumber(candidate.replace(/%20|\+/g, " ")) ? whole(candidate) : undefined),
  },
];
