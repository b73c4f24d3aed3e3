import { secretPatterns } from "./secret-patterns.ts";

/** A text fit to be sent, and how many values were taken out of it. */
export interface Redaction {
  readonly text: string;
  readonly count: number;
}

/** A number as it is printed on cards: alone, or in groups with one kind of separator. */
const cardNumber =
  /(?<![\p{L}\p{N}_.]|\d[-+]|_-)(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5})(?![\p{L}\p{N}_]|[.-]\d)/gu;
/** The first digits that card networks use; times since 1970 begin with 1. */
const cardStart = /^(?:2[2-7]|3[04-9]|[456])/;

/**
 * The local part begins where no such character stands before it, so that no start reads over the same text
 * again. Not addresses: packages with a version, images of double size, systemd units with an instance.
 */
const emailAddress =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+(?:@|%40)(?!\d+\.\d+\.\d)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*)\.)+(?!(?:service|socket|slice|target|timer|mount|scope|device|path|swap|png|jpe?g|gif|svg|webp|[cm]?js|tsx?|css)(?![\p{L}\p{N}-]))\p{L}[\p{L}\p{N}-]*[\p{L}\p{N}]/giu;

/**
 * Replaces credentials, tokens, private keys, card numbers and e-mail addresses, one way: nothing of the value
 * stays and it cannot be put back. What log analysis lives on stays: ids, hashes, versions, times, addresses and
 * ports. Takes time in proportion to the text; to redact twice is to redact once.
 */
export function redact(text: string): Redaction {
  let count = 0;
  let redacted = text;
  for (const { pattern, replacement } of secretPatterns) {
    const found = redacted.match(pattern)?.length ?? 0;
    if (found === 0) continue;
    count += found;
    redacted = redacted.replace(pattern, replacement);
  }
  redacted = redacted.replace(cardNumber, (number) => {
    if (!isCardNumber(number)) return number;
    count++;
    return "<CARD>";
  });
  redacted = redacted.replace(emailAddress, () => {
    count++;
    return "<EMAIL>";
  });
  return { text: redacted, count };
}

function isCardNumber(written: string): boolean {
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
