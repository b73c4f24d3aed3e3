const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** The first `count` characters of the base32 form (RFC 4648), in lower case and without padding. */
export function base32(bytes: Uint8Array, count: number): string {
  let text = "";
  for (let bit = 0; text.length < count; bit += 5) {
    const pair = ((bytes[bit >> 3] as number) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += alphabet[(pair >> (11 - (bit & 7))) & 31];
  }
  return text;
}
