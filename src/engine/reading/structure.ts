import { type LineHead, readHead } from "./level/line-head.ts";
import { attributesBegin, fieldsOfObject, fieldsOfPairs, type OwnField } from "./own-fields.ts";
import { fieldsOfXml } from "./xml-fields.ts";

/** How the part of a line behind its head is written. */
export interface Structure {
  readonly head: LineHead;
  readonly kind: "object" | "pairs" | "element" | "text";
  /** The fields at its top; none for text. */
  readonly fields: readonly OwnField[];
  /** Where the fields begin and end. */
  readonly from: number;
  readonly to: number;
}

/** An event of Windows; and as Splunk's forwarder writes it, a pair to a line. */
const xmlEvent = /^\s{0,20}<Event\b/;
const forwarded = /^(?:[\d/]{8,10} [\d:.]{5,12} [AP]M\s{1,2})?LogName=[^\n]{1,120}\n/;
const pairOfLine = /^([A-Za-z]\w{0,40})=(.{0,4000})$/gm;
/** A message may begin with a single pair. */
const fewestPairs = 2;

/** Reads the head of a line, and the fields of the object, the pairs or the XML element behind it. */
export function structureOf(text: string): Structure {
  const head = readHead(text);
  const { at } = head;
  if (xmlEvent.test(text))
    return { head, kind: "element", fields: fieldsOfXml(text), from: 0, to: text.length };
  if (text.includes("LogName=") && forwarded.test(text))
    return { head, kind: "pairs", fields: fieldsOfLines(text), from: 0, to: text.length };
  if (head.level !== undefined) return { head, kind: "text", fields: [], from: at, to: text.length };
  if (text[at] === "{") {
    const { fields, end } = fieldsOfObject(text, at);
    // `{shop.example|curl}` (HAProxy)
    if (fields.length === 0 && at > 0) return { head, kind: "text", fields, from: at, to: text.length };
    return { head, kind: "object", fields, from: at, to: end };
  }
  const attributes = attributesBegin(text);
  const { fields, end } = fieldsOfPairs(text, attributes ?? at);
  if (fields.length < fewestPairs) return { head, kind: "text", fields: [], from: at, to: text.length };
  return attributes === undefined
    ? { head, kind: "pairs", fields, from: at, to: end }
    : { head, kind: "element", fields, from: attributes, to: text.length };
}

function fieldsOfLines(text: string): OwnField[] {
  return [...text.matchAll(pairOfLine)].map(({ 1: key = "", 2: value = "", index }) => ({
    key,
    value,
    at: index,
  }));
}
