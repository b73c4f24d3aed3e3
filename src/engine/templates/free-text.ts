import { outcomeWords } from "./known-words.ts";
import { type Owner, wordsIn } from "./text-owner.ts";
import { saysOutcome } from "./word-kind.ts";

/** A statement of a program in quotes is short; longer texts with such words are a person's. */
const mostWordsOfOutcome = 5;
const longestStatement = 80;
/** Characters of a phrase in a script without blanks. */
const longestPhrase = 12;

const unpartedOutcomes = outcomeWords.filter((word) => /[\u3040-\u9fff\uac00-\ud7af]/.test(word));
const unparted = /[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Words and marks of somebody who speaks of themselves or to somebody. */
const voice =
  /[?!？！]|(?:^|[^\p{L}])(?:i|i'm|i've|my|me|we|our|us|you|your|please|thanks?|hello|hi|sorry|ich|mein|wir|bitte|danke|je|mon|nous|vous|merci|yo|mi|gracias|я|мы|вы|спасибо)(?![\p{L}'])/iu;

const code = /(?<![\p{L}])(?:exit|code|status|signal|errno|rc)[ :=]{1,3}-?\d/iu;
/** `GET /a HTTP/1.1`, `INVITE sip:alice@example.com`: a request as its server writes it. */
const request = /^[A-Z]{3,16} \S{0,200}[/:*]/;
/** An object within a string: its fields have owners of their own. */
const object = /^\s{0,4}[[{]\s{0,4}\\*["'[{]/;
const pairs = /^[\w.-]{1,40}=/;

/**
 * Whether a quotation is free text: what a person or a client typed. It is one value, whatever it says. What a program
 * says in quotes is read as its own words.
 *
 * Who speaks is told by the key or the words before the quotation. Where these do not tell, a quotation is free text
 * unless it is a request, an object, pairs, a column of a table, the line's message, or a short statement of how something
 * came out.
 *
 * @param at place of the opening mark
 * @param end place of the closing mark
 * @param owner of the quotation, from `ownerOf`
 */
export function isFreeText(text: string, at: number, end: number, owner: Owner): boolean {
  if (owner === "program") return false;
  const begin = text.slice(at + 1, Math.min(end, at + 401));
  if (object.test(begin)) return false;
  if (owner === "person") return true;
  if (pairs.test(begin) || request.test(begin) || isColumn(text, at, end) || isMessage(text, at, end))
    return false;
  return !saysHowItCameOut(begin);
}

/** A value of a row: `"a b","c d"`. */
function isColumn(text: string, at: number, end: number): boolean {
  const before = at === 0 ? "," : (text[at - 1] as string);
  const after = text[end + 1] ?? ",";
  return ",;\t|[".includes(before) && ",;\t|]".includes(after);
}

/** Nothing but a head stands before the quotation, and behind it nothing or pairs: it is the line's message. */
function isMessage(text: string, at: number, end: number): boolean {
  if (text.length > end + 3 && !/^[,;]?\s+(?:[\w.@/-]{1,60}=|\{)/.test(text.slice(end + 1, end + 66)))
    return false;
  const head = text.slice(Math.max(0, at - 200), at);
  return !head.includes(text[at] as string) && !/(?<![\p{L}\d.:/_-])\p{Ll}{2,}(?=[ ,]|$)/u.test(head);
}

function saysHowItCameOut(quoted: string): boolean {
  if (unparted.test(quoted))
    return quoted.length <= longestPhrase && unpartedOutcomes.some((word) => quoted.includes(word));
  if (quoted.length > longestStatement) return false;
  const words = wordsIn(quoted);
  if (words.length > mostWordsOfOutcome) return false;
  if (code.test(quoted)) return true;
  // "clean up" and "write down" say nothing of how it came out, "link is up" does.
  const isOutcome = (word: string, at: number) =>
    saysOutcome(word) && (at === words.length - 1 || (word !== "up" && word !== "down"));
  return words.some(isOutcome) && !voice.test(quoted);
}
