/**
 * A byte string holds one byte in each character (0 to 255). V8 stores it with one byte a character and searches it at
 * memory speed; slices cost nothing, and bytes that pass through stay exactly as they are.
 */

/** The UTF-8 text in a byte string; invalid sequences become U+FFFD. */
export function toText(bytes: string): string {
  return isAscii(bytes) ? bytes : Buffer.from(bytes, "latin1").toString("utf8");
}

/** The UTF-8 bytes of a text. */
export function toBytes(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}

/** A copy with its own memory, because a slice would keep the whole chunk in memory. */
export function detach(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("latin1");
}

function isAscii(value: string): boolean {
  return !/[^\0-\x7f]/.test(value);
}
