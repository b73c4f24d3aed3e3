/**
 * A text on one line, without what a terminal, a phone or a chat would act on: control characters, and the invisible
 * ones that turn the direction of writing or hide words.
 */
export function oneLine(text: string): string {
  return withoutHidden(text)
    .replace(/[\p{Z}\s]+/gu, " ")
    .trim();
}

/** The same, where the lines of a text are its own, as in a stack trace: at most `lines` of them. */
export function severalLines(text: string, lines: number): string {
  const all = text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => withoutHidden(line).trimEnd())
    .filter((line) => line !== "");
  const left = all.length - lines;
  return left > 0 ? [...all.slice(0, lines), `(${left} more lines)`].join("\n") : all.join("\n");
}

function withoutHidden(text: string): string {
  return text
    .replace(/\p{Cc}/gu, " ")
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Cs}/gu, "\u{FFFD}");
}
