import type { Reading } from "../../reading/reading.ts";
import { kinds, kindsOf } from "./vocabulary.ts";

export interface Word {
  /** In lower case; a number as written. */
  readonly text: string;
  /** A sum of `kinds`. */
  readonly kinds: number;
}

/** A part of a sentence between two marks, in its words. */
export interface Clause {
  readonly text: string;
  readonly words: readonly Word[];
}

/** Characters of a message that are read: what is wrong stands at its beginning. */
const longestMessage = 600;
/** Fields that say what happened, in programs' own words. */
const tellingKeys =
  "message msg event summary alert problem finding detail details error err reason log description text body status error.message err.message exception.message annotations.summary annotations.description".split(
    " ",
  );
/** Text in quotes is somebody else's: a query, a name, a subject. */
const quoted = /(?<![\w\\])(["'`])(?:(?!\1).){1,200}\1(?!\w)/g;
/** Pairs, addresses and paths are no words of a sentence; what follows these keys is a user's text. */
const unspoken = /(?<!\S)(?:[\w.-]{1,40}=\S*|\S*(?:[\\@]|:\/\/)\S*|\S*[a-z_-]\/\S*|\/\S+)/gi;
/** `mail.shop.example` is a name: what its labels mean elsewhere does not count. */
const dottedName = /(?<![\w.@/-])[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){1,8}(?<=\.[a-z]{2,63})(?![\w.-])/gi;
const quotation = /\b(?:statement|query|subject|command|cmd|sql|title): .*$/gim;
/** Two words that say what one of the vocabulary says. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d) %/g, "%"],
  [/\bi\/o\b/gi, "io"],
  // Where a change ends, counts.
  [
    /\b(?:from )?(?:down|offline|stopped|unavailable|unhealthy|failed|not ready|unreachable|degraded|inactive|disconnected|init|loading) ?(?:to|->|=>|→) ?(?:up|online|running|available|healthy|ok|ready|reachable|normal|active|connected|full)\b/gi,
    "changed",
  ],
  [
    /\b(?:from )?(?:up|online|running|available|healthy|ok|ready|reachable|active|connected) ?(?:to|->|=>|→) ?(?=down|offline|stopp|unavail|unhealth|fail|not|unreach|degrad|inactive|disconn)/gi,
    "",
  ],
  [
    /\b(?:step(?:s|ped|ping)?|slow(?:s|ed|ing)?|cool(?:s|ed|ing)?|torn|tear(?:s|ing)?|spin(?:s|ning)?|spun|wind(?:s|ing)?|wound|ramp(?:s|ed|ing)?|count(?:s|ed|ing)?) down\b/gi,
    "moved",
  ],
  [/\bfail(?:s|ed)? over\b/gi, "moved"],
  [/\bdead[- ]letter\b/gi, "backlog"],
  // What the program does about them.
  [
    /\b(?:marking|removing|skipping|ignoring|cleaning up|closing|forgetting|replacing) (?:the |all |any )?(?:unavailable|failed|dead|lost|stale|unreachable|unhealthy|missing|broken|expired|idle) /gi,
    "handling ",
  ],
  // A port with nothing behind it.
  [/\blink down \(SStatus [04]\b/gi, "(no device"],
  [
    /\b(?:no|without(?: an?| any)?) (?:signal|answers?|reply|replies|response|heartbeats?|contact|readings?|pulse|sign of life) (?:from|by|of|since|for)\b/gi,
    "unresponsive",
  ],
  [
    /\b(?:stop(?:s|ped)?|ceas(?:es?|ed)) (?:answering|responding|working|serving|accepting|processing|sending|receiving|replying)\b/gi,
    "unresponsive",
  ],
  [
    /\b(?:answer(?:s|ed|ing)?|giv(?:es|en|ing)|gave|return(?:s|ed|ing)?|respond(?:s|ed|ing)? with|respon(?:se|ds) status|serv(?:es|ing)) (?:an? )?(?:http )?(?:5\d\d|5xx)(?:s| errors?)?\b/gi,
    "failing",
  ],
  [/\b(?:answer(?:s|ed|ing)?|return(?:s|ed|ing)?|respond(?:s|ed|ing)?) with (?:http )?5\d\d\b/gi, "failing"],
  // The text of status 503, of one request as often as of all.
  [/\bservice unavailable\b/gi, " "],
  [/\bno[ -]one\b/gi, "nobody"],
  [
    /\b(?:reboots|restarts|crashes|resets|drops|disconnects|flaps) (?:itself )?every \d{1,3} ?(?:s|sec|seconds?|min|minutes?|h|hours?)\b/gi,
    "crash-looping",
  ],
  [/\bon hold\b/gi, "suspended"],
  [/\bmarked (?:as )?(?:bad|faulty|failed)\b/gi, "dead"],
  [
    /\b(?:does|finds?|returns?|delivers?|shows?|answers?|prints?|produces?|receives?) nothing\b/gi,
    "unresponsive",
  ],
  [/\bout of (?:service|order|action|use|the (?:pool|rotation|cluster))\b/gi, "offline"],
  [/\blocked out\b/gi, "refused"],
  [/\bused up\b/gi, "exhausted"],
  [/\bnot readable\b/gi, "unreadable"],
  [/\b(?:gets?|got) stuck\b/gi, "stuck"],
  [/\bnull-?routed\b/gi, "blackholed"],
  [/\bwithout (?:\w{2,12} )?(?:access|power|connectivity|service|network|connection|uplink)\b/gi, "isolated"],
  [/\bnot (?:yet )?replayed\b/gi, "lost"],
  [/\bscal(?:es?|ed|ing) down\b/gi, "scaled"],
  [/\b(?:ended|ends|terminated|exited) abnormally\b/gi, "crashed"],
  [/\btim(?:es?|ed|ing) out\b/gi, "timedout"],
  [/\b(?:giv(?:es?|en|ing)|gave) up\b/gi, "failed"],
  [/\b(?:shut(?:s|ting)? down|power(?:s|ed)? off)\b/gi, "shutdown"],
  [/\bturn(?:s|ed)? away\b/gi, "refused"],
  [/\b(?:stands?|stood) still\b/gi, "stalled"],
  [/\b(?:cut|shut) off\b/gi, "isolated"],
  [/\b(?:switched|turned) off\b/gi, "disabled"],
  [/\b(?:runs?|ran) out of\b/gi, "exhausted"],
  [/\b(?:can|could|may) not\b/gi, "cannot"],
  [/\b(?:does not|do not|did not|no longer)\b/gi, "not"],
];
const anyPhrase = new RegExp(phrases.map(([phrase]) => phrase.source).join("|"), "i");
const mayBeNone = /\b0 (?:out )?of\b|: 0/;
const fault =
  "failed|failing|failures?|errors?|unavailable|lost|dropped|refused|rejected|down|missing|unreachable|unhealthy|dead|stuck|corrupt(?:ed)?|timeouts?";
/** `failed events: 0`, `0 of 12 nodes are unavailable`: there is none of what is bad. */
const noneBad = new RegExp(
  `\\b(?:[\\w-]{1,30} ){0,4}?(?:${fault})(?: [\\w-]{1,30}){0,3}\\s?: 0(?![\\d.%])|\\b0 (?:out )?of (?:the )?\\d{1,9} [^,;.\\n]{0,40}?\\b(?:${fault})\\b`,
  "gi",
);
/** `12,004` is a number. */
const grouped = /(?<![\d.,])(\d{1,3}),(?=\d{3}(?:,\d{3})?(?![\d.,]*\d))/g;
const mark = /[\n,;:!?()[\]{}|<>]+|\.(?=\s|$)|\s[-–—]+\s|\b(?:and|but|because|although)\b/i;
const word = /\d+(?:\.\d+)?(?:\/\d+)?%?|[a-z][a-z']*(?:[-_][a-z0-9]+)*/gi;
const nouns = kinds.people | kinds.core | kinds.part | kinds.data;

/** Two plain words in a row are of a sentence. */
const prose = /\p{Ll}{2,} \p{Ll}{2,}/u;

/** The message, with what stands before it where a time or a mark far behind made words of the message a head. */
export function toldIn({ plain, message }: Reading): string {
  const from = plain.indexOf(message);
  return from > 0 && prose.test(plain.slice(0, from)) ? plain : message;
}

/** What a program says happened: its own words, without names, pairs and what others wrote. */
export function spokenText(line: Reading): string {
  const { kind } = line.structure;
  const said =
    kind === "text"
      ? toldIn(line)
      : tellingKeys.flatMap((key) => line.fields.get(key) ?? []).join(". ") || line.message;
  let text = said
    .slice(0, longestMessage)
    .replace(quotation, "")
    .replace(quoted, " ")
    .replace(grouped, "$1")
    .replace(dottedName, "it");
  if (mayBeNone.test(text)) text = text.replace(noneBad, ", ");
  if (anyPhrase.test(text)) for (const [phrase, word] of phrases) text = text.replace(phrase, word);
  return text.replace(unspoken, ", ");
}

/** @param text from `spokenText` */
export function clausesOf(text: string): readonly Clause[] {
  return text
    .split(mark)
    .map((clause) => ({ text: clause, words: wordsOf(clause) }))
    .filter(({ words }) => words.length > 0);
}

function wordsOf(clause: string): readonly Word[] {
  const texts = clause.toLowerCase().match(word) ?? [];
  return texts.map((text, at) => {
    const kinds = kindsOfWord(text);
    return { text, kinds: attribute.test(texts[at + 1] ?? "") ? kinds & ~nouns : kinds };
  });
}

/** Of these the word before only says which: `database option`, `network interface library`. */
const attribute =
  /^(?:options?|librar(?:y|ies)|interfaces?|settings?|parameters?|names?|ids?|versions?|plugins?|modules?|drivers?|updates?|features?|flags?|hints?|manager|discovery|directory|wizard|icons?|labels?|tags?|docs?|documentation|statistics|stats|metrics?)$/;

/** `orders-db` is a database. */
function kindsOfWord(text: string): number {
  const own = kindsOf(text);
  if (own !== 0 || !/[-_]/.test(text)) return own;
  return kindsOf(text.split(/[-_]/).at(-1) ?? "") & nouns;
}

export function kindsIn(words: readonly Word[]): number {
  return words.reduce((sum, word) => sum | word.kinds, 0);
}

export function isKind(word: Word, mask: number): boolean {
  return (word.kinds & mask) !== 0;
}
