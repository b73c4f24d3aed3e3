import type { Range } from "./detector.ts";
import type { Sensitive } from "./redaction-pass.ts";

/** The kind of what a person or a client typed. */
export const freeTextKind = "TEXT";

/**
 * Adds free texts to the sensitive parts of a text. A free text takes in the parts within it; a part that begins before
 * it, ends behind it or is the same stays, and the free text is left out.
 *
 * @param found in the order of the text, without overlap
 * @param texts in the order of the text, without overlap
 * @returns in the order of the text, without overlap
 */
export function withFreeTexts(found: readonly Sensitive[], texts: readonly Range[]): readonly Sensitive[] {
  if (texts.length === 0) return found;
  const merged: Sensitive[] = [];
  let next = 0;
  for (const { start, end } of texts) {
    while (next < found.length && (found[next] as Sensitive).end <= start)
      merged.push(found[next++] as Sensitive);
    let past = next;
    while (past < found.length && (found[past] as Sensitive).start < end) past++;
    const overlapping = found.slice(next, past);
    const isCovered = overlapping.every((part) => part.start >= start && part.end <= end);
    const isSame = overlapping.length === 1 && overlapping[0]?.start === start && overlapping[0].end === end;
    if (isCovered && !isSame) merged.push({ kind: freeTextKind, start, end });
    else merged.push(...overlapping);
    next = past;
  }
  return [...merged, ...found.slice(next)];
}
