import type { Labelled } from "../../engine/templates/accuracy.ts";
import { toBytes, toText } from "../../splunk/byte-string.ts";
import { rawFieldsOf, unquoteField } from "../../splunk/csv.ts";

/** One line's true template. */
export interface LabelledLine extends Labelled {
  /** The message alone, if the labels have it. */
  readonly content: string | undefined;
}

/**
 * Labels in the form of loghub's `…_structured.csv`: a row for each line, with the columns EventId, EventTemplate and
 * perhaps Content.
 *
 * @returns undefined if these columns are missing
 */
export function readLabels(csv: string): LabelledLine[] | undefined {
  const [header = [], ...rows] = rowsOf(toBytes(csv.replace(/^\uFEFF/, "")));
  const place = (name: string): number => header.indexOf(name);
  if (place("EventId") === -1 || place("EventTemplate") === -1) return undefined;
  return rows
    .filter((fields) => fields.length > 1)
    .map((fields) => ({
      group: fields[place("EventId")] ?? "",
      template: fields[place("EventTemplate")] ?? "",
      content: fields[place("Content")],
    }));
}

/** The rows of a CSV text of bytes, with their fields unquoted and decoded. */
export function rowsOf(source: string): string[][] {
  const rows: string[][] = [];
  for (let at = 0; at < source.length; ) {
    const { fields, end } = rawFieldsOf(source, at);
    rows.push(fields.map((field) => toText(unquoteField(field))));
    at = end + 1;
  }
  return rows;
}
