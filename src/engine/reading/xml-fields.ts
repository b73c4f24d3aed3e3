import type { OwnField } from "./own-fields.ts";

/** `<Computer>…</Computer>`, `<Data Name="TargetUserName">…</Data>`, `<Provider Name="…" />`. */
const element =
  /<([A-Za-z][\w:.-]{0,60})(?:\s{1,4}Name=(?:"([^"<]{1,120})"|'([^'<]{1,120})'))?[^<>]{0,400}>([^<]{0,4000})/g;
const processOf = /ProcessID=["'](\d{1,10})/;
const mostElements = 200;

/** The texts of an XML event's elements, of `Data` by its name, and the names of elements that have no text. */
export function fieldsOfXml(text: string): readonly OwnField[] {
  const fields: OwnField[] = [];
  for (const match of text.matchAll(element)) {
    const [, tag = "", name = match[3], , value = ""] = match;
    const said = value.trim();
    if (tag === "Provider" && name !== undefined) {
      fields.push({ key: "provider_name", value: name, at: match.index });
      continue;
    }
    const process = tag === "Execution" ? processOf.exec(match[0])?.[1] : undefined;
    if (process !== undefined) fields.push({ key: "ProcessID", value: process, at: match.index });
    if (name !== undefined)
      fields.push({ key: said === "" ? tag : name, value: said || name, at: match.index });
    else if (said !== "") fields.push({ key: tag, value: said, at: match.index });
    if (fields.length >= mostElements) break;
  }
  return fields;
}
