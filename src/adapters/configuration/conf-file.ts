import { type ConfigurationRemark, quoted } from "./configuration-error.ts";

/** One setting, and where it stands: messages name file and line. */
export interface ConfValue {
  readonly value: string;
  readonly file: string;
  /** Counted from 1; 0 where there are no lines, as for the environment. */
  readonly line: number;
}

/** Stanza → key → value, in the order of the file. */
export type Conf = ReadonlyMap<string, ReadonlyMap<string, ConfValue>>;

export interface ParsedConf {
  readonly conf: Conf;
  /** What the file has that it should not; none of it keeps the rest from being read. */
  readonly remarks: readonly ConfigurationRemark[];
}

/** Keys before the first stanza count as this one's, as Splunk has it. */
export const defaultStanza = "default";

/**
 * Splunk's conf syntax: `[stanza]`, `key = value`, comment lines with `#`, and a backslash at the very end of
 * a line to go on in the next one (the value then holds a newline). A `#` behind a value is part of it.
 *
 * A line that is none of these is left out and remarked upon; its text is not repeated, for there may be a
 * key on it. What follows a stanza line that is broken belongs to no stanza, least of all to the one before.
 */
export function parseConf(text: string, file: string): ParsedConf {
  const reader = new ConfReader(file);
  reader.noteEncoding(text);
  for (const line of logicalLines(text)) reader.read(line);
  return { conf: reader.conf, remarks: reader.remarks };
}

class ConfReader {
  readonly conf = new Map<string, Map<string, ConfValue>>();
  readonly remarks: ConfigurationRemark[] = [];
  private readonly file: string;
  /** Undefined behind a stanza line that is broken. */
  private stanza: string | undefined = defaultStanza;
  private readonly begins = new Map<string, number>();

  constructor(file: string) {
    this.file = file;
  }

  noteEncoding(text: string): void {
    if (text.startsWith("\uFEFF")) {
      this.remark(
        "line 1 begins with a byte-order mark, which Splunk's own tools take for text",
        "save it as UTF-8 without one",
      );
    }
    const windows = text.indexOf("\r\n");
    if (windows !== -1) {
      const line = text.slice(0, windows).split("\n").length;
      this.remark(
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
      this.remark(
        `line ${line} begins a stanza and does not end it, so it and its settings are left out`,
        "write the name alone between [ and ]",
      );
      return;
    }
    this.stanza = name === "" ? defaultStanza : name;
    const first = this.begins.get(this.stanza);
    if (first !== undefined) {
      this.remark(
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
      this.remark(
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

  private remark(finding: string, mend: string): void {
    this.remarks.push({ stanza: this.stanza, finding: `In ${this.file}, ${finding}`, mend });
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
