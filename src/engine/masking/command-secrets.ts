import { type Detector, type Range, whole } from "./detector.ts";

/** Passwords on command lines, in configuration, in XML and in sentences. */

/** What may stand between a program and its option: the same command, not the next one. */
const words = "[^\\n|;]{0,160}?";
const optionalQuote = "\\\\{0,8}[\"']?";
const word = "(?![-<$])[^\\s\"'\\\\|;]{2,}";

/** In a sentence a password needs a digit or a sign among its letters; otherwise it looks like a word. */
function inSentence(candidate: string, before: string): Range | undefined {
  const value = candidate.replace(/[.,;:)]+$/, "");
  if (value.length < 4) return undefined;
  const isQuoted = /["'`]$/.test(before);
  if (!isQuoted && (!/[A-Za-z]/.test(value) || !/[\d!#$%^&*+=~?]/.test(value))) return undefined;
  // Times, versions, functions and file names.
  if (/^(?:v?\d+(?:[.:-]\d+)+|\d+\w{0,2}|[\w.]+\(\)|\S+\.(?:conf|txt|ya?ml|json|java|py|go))$/i.test(value))
    return undefined;
  return { start: 0, end: value.length };
}

export const commandSecretDetectors: readonly Detector[] = [
  {
    // MySQL's client takes the password without a space: in `-p secret` the word is the database's name.
    name: "password attached to -p",
    kind: "SECRET",
    hints: [" -p"],
    pattern: new RegExp(
      `(?<kept>\\b(?:mysql\\w{0,10}|mariadb[\\w-]{0,10}|sshpass|7za?|mycli)\\b${words}\\s-p${optionalQuote})(?![\\s<$])[^\\s"'\\\\|;]+`,
      "g",
    ),
  },
  {
    name: "password behind -p",
    kind: "SECRET",
    hints: [" -p "],
    pattern: new RegExp(
      `(?<kept>\\b(?:sshpass|(?:docker|podman|buildah|skopeo|helm registry|oras|crane auth|nerdctl) login|mongo(?:sh|dump|restore|export|import)?|twine upload|az login|cqlsh|ipmitool|psexec|influx)\\b${words}\\s-p\\s{1,3}${optionalQuote})${word}`,
      "g",
    ),
  },
  {
    name: "password behind another option",
    kind: "SECRET",
    hints: [" -a ", " -w ", " -p ", " -x ", "/p:", " -pw "],
    pattern: new RegExp(
      `(?<kept>\\b(?:redis-cli\\b${words}\\s-a|ldap(?:search|modify|add|delete|passwd|whoami|compare)\\b${words}\\s-w|(?:sqlcmd|bcp|ipmitool|isql)\\b${words}\\s-P|snmp(?:get|walk|set|bulkwalk)\\b${words}\\s-[cAX]|(?:plink|pscp|psftp)\\b${words}\\s-pw|zip\\b${words}\\s-P)\\s{1,3}${optionalQuote})${word}`,
      "g",
    ),
  },
  {
    name: "password behind an option of its own",
    kind: "SECRET",
    hints: ["pass", "/p:"],
    pattern: new RegExp(
      `(?<kept>(?:\\s-pass(?:in|out|word)?\\s{1,3}${optionalQuote}(?:pass:)?|-(?:store|key|deststore|srcstore|destkey|srckey)pass\\s{1,3}${optionalQuote}|\\bxfreerdp\\b${words}\\s/p:))(?!env:|file:|stdin|fd:)${word}`,
      "g",
    ),
  },
  {
    name: "user and password of a share or a directory",
    kind: "SECRET",
    hints: ["smbclient", "rpcclient", "net use", "htpasswd", "chpasswd", "sqlplus"],
    pattern: new RegExp(
      `(?<kept>(?:\\b(?:smb|rpc)client\\b${words}\\s-U\\s{0,2}${optionalQuote}[\\w\\\\.-]{1,60}%|\\bnet use\\b${words}\\s/user:\\S{1,60}\\s|\\bhtpasswd\\s(?:-\\w{1,6}\\s){1,3}\\S{1,100}\\s\\S{1,60}\\s|\\becho\\s${optionalQuote}[\\w.-]{1,40}:(?=[^\\n]{1,80}chpasswd)|\\bsqlplus\\s(?:-\\w\\s){0,2}[\\w]{1,40}/))(?![<$/])[^\\s"'\\\\|;@]+`,
      "gi",
    ),
  },
  {
    name: "password written to the input of a command",
    kind: "SECRET",
    hints: ["sudo", "--password-stdin", "--stdin"],
    pattern:
      /(?<kept>\b(?:echo|printf)\s(?:-n\s)?\\{0,8}["']?)(?![<$])[^\s"'\\|;]{2,80}(?=\\{0,8}["']?\s?\|\s?(?:sudo\s(?:-\w\s){0,3}-S\b|[^\n|;]{1,80}--(?:password-)?stdin))/g,
  },
  {
    name: "password in a device's configuration",
    kind: "SECRET",
    hints: ["password", "secret", "community", "pre-shared-key", "key-string", "wpa-psk", "md0 ", "key 0 "],
    pattern:
      /(?<kept>(?:\b(?:enable|username \S{1,40}|line \S{1,20})\s(?:privilege \d{1,2}\s)?(?:password|secret)\s(?:\d{1,2}\s)?|\b(?:password|secret|key|key-string|md5)\s(?:0|5|7|8|9)\s|\bsnmp-server community\s|\bcommunity(?: string)?[ =:]{1,3}\\{0,8}["']?(?=[^\s"']{0,40}\d)|\bpre-shared-key\s(?:local\s|remote\s|address \S{1,40} key\s)?(?:\d\s|ascii-text\s|hex\s)?\\{0,8}["']?|\bwpa-psk\s(?:ascii\s)?(?:\d\s)?))(?!<|for\b|is\b|failed)[^\s"'\\]{3,}/gi,
    // The number says how the password is encoded; in `password 5 times` there is no password.
    narrow: (candidate, before) =>
      /\s\d\s$/.test(before) && !(/[\d$]/.test(candidate) && /[A-Za-z$]/.test(candidate))
        ? undefined
        : whole(candidate),
  },
  {
    name: "secret in an XML element",
    kind: "SECRET",
    hints: ["</"],
    pattern:
      /(?<kept><(?:\w{1,30}:)?(?:\w{0,30}(?:password|passwd|pwd|secret|token|api_?key|access_?key|private_?key|credential|security_?code|cvv|pin))(?:\s[^<>]{0,200})?>)(?!<)[^<>]{1,4000}(?=<\/)/gi,
    narrow: (candidate) =>
      /^\s*(?:\*+|null|true|false|x+)?\s*$/i.test(candidate) ? undefined : whole(candidate),
  },
  {
    name: "password of several words in a sentence",
    kind: "SECRET",
    hints: ["password", "passcode", "passphrase", "secret"],
    pattern:
      /(?<kept>(?<![\w-])(?:pass(?:word|code|phrase)|secret)(?:\s(?:for|of|to)\s\S{1,60})?\s(?:(?:is|was)(?: now)?(?: set to| changed to| reset to)?|set to|changed to|reset to)\s(?<quote>\\{0,8}["'`]))(?!<)[^"'`\\\n]{3,80}(?=\k<quote>)/gi,
  },
  {
    name: "password in a sentence",
    kind: "SECRET",
    hints: [
      "password",
      "passwd",
      "passcode",
      "passphrase",
      "pwd",
      "secret",
      "api key",
      "token",
      "kennwort",
      "passwort",
      "credentials",
    ],
    pattern:
      /(?<kept>(?<![\w-])(?:pass(?:word|wd|code|phrase)|pwd|secret(?: key)?|api key|(?:access |auth )?token|pass?wort|kennwort|credentials)(?:\s(?:for|of|to)\s\S{1,60})?\s(?:(?:is|was|are)(?: now)?(?: set to| changed to| reset to)?|set to|changed to|reset to|lautet|ist)\s{0,2}:?\s{0,2}\\{0,8}["'`]?)(?!<)[^\s"'`\\<>,;]{4,100}/gi,
    narrow: inSentence,
  },
  {
    name: "user and password in a sentence",
    kind: "SECRET",
    hints: ["credentials", "login with", "basic auth"],
    pattern:
      /(?<kept>\b(?:credentials|login with|basic auth)\s{1,2}(?:are\s|as\s|of\s)?["'`(]?)(?!<|https?:)[\w.@-]{1,60}[:/](?!\/)[^\s"'`<>,;)]{4,80}/gi,
    narrow: (candidate, before) => inSentence(candidate, before),
  },
];
