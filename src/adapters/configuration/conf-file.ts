import { type ConfigurationWarning, quoted } from "./configuration-error.ts";

/** The value of a setting, with its file and line for messages. */
export interface ConfValue {
  readonly value: string;
  readonly file: string;
  /** Counted from 1; 0 for a value from the environment. */
  readonly line: number;
}

/** Stanza → key → value, in the order of the file. */
export type Conf = ReadonlyMap<string, ReadonlyMap<string, ConfValue>>;

export interface ParsedConf {
  readonly conf: Conf;
  /** Mistakes of the file. The rest of it is read all the same. */
  readonly warnings: readonly ConfigurationWarning[];
}

/** Splunk counts keys before the first stanza as this stanza's. */
export const defaultStanza = "default";

/**
 * Splunk's conf syntax: `[stanza]`, `key = value`, comment lines with `#`, and a backslash at the very end of
 * a line to go on in the next one (the value then holds a newline). A `#` behind a value is part of it.
 *
 * A line that is none of these is left out with a warning, which does not repeat the line because it may hold a key.
 * Settings after a broken stanza line belong to no stanza, and above all not to the one before.
 */
export function parseConf(text: string, file: string): ParsedConf {
  const reader = new ConfReader(file);
  reader.noteEncoding(text);
  for (const line of logicalLines(text)) reader.read(line);
  return { conf: reader.conf, warnings: reader.warnings };
}

class ConfReader {
  readonly conf = new Map<string, Map<string, ConfValue>>();
  readonly warnings: ConfigurationWarning[] = [];
  private readonly file: string;
  /** Undefined after a broken stanza line. */
  private stanza: string | undefined = defaultStanza;
  private readonly begins = new Map<string, number>();

  constructor(file: string) {
    this.file = file;
  }

  noteEncoding(text: string): void {
    if (text.startsWith("\uFEFF")) {
      this.warn(
        "line 1 begins with a byte-order mark, which Splunk's own tools take for text",
        "save it as UTF-8 without one",
      );
    }
    const windows = text.indexOf("\r\n");
    if (windows !== -1) {
      const line = text.slice(0, windows).split("\n").length;
      this.warn(
        `line ${line} and perhaps others end as on Windows (CRLF)`,
        "save it with line ends of Unix (LF)",
      );
    }
  }

  read({ content, line }: LogicalLine): void {
    const trimmed = content.trim();
    if (trimmed === "" || trimmed.startsWith("#")) return;
    if (trimmed.startsWith("[")) this.beginStanza(trimmed, line);
    else this.readSetting(trimmed, line);
  }

  private beginStanza(header: string, line: number): void {
    const name = /^\[(.*)\]$/s.exec(header)?.[1]?.trim();
    if (name === undefined) {
      this.stanza = undefined;
      this.warn(
        `line ${line} begins a stanza and does not end it, so it and its settings are left out`,
        "write the name alone between [ and ]",
      );
      return;
    }
    this.stanza = name === "" ? defaultStanza : name;
    const first = this.begins.get(this.stanza);
    if (first !== undefined) {
      this.warn(
        `line ${line} begins [${quoted(this.stanza).slice(1, -1)}] again, first begun in line ${first}; settings of both count, the later ones first`,
        "put them together",
      );
    }
    this.begins.set(this.stanza, first ?? line);
    if (!this.conf.has(this.stanza)) this.conf.set(this.stanza, new Map());
  }

  private readSetting(content: string, line: number): void {
    const equals = content.indexOf("=");
    if (equals <= 0) {
      this.warn(
        `line ${line} is neither a stanza, a setting nor a comment, and is left out`,
        "write [stanza], key = value, or begin it with #",
      );
      return;
    }
    if (this.stanza === undefined) return;
    const settings = this.conf.get(this.stanza) ?? new Map<string, ConfValue>();
    this.conf.set(this.stanza, settings);
    const key = content.slice(0, equals).trim();
    const value = { value: content.slice(equals + 1).trim(), file: this.file, line };
    settings.set(key, value);
  }

  private warn(finding: string, fix: string): void {
    this.warnings.push({ stanza: this.stanza, finding: `In ${this.file}, ${finding}`, fix });
  }
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
    // A comment is one line, so that a path in it that ends with a backslash does not take in the setting below.
    if (!content.trimStart().startsWith("#")) {
      while (content.endsWith("\\")) {
        at++;
        content = `${content.slice(0, -1)}${at < lines.length ? `\n${lines[at]}` : ""}`;
      }
    }
    yield { content, line };
  }
}
