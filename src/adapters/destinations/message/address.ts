/** Characters of an address that all destinations take; a longer one would be cut somewhere, and lead elsewhere. */
const longestAddress = 1_700;

/**
 * The address of a web page, in the one form that holds no blanks, quotes or characters outside of ASCII; undefined
 * where a text is none, or is another kind of address.
 */
export function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  const isWeb = protocol === "https:" || protocol === "http:";
  return isWeb && href.length <= longestAddress ? href : undefined;
}
