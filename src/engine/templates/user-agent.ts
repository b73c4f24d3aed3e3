import { characterClass, classOf, openParenthesis, plus, space } from "./characters.ts";

const browser = /(?:Mozilla|Opera|Dalvik)\/[\d.]{1,9} /y;
/** A comment in parentheses, with one more in it at most, or a product with its version. */
const part =
  / (?:\((?:[^()]{0,300}|[^()]{0,300}\([^()]{0,300}\)[^()]{0,300})\)|[A-Za-z][\w.-]{0,40}\/[\w.]{1,40})/y;

/** Whether a word that ends here may be the first of a user agent: a parenthesis follows. */
export function mayBeginAgent(text: string, wordEnd: number): boolean {
  const code = text.charCodeAt(wordEnd);
  return (code === space ? text.charCodeAt(wordEnd + 1) : code) === openParenthesis;
}

/**
 * Finds a user agent that stands without quotes: `Mozilla/5.0 (X11; Linux) Gecko/20100101`, and where columns are parted
 * by blanks `Mozilla/5.0+(X11;+Linux)` or `Mozilla/5.0%20(X11;%20Linux)`. Its first word ends in digits.
 *
 * @param at where its first word begins
 * @param wordEnd where its first word ends
 * @returns where the agent ends, or -1 where there is none
 */
export function endOfUserAgent(text: string, at: number, wordEnd: number, limit: number): number {
  if (text.charCodeAt(wordEnd) === openParenthesis) {
    if (text.charCodeAt(wordEnd - 1) !== plus && !text.startsWith("%20", wordEnd - 3)) return -1;
    let end = wordEnd;
    while (end < limit && classOf[text.charCodeAt(end)] !== characterClass.space) end++;
    return end;
  }
  browser.lastIndex = at;
  if (!browser.test(text)) return -1;
  part.lastIndex = wordEnd;
  let end = -1;
  while (part.test(text) && part.lastIndex <= limit) end = part.lastIndex;
  return end;
}
