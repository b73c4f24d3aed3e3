/**
 * A JSON reader for the output of models. It keeps duplicate keys, which `JSON.parse` hides, returns what was complete
 * before a cut or a syntax error, and never throws. It reads each character once.
 */

export interface JsonObject {
  readonly kind: "object";
  /** In order, with duplicates. */
  readonly entries: (readonly [key: string, value: JsonValue])[];
  /** Its closing brace was read. */
  complete: boolean;
}

export interface JsonArray {
  readonly kind: "array";
  readonly items: JsonValue[];
  complete: boolean;
}

/** `undefined` stands for a bare word that is no JSON value, such as NaN. */
export type JsonValue = JsonObject | JsonArray | string | number | boolean | null | undefined;

export interface JsonReading {
  readonly value: JsonObject | JsonArray;
  /** Where reading ended: behind the value, or at the character that is not JSON. */
  readonly end: number;
  /** `cut`: the text ended first. `broken`: what follows is not JSON. */
  readonly outcome: "complete" | "cut" | "broken";
  /** A key and its colon were read, so the text is meant as JSON and not as prose in brackets. */
  readonly sawKey: boolean;
}

/** No reply nests deeper, and deep input must not exhaust the stack. */
const deepest = 64;

// Sticky patterns: each use sets `lastIndex` first.
const plainCharacters = /[^"\\]*/y;
const wordCharacters = /[\w+.-]+/y;
const blankCharacters = /[ \t\r\n]*/y;

interface Cursor {
  readonly text: string;
  position: number;
  failure: "cut" | "broken" | undefined;
  sawKey: boolean;
}

/** Reads the object or array whose bracket stands at `start`. */
export function readJson(text: string, start: number): JsonReading {
  const cursor: Cursor = { text, position: start, failure: undefined, sawKey: false };
  const value = text[start] === "{" ? objectNode() : arrayNode();
  readMembers(cursor, value, 1);
  return { value, end: cursor.position, outcome: cursor.failure ?? "complete", sawKey: cursor.sawKey };
}

function objectNode(): JsonObject {
  return { kind: "object", entries: [], complete: false };
}

function arrayNode(): JsonArray {
  return { kind: "array", items: [], complete: false };
}

/** Reads the members of a container. Accepts a comma before the closing bracket. */
function readMembers(cursor: Cursor, container: JsonObject | JsonArray, depth: number): void {
  if (depth > deepest) {
    cursor.failure = "broken";
    return;
  }
  const closing = container.kind === "object" ? "}" : "]";
  cursor.position++;
  for (;;) {
    if (peek(cursor) === closing) {
      cursor.position++;
      container.complete = true;
      return;
    }
    const key = container.kind === "object" ? readKey(cursor) : "";
    if (cursor.failure !== undefined) return;
    readMember(cursor, container, key, depth);
    if (cursor.failure !== undefined) return;
    const separator = peek(cursor);
    if (separator === ",") cursor.position++;
    else if (separator !== closing) fail(cursor);
    if (cursor.failure !== undefined) return;
  }
}

/** Adds a container before reading its members, so that complete members survive a cut. */
function readMember(cursor: Cursor, into: JsonObject | JsonArray, key: string, depth: number): void {
  const first = peek(cursor);
  let value: JsonValue;
  if (first === "{" || first === "[") {
    value = first === "{" ? objectNode() : arrayNode();
    add(into, key, value);
    readMembers(cursor, value, depth + 1);
    return;
  }
  if (first === '"') value = readString(cursor);
  else value = readWord(cursor);
  if (cursor.failure === undefined) add(into, key, value);
}

function add(into: JsonObject | JsonArray, key: string, value: JsonValue): void {
  if (into.kind === "object") into.entries.push([key, value]);
  else into.items.push(value);
}

function readKey(cursor: Cursor): string {
  if (peek(cursor) !== '"') {
    fail(cursor);
    return "";
  }
  const key = readString(cursor);
  if (cursor.failure !== undefined) return "";
  if (peek(cursor) !== ":") fail(cursor);
  else {
    cursor.position++;
    cursor.sawKey = true;
  }
  return key;
}

const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** Reads a string. Accepts raw line breaks; a backslash before a character that needs no escape stands for itself. */
function readString(cursor: Cursor): string {
  const { text } = cursor;
  let value = "";
  let position = cursor.position + 1;
  for (;;) {
    plainCharacters.lastIndex = position;
    value += plainCharacters.exec(text)?.[0] ?? "";
    position = plainCharacters.lastIndex;
    if (text[position] === '"') {
      cursor.position = position + 1;
      return value;
    }
    const escaped = text[position + 1];
    if (escaped === undefined) {
      cursor.position = text.length;
      cursor.failure = "cut";
      return value;
    }
    const hex = escaped === "u" ? text.slice(position + 2, position + 6) : "";
    if (/^[0-9a-fA-F]{4}$/.test(hex)) {
      value += String.fromCharCode(Number.parseInt(hex, 16));
      position += 6;
      continue;
    }
    if (escaped === '"' || escaped === "\\" || escaped === "/") value += escaped;
    else value += escapes[escaped] ?? `\\${escaped}`;
    position += 2;
  }
}

const words: Record<string, boolean | null> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
};

/** Reads a number, `true`, `false` or `null` (also in Python's spelling), or a bare word. */
function readWord(cursor: Cursor): number | boolean | null | undefined {
  wordCharacters.lastIndex = cursor.position;
  const word = wordCharacters.exec(cursor.text)?.[0];
  if (word === undefined) {
    fail(cursor);
    return undefined;
  }
  cursor.position += word.length;
  if (Object.hasOwn(words, word)) return words[word];
  return /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,30})?$/.test(word) ? Number(word) : undefined;
}

/** The next character that is not white space. */
function peek(cursor: Cursor): string | undefined {
  blankCharacters.lastIndex = cursor.position;
  blankCharacters.exec(cursor.text);
  cursor.position = blankCharacters.lastIndex;
  return cursor.text[cursor.position];
}

/** Ends reading: the next character is not the expected one. */
function fail(cursor: Cursor): void {
  cursor.failure = cursor.position >= cursor.text.length ? "cut" : "broken";
}
