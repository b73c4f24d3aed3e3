/** A field at the top of a structured line, not within one of its values. */
export interface OwnField {
  readonly key: string;
  /** The value as written, without quotes; empty for an object or an array. */
  readonly value: string;
  readonly at: number;
}

export interface OwnFields {
  readonly fields: readonly OwnField[];
  /** Where the structure ends. */
  readonly end: number;
}

const keyCharacters = /[\w.@-]+/y;
const bareCharacters = /[^\s"{}[\],:=]+/y;
const elementBegin = /^\s{0,20}<[\w:.-]{1,60}\s+/;

/**
 * The pairs at the top of an object, with duplicates. The object may be JSON, or as programs print it: with bare keys
 * and values, and `=` for `:`. Skips nested values. An object that is cut or broken gives the pairs before the break.
 */
export function fieldsOfObject(text: string, start: number): OwnFields {
  const reader = new ObjectReader();
  for (let at = start; at < text.length; ) {
    const character = text[at] as string;
    if (isSign(character)) {
      at++;
      if (reader.takeSign(character)) return { fields: reader.fields, end: at };
      continue;
    }
    const end = endOfToken(text, at, reader.quotes);
    if (end > at) reader.takeToken(withoutQuotes(text, at, end), at, !isQuote(text[at]));
    at = Math.max(end, at + 1);
  }
  return { fields: reader.fields, end: text.length };
}

function isSign(character: string): boolean {
  switch (character) {
    case "{":
    case "}":
    case "[":
    case "]":
    case ",":
    case ":":
    case "=":
      return true;
    default:
      return false;
  }
}

/** Collects the pairs of an object from its signs and tokens, in their order. */
class ObjectReader {
  readonly fields: OwnField[] = [];
  private depth = 0;
  private lastIsBare = false;
  private key: OwnField | undefined;
  private expecting: "key" | "colon" | "value" | "comma" = "key";

  /** Quotes that may begin a token. Where a comma is expected, an apostrophe is part of a bare text. */
  get quotes(): string {
    return this.expecting === "comma" ? '"' : "\"'";
  }

  /** @returns whether the sign closes the object */
  takeSign(sign: string): boolean {
    switch (sign) {
      case "{":
      case "[":
        if (this.depth === 1 && this.expecting === "value" && this.key !== undefined)
          this.fields.push(this.key);
        this.depth++;
        this.expecting = this.depth === 1 ? "key" : "comma";
        return false;
      case "}":
      case "]":
        this.depth--;
        return this.depth === 0;
      case ",":
        if (this.depth === 1) this.expecting = "key";
        return false;
      default:
        if (this.depth === 1 && this.expecting === "colon") this.expecting = "value";
        return false;
    }
  }

  /** @param isBare whether it stands without quotes */
  takeToken(text: string, at: number, isBare: boolean): void {
    if (this.depth !== 1) return;
    const last = this.fields.at(-1);
    // `{msg=two words}`
    if (this.expecting === "comma" && isBare && this.lastIsBare && last !== undefined)
      this.fields[this.fields.length - 1] = { ...last, value: `${last.value} ${text}` };
    if (this.expecting === "key") {
      this.key = { key: text, value: "", at };
      this.expecting = "colon";
    } else if (this.expecting === "value" && this.key !== undefined) {
      this.fields.push({ ...this.key, value: text });
      this.lastIsBare = isBare;
      this.expecting = "comma";
    }
  }
}

/** The pairs at the start of a line: `key=value key="two words"`. Stops at anything else. */
export function fieldsOfPairs(text: string, start: number): OwnFields {
  const fields: OwnField[] = [];
  for (let at = start; ; ) {
    keyCharacters.lastIndex = at;
    const key = keyCharacters.exec(text)?.[0];
    if (key === undefined || text[at + key.length] !== "=") return { fields, end: at };
    const begin = at + key.length + 1;
    let end = isQuote(text[begin]) ? endOfQuoted(text, begin) : begin;
    while (end < text.length && !isBlank(text[end])) end++;
    fields.push({ key, value: withoutQuotes(text, begin, end).replace(/[,;]$/, ""), at });
    while (text[end] === " " || text[end] === "\t") end++;
    at = end;
  }
}

/** Where the attributes begin, if the line is an XML element. */
export function attributesBegin(text: string): number | undefined {
  return elementBegin.exec(text)?.[0].length;
}

function endOfToken(text: string, at: number, quotes: string): number {
  if (quotes.includes(text[at] as string)) return endOfQuoted(text, at);
  bareCharacters.lastIndex = at;
  return bareCharacters.test(text) ? bareCharacters.lastIndex : at;
}

function endOfQuoted(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

function withoutQuotes(text: string, start: number, end: number): string {
  if (!isQuote(text[start])) return text.slice(start, end);
  const closed = end - 1 > start && text[end - 1] === text[start];
  return text.slice(start + 1, closed ? end - 1 : end);
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'";
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}
