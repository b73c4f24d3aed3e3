import { blank, type SecretPattern } from "./detector.ts";
import { literalPrefix } from "./literal-forms.ts";

/** Headers that hold secrets. A header's value ends where prose or the next key begins. */

const sign = `\\\\{0,8}["']?${blank}{0,3}[=:]>?${blank}{0,3}(?:${literalPrefix}\\\\{0,8}["'\`])?`;
const schemesWithFields =
  "Digest|AWS4-HMAC-SHA256|OAuth|Signature|Hawk|NTLM|Negotiate|SharedKey(?:Lite)?|AWS|HMAC|EG1-HMAC-SHA256";
const schemes = "Basic|Bearer|Token|Splunk|Api-?Key|Key|GenieKey|SSWS|Bot|JWT|PVEAPIToken";
const field = '[\\w-]{1,40}=(?:\\\\{0,8}"[^"\\\\\\r\\n]{0,4000}\\\\{0,8}"|[^\\s,"\'\\\\]+)';
const inQuotes = '\\\\{0,8}"(?![,:}\\s])[^"\\\\\\r\\n;]{1,4000}\\\\{0,8}"';
const cookie = `(?!expires=)[\\w.!#$%&*+^|~-]{1,100}=(?:${inQuotes}|[^\\s;,"'\\\\]*)`;
const cookieEnd =
  "expires=[a-z]{3},? \\d{2}[ -][a-z]{3}[ -]\\d{2,4} [\\d:]{8} GMT|httponly|secure|partitioned";

export const headerSecrets: readonly SecretPattern[] = [
  {
    name: "authorization header with fields",
    pattern: new RegExp(
      `(authorization${sign})(?:${schemesWithFields})${blank}{1,3}(?:${field}|[^\\s,"'\\\\]+)(?:${blank}{0,3},${blank}{0,3}${field})*`,
      "gi",
    ),
    replacement: "$1<SECRET>",
    hints: ["authorization"],
  },
  {
    name: "authorization header",
    pattern: new RegExp(
      `(authorization${sign}(?:(?:${schemes})(?:${blank}{1,3}|=)|(?=[^\\s"'\\\\,;]{0,200}\\d)(?=[^\\s"'\\\\,;]{12})))(?!<)[^\\s"'\\\\,;]{3,}`,
      "gi",
    ),
    replacement: "$1<SECRET>",
    hints: ["authorization"],
  },
  {
    name: "bearer token",
    pattern: new RegExp(
      `(\\bBearer(?:${blank}|%20|\\+){1,3})(?=[A-Za-z._~+/=-]{0,200}\\d|[\\w.~+/=-]{24})[\\w.~+/=-]{8,}`,
      "gi",
    ),
    replacement: "$1<SECRET>",
    hints: ["bearer"],
  },
  {
    name: "cookie header",
    pattern: new RegExp(
      `(\\b(?:set-)?cookie2?${sign})(?!<)${cookie}(?:[;,]${blank}{0,3}(?:${cookie}|${cookieEnd}))*;?`,
      "gi",
    ),
    replacement: "$1<SECRET>",
    hints: ["cookie"],
  },
];
