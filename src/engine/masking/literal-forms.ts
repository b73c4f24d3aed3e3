import { blank } from "./detector.ts";

/**
 * String literals of many languages: prefixes (`N'…'`, `b"…"`, `r#"…"#`, `$@"…"`), quotes, and calls that wrap them
 * (`Some("…")`, `[]byte("…")`, `new Password("…")`, `SecretStr(value='…')`).
 */

export const literalPrefix =
  "[&*]?(?:[bBcCeEfFlLnNqQrRsStTuUxX]|[bBfFuUlLcC][rR]|[rR][bBfF]|[nN][qQ]|u8R?|raw|[@$]{1,2}|_[a-z][a-z0-9]{1,12})?#{0,3}";

/** A quote doubled as in CSV, unless it is an empty text. */
const doubled = (quote: string): string =>
  `${quote}${quote}(?=(?:[^\\s"',;)}\\]&]|\\s(?![^${quote}\\n]{0,200}[=:]${quote}${quote}))[^${quote}\\n]{0,200}${quote}${quote})`;
/** Triple (as in Python) and double come first, because the longest match is meant. */
export const openingQuote = `(?:"""|'''|${doubled('"')}|${doubled("'")}|\\\\{0,8}["'\`])`;

const callee = `(?:new\\s|[&*])?(?:\\[\\d{0,5}\\])?[A-Za-z_](?:[\\w.:]|<[^<>\\s"']{0,40}>){0,60}!?\\s?`;
const argument = `${blank}?(?:(?:value|val|v|string|str|data|raw)${blank}?[=:]${blank}?)?`;
const cast = `\\((?:[A-Za-z_][\\w.]{0,30})(?:\\[\\])?\\*?\\)${blank}?`;
const tag = `!{1,2}[A-Za-z][\\w-]{0,20}${blank}`;
/** A type before the text, as a cast or a tag. */
export const typeBefore = `(?:${cast}|${tag}|(?:Just|Some|Ok|Right)${blank}|[@$]?\\((?=${blank}?["'\`]))`;
/** A call around the text, or its type. */
export const wrapper = `(?:${callee}[([{]${argument}|${typeBefore})`;
/** Fails before a quoted text, also inside a call: another pattern takes these. */
export const noLiteral = `(?!${wrapper}{0,3}${literalPrefix}\\\\{0,8}["'\`]|${wrapper}{1,3}(?:<|\\[[A-Za-z ]{1,20}\\]|[*x•.]{3}))`;

/** Functions that take the name of a value, a message or something else that is no value. */
const noWrapper =
  /^(?:get|read|load|fetch|find|ask|prompt|input|lookup|require|import|open|print|log|format|sprintf|t|tr|_$|i18n|translate|gettext|match|search|parse|check|is|has|validate|verify|test|expect|assert|config|conf|param|params|args|query|select|header|headers|cookies|form|field|label|error|exception|exec|run|eval|call|echo|len|type|path|file|url|resolve|hash|sha|md|encrypt|decrypt|generate|create|random|environ|env|regex|re|join|split|strip|replace|concat|substr|count|exists|contains|startswith|endswith|when|if|while|for|switch|return|and|or|not|in|var|ref|session|request|settings|options|row|data|vault|sub|select|lower|upper|trim|coalesce|nullif|getenv|getpass|getProperty)(?=$|[A-Z_\d])/;
/** Only these wrap a value when the word in brackets has no quotes. */
const bareWrapper =
  /^(?:some|ok|just|optional|option|maybe|right|success|present|(?:secret|password|credential|sensitive|protected|masked|hidden|redacted)\w*|token|string|str|text|value)$/i;

const called = new RegExp(
  `([A-Za-z_][\\w.:<>]*)!?\\s?[([{]${argument}(?<opening>${literalPrefix}\\\\{0,8}["'\`]{1,3})?$`,
);

/** Whether the text before a candidate calls a function whose argument is no value, such as `getenv("`. */
export function isOtherCall(before: string): boolean {
  const match = called.exec(before);
  if (match === null) return false;
  const name = match[1]?.split(/[.:<>]+/).findLast((word) => word !== "") ?? "";
  if (match.groups?.opening === undefined) return !bareWrapper.test(name);
  const bracket = /[([{][^([{]*$/.exec(match[0])?.[0][0];
  // `config["password"]` looks something up.
  if (bracket === "[") return !bareWrapper.test(name);
  return noWrapper.test(name.charAt(0).toLowerCase() + name.slice(1));
}
