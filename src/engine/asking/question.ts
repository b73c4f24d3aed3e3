import type { Unit } from "../unit.ts";
import { redact } from "./redaction.ts";

/** What the model is asked about, with credentials and personal data taken out. */
export interface Question {
  /** One event's text: the unit's first. */
  readonly log: string;
  /** The unit's template and the values its events share; undefined where the event is judged by itself. */
  readonly template?: string;
  readonly fixed?: string;
}

/** @param alone the event is judged by itself, whatever others are like it */
export function questionOf({ text, template, counts }: Unit, alone: boolean): Question {
  const log = redact(text).text;
  if (alone) return { log };
  const shape = redact(template).text;
  // A text without variables is its own template, and the model need not read it twice.
  if (shape === log) return { log };
  return { log, template: shape, ...(counts === "" ? {} : { fixed: redact(counts).text }) };
}

/** Two questions with one key are one question. */
export function keyOf({ log, template, fixed }: Question): string {
  return template === undefined ? log : `${template}\n${fixed ?? ""}`;
}
