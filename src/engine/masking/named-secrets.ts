import { blank, type SecretPattern } from "./detector.ts";
import { literalPrefix, noLiteral, openingQuote, typeBefore, wrapper } from "./literal-forms.ts";

/** Fails before a placeholder: the value is masked already. */
const notYet = "(?!<(?:SECRET|CARD|EMAIL|PRIVATE_KEY)>)";
export const valueEnd = "(?=$|[\\s\"'`,;&\\\\)}\\]<])";
/** Fails before words that stand for a missing, masked or later value. */
const noValue = `(?!(?:null|none|nil|true|false|yes|no|undefined|n/a|redacted|masked|filtered|hidden|\\(?(?:empty|unset|not set)\\)?|[*x•.]{3,}|<[a-z]{1,20}>|\\[[a-z]{1,20}\\])${valueEnd}|\\$[{(]|\\{\\{|%[sdv]\\b)`;
/** Words that follow "password:" in messages about passwords. */
const messageWords =
  "(?!(?:accepted|an?|and|are|auth\\w{0,20}|bad|cannot|changed|chauthtok|could|created|denied|does|empty|error|expired|fail\\w{0,5}|for|found|has|in|incorrect|invalid|is|malformed|mismatch|missing|must|not|ok|rejected|required|reset|revoked|rotated|the|unexpected|unknown|updated|verified|was|will|wrong)(?=$|\\s|[.,;:!?)\\]}\"']{1,3}(?:\\s|$)))";
/** An escaped line end, as in JSON, with another line behind it. */
const writtenLineEnd = "\\\\{1,4}[nr](?:\\\\|\\s|$|[A-Z]{3}|\\d{4}-|at |[\\w.-]{1,30}[=:])";
/**
 * A value without quotes. It ends at white space, a quote or a line end, and at a `,`, `;` or `&` before the next key
 * or the end of the text.
 */
const bareValue = `(?!\\\\{1,8}["']|${writtenLineEnd})(?:[^\\s"'\`,;&\\\\<]|<(?!/)|(?!${writtenLineEnd})\\\\(?!["'])|[,;&](?!\\s|$|[\\w.%-]{1,40}=))+`;
/** A quote that opens the next value. */
const nextBegins = "(?<=[\\s=:([{,])\\2[\\p{L}\\p{N}]";
/** The end of the quoted text that the key and its value stand in. */
const quotedEnd = "[\"'],\\s?[\"']|[\"']\\s?:\\s?[\"']";
/** The value up to its closing quote. Without a closing quote it is the first word: the rest is other text. */
export const valueInQuotes = `(?:(?:(?!\\2(?!\\2[\\p{L}\\p{N}])|${quotedEnd})(?:\\2\\2|\\\\[^\\r\\n]|[^\\r\\n\\\\]))+(?=\\2)(?!${nextBegins})|(?:(?!\\2|${quotedEnd}|["']\\s?[}\\]])\\S)+)`;
/** A type annotation between a name and its value. */
const type = "[?&A-Za-z][\\w.:<>[\\]|?&]{0,40}(?: \\w{1,20})?";
const annotation = `(?:${blank}?:${blank}?${type}${blank}{0,2}(?==))?`;
/** One word in brackets. */
const inBrackets = "[^\\s\"'`,;&()[\\]{}<>=:]{2,}";

/** Prose puts words behind "token:"; a secret is long or has a digit. */
export const secretLooking = "(?=[\\w+/~.$-](?:[^\\s\"'`,;&]{0,200}\\d|[^\\s\"'`,;&]{15}))";

interface Named {
  readonly name: string;
  readonly key: string;
  readonly hints: readonly string[];
  readonly exception?: string;
  readonly colonNeeds?: string;
}

/** Patterns for a secret behind its key: with `=` or `:`, in JSON, in JSON within a string, in braces, in a call, as an option. */
export function named({ name, key, hints, exception = "", colonNeeds = "" }: Named): SecretPattern[] {
  const keyAndQuote = `(?:${key})\\\\{0,8}["'\`]{0,3}${blank}{0,3}`;
  const begin = `${notYet}${noValue}${exception}`;
  const assigned = `${keyAndQuote}${annotation}[=:]{1,3}>?${blank}{0,3}`;
  const colon = `:(?![:=])${blank}{0,3}${messageWords}${colonNeeds}`;
  // LDIF writes base64 behind two colons.
  const bareAssigned = `${keyAndQuote}(?:(?:={1,3}>?|=:|:{1,2}=)${blank}{0,3}|${colon}|::${blank}{1,3}(?=[A-Za-z0-9+/]{4,}={0,2}(?:\\s|$)))${typeBefore}?`;
  const patterns = {
    [`${name} in quotes`]: `(${assigned}${wrapper}{0,3}${literalPrefix})(${openingQuote})${begin}${valueInQuotes}`,
    [`${name} in braces`]: `((?:${key})${blank}?=${blank}?\\{)(?!\\{)${begin}(?!\\w{1,30}[=:])[^{}\\r\\n"']{1,200}(?=\\})`,
    [`${name} in brackets`]: `(${assigned}${wrapper}{1,3})${begin}${inBrackets}(?=${blank}?[)\\]}])`,
    [name]: `(${bareAssigned})(?![=>\\[{]|:\\s|${type}${blank}{1,2}=)${noLiteral}${begin}${bareValue}`,
    [`${name} as an option`]: `(--[\\w-]{0,30}?(?:${key})${blank}{1,3})(?![-\\[|])["']?${begin}${bareValue}`,
  };
  return Object.entries(patterns).map(([form, pattern]) => ({
    name: form,
    pattern: new RegExp(pattern, "giu"),
    replacement: form.endsWith("in quotes") ? "$1$2<SECRET>" : "$1<SECRET>",
    hints,
  }));
}
