import type { SecretPattern } from "./secret-pattern.ts";
import { serviceTokens } from "./service-tokens.ts";

/**
 * What counts as a secret, as a table. Every pattern is linear: what may repeat is bounded, or begins where
 * nothing of its own kind stands before it, or takes all that it reads.
 */

/** Placeholders are no secrets: what is redacted stays as it is. */
const notYet = "(?!<(?:SECRET|CARD|EMAIL|PRIVATE_KEY)>)";
const valueEnd = "(?=$|[\\s\"'`,;&\\\\)}\\]<])";
/** Values that say there is none, were taken out before, or are filled in later. */
const noValue = `(?!(?:null|none|nil|true|false|yes|no|undefined|n/a|redacted|masked|filtered|hidden|\\(?(?:empty|unset|not set)\\)?|[*x•.]{3,}|<[a-z]{1,20}>|\\[[a-z]{1,20}\\])${valueEnd}|\\$[{(]|\\{\\{|%[sdv]\\b)`;
/** Words that follow "password:" in messages about passwords. */
const messageWords =
  "(?!(?:accepted|an?|and|are|auth\\w{0,20}|bad|cannot|changed|chauthtok|could|created|denied|does|empty|error|expired|fail\\w{0,5}|for|found|has|in|incorrect|invalid|is|malformed|mismatch|missing|must|not|ok|rejected|required|reset|revoked|rotated|the|unexpected|unknown|updated|verified|was|will|wrong)(?=$|\\s|[.,;:!?)\\]}\"']{1,3}(?:\\s|$)))";
/** A value without quotes: up to white space or a quote, and to a `,`, `;` or `&` before the next key or the end. */
const bareValue =
  "(?!\\\\{1,8}[\"'])(?:[^\\s\"'`,;&\\\\<]|<(?!/)|\\\\(?![\"'])|[,;&](?!\\s|$|[\\w.%-]{1,40}=))+";
/** Prose puts words behind "token:"; a secret is long or has a digit. */
const secretLooking = "(?=[\\w+/~.$-](?:[^\\s\"'`,;&]{0,200}\\d|[^\\s\"'`,;&]{15}))";

interface Named {
  readonly name: string;
  readonly key: string;
  readonly hints: readonly string[];
  readonly exception?: string;
  readonly colonNeeds?: string;
}

/** A named value, written with `=`, with `:`, as JSON, as JSON within a string, in braces, or as an option. */
function named({ name, key, hints, exception = "", colonNeeds = "" }: Named): SecretPattern[] {
  const keyAndQuote = `(?:${key})\\\\{0,8}["']?\\s{0,3}`;
  const begin = `${notYet}${noValue}${exception}`;
  return [
    {
      name: `${name} in quotes`,
      pattern: new RegExp(
        `(${keyAndQuote}(?:[=:]>?|:=)\\s{0,3})(\\\\{0,8}["'])${begin}(?:(?!\\2)(?:\\\\[^\\n]|[^\\n]))+`,
        "giu",
      ),
      replacement: "$1$2<SECRET>",
      hints,
    },
    {
      name: `${name} in braces`,
      pattern: new RegExp(
        `((?:${key})\\s?=\\s?\\{)(?!\\{)${begin}(?!\\w{1,30}[=:])[^{}\\n"']{1,200}(?=\\})`,
        "giu",
      ),
      replacement: "$1<SECRET>",
      hints,
    },
    {
      name,
      pattern: new RegExp(
        `(${keyAndQuote}(?:=>?\\s{0,3}|:=?\\s{0,3}${messageWords}${colonNeeds}))(?![=>\\[{])${begin}${bareValue}`,
        "giu",
      ),
      replacement: "$1<SECRET>",
      hints,
    },
    {
      name: `${name} as an option`,
      pattern: new RegExp(`(--[\\w-]{0,30}?(?:${key})\\s{1,3})(?![-\\[|])["']?${begin}${bareValue}`, "giu"),
      replacement: "$1<SECRET>",
      hints,
    },
  ];
}

