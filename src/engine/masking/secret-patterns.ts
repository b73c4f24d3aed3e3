import { blank, type SecretPattern } from "./detector.ts";
import { headerSecrets } from "./header-secrets.ts";
import { literalPrefix, openingQuote } from "./literal-forms.ts";
import { named, secretLooking, valueEnd, valueInQuotes } from "./named-secrets.ts";
import { serviceTokens } from "./service-tokens.ts";

const keyEnd = "-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----";
const keyLineEnd = "(?:\\\\{1,4}[nrt]|[\\s\\\\>|,+\"'])";
const keyHeader = "(?:Proc-Type|DEK-Info|Comment|Version|Hash|Charset): [^\\r\\n\\\\]{0,80}";
/** Lines of base64; the last may be short. Prose does not match. */
const keyText = `(?:${keyLineEnd}{0,12}${keyHeader})*(?:${keyLineEnd}{0,12}(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{16,}={0,2})*(?:${keyLineEnd}{0,12}(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{1,75}={0,2}(?=${keyLineEnd}{0,12}(?:-----END|$)))?`;

/** A short key, on lines of its own. */
const shortKeyText = "(?:(?:\\\\{1,4}[nr]|[\\r\\n])+[A-Za-z0-9+/=]{1,76}){0,4}(?:\\\\{1,4}[nr]|[\\r\\n])+";

/** Everything up to the end marker if base64 stands before it; otherwise what looks like a key. */
const privateKey: SecretPattern = {
  name: "private key block",
  pattern: new RegExp(
    `-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?=[^-]{0,2000}?[A-Za-z0-9+/=]{16})(?:(?!-----BEGIN)[\\s\\S])*?${keyEnd}|${shortKeyText}${keyEnd}|${keyText}(?:${keyLineEnd}{0,12}${keyEnd})?)`,
    "g",
  ),
  replacement: "<PRIVATE_KEY>",
  hints: ["private key"],
};

/**
 * The table of secrets. Every pattern takes linear time; see `Detector`.
 */

export const secretPatterns: readonly SecretPattern[] = [
  privateKey,
  {
    // A password may hold `/` or `@`. A host with a port and a path must not match.
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
  ...headerSecrets,
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
    // `passwords=2` is a count.
    exception: "(?<!s=)(?<!s: )",
  }),
  {
    name: "password in SQL",
    pattern: new RegExp(
      `((?:\\bpassword${blank}{1,3}(?=${literalPrefix}\\\\{0,8}')|\\bidentified (?:by(?: password| values)?|with \\w{1,40} by)${blank}{1,3})${literalPrefix})(${openingQuote})(?!<SECRET>)${valueInQuotes}`,
      "giu",
    ),
    replacement: "$1$2<SECRET>",
    hints: ["password", "identified "],
  },
  // PWD=/home/alice is a working directory, and "pass: 12" counts tests.
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
