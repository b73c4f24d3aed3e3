import { createHash } from "node:crypto";
import { cutByCodePoint } from "./code-points.ts";

/** A text is judged by at most this many code points; of longer ones the start is taken. */
const longestText = 8_000;

/**
 * What is judged once for all events that share it. Today that is one text; templates and the values that
 * change their meaning will take its place here, and nothing else needs to know.
 */
export interface Unit {
  /** The text to judge, at most `longestText` code points. */
  readonly text: string;
  readonly truncated: boolean;
  /** The text's shape: tokens that hold a digit become `<*>`. */
  readonly template: string;
  /** `t` and 12 base32 characters of the SHA-256 of the token count and the digit-free tokens. */
  readonly templateId: string;
}

export function unitOf(text: string): Unit {
  const cut = cutByCodePoint(text, longestText);
  const tokens = cut.split(/\s+/).filter((token) => token !== "");
  const constant = tokens.filter((token) => !/\d/.test(token));
  return {
    text: cut,
    truncated: cut.length < text.length,
    template: tokens.map((token) => (/\d/.test(token) ? "<*>" : token)).join(" "),
    templateId: templateIdOf(tokens.length, constant),
  };
}

function templateIdOf(tokenCount: number, constant: readonly string[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([tokenCount, ...constant]))
    .digest();
  return `t${base32(digest).slice(0, 12)}`;
}

/** RFC 4648 base32 in lower case, of the first 8 bytes. */
function base32(bytes: Buffer): string {
  const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
  let text = "";
  let bits = 0n;
  for (const byte of bytes.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  for (let shift = 59n; shift >= 0n; shift -= 5n) text += alphabet[Number((bits >> shift) & 31n)];
  return text;
}
