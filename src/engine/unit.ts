import { cutByCodePoint } from "./code-points.ts";
import type { TemplateUnit } from "./templates/unit-key.ts";

/** Code points of a text that the model sees. */
const longestText = 8_000;

/** A template and the values that change its meaning. All events of a unit share one verdict. */
export interface Unit {
  /** The example: the first event's text, at most `longestText` code points. */
  readonly text: string;
  readonly truncated: boolean;
  /** With `<*>` for what varies and for masked words. */
  readonly template: string;
  readonly templateId: string;
  /** The template's shown tokens when the unit was made. */
  readonly tokens: readonly string[];
  /** Values that all events of the unit share, like `http-status=500`. */
  readonly keptValues: string;
}

/** @param text of the unit's first event */
export function unitOf(
  text: string,
  { template, keptValues }: Pick<TemplateUnit, "template" | "keptValues">,
): Unit {
  const cut = cutByCodePoint(text, longestText);
  return {
    text: ownCopy(cut),
    truncated: cut.length < text.length,
    template: template.shownText,
    templateId: template.id,
    tokens: template.shownTokens,
    keptValues: ownCopy(keptValues),
  };
}

/** A copy with memory of its own: a substring keeps the string that it was cut from alive. */
export function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}
