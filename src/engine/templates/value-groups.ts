import { isMeaningKey } from "./known-words.ts";
import { valueMark } from "./shape-writer.ts";
import { ownerOfKey } from "./text-owner.ts";
import { saysState } from "./word-kind.ts";

/** Groups of tokens that are one value: an object or a list in brackets, quoted words behind a key, a row of names. */

/** How many tokens one value has at most. */
const longestGroup = 48;
const mostQuotedWords = 5;
/** The patterns are read for short tokens only, so that no text makes them slow. */
const longestToken = 200;
const closingOf: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Where a group ends and what stands for it. */
export interface ValueGroup {
  readonly tokens: number;
  readonly token: string;
}

/** Every group but one begins with a token that has one of these. */
const mayBegin = /[=([{<"|,;]/;

/** The group that begins at `at`, if one does. */
export function groupAt(tokens: readonly string[], at: number): ValueGroup | undefined {
  const token = tokens[at] as string;
  if (token.length > longestToken) return undefined;
  if (!mayBegin.test(token)) return codeWithName(tokens, at, token);
  return (
    objectBehindKey(tokens, at, token) ??
    objectOfClass(tokens, at, token) ??
    listInBrackets(tokens, at, token) ??
    listInAngles(tokens, at, token) ??
    quotedBehindKey(tokens, at, token) ??
    barred(tokens, at, token) ??
    row(tokens, at)
  );
}

function saysWhatHappened(key: string): boolean {
  return isMeaningKey(key) || ownerOfKey(key) === "program";
}

const objectFollows = /=[\w.$\u0001]*[([{]/;
const keyBeforeObject = /^(.*?([A-Za-z_][\w.-]*)=)(?:[\w.$]*(?=[([{])|\u0001(?=[[{]))([([{])/s;

/** `ws=WorkSource{10113}`, `bounds=Rect(0, 0 - 0, 0)`. */
function objectBehindKey(tokens: readonly string[], at: number, token: string): ValueGroup | undefined {
  if (!objectFollows.test(token)) return undefined;
  const [whole, before = "", key = "", opening = ""] = keyBeforeObject.exec(token) ?? [];
  if (whole === undefined || saysWhatHappened(key)) return undefined;
  return closed(tokens, at, before, whole.length - 1, opening, () => true);
}

const namedObject =
  /^( ?["'(]?)([A-Z]\w*[a-z]\w*(?=[[{])|(?:[A-Z]\w*)?(?:Set|List|Map|Buffer|Array)(?=\()|map(?=\[))([[({])/;
const collection = /(?:Set|List|[Mm]ap|Buffer|Array)$/;

/** `Window{41 u0 Panel}`, `Session[id=5]`: an object by its class, with a value in it; `Set(alice, bob)`, `map[]`. */
function objectOfClass(tokens: readonly string[], at: number, token: string): ValueGroup | undefined {
  const [whole, before = "", name = "", opening = ""] = namedObject.exec(token) ?? [];
  if (whole === undefined || at === 0) return undefined;
  const isCollection = collection.test(name);
  return closed(
    tokens,
    at,
    isCollection ? whole : before,
    whole.length - 1,
    opening,
    (parts) => isCollection || parts.some((part) => part.includes(valueMark)),
  );
}

const openingBracket = /^( ?(?:[A-Za-z_][\w.-]*[:=-])?)([([{])/;

/** `[alice, bob]`, `(ulaw|alaw)`, `[]`: names and values with separators between them. */
function listInBrackets(tokens: readonly string[], at: number, token: string): ValueGroup | undefined {
  const [whole, before = "", opening = ""] = openingBracket.exec(token) ?? [];
  if (whole === undefined) return undefined;
  return closed(tokens, at, whole, before.length, opening, (parts) => {
    if (parts.length === 0) return opening !== "(" || before.trim() !== "";
    const inner = parts.map((part) => part.trim());
    const separated = inner.slice(0, -1).filter((part) => /[,;|]$/.test(part)).length;
    const values = inner.every((part) => part.replace(/[,;|]$/, "") === valueMark);
    if (values) return inner.length > 1;
    return (
      inner.length > 1 &&
      separated === inner.length - 1 &&
      inner.every((part) => /^[\w.@/:\u0001-]+[,;|]?$/.test(part))
    );
  });
}

/**
 * Follows brackets to their end.
 *
 * @param kept the beginning of the first token that stays
 * @param from where in the first token the bracket stands
 * @param isValue judges what stands between the brackets, cut into tokens
 */
function closed(
  tokens: readonly string[],
  at: number,
  kept: string,
  from: number,
  opening: string,
  isValue: (parts: readonly string[]) => boolean,
): ValueGroup | undefined {
  const closing = closingOf[opening] as string;
  const parts: string[] = [];
  let depth = 0;
  const last = Math.min(tokens.length, at + longestGroup);
  for (let index = at; index < last; index++) {
    const token = tokens[index] as string;
    const start = index === at ? from : 0;
    for (let place = start; place < token.length; place++) {
      if (token[place] === opening) depth++;
      else if (token[place] === closing && --depth === 0) {
        parts.push(token.slice(index === at ? from + 1 : 0, place));
        const inner = parts.filter((part) => part !== "");
        const rest = token.slice(place + 1);
        if (!/^[)\]}>,;:.|]*$/.test(rest) || inner.some(saysAnyState) || !isValue(inner)) return undefined;
        const end = kept.endsWith(opening) ? closing : "";
        // A token ends behind a brace, so punctuation may be a token of its own.
        const next = tokens[index + 1] ?? "";
        const behind = /^[,;:.]+$/.test(next) ? next : "";
        const count = index - at + (behind === "" ? 1 : 2);
        return { tokens: count, token: `${kept}${valueMark}${end}${rest}${behind}` };
      }
    }
    parts.push(token.slice(index === at ? from + 1 : 0));
  }
  return undefined;
}

function saysAnyState(part: string): boolean {
  return (part.match(/[\p{L}_-]+/gu) ?? []).some((word) => saysState(word));
}

/** `[HRESULT = 0x80004005 - E_FAIL]`: a code and its name are one value, that of the code. */
function codeWithName(tokens: readonly string[], at: number, token: string): ValueGroup | undefined {
  if (token !== ` ${valueMark}` || tokens[at + 1] !== " -" || !(tokens[at - 1] ?? "").endsWith("="))
    return undefined;
  const name = /^ [A-Z][A-Z0-9]*(?:_[A-Z0-9\u0001]+)+([\])]?[,;.]?)$/.exec(tokens[at + 2] ?? "");
  return name === null ? undefined : { tokens: 3, token: token + name[1] };
}

const inAngles = /^<[^<>=]{0,80}>[,;]?$/;

/** `to=<a@example.com>,<postmaster>`: addresses in angle brackets behind a key. */
function listInAngles(tokens: readonly string[], at: number, token: string): ValueGroup | undefined {
  const opening = token.indexOf("=<") + 1;
  if (opening < 1 || !inAngles.test(token.slice(opening)) || saysAnyState(token.slice(opening)))
    return undefined;
  let end = at + 1;
  while (inAngles.test(tokens[end] ?? "") && !saysAnyState(tokens[end] as string)) end++;
  const rest = /[,;]?$/.exec(tokens[end - 1] as string)?.[0] ?? "";
  return { tokens: end - at, token: `${token.slice(0, opening)}<${valueMark}>${rest}` };
}

const openQuote = /^(.*?([A-Za-z_][\w.-]*)["']?[=:]")([^"]*)$/s;

/** `tag="View Lock"`: a few words behind a key that does not say what happened. */
function quotedBehindKey(tokens: readonly string[], at: number, token: string): ValueGroup | undefined {
  const [, before = "", key = "", first = ""] = openQuote.exec(token) ?? [];
  if (before === "" || saysWhatHappened(key) || saysAnyState(first)) return undefined;
  for (let index = at + 1; index < Math.min(tokens.length, at + mostQuotedWords); index++) {
    const next = tokens[index] as string;
    const quote = next.indexOf('"');
    if (saysAnyState(quote < 0 ? next : next.slice(0, quote))) return undefined;
    if (quote >= 0) return { tokens: index - at + 1, token: `${before}${valueMark}${next.slice(quote)}` };
  }
  return undefined;
}

const barItem = /^( ?(?:\w+[:=])?)[\w.@/:*\u0001-]+\|$/;
const furtherBarItem = /^[\w.@/:*\u0001-]*\|$/;

/** `call:0|android|5|null|1000`: values with bars between them and no blank. */
function barred(tokens: readonly string[], at: number, token: string): ValueGroup | undefined {
  const [, before = ""] = barItem.exec(token) ?? [];
  if (before === "") return undefined;
  let end = at + 1;
  while (end < tokens.length && furtherBarItem.test(tokens[end] as string)) end++;
  const last = tokens[end] ?? "";
  const item = rowEnd.exec(last)?.[0] ?? "";
  if (end - at < 2 || item === "" || last.startsWith(" ")) return undefined;
  if (tokens.slice(at, end + 1).some((part) => saysAnyState(part))) return undefined;
  return { tokens: end - at + 1, token: `${before}${valueMark}${last.slice(item.length)}` };
}

const rowItem = /^ ?[\w.@/:\u0001-]+([,;])$/;
const rowEnd = /^ ?[\w.@/:\u0001-]+/;
/** Words that say what is done are no names: "retrying, waiting, giving up". */
const participle = /(?:ed|ing)$/;

/** `alice, bob, carol`: at least three names with commas. */
function row(tokens: readonly string[], at: number): ValueGroup | undefined {
  const separator = itemOf(tokens[at] as string);
  if (separator === undefined) return undefined;
  let end = at + 1;
  while (end < tokens.length && itemOf(tokens[end] as string) === separator) end++;
  const last = tokens[end];
  if (end - at < 2 || last === undefined || end - at > longestGroup) return undefined;
  const item = rowEnd.exec(last)?.[0];
  if (item === undefined || isWordOfEvent(item) || item.includes("=")) return undefined;
  const space = (tokens[at] as string).startsWith(" ") ? " " : "";
  return { tokens: end - at + 1, token: `${space}${valueMark}${last.slice(item.length)}` };
}

function itemOf(token: string): string | undefined {
  const separator = rowItem.exec(token)?.[1];
  if (separator === undefined) return undefined;
  return isWordOfEvent(token.slice(0, -1)) ? undefined : separator;
}

function isWordOfEvent(item: string): boolean {
  const word = item.trim();
  return participle.test(word) || saysAnyState(word);
}
