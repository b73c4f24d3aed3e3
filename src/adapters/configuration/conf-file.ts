import { ConfigurationError } from "./configuration-error.ts";

/** One setting, and where it stands: messages name file and line. */
export interface ConfValue {
  readonly value: string;
  readonly file: string;
  /** Counted from 1; 0 where there are no lines, as for the environment. */
  readonly line: number;
}

/** Stanza → key → value, in the order of the file. */
export type Conf = ReadonlyMap<string, ReadonlyMap<string, ConfValue>>;

/** Keys before the first stanza count as this one's, as Splunk has it. */
export const defaultStanza = "default";

/**
 * Splunk's conf syntax: `[stanza]`, `key = value`, comment lines with `#`, and a backslash at the very end of
 * a line to go on in the next one (the value then holds a newline). A `#` behind a value is part of it.
 *
 * @throws ConfigurationError for a line that is none of these; it names the line and does not repeat it,
 * for there may be a key on it.
 */
export function parseConf(text: string, file: string): Conf {
  const conf = new Map<string, Map<string, ConfValue>>();
  let stanza = defaultStanza;
  for (const { content, line } of logicalLines(text)) {
    const trimmed = content.trim();
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    if (trimmed.startsWith("[")) {
      stanza = stanzaName(trimmed, file, line);
      if (!conf.has(stanza)) conf.set(stanza, new Map());
      continue;
    }
    const equals = trimmed.indexOf("=");
    if (equals <= 0) {
      throw new ConfigurationError(
        `In ${file}, line ${line} is neither a stanza, a setting nor a comment: write [stanza], key = value, or begin it with #.`,
      );
    }
    const settings = conf.get(stanza) ?? new Map<string, ConfValue>();
    conf.set(stanza, settings);
    const key = trimmed.slice(0, equals).trim();
    settings.set(key, { value: trimmed.slice(equals + 1).trim(), file, line });
  }
  return conf;
}

function stanzaName(header: string, file: string, line: number): string {
  const name = /^\[(.*)\]$/s.exec(header)?.[1]?.trim();
  if (name === undefined) {
    throw new ConfigurationError(
      `In ${file}, line ${line} begins a stanza and does not end it: the name stands alone between [ and ].`,
    );
  }
  return name === "" ? defaultStanza : name;
}

interface LogicalLine {
  readonly content: string;
  /** Where it begins. */
  readonly line: number;
}

function* logicalLines(text: string): Generator<LogicalLine> {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1;
    let content = lines[at] as string;
    // A comment is one line: a path that ends with a backslash must not swallow the setting below it.
    if (!content.trimStart().startsWith("#")) {
      while (content.endsWith("\\")) {
        at++;
        content = `${content.slice(0, -1)}${at < lines.length ? `\n${lines[at]}` : ""}`;
      }
    }
    yield { content, line };
  }
}
