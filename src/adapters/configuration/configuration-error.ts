/**
 * Something in llama.conf, or in what a search asked of it, that cannot be worked with. The message is a
 * whole sentence for the one who can mend it: the file, the stanza, the setting, what was wanted, what came,
 * what to do. Never a key, and never a URL's credentials.
 */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/** A value as it may stand in a message: on one line, quoted, not endless. */
export function quoted(value: string): string {
  const characters = Array.from(value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " "));
  return `"${characters.length > 80 ? `${characters.slice(0, 80).join("")}…` : characters.join("")}"`;
}
