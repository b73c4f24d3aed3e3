/** What many names end in, and tells none from another. */
const ending = /(?:service|svc|server|api|app|worker|manager|backend|frontend)$/;
const shortestWord = 4;
/** Of so many services a word that more than this share has in its name tells none from another. */
const fewestServices = 3;
const commonShare = 0.34;
/** A word that more others write, as far as it is also that share of them, is a word like another. */
const fewestWriters = 2;
/** The share of the shorter of two words that both begin with: `recommender` and `recommendations`. */
const commonBeginning = 0.7;
const mostLetters = 3;
const mostLettersWritten = 7;
const longestText = 600;

/** A line, and the service that writes it. */
export interface WrittenLine {
  readonly text: string;
  readonly service: string;
}

/** The words in the names of services by which people speak of what they do: `failed to get recommendations`. */
export class NameWords {
  private readonly words: { readonly word: string; readonly service: string }[] = [];

  /**
   * @param services in lower case
   * @param lines a line of each kind, and who writes it: words that many write name nobody
   */
  constructor(services: Iterable<string>, lines: readonly WrittenLine[]) {
    const named = [...services].map((service) => ({ service, words: wordsOf(service) }));
    const counts = new Map<string, number>();
    for (const { words } of named) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    const most = Math.max(1, named.length >= fewestServices ? named.length * commonShare : 1);
    const candidates = [...counts].filter(([, count]) => count <= most).map(([word]) => word);
    const writers = writersOf(candidates, lines);
    for (const { service, words } of named)
      for (const word of words)
        if (
          (counts.get(word) ?? 0) <= most &&
          othersThan(service, writers.get(word)) <= Math.max(fewestWriters, most)
        )
          this.words.push({ word, service });
  }

  /** The services that a text may speak of. @param own names of the writer, in lower case */
  hintedIn(text: string, own: ReadonlySet<string>): Set<string> {
    const found = new Set<string>();
    const ofWriter = [...own].flatMap(wordsOf);
    for (const [written] of text
      .slice(0, longestText)
      .toLowerCase()
      .matchAll(/[a-z]{4,30}/g)) {
      // What the writer itself does it speaks of all the time.
      if (ofWriter.some((word) => isAlike(word, written))) continue;
      for (const { word, service } of this.words)
        if (!own.has(service) && isAlike(word, written)) found.add(service);
    }
    return found;
  }
}

function othersThan(service: string, writers: ReadonlySet<string> | undefined): number {
  if (writers === undefined) return 0;
  return writers.size - Number([...writers].some((writer) => writer.toLowerCase() === service));
}

/** Who writes words like these. */
function writersOf(words: readonly string[], lines: readonly WrittenLine[]): Map<string, Set<string>> {
  const writers = new Map(words.map((word) => [word, new Set<string>()]));
  const alike = new Map<string, readonly string[]>();
  for (const { text, service } of lines)
    for (const [written] of text
      .slice(0, longestText)
      .toLowerCase()
      .matchAll(/[a-z]{4,30}/g)) {
      let found = alike.get(written);
      if (found === undefined) {
        found = words.filter((word) => isAlike(word, written));
        alike.set(written, found);
      }
      for (const word of found) writers.get(word)?.add(service);
    }
  return writers;
}

function wordsOf(name: string): string[] {
  return name
    .split(/[^a-z]+/)
    .map((part) => part.replace(ending, ""))
    .filter((part) => part.length >= shortestWord);
}

function isAlike(one: string, other: string): boolean {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  return (
    same >= Math.max(shortestWord, commonBeginning * Math.min(one.length, other.length)) &&
    one.length - same <= mostLetters &&
    other.length - same <= mostLettersWritten
  );
}
