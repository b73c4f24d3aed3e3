/**
 * Whether a text matches a pattern where `*` stands for any characters and `?` for one, ignoring case. The worst case
 * takes time proportional to the product of both lengths, whatever the pattern.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  const wanted = Array.from(pattern.toLowerCase());
  const given = Array.from(text.toLowerCase());
  let at = 0;
  let place = 0;
  /** The position after the last star, and the end of the text that the star has matched so far. */
  let star = -1;
  let matched = 0;
  while (place < given.length) {
    if (at < wanted.length && wanted[at] === "*") {
      star = ++at;
      matched = place;
    } else if (at < wanted.length && (wanted[at] === "?" || wanted[at] === given[place])) {
      at++;
      place++;
    } else if (star !== -1) {
      at = star;
      place = ++matched;
    } else return false;
  }
  while (wanted[at] === "*") at++;
  return at === wanted.length;
}
