import { readDuration, readSeconds } from "../../../engine/duration.ts";
import { readTruth } from "../../../engine/truth.ts";

/** What a setting holds. The parser and the setup page read a value by the same function. */
export interface ValueType<Value> {
  /** As llama.conf.spec has it behind `key =`. */
  readonly syntax: string;
  /** Completes "The KEY … wants …". */
  readonly wanted: string;
  /** Stands for the value where people are told to add the setting. */
  readonly example: string;
  /**
   * @param place where the setting stands, for values that appear in later messages
   * @returns undefined for a text that is not what is wanted; a Problem where more than that can be said
   */
  read(text: string, place: string): Value | Problem | undefined;
}

/** Both complete a sentence that begins with the setting, and do not repeat the value: it may be a secret. */
export class Problem {
  readonly finding: string;
  readonly fix: string;

  constructor(finding: string, fix: string) {
    this.finding = finding;
    this.fix = fix;
  }
}

function valueType<Value>(
  syntax: string,
  wanted: string,
  read: ValueType<Value>["read"],
  example = wanted,
): ValueType<Value> {
  return { syntax, wanted, example, read };
}

interface TextOptions {
  readonly syntax?: string;
  readonly wanted?: string;
  readonly pattern?: RegExp;
  readonly longest?: number;
}

/** Text as it stands, on one line unless `pattern` says otherwise. */
export function text({
  syntax = "<string>",
  wanted = "text on one line",
  pattern = /^[^\x00-\x1f\x7f]*$/,
  longest = Number.POSITIVE_INFINITY,
}: TextOptions = {}): ValueType<string> {
  return valueType(syntax, wanted, (value) =>
    value.length <= longest && pattern.test(value) ? value : undefined,
  );
}

export function boolean(): ValueType<boolean> {
  return valueType("<boolean>", "true or false", readTruth);
}

const mostDigits = 999_999_999_999_999;

export function integer(least: number, most = mostDigits, unit = ""): ValueType<number> {
  const range = most === mostDigits ? `of ${least} or more` : `from ${least} to ${most}`;
  return valueType("<integer>", `a whole number ${unit}${range}`, (value) =>
    /^\d{1,15}$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) : undefined,
  );
}

/** Read as a part of 1. */
export function percentage(least: number, most: number): ValueType<number> {
  const whole = integer(least, most, "of percent ");
  return valueType(whole.syntax, whole.wanted, (value) => {
    const percent = whole.read(value, "");
    return typeof percent === "number" ? percent / 100 : undefined;
  });
}

/** A decimal number, not below 0. @param what such as `a price` */
export function number(what = "a number"): ValueType<number> {
  return valueType("<number>", `${what} of 0 or more`, (value) => {
    const form = /^(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:e[+-]?\d{1,2})?$/i;
    return form.test(value) ? Number(value) : undefined;
  });
}

/** A number with s, m, h or d; read as milliseconds. */
export function duration(): ValueType<number> {
  const longest = 30 * 86_400_000;
  return valueType("<duration>", "a duration of at most 30 days like 30s, 10m, 4h or 2d", (value) =>
    within(readDuration(value), longest),
  );
}

/** A number alone means seconds; read as milliseconds. */
export function seconds(most: number): ValueType<number> {
  return valueType("<number>", `a number of seconds above 0, at most ${most}`, (value) =>
    within(readSeconds(value), most * 1_000),
  );
}

function within(milliseconds = 0, most: number): number | undefined {
  return milliseconds > 0 && milliseconds <= most ? milliseconds : undefined;
}

/** One of some words, in any case. */
export function choice<const Word extends string>(words: readonly Word[]): ValueType<Word> {
  const wanted = `${words.slice(0, -1).join(", ")} or ${words[words.length - 1]}`;
  return valueType(words.join(" | "), wanted, (value) => words.find((word) => word === value.toLowerCase()));
}

interface ListOptions<Entry> {
  readonly syntax?: string;
  readonly wanted: string;
  readonly most?: number;
  /** @returns undefined for what cannot be an entry */
  readonly entry?: (text: string) => Entry | undefined;
}

/** Entries separated by commas; equal ones count once, and nothing between two commas is no entry. */
export function list<Entry extends string = string>({
  syntax = "<list>",
  wanted,
  most = Number.POSITIVE_INFINITY,
  entry = (text) => text as Entry,
}: ListOptions<Entry>): ValueType<readonly Entry[]> {
  return valueType(syntax, wanted, (value) => {
    const entries = [...new Set(partsOf(value).map(entry))];
    const fits = entries.length <= most && (entries.length > 0 || value === "");
    return fits && entries.every((each) => each !== undefined) ? (entries as Entry[]) : undefined;
  });
}

