/** Characters of ASCII. */
const ascii = 128;

/**
 * Patterns by the character that they may begin with, so that a text is tried against few of them.
 *
 * @returns for the code of a character those that may begin with it; the last place is for all that is not ASCII
 */
export function byFirstCharacter<
  Item extends {
    /** As in the brackets of a regular expression; undefined for any. */
    readonly begins?: string | undefined;
  },
>(items: readonly Item[]): readonly (readonly Item[])[] {
  const table = Array.from({ length: ascii + 1 }, (): Item[] => []);
  // Many begin alike, and a regular expression is compiled at its first use.
  const codes = new Map<string | undefined, readonly number[]>();
  for (const item of items) {
    const { begins } = item;
    const beginning = codes.get(begins) ?? codesOf(begins);
    codes.set(begins, beginning);
    for (const code of beginning) table[code]?.push(item);
  }
  return table;
}

function codesOf(begins: string | undefined): readonly number[] {
  const all = Array.from({ length: ascii + 1 }, (_, code) => code);
  if (begins === undefined) return all;
  const fits = new RegExp(`[${begins.replace("[", "\\[")}]`);
  return all.filter((code) => fits.test(String.fromCharCode(code)));
}

/** The place in the table for the character of a text; that of a text which ends before is the first. */
export function placeOf(text: string, at: number): number {
  return Math.min(text.charCodeAt(at) || 0, ascii);
}