export const secretPatterns: readonly SecretPattern[] = [
  {
    // One whose end was cut off reaches to the end of the text.
    name: "private key block",
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
    replacement: "<PRIVATE_KEY>",
    hints: ["private key"],
  },
  {
    // Also passwords with `/` or `@` in them, but not the path behind a host with a port.
    name: "credentials in a URL",
    pattern:
      /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{1,30}:\\?\/\\?\/)(?!<SECRET>)(?:[^\s/@:"'<>[\]]{0,200}:(?!\d{1,5}(?:[/?#]|$))[^\s"'<>]{0,300}@|[^\s/@:"'<>]{20,300}@)/gi,
    replacement: "$1<SECRET>@",
    hints: ["://", ":\\/\\/"],
  },
  {
    name: "credentials in an Oracle address",
    pattern: /(\bthin:)(?!<)[^\s/@"']{1,100}\/[^\s@"']{1,200}@/gi,
    replacement: "$1<SECRET>@",
    hints: ["thin:"],
  },
  {
    name: "authorization header with fields",
    pattern:
      /(authorization\\{0,8}["']?\s{0,3}[=:]\s{0,3}\\{0,8}["']?)(?:Digest|AWS4-HMAC-SHA256|OAuth|Signature|Hawk|NTLM|Negotiate|SharedKey(?:Lite)?|AWS|HMAC|EG1-HMAC-SHA256)\s[^\n]+/gi,
    replacement: "$1<SECRET>",
    hints: ["authorization"],
  },
  {
    name: "authorization header",
    pattern:
      /(authorization\\{0,8}["']?\s{0,3}(?:[=:]>?)\s{0,3}\\{0,8}["']?(?:(?:Basic|Bearer|Token|Splunk|Api-?Key|Key|GenieKey|SSWS|Bot|JWT|PVEAPIToken)(?:\s{1,3}|=)|(?=[^\s"'\\,;]{0,200}\d)(?=[^\s"'\\,;]{12})))(?!<)[^\s"'\\,;]{3,}/gi,
    replacement: "$1<SECRET>",
    hints: ["authorization"],
  },
  {
    name: "bearer token",
    pattern: /(\bBearer(?:\s|%20|\+){1,3})(?=[A-Za-z._~+/=-]{0,200}\d|[\w.~+/=-]{24})[\w.~+/=-]{8,}/gi,
    replacement: "$1<SECRET>",
    hints: ["bearer"],
  },
  {
    name: "cookie header",
    pattern:
      /(\b(?:set-)?cookie2?\\{0,8}["']?\s{0,3}[=:]\s{0,3}\\{0,8}["']?)(?!<)(?=[\w.-]{1,100}=)[^\n"'\\]+/gi,
    replacement: "$1<SECRET>",
    hints: ["cookie"],
  },
  ...serviceTokens,
  {
    name: "signature of a signed URL",
    pattern:
      /((?:[?&]|\\{1,2}u0026)(?:sig|signature|Policy|X-Amz-Signature|X-Amz-Credential|X-Amz-Security-Token|X-Goog-Signature|X-Goog-Credential|AWSAccessKeyId|code|client_assertion|hmac|subscription-key|access_key|appkey|app_key|api_?key)=)(?!<)[^\s&"'<>\\]{8,}/gi,
    replacement: "$1<SECRET>",
    hints: [
      "sig=",
      "signature=",
      "policy=",
      "credential=",
      "token=",
      "keyid=",
      "code=",
      "assertion=",
      "hmac=",
      "key=",
    ],
  },
  {
    name: "user and password given to curl",
    pattern:
      /(\bcurl\b.{0,300}?\s(?:-u|--user|--proxy-user|-U)[ =]\\{0,8}["']?)(?!<)[^\s:"']{1,100}:[^\s"'\\]+/g,
    replacement: "$1<SECRET>",
    hints: ["curl"],
  },
  ...named({
    name: "password",
    key: "pass(?:word|wd|phrase|code)s?|passwort|kennwort|contraseña|wachtwoord|mot de passe|bind_?pw|root_?pw|ssh_?pass",
    hints: [
      "password",
      "passwd",
      "passphrase",
      "passcode",
      "passwort",
      "kennwort",
      "contrase",
      "wachtwoord",
      "de passe",
      "bindpw",
      "bind_pw",
      "rootpw",
      "root_pw",
      "sshpass",
      "ssh_pass",
    ],
    // `passwords=2` counts.
    exception: "(?<!s=)(?<!s: )",
  }),
  {
    name: "password in SQL",
    pattern:
      /(\b(?:password|identified by(?: password)?|identified with \w{1,40} by)\s{1,3})(\\{0,8}')(?!<SECRET>)(?:(?!\2)(?:\\[^\n]|[^\n]))+/gi,
    replacement: "$1$2<SECRET>",
    hints: ["password", "identified "],
  },
  // PWD=/home/alice is where a command ran, and "pass: 12" counts tests.
  ...named({
    name: "short password",
    key: "(?<![A-Za-z])pwd|(?<=[a-z])Pwd|[_.-]pass|[_-]?pgpass|(?<![A-Za-z])psk|(?<=[a-z])Pass",
    hints: ["pwd", "_pass", ".pass", "-pass", "pgpass", "psk", "pass"],
    exception: "(?!/|~|[A-Za-z]:\\\\)",
  }),
  ...named({
    name: "secret key",
    key: "(?<!shared )secret(?:[_-]?(?:value|string|text))?|(?:api|access|secret|private|account|signing|encryption|master|auth|license|service|subscription|shared|storage|webhook|routing|integration|deploy|app(?:lication)?|consumer|client|admin|write|ingest|license|(?<![A-Za-z])dd)[ _-]?(?:access|api|secret)?[_-]?key(?:[_-]?id(?=\\\\{0,8}[\"']?\\s{0,3}[=:]\\s{0,3}\\\\{0,8}[\"']?[0-9a-f]{40}))?|shared secret|credentials?|apikey",
    hints: ["secret", "key", "credential"],
    exception:
      "(?![^\\s\"']{1,200}\\.(?:pem|key|crt|cer|json|ya?ml|txt|p12|jks|conf)\\b)(?![\\w.-]{1,60}(?:\\(|::))",
    colonNeeds: secretLooking,
  }),
  // prompt_token=512 is a count.
  ...named({
    name: "token",
    key: "tokens?",
    hints: ["token"],
    exception: `(?!\\d{1,9}${valueEnd})(?=[\\w+/~.$-])`,
    colonNeeds: secretLooking,
  }),
];
