/**
 * What counts as a secret, as a table. Every pattern is linear: what may repeat is bounded, or begins where
 * nothing of its own kind stands before it, or takes all that it reads.
 */

export interface SecretPattern {
  readonly name: string;
  readonly pattern: RegExp;
  /** With `$1` and so on for what stays. */
  readonly replacement: string;
}

/** Placeholders are no secrets: what is redacted stays as it is. */
const notYet = "(?!<(?:SECRET|CARD|EMAIL|PRIVATE_KEY)>)";
const valueEnd = "(?=$|[\\s\"'`,;&\\\\)}\\]])";
/** Values that say there is none, were taken out before, or are filled in later. */
const noValue = `(?!(?:null|none|nil|true|false|yes|no|undefined|[*x•]{3,}|<[a-z]{1,20}>|\\[[a-z]{1,20}\\])${valueEnd}|\\$[{(])`;
/** Words that follow "password:" in messages about passwords. */
const messageWords =
  "(?!(?:accepted|an?|and|are|auth\\w{0,20}|bad|cannot|changed|could|created|denied|does|empty|error|expired|fail\\w{0,5}|for|found|has|in|incorrect|invalid|is|malformed|mismatch|missing|must|not|ok|rejected|required|reset|revoked|rotated|the|unexpected|unknown|updated|verified|was|will|wrong)(?=$|\\s|[.,;:!?)\\]}\"']{1,3}(?:\\s|$)))";
/** A value without quotes: up to white space or a quote, and to a `,`, `;` or `&` before the next key or the end. */
const bareValue = "(?!\\\\{1,4}[\"'])(?:[^\\s\"'`,;&\\\\]|\\\\(?![\"'])|[,;&](?!\\s|$|[\\w.%-]{1,40}=))+";
/** Prose puts words behind "token:"; a secret is long or has a digit. */
const secretLooking = "(?=[\\w+/~.$-](?:[^\\s\"'`,;&]{0,200}\\d|[^\\s\"'`,;&]{15}))";

/** A named value, written with `=`, with `:`, as JSON, as JSON within a string, or as an option. */
function named(name: string, key: string, exception = "", colonNeeds = ""): SecretPattern[] {
  const keyAndQuote = `(?:${key})\\\\{0,4}["']?\\s{0,3}`;
  const begin = `${notYet}${noValue}${exception}`;
  return [
    {
      name: `${name} in quotes`,
      pattern: new RegExp(
        `(${keyAndQuote}(?:=>?|:)\\s{0,3})(\\\\{0,4}["'])${begin}(?:(?!\\2)(?:\\\\[^\\n]|[^\\n]))+`,
        "giu",
      ),
      replacement: "$1$2<SECRET>",
    },
    {
      name,
      pattern: new RegExp(
        `(${keyAndQuote}(?:=>?\\s{0,3}|:\\s{0,3}${messageWords}${colonNeeds}))(?!=)${begin}${bareValue}`,
        "giu",
      ),
      replacement: "$1<SECRET>",
    },
    {
      name: `${name} as an option`,
      pattern: new RegExp(`(--[\\w-]{0,30}?(?:${key})\\s{1,3})(?!-)${begin}${bareValue}`, "giu"),
      replacement: "$1<SECRET>",
    },
  ];
}

/** A key that is known by its beginning; no letter or digit stands before it, but for an escape's. */
function prefixed(name: string, form: string): SecretPattern {
  const start = "(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2}|\\\\[nrt]))";
  return { name, pattern: new RegExp(`${start}(?:${form})`, "g"), replacement: "<SECRET>" };
}

