import { cardNumber, isCardNumber } from "../masking/card-number.ts";
import { emailAddress } from "../masking/email-address.ts";
import { secretPatterns } from "../masking/secret-patterns.ts";

/** A text fit to be sent, and how many values were taken out of it. */
export interface Redaction {
  readonly text: string;
  readonly count: number;
}

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
