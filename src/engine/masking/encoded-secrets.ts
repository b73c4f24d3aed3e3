import { blank, type Detector, whole } from "./detector.ts";

/**
 * Secrets within text that was encoded: in queries (`%3D`, also encoded twice), in JSON that escapes signs
 * (`\u003d`, `\u0022`), in HTML (`&quot;`).
 */

const encodedQuote = "(?:%(?:25){0,2}2[27]|%5C%22|\\\\{1,4}u00(?:22|27)|&(?:quot|apos|#3[49]);)";
const encodedAssignment = "(?:%(?:25){0,2}3[AD]|\\\\{1,4}u003[ad])";
const encodedSpace = `(?:%(?:25){0,2}20|\\+|${blank})`;
/** A character of an encoded value. The character that ends the value may be encoded or plain. */
const encodedCharacter =
  "(?:(?!%(?:25){0,2}(?:2[0267C]|3B|[57]D|0[AD])|%5C%22|\\\\{1,4}(?:u00(?:2[0267c]|3[bc]|7d)|[\"'nrt])|&(?:quot|apos|#3[49]);|<)[^\\s\"'&,;])";
const noValue = "(?!(?:null|none|true|false|undefined|\\*{3,})(?:%|&|\\\\|\\s|$))";

const secretKey =
  "pass(?:word|wd|phrase|code)|pwd|secret|(?:api|access|secret|private|account|signing|auth|subscription|encryption|master|app)[_-]?key|" +
  "client[_-]?secret|(?:access|refresh|auth|id|session|bearer|api|csrf|security)[_-]?token|token|credentials?";
const secretHints = ["pass", "pwd", "secret", "key", "token", "credential"];
/** At least one sign behind the key is encoded; otherwise the table of plain secrets applies. */
export const encodedBetween = `(?:${encodedQuote}${encodedSpace}{0,2}(?:${encodedAssignment}|[=:])|${encodedSpace}{0,2}${encodedAssignment})(?:${encodedSpace}{0,2}${encodedQuote})?${encodedSpace}{0,2}`;

export const encodedSecretDetectors: readonly Detector[] = [
  {
    name: "secret in an encoded form",
    kind: "SECRET",
    hints: secretHints,
    needs: /%|\\u|&[qa#]/,
    pattern: new RegExp(`(?<kept>(?:${secretKey})${encodedBetween})${noValue}${encodedCharacter}+`, "gi"),
    // A number behind "token" counts tokens.
    narrow: (candidate, before) =>
      /^\d{1,9}$/.test(candidate) && /token\W{1,30}\w{0,6}$/i.test(before) ? undefined : whole(candidate),
  },
  {
    name: "authorization header in an encoded form",
    kind: "SECRET",
    hints: ["authorization"],
    needs: /%|\\u|&[qa#]/,
    pattern: new RegExp(
      `(?<kept>authorization${encodedBetween}(?:(?:Basic|Bearer|Token|Splunk|ApiKey)${encodedSpace})?)${encodedCharacter}{8,}`,
      "gi",
    ),
  },
  {
    name: "cookie header in an encoded form",
    kind: "SECRET",
    hints: ["cookie"],
    needs: /%|\\u|&[qa#]/,
    pattern: new RegExp(
      `(?<kept>cookie${encodedBetween})(?!%(?:25){0,2}20|\\+)(?:(?!%(?:25)?(?:0[AD]|22|26)|%5C|\\\\|&|<)[^\\s"'])+`,
      "gi",
    ),
  },
  {
    name: "credentials in an encoded URL",
    kind: "SECRET",
    hints: ["%00", "%00a%", "%0a"],
    needs: /%(?:25){0,2}3A%(?:25){0,2}2F/i,
    pattern:
      /(?<kept>(?<![a-z0-9+.-])(?:%[0-9a-f]{2})?[a-z][a-z0-9+.-]{1,30}%(?:25){0,2}3A%(?:25){0,2}2F%(?:25){0,2}2F)(?:(?!%(?:25){0,2}(?:2[0267F]|3F))[^\s"'<>/@&]){1,200}(?=%(?:25){0,2}40)/gi,
    // Without a colon it is only a user name.
    narrow: (candidate) => (/%(?:25){0,2}3A|:/i.test(candidate) ? whole(candidate) : undefined),
  },
];
