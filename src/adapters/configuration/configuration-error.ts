/**
 * llama.conf, or a search's request for part of it, cannot be used. The message is a sentence for the person who can fix
 * it, and holds neither a key nor a URL's credentials.
 */
export class ConfigurationError extends Error {
  override readonly name: string = "ConfigurationError";
  /** The file, the line, the setting, what was wanted and what came. */
  readonly finding: string;
  /** What to do next. */
  readonly fix: string;

  /** Both end without a full stop. */
  constructor(finding: string, fix: string) {
    super(`${finding}: ${fix}.`);
    this.finding = finding;
    this.fix = fix;
  }
}

/** The search, or the person at the command line, asked for something that does not exist. */
export class RequestError extends ConfigurationError {
  override readonly name = "RequestError";
}

/** A mistake in llama.conf that stops nothing. */
export interface ConfigurationWarning {
  /** The stanza it is about; undefined for a whole file. */
  readonly stanza: string | undefined;
  readonly finding: string;
  readonly fix: string;
}

/** A value on one line, in quotes, cut after 80 characters. */
export function quoted(value: string): string {
  const characters = Array.from(value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " "));
  return `"${characters.length > 80 ? `${characters.slice(0, 80).join("")}…` : characters.join("")}"`;
}

const longestShown = 30;

/** Whether messages may repeat a text of llama.conf. A long one, or one with an @, may be a secret in the wrong line. */
export function isShown(value: string): boolean {
  return value.length <= longestShown && !value.includes("@");
}

/** A text of llama.conf for messages: quoted, or only its length. */
export function shown(value: string): string {
  return isShown(value) ? quoted(value) : `a text of ${Array.from(value).length} characters`;
}
