import { cutByCodePoint } from "./code-points.ts";
import type { TemplateUnit } from "./templates/unit-key.ts";

/** A text is judged by at most this many code points; of longer ones the start is taken. */
const longestText = 8_000;

/** What is judged once for all events that share it: a template and the values that change its meaning. */
export interface Unit {
  /** The first text met, at most `longestText` code points: the example. */
  readonly text: string;
  readonly truncated: boolean;
  /** With `<*>` for what varies. */
  readonly template: string;
  readonly templateId: string;
  /** The template's, as they are while the unit lasts. */
  readonly tokens: readonly string[];
  /** Values that all events of the unit share, like `http-status=500`. */
  readonly counts: string;
}

/** @param text the event that the unit is met by */
export function unitOf(text: string, { template, counts }: Pick<TemplateUnit, "template" | "counts">): Unit {
  const cut = cutByCodePoint(text, longestText);
  return {
    text: ownCopy(cut),
    truncated: cut.length < text.length,
    template: template.text,
    templateId: template.id,
    tokens: template.tokens,
    counts: ownCopy(counts),
  };
}

/** With memory of its own: a part of a string would keep the whole it was cut from alive. */
export function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}