function partsOf(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** From the root, as Unix or Windows has it. */
export function path(): ValueType<string> {
  return valueType("<path>", "a whole path from the root", (value) =>
    /^(?:\/|\\\\|[A-Za-z]:[\\/])[^\x00-\x1f\x7f]*$/.test(value) ? value : undefined,
  );
}

interface UrlOptions {
  readonly example: string;
  /** The setting that names the secret which must not stand in the URL. */
  readonly secretIn?: string;
  /** Makes the form it is read in of scheme, host and path. */
  readonly form?: (url: string) => string;
}

export function httpUrl({ example, secretIn, form = withoutLastSlash }: UrlOptions): ValueType<string> {
  const fix = `write it like ${example}`;
  const mendSecret =
    secretIn === undefined ? "take it out" : `take it out and name the secret in ${secretIn}`;
  const read = (value: string): string | Problem => {
    let parsed: URL;
    try {
      parsed = new URL(value);
    } catch {
      return new Problem("is no URL", fix);
    }
    const { protocol, username, password, host, pathname, search, hash } = parsed;
    if (protocol !== "http:" && protocol !== "https:")
      return new Problem("begins with neither http:// nor https://", fix);
    if (username !== "" || password !== "") return new Problem("holds a user name or password", mendSecret);
    if (search !== "" || hash !== "")
      return new Problem("has a part after ? or #", `end it with the path, like ${example}`);
    return form(`${protocol}//${host}${pathname}`);
  };
  return valueType("<url>", `a URL like ${example}`, read, example);
}

function withoutLastSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

/** At least one URL, separated by commas. */
export function httpUrls(options: UrlOptions): ValueType<readonly string[]> {
  const one = httpUrl(options);
  return valueType(
    `${one.syntax}[, ${one.syntax}]...`,
    one.wanted,
    (value, place) => {
      const read: string[] = [];
      const parts = partsOf(value);
      for (const [at, part] of parts.entries()) {
        const found = one.read(part, place);
        if (typeof found === "string") read.push(found);
        else if (found !== undefined)
          return parts.length === 1
            ? found
            : new Problem(`has a URL (${at + 1} of ${parts.length}) that ${found.finding}`, found.fix);
      }
      if (read.length === 0) return new Problem("names no URL", `write it like ${options.example}`);
      return [...new Set(read)];
    },
    one.example,
  );
}

/** Where a secret is kept. llama.conf names it; it never holds it. */
export interface SecretReference {
  readonly kind: "file" | "env" | "passwords";
  /** A path, a variable's name, or a name in Splunk's password store. */
  readonly name: string;
  /** For messages, like `api_key of [endpoint:default] in …/llama.conf, line 4,`. */
  readonly place: string;
}

/** A secret itself: one line of the characters that an HTTP header can carry. */
export const secretForm = /^[\x21-\x7E]+$/;

/** The place of a secret. No problem repeats the text, which may be the secret itself. */
export function secret(): ValueType<SecretReference> {
  const wanted = "file:/path, env:NAME or passwords:NAME";
  return valueType("file:<path> | env:<variable> | passwords:<name>", wanted, (value, place) => {
    const [, kind, name] = /^(file|env|passwords):\s*([^\x00-\x1f\x7f]+)$/.exec(value) ?? [];
    if (kind === undefined || name === undefined)
      return new Problem(
        "does not say where the secret is kept",
        `write ${wanted}, never the secret itself; if it stood there, replace it with a new one`,
      );
    if (kind === "file" && path().read(name, place) === undefined)
      return new Problem("names a file by a path that is not absolute", "write file:/whole/path");
    if (kind === "env" && !/^[A-Za-z_]\w*$/.test(name))
      return new Problem("names no environment variable", "letters, digits and _ only, like env:LLAMA_KEY");
    return { kind: kind as SecretReference["kind"], name, place };
  });
}

/** A file of 32 random bytes. */
export function keyFile(): ValueType<SecretReference> {
  return valueType("file:<path>", "file:/whole/path", (value, place) => {
    const reference = secret().read(value, place);
    if (reference === undefined || reference instanceof Problem || reference.kind === "file")
      return reference;
    const fix = "write the key's 32 random bytes into a file: head -c 32 /dev/urandom";
    return new Problem("wants file:/whole/path", fix);
  });
}
