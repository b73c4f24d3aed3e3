/** Languages whose month names are read beside English; servers write dates in the locale they were set up with. */
const languages = [..."de fr es it pt nl sv da nb fi pl cs sk hu ro hr tr ru uk el".split(" ")] as const;

const english = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
let others: ReadonlyMap<string, number> | undefined;
/** Words that were looked up; log text is full of others, which are not kept. */
const known = new Map<string, number>();

/** 1 to 12; undefined for a word that names no month, or different ones in different languages. */
export function monthOf(word: string): number | undefined {
  const before = known.get(word);
  if (before !== undefined) return before;
  const month = lookUp(word.toLowerCase().replace(/\.$/, ""));
  if (month !== undefined) known.set(word, month);
  return month;
}

function lookUp(name: string): number | undefined {
  const at = english.indexOf(name.slice(0, 3));
  if (at >= 0 && (name.length === 3 || isEnglish(name, at))) return at + 1;
  others ??= monthsOfLanguages();
  return others.get(name);
}

const long = [
  ..."january february march april may june july august september october november december".split(" "),
];

function isEnglish(name: string, at: number): boolean {
  return (long[at] as string).startsWith(name);
}

function monthsOfLanguages(): Map<string, number> {
  const months = new Map<string, number>([["mrz", 3]]);
  const ambiguous = new Set<string>();
  for (const language of languages) {
    for (let month = 1; month <= 12; month++) {
      for (const name of namesOf(language, month)) {
        const other = months.get(name);
        if (other !== undefined && other !== month) ambiguous.add(name);
        months.set(name, month);
      }
    }
  }
  for (const name of ambiguous) months.delete(name);
  return months;
}

/** Alone and within a date, where some languages put another case. */
function namesOf(language: string, month: number): string[] {
  const date = new Date(Date.UTC(2001, month - 1, 15));
  return (["short", "long"] as const).flatMap((style) => {
    const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: "UTC" }).format(date);
    const within = new Intl.DateTimeFormat(language, { month: style, day: "numeric", timeZone: "UTC" })
      .formatToParts(date)
      .find(({ type }) => type === "month")?.value;
    return [alone, within ?? alone].map((name) => name.toLowerCase().replace(/\.$/, ""));
  });
}
