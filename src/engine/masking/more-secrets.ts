import { type Detector, type Range, whole } from "./detector.ts";

/** Secrets beyond the table of secret-patterns.ts: encoded forms, sessions, webhooks, and what only looks random. */

const encodedKey =
  "pass(?:word|wd|phrase)|pwd|secret|(?:api|access|secret|private|account|signing|auth)[_-]?key|client[_-]?secret|" +
  "(?:access|refresh|auth|id|session|bearer|api|csrf|security)[_-]?token|token|credentials?";
/** A character of a value that was encoded; `&`, `"`, `'`, `,`, `;`, `}` and a space end it in either form. */
const encodedCharacter = "(?:(?!%2[0267C]|%3B|%7D|%0[AD]|\\\\u0026|<)[^\\s\"'&,;])";

/** Bits for each character: how evenly they are used. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Hashes and ids are of one case or have dashes; words have few digits. */
function isRandom(value: string): boolean {
  return (
    /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value) && entropy(value.slice(0, 200)) >= 3.7
  );
}

function session(value: string): Range | undefined {
  // ZooKeeper and others number their sessions.
  const isNumber = /^(?:0x[0-9a-f]+|\d+)$/i.test(value);
  return isNumber || !/\d/.test(value) ? undefined : whole(value);
}

export const moreSecretDetectors: readonly Detector[] = [
  {
    name: "secret in an encoded form",
    kind: "SECRET",
    pattern: new RegExp(
      `(?<kept>(?:${encodedKey})(?:%22|%27)?(?:%3D|%3A|\\\\u003[da])(?:%20|%22|%27){0,2})(?!(?:null|none|true|false)(?:%|&|\\s|$))${encodedCharacter}{1,}`,
      "gi",
    ),
  },
  {
    name: "authorization header in an encoded form",
    kind: "SECRET",
    pattern: new RegExp(
      `(?<kept>authorization(?:%22)?(?:%3A|%3D)(?:%20|%22|\\+){0,2}(?:(?:Basic|Bearer|Token|Splunk)(?:%20|\\+))?)${encodedCharacter}{8,}`,
      "gi",
    ),
  },
  {
    // As programs print the headers of a request, each a list.
    name: "header in a list",
    kind: "SECRET",
    pattern:
      /(?<kept>(?:authorization|cookie)\\{0,4}["']?\s{0,2}[=:]\s{0,2}\[\s{0,2}\\{0,4}["']?(?:(?:Basic|Bearer|Token|ApiKey)\s{1,3})?)(?!<|(?:Basic|Bearer|Token|ApiKey)\s)[^\s"'\\\]][^"'\\\]\n]{2,}/gi,
  },
  {
    name: "credentials in an encoded URL",
    kind: "SECRET",
    pattern: /(?<kept>[a-z][a-z0-9+.-]{1,30}%3A%2F%2F)(?:(?!%2F|%40)[^\s"'<>/@&]){1,200}(?=%40)/gi,
    // Without a colon it is only a user.
    narrow: (candidate) => (/%3A|:/i.test(candidate) ? whole(candidate) : undefined),
  },
  {
    name: "session id",
    kind: "SECRET",
    pattern:
      /(?<kept>(?<![A-Za-z0-9])(?:(?:j|php|asp\.net_|asp)?sess(?:ion)?(?:[_-]?id)?|jsession|connect\.sid|sid|cf_clearance|__host-session|csrf|xsrf|nonce_key)\\{0,4}["']?\s{0,2}(?:[=:]|%3[AD])\s{0,2}\\{0,4}["']?)[\w.~+%/-]{16,}/gi,
    narrow: session,
  },
  {
    name: "one-time code or PIN",
    kind: "SECRET",
    pattern:
      /(?<kept>(?<![A-Za-z0-9])(?:otp|totp|mfa[_-]?code|pin[_-]?code|cvv2?|cvc|verification[ _-]?code)\\{0,4}["']?\s{0,2}[=:]\s{0,2}\\{0,4}["']?)\d{3,8}(?![\w.:-])/gi,
  },
  {
    name: "webhook",
    kind: "SECRET",
    pattern:
      /(?<kept>(?:discord(?:app)?\.com\/api\/webhooks\/|\.webhook\.office\.com\/webhookb2\/|outlook\.office\.com\/webhook\/|hooks\.zapier\.com\/hooks\/catch\/|events\.pagerduty\.com\/integration\/|\.logic\.azure\.com(?::\d{1,5})?\/workflows\/|hooks\.slack\.com%2F(?:services|workflows|triggers)%2F))[^\s"'<>&\\]{10,}/gi,
  },
  {
    name: "Azure application secret",
    kind: "SECRET",
    pattern: /(?:(?<![\w~.-])|(?<=%[0-9A-F]{2}|\\[nrt]))[\w~.-]{3}[78]Q~[\w~.-]{31,34}(?![\w~-])/g,
  },
  {
    name: "shared access signature",
    kind: "SECRET",
    pattern: /(?<kept>SharedAccessSignature(?:=| ))(?!<)[^\s"'<>;]{16,}/g,
  },
  {
    // Not where the name of the value says nothing: digests in base64 are no secrets.
    name: "random value behind a key",
    kind: "SECRET",
    pattern:
      /(?<kept>(?<![A-Za-z])(?:\w{0,30}[_.-])?(?:key|auth|creds?|pass|sas|hmac)\\{0,4}["']?\s{0,2}(?:[=:]|%3[AD])\s{0,2}\\{0,4}["']?)[A-Za-z0-9+/_-]{24,}={0,2}(?![\w.])/gi,
    narrow: (candidate) => (isRandom(candidate) ? whole(candidate) : undefined),
  },
];
