/** What a phrase stands for, in the analyst's words. */
export interface Named {
  readonly name: string;
  /** The more of them, the more a phrase tells. */
  readonly weight: number;
}

/** Longest phrase, in words. */
export const longestPhrase = 5;

/**
 * Reads a table: each line has a name, a colon, and the phrases that stand for it, with commas. A name whose phrases are
 * empty stands for itself. Phrases of more words tell more, and so do all of a line that begins with `+`.
 */
export function readPhrases(table: string): ReadonlyMap<string, Named> {
  const named = new Map<string, Named>();
  for (const line of table.trim().split("\n")) {
    const [, special = "", name = "", phrases = ""] = /^(\+?)([^:]+)(?::(.*))?$/.exec(line.trim()) ?? [];
    for (const phrase of (phrases || name).toLowerCase().split(",")) {
      const words = phrase.match(/[a-z0-9]+/g) ?? [];
      named.set(words.join(" "), { name, weight: words.length + (special === "" ? 0 : 2) });
    }
  }
  return named;
}