export const secretPatterns: readonly SecretPattern[] = [
  {
    // One whose end was cut off reaches to the end of the text.
    name: "private key block",
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
    replacement: "<PRIVATE_KEY>",
  },
  {
    // Also passwords with `/` or `@` in them, but not the path behind a host with a port.
    name: "credentials in a URL",
    pattern:
      /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{1,30}:\/\/)(?!<SECRET>)(?:[^\s/@:"'<>[\]]{0,200}:(?!\d{1,5}(?:[/?#]|$))[^\s"'<>]{0,300}@|[^\s/@:"'<>]{20,300}@)/gi,
    replacement: "$1<SECRET>@",
  },
  {
    name: "credentials in an Oracle address",
    pattern: /(\bthin:)(?!<)[^\s/@"']{1,100}\/[^\s@"']{1,200}@/gi,
    replacement: "$1<SECRET>@",
  },
  {
    name: "authorization header with fields",
    pattern:
      /(authorization\\{0,4}["']?\s{0,3}[=:]\s{0,3}\\{0,4}["']?)(?:Digest|AWS4-HMAC-SHA256|OAuth|Signature|Hawk|NTLM|Negotiate)\s[^\n]+/gi,
    replacement: "$1<SECRET>",
  },
  {
    name: "authorization header",
    pattern:
      /(authorization\\{0,4}["']?\s{0,3}[=:]\s{0,3}\\{0,4}["']?(?:(?:Basic|Bearer|Token|Splunk|ApiKey|GenieKey|SSWS)\s{1,3}|(?=[^\s"'\\,;]{0,200}\d)(?=[^\s"'\\,;]{12})))(?!<)[^\s"'\\,;]{3,}/gi,
    replacement: "$1<SECRET>",
  },
  {
    name: "bearer token",
    pattern: /(\bBearer(?:\s|%20|\+){1,3})(?=[A-Za-z._~+/=-]{0,200}\d|[\w.~+/=-]{24})[\w.~+/=-]{8,}/gi,
    replacement: "$1<SECRET>",
  },
  {
    name: "cookie header",
    pattern:
      /(\b(?:set-)?cookie\\{0,4}["']?\s{0,3}[=:]\s{0,3}\\{0,4}["']?)(?!<)(?=[\w.-]{1,100}=)[^\n"'\\]+/gi,
    replacement: "$1<SECRET>",
  },
  {
    name: "JSON web token",
    pattern:
      /(?:(?<![\w-])|(?<=%20|%22|%3D|\\[nrt]))eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){0,3}/g,
    replacement: "<SECRET>",
  },
  prefixed("AWS access key", "(?:AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA)[A-Z2-7]{16}(?![A-Z0-9])"),
  prefixed("Google key", "AIza[\\w-]{35}|ya29\\.[\\w-]{20,}|GOCSPX-[\\w-]{20,}|1//0[\\w-]{30,}"),
  prefixed("GitHub token", "gh[opusr]_[A-Za-z0-9]{30,}|github_pat_\\w{22,}"),
  prefixed("GitLab token", "gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|oas)-[\\w.-]{20,}"),
  prefixed("Slack token", "xox[a-z]-[A-Za-z0-9-]{10,}|xapp-\\d-[A-Za-z0-9-]{10,}"),
  {
    name: "Slack webhook",
    pattern: /(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[A-Za-z0-9+/_-]{10,}/g,
    replacement: "$1<SECRET>",
  },
  prefixed("Stripe key", "(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{20,}"),
  prefixed("OpenAI or Anthropic key", "sk-(?=[A-Za-z_-]{0,200}\\d)[\\w-]{20,}"),
  prefixed("Hugging Face token", "hf_[A-Za-z0-9]{30,}|api_org_[A-Za-z0-9]{30,}"),
  prefixed("package registry token", "npm_[A-Za-z0-9]{30,}|pypi-AgE[\\w-]{40,}|rubygems_[0-9a-f]{40,}"),
  prefixed(
    "other service's token",
    "SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}|do[opr]_v1_[0-9a-f]{64}|dapi[0-9a-f]{32}|hv[sbr]\\.[\\w-]{24,}|dckr_[op]at_[\\w-]{20,}|shp(?:at|ca|pa|ss)_[0-9a-f]{32}|gl(?:sa|c)_[\\w=]{30,}|NRAK-[A-Z0-9]{20,}|ATATT3[\\w=-]{40,}|lin_api_[A-Za-z0-9]{30,}|\\d{8,10}:AA[\\w-]{33}",
  ),
  {
    name: "signature of a signed URL",
    pattern:
      /([?&](?:sig|signature|X-Amz-Signature|X-Amz-Credential|X-Amz-Security-Token|X-Goog-Signature|AWSAccessKeyId|code|client_assertion)=)(?!<)[^\s&"'<>]{8,}/gi,
    replacement: "$1<SECRET>",
  },
  {
    name: "user and password given to curl",
    pattern: /(\bcurl\b.{0,300}?\s(?:-u|--user)[ =]\\{0,4}["']?)(?!<)[^\s:"']{1,100}:[^\s"'\\]+/g,
    replacement: "$1<SECRET>",
  },
  ...named("password", "pass(?:word|wd|phrase)s?|passwort|kennwort|contraseña"),
  {
    name: "password in SQL",
    pattern: /(\b(?:password|identified by)\s{1,3})(\\{0,4}')(?!<SECRET>)(?:(?!\2)(?:\\[^\n]|[^\n]))+/gi,
    replacement: "$1$2<SECRET>",
  },
  // PWD=/home/alice is where a command ran, and "pass: 12" counts tests.
  ...named("short password", "(?<![A-Za-z])pwd|(?<=[a-z])Pwd|[_.-]pass|[_-]?pgpass", "(?!/|~|[A-Za-z]:\\\\)"),
  ...named(
    "secret key",
    "secret|(?:api|access|secret|private|account|signing|encryption|master|auth|license|service)[ _-]?(?:access)?[_-]?key|credentials?",
    "(?![^\\s\"']{1,200}\\.(?:pem|key|crt|cer|json|ya?ml|txt|p12|jks|conf)\\b)",
    secretLooking,
  ),
  // prompt_token=512 is a count.
  ...named("token", "tokens?", `(?!\\d{1,9}${valueEnd})(?=[\\w+/~.$-])`, secretLooking),
];
