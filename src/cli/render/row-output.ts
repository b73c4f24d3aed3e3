import { outputFields } from "../../app/analyze/output-fields.ts";
import { toBytes, toText } from "../../splunk/byte-string.ts";
import { quoteField } from "../../splunk/csv.ts";
import { decodeMultivalue, multivalueColumn } from "../../splunk/multivalue.ts";
import { timeText } from "../parse/log-event.ts";
import type { JoinedReply } from "../search/joined-reply.ts";

type Field = (typeof outputFields)[number];

/** Which rows to show, by the index of their event. */
export type RowChoice = (event: number) => boolean;

/** One JSON object a line, in the order of the input, with numbers and booleans as such. */
export function jsonLines(answers: JoinedReply, prefix: string, isShown: RowChoice): string {
  const places = outputFields.map((field) => answers.place(prefix + field));
  const flagsTwin = answers.place(multivalueColumn(`${prefix}llama_flags`));
  let lines = "";
  for (let event = 0; event < answers.events.length; event += 1) {
    if (!isShown(event)) continue;
    const { raw, time, source } = answers.events[event] as JoinedReply["events"][number];
    const record: Record<string, unknown> = {
      _raw: toText(raw),
      _time: time === undefined ? null : Number(timeText(time)),
      source,
    };
    for (const [at, field] of outputFields.entries()) {
      const text = answers.text(event, places[at] as number);
      record[prefix + field] =
        field === "llama_flags" ? list(text, answers.text(event, flagsTwin)) : typed(field, text);
    }
    lines += `${escapeInvisible(JSON.stringify(record))}\n`;
  }
  return lines;
}

function typed(field: Field, text: string): unknown {
  if (text === "") return null;
  switch (field) {
    case "anomaly_detected":
      return text === "true";
    case "llama_confidence":
      return Number(text);
    case "llm_analysis":
      return JSON.parse(text);
    default:
      return text;
  }
}

function list(plain: string, twin: string): string[] {
  if (twin !== "") return decodeMultivalue(twin);
  return plain === "" ? [] : [plain];
}

/** Escapes DEL, C1 and bidirectional characters, which JSON leaves as they are but a terminal would interpret. */
function escapeInvisible(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The first record of the CSV. */
export function csvHeader(prefix: string): string {
  return `${["_time", "_raw", "source", ...outputFields.map((field) => prefix + field)].join(",")}\n`;
}

/**
 * One CSV record a line, as a byte string, so that invalid UTF-8 is preserved. Flags are separated by semicolons, because
 * newlines would break a record into several lines.
 */
export function csvLines(answers: JoinedReply, prefix: string, isShown: RowChoice): string {
  const places = outputFields.map((field) => answers.place(prefix + field));
  const flagsAt = outputFields.indexOf("llama_flags");
  let lines = "";
  for (let event = 0; event < answers.events.length; event += 1) {
    if (!isShown(event)) continue;
    const { raw, time, source } = answers.events[event] as JoinedReply["events"][number];
    const values = places.map((place, at) =>
      at === flagsAt
        ? quoteField(toBytes(answers.text(event, place).replaceAll("\n", ";")))
        : answers.raw(event, place),
    );
    lines += `${timeText(time)},${quoteField(raw)},${toBytes(quoteField(source))},${values.join(",")}\n`;
  }
  return lines;
}
