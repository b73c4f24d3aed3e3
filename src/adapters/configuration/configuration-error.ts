/**
 * Something in llama.conf, or in what a search asked of it, that cannot be worked with: a whole sentence for
 * the one who can mend it. Never a key, and never a URL's credentials.
 */
export class ConfigurationError extends Error {
  override readonly name: string = "ConfigurationError";
  /** What was found: the file, the line, the setting, what was wanted, what came. */
  readonly finding: string;
  /** What to do next. */
  readonly mend: string;

  /** Both without the full stop at their end. */
  constructor(finding: string, mend: string) {
    super(`${finding}: ${mend}.`);
    this.finding = finding;
    this.mend = mend;
  }
}

/** The search, or the person at the command line, asked for something that is not to be had. */
export class RequestError extends ConfigurationError {
  override readonly name = "RequestError";
}

/** Something about llama.conf that is worth saying and stops nothing. */
export interface ConfigurationRemark {
  /** The stanza it is about; undefined for a whole file. */
  readonly stanza: string | undefined;
  readonly finding: string;
  readonly mend: string;
}

/** A value as it may stand in a message: on one line, quoted, not endless. */
export function quoted(value: string): string {
  const characters = Array.from(value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " "));
  return `"${characters.length > 80 ? `${characters.slice(0, 80).join("")}…` : characters.join("")}"`;
}
