/** What a phrase stands for, in the analyst's words. */
export interface Named {
  readonly name: string;
  /** The more, the more the phrase tells. */
  readonly weight: number;
}

interface Phrase extends Named {
  /** The words behind the first. */
  readonly rest: readonly string[];
}

/** What a table's phrases name in a text. */
export interface Mention extends Named {
  /** The first word. */
  readonly from: number;
  /** Behind the last word. */
  readonly end: number;
}

/** Phrases by their first word, the longest first. */
export type PhraseTable = ReadonlyMap<string, readonly Phrase[]>;

/**
 * Reads a table: each line has a name, a colon, and the phrases that stand for it, with commas. A name without phrases
 * stands for itself. Phrases of more words tell more, and so do all of a line that begins with `+`.
 */
export function readPhrases(table: string): PhraseTable {
  const phrases = new Map<string, Phrase[]>();
  for (const line of table.trim().split("\n")) {
    const [, special = "", name = "", written = ""] = /^(\+?)([^:]+)(?::(.*))?$/.exec(line.trim()) ?? [];
    for (const phrase of (written || name).toLowerCase().split(",")) {
      const [first = "", ...rest] = phrase.match(/[a-z0-9]+/g) ?? [];
      const weight = 1 + rest.length + (special === "" ? 0 : 2);
      phrases.set(first, [...(phrases.get(first) ?? []), { name, weight, rest }]);
    }
  }
  for (const ofWord of phrases.values()) ofWord.sort((one, other) => other.rest.length - one.rest.length);
  return phrases;
}

/** What the phrases of a table name, the longest phrase at each place. */
export function mentionsOf(words: readonly string[], table: PhraseTable): Mention[] {
  const found: Mention[] = [];
  for (let from = 0; from < words.length; ) {
    const phrase = table
      .get(words[from] as string)
      ?.find(({ rest }) => rest.every((word, at) => word === words[from + 1 + at]));
    const end = from + 1 + (phrase?.rest.length ?? 0);
    if (phrase !== undefined) found.push({ name: phrase.name, weight: phrase.weight, from, end });
    from = end;
  }
  return found;
}
