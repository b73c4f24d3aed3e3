import type { Reading } from "../../reading/reading.ts";
import { applicationNames, programNames } from "./applications.ts";
import { type Mention, mentionsOf } from "./phrases.ts";
import { reasonNames } from "./reasons.ts";
import { thingNames } from "./things.ts";

/** Characters that are read: what is wrong stands at the beginning, and the deepest reason not far behind. */
const longestRead = 1_200;
/** Characters of a verdict's text. */
const longestCause = 240;
const mostThings = 2;
const mostReasons = 2;
/** The keys of pairs and objects: they name what a program always says. */
const keys = /"[\w.@-]{1,40}":|(?<![\w-])[\w.-]{1,40}=(?=\S)/g;
const innerCapital = /(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;

/** How much of what a line is about is told behind a cause. */
interface Telling {
  readonly application: boolean;
  /** Phrases that tell less are left out. */
  readonly leastOfThing: number;
  readonly leastOfReason: number;
}

/** Of a failure that no rule knows all is told. */
export const ofUnknown: Telling = {
  application: true,
  leastOfThing: 0,
  leastOfReason: 0,
};
/** Of one that several applications have, whose it is. */
export const ofGeneral: Telling = {
  ...{ application: true, leastOfThing: 3, leastOfReason: 4 },
};
/** Of one that is an application's own, only why. */
export const ofApplication: Telling = {
  ...ofGeneral,
  application: false,
  leastOfThing: Number.POSITIVE_INFINITY,
};

/**
 * Ends a cause, and says what the line is about: which application, what it has to do with, and why that did not work. `….
 * It is about Kafka, partition: too few replicas.` All names are of the tables, so they identify no one and are the same
 * for equal failures.
 *
 * @param cause without its full stop
 */
export function withAbout(cause: string, line: Reading, telling: Telling): string {
  const words = wordsOf(line.plain.slice(0, longestRead).replace(keys, " "));
  const found = mentionsOf(words, reasonNames);
  const things = mentionsOf(words, thingNames).filter(
    ({ from, end, weight }) =>
      weight >= telling.leastOfThing && !found.some((reason) => from >= reason.from && end < reason.end),
  );
  const reasons = found.filter(({ weight }) => weight >= telling.leastOfReason).reverse();
  const application = telling.application ? applicationOf(line, words) : "";
  const isNew = isNewTo(cause);
  const why = mostTelling(reasons, mostReasons).filter(isNew).join(", ");
  const isWhose = application !== "" || telling === ofUnknown;
  const what = [application, ...(isWhose ? mostTelling(things, mostThings) : [])].filter(isNew).join(", ");
  if (what === "" && why === "") return `${cause}.`;
  const about = `It ${what === "" ? "says" : `is about ${what}`}${why === "" ? "" : `: ${why}`}.`;
  const whole = `${cause}. ${about}`;
  return whole.length <= longestCause ? whole : `${cause}.`;
}

const aboutSentence = / It (?:is about|says:) .*?\.(?= [A-Z]|$)/;

/** Adds a sentence to a cause where there is room for it: what other lines show goes before what this one is about. */
export function withSentence(cause: string, sentence: string): string {
  const wholes = [cause, cause.replace(aboutSentence, "")].map((each) => `${each} ${sentence}`);
  return wholes.find((whole) => whole.length <= longestCause) ?? cause;
}

/** What the cause says already is left out, but for what it only quotes. */
function isNewTo(cause: string): (name: string) => boolean {
  const said = cause.toLowerCase().replace(/^"[^"]*": /, "");
  return (name) => name !== "" && !said.includes(stemOf(name));
}

/** The beginning of a name's first long word, as other forms of the word have it. */
function stemOf(name: string): string {
  return (/[a-z-]{4,}/.exec(name.toLowerCase())?.[0] ?? name.toLowerCase()).slice(0, 5);
}

/** Words in lower case; the parts of joined names count as words, too: `NotEnoughReplicas`, `ACCESS_DENIED`. */
function wordsOf(text: string): readonly string[] {
  return (
    text
      .replace(innerCapital, " ")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  );
}

function applicationOf(line: Reading, words: readonly string[]): string {
  const program = wordsOf(`${line.program} ${line.service}`);
  const own = [...mentionsOf(program, applicationNames), ...mentionsOf(program, programNames)];
  const [named] = mostTelling(own.length > 0 ? own : mentionsOf(words, applicationNames), 1);
  return named ?? "";
}

/** The names of the heaviest; the first of equally heavy ones. */
function mostTelling(mentions: readonly Mention[], most: number): string[] {
  const weights = new Map<string, number>();
  for (const { name, weight } of mentions) weights.set(name, Math.max(weights.get(name) ?? 0, weight));
  const heaviest = [...weights].sort(([, one], [, other]) => other - one).slice(0, most);
  const chosen = new Set(heaviest.map(([name]) => name));
  return [...weights.keys()].filter((name) => chosen.has(name));
}
