/** The first `limit` code points of a text. Never splits a surrogate pair. */
export function cutByCodePoint(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (let count = 0; count < limit && end < text.length; count++) {
    end += (text.codePointAt(end) as number) > 0xffff ? 2 : 1;
  }
  return text.slice(0, end);
}

/**
 * Cuts a text to `limit` code points, with an ellipsis if something is missing. Never cuts within a grapheme, an escape,
 * an entity or a placeholder.
 */
export function shortened(text: string, limit: number): string {
  const cut = cutByCodePoint(text, limit);
  if (cut === text) return text;
  return `${text.slice(0, seamBefore(text, cutByCodePoint(text, limit - 1).length)).trimEnd()}…`;
}

/** Code units on each side of a cut that are searched for a grapheme, an escape or a placeholder. */
const nearby = 64;
/** The beginning of `\u003c`, `&amp;`, `%C3` or `<EMAIL:k7f3…>` at the end of a cut text. */
const broken =
  /(?:\\(?:u[\da-f]{0,3}|x[\da-f]?)?|&(?:#?\w{0,8})|%[\da-f]?|<[A-Z][A-Z\d_]{1,23}(?::[a-z\d]{0,12})?)$/i;
let segmenter: Intl.Segmenter | undefined;

/** The last position at or before `end` where a text may be cut. */
function seamBefore(text: string, end: number): number {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const from = Math.max(0, end - nearby);
  const found = segmenter.segment(text.slice(from, end + nearby)).containing(end - from);
  // A longer grapheme is a pile of combining marks and may be cut.
  const seam = found === undefined || found.index === 0 ? end : from + found.index;
  const tail = broken.exec(text.slice(Math.max(0, seam - nearby), seam))?.[0] ?? "";
  // With an odd number of backslashes the last begins an escape; with an even number all escapes are complete.
  const slashes = /\\+$/.exec(text.slice(Math.max(0, seam - nearby), seam))?.[0].length ?? 0;
  const isWhole = tail === "\\" && slashes % 2 === 0;
  return isWhole ? seam : seam - tail.length;
}
