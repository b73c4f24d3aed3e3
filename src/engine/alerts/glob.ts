/**
 * Whether a text fits a pattern in which `*` stands for any characters and `?` for one; letters count in either case.
 * Takes time in proportion to the product of the lengths at worst, whatever the pattern.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  const wanted = Array.from(pattern.toLowerCase());
  const given = Array.from(text.toLowerCase());
  let at = 0;
  let place = 0;
  /** Behind the last star, and the text it has swallowed so far. */
  let star = -1;
  let swallowed = 0;
  while (place < given.length) {
    if (at < wanted.length && wanted[at] === "*") {
      star = ++at;
      swallowed = place;
    } else if (at < wanted.length && (wanted[at] === "?" || wanted[at] === given[place])) {
      at++;
      place++;
    } else if (star !== -1) {
      at = star;
      place = ++swallowed;
    } else return false;
  }
  while (wanted[at] === "*") at++;
  return at === wanted.length;
}
