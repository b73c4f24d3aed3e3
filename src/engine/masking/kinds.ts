/** What a masked value was. Two detectors may share a kind: a reader wants to know that it was an address. */
export const kinds = [
  "PRIVATE_KEY",
  "SECRET",
  "CARD",
  "IBAN",
  "EMAIL",
  "MAC",
  "IP",
  "SSN",
  "PHONE",
  "USER",
  "HOST",
  "PATH",
] as const;

export type Kind = (typeof kinds)[number];

const names = kinds.join("|");

/** `<EMAIL>` and `<EMAIL:1>`: what stands there was masked before. */
export const placeholder = new RegExp(`<(?:${names})(?::[a-z0-9]{1,16})?>`, "g");

const placeholderLike = new RegExp(`<(?=~*(?:${names})(?::[a-z0-9]{1,16})?>)`, "g");

/**
 * Marks what looks like a placeholder but stands in the log itself with `~` behind its `<`, one more where
 * there are some already, so that nothing is lost: who puts values back takes one away.
 */
export function escapePlaceholders(text: string): string {
  return text.replace(placeholderLike, "<~");
}
