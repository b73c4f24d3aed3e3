import { type Detector, whole } from "./detector.ts";

/** A number as it is printed on cards: alone, or in groups with one kind of separator. */
const cardNumber =
  /(?<![\p{L}\p{N}_.]|\d[-+]|_-)(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5})(?![\p{L}\p{N}_]|[.-]\d)/gu;
/** The numbers that card networks issue: first digits and total length. */
const issued =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|(?:222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}|3(?:0[0-59]|[689]\d)\d{11}(?:\d{2,5})?|35(?:2[89]|[3-8]\d)\d{12,15}|6(?:011|5\d\d|4[4-9]\d)\d{12,15}|(?:62|81)\d{14,17}|(?:50|5[6-9]|6\d)\d{14}(?:\d{2,3})?)$/;

/** Whether card networks issue numbers of this length and beginning, and the Luhn check digit is right. */
export function isCardNumber(written: string): boolean {
  const digits = written.replace(/[ -]/g, "");
  if (!issued.test(digits)) return false;
  if (/^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Keys of other numbers that are as long as card numbers; one in ten of these passes the Luhn check. */
const otherNumber =
  /(?:trace|span|parent|block|blk|offset|sequence|seq|lsn|xid|snowflake|ean|gtin|imei|isbn|iccid|barcode|tracking|nano\w*|timestamp|time|ts)(?:[_ -]?(?:id|no|number))?\\{0,2}["']?\s{0,2}[=:_ ]\s{0,2}\\{0,2}["']?$/i;
const cardKey =
  /(?:card|\bpan|\bcc|credit|debit|visa|maestro|amex|account[_ -]?number|payment)\W{0,4}(?:\w{1,12}\W{1,4}){0,3}$/i;

/** Numbers of 13, 14, 17 or more digits are rare: without gaps they count only behind the key of a card. */
function checked(candidate: string, before: string) {
  if (!isCardNumber(candidate)) return undefined;
  if (/[ -]/.test(candidate)) return whole(candidate);
  if (otherNumber.test(before)) return undefined;
  const isUsual = candidate.length === 15 || candidate.length === 16;
  return isUsual || cardKey.test(before) ? whole(candidate) : undefined;
}

const cardDigits = /\d{4}[ -]\d{4}|\d{13}/;

export const cardDetectors: readonly Detector[] = [
  {
    name: "card number",
    kind: "CARD",
    hints: ["0000"],
    needs: cardDigits,
    pattern: cardNumber,
    narrow: checked,
  },
  {
    // In an encoded query or form: the characters of an escape stand around the number.
    name: "card number between escapes",
    kind: "CARD",
    hints: ["%", "\\n", "\\r", "\\t", "\\u00"],
    needs: /\d{4}(?:%20|\+|-)?\d{4}/,
    pattern:
      /(?=\d{4})(?:(?<=%[0-9A-F]{2}|\\[nrt]|\\u00[0-9A-F]{2})|(?<![\p{L}\p{N}_.%-]))(?:\d{13,19}|\d{4}(%20|[ +-])\d{4}\1\d{4}\1\d{1,4}|\d{4}(%20|[ +-])\d{6}\2\d{4,5})(?![\p{L}\p{N}_]|[.-]\d)/giu,
    // The digits of %20 do not belong to the number.
    narrow: (candidate, before) =>
      checked(candidate.replace(/%20|\+/g, " "), before) === undefined ? undefined : whole(candidate),
  },
];
