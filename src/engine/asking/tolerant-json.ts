/**
 * A JSON reader for what models write: it keeps duplicate keys, which `JSON.parse` hides, gives what was
 * complete before a cut or a fault, and never throws. It reads each character once.
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

/** `undefined` is a bare word such as NaN: a value that is none. */
export type JsonValue = JsonObject | JsonArray | string | number | boolean | null | undefined;

export interface JsonReading {
  readonly value: JsonObject | JsonArray;
  /** Where reading ended: after the value, or at the character that broke it. */
  readonly end: number;
  /** `cut`: the text ended first. `broken`: what follows is not JSON. */
  readonly outcome: "complete" | "cut" | "broken";
  /** A key and its colon were read, so it was meant as JSON and not as prose in brackets. */
  readonly sawKey: boolean;
}

/** Deeper is no reply, and must not exhaust the stack. */
const deepest = 64;

// Each use sets where it begins.
const plainCharacters = /[^"\\]*/y;
const wordCharacters = /[\w+.-]+/y;
const blankCharacters = /[ \t\r\n]*/y;

interface Cursor {
  readonly text: string;
  position: number;
  trouble: "cut" | "broken" | undefined;
  sawKey: boolean;
}

/** Reads the object or array whose bracket stands at `start`. */
export function readJson(text: string, start: number): JsonReading {
  const cursor: Cursor = { text, position: start, trouble: undefined, sawKey: false };
  const value = text[start] === "{" ? objectNode() : arrayNode();
  fill(cursor, value, 1);
  return { value, end: cursor.position, outcome: cursor.trouble ?? "complete", sawKey: cursor.sawKey };
}

function objectNode(): JsonObject {
  return { kind: "object", entries: [], complete: false };
}

function arrayNode(): JsonArray {
  return { kind: "array", items: [], complete: false };
}

/** Reads the members of a container. A comma before the closing bracket is let pass. */
function fill(cursor: Cursor, container: JsonObject | JsonArray, depth: number): void {
  if (depth > deepest) {
    cursor.trouble = "broken";
    return;
  }
  const closing = container.kind === "object" ? "}" : "]";
  cursor.position++;
  for (;;) {
    if (next(cursor) === closing) {
      cursor.position++;
      container.complete = true;
      return;
    }
    const key = container.kind === "object" ? readKey(cursor) : "";
    if (cursor.trouble !== undefined) return;
    readMember(cursor, container, key, depth);
    if (cursor.trouble !== undefined) return;
    const separator = next(cursor);
    if (separator === ",") cursor.position++;
    else if (separator !== closing) stop(cursor);
    if (cursor.trouble !== undefined) return;
  }
}

/** A container is added before it is filled, so that what was complete in it outlives a cut. */
function readMember(cursor: Cursor, into: JsonObject | JsonArray, key: string, depth: number): void {
  const first = next(cursor);
  let value: JsonValue;
  if (first === "{" || first === "[") {
    value = first === "{" ? objectNode() : arrayNode();
    add(into, key, value);
    fill(cursor, value, depth + 1);
    return;
  }
  if (first === '"') value = readString(cursor);
  else value = readWord(cursor);
  if (cursor.trouble === undefined) add(into, key, value);
}

function add(into: JsonObject | JsonArray, key: string, value: JsonValue): void {
  if (into.kind === "object") into.entries.push([key, value]);
  else into.items.push(value);
}

function readKey(cursor: Cursor): string {
  if (next(cursor) !== '"') {
    stop(cursor);
    return "";
  }
  const key = readString(cursor);
  if (cursor.trouble !== undefined) return "";
  if (next(cursor) !== ":") stop(cursor);
  else {
    cursor.position++;
    cursor.sawKey = true;
  }
  return key;
}

const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** A string; raw line breaks in it are let pass, and a backslash that escapes nothing stands for itself. */
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
      cursor.trouble = "cut";
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

/** A number, `true`, `false`, `null` (also as Python writes them), or a bare word. */
function readWord(cursor: Cursor): number | boolean | null | undefined {
  wordCharacters.lastIndex = cursor.position;
  const word = wordCharacters.exec(cursor.text)?.[0];
  if (word === undefined) {
    stop(cursor);
    return undefined;
  }
  cursor.position += word.length;
  if (Object.hasOwn(words, word)) return words[word];
  return /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,30})?$/.test(word) ? Number(word) : undefined;
}

/** The next character that is not white space. */
function next(cursor: Cursor): string | undefined {
  blankCharacters.lastIndex = cursor.position;
  blankCharacters.exec(cursor.text);
  cursor.position = blankCharacters.lastIndex;
  return cursor.text[cursor.position];
}

/** Something else was due here. */
function stop(cursor: Cursor): void {
  cursor.trouble = cursor.position >= cursor.text.length ? "cut" : "broken";
}
