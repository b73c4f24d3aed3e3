import { type Detector, type Range, whole } from "./detector.ts";

/** Names of machines. They are masked only on request, because analysis needs them. */

/** Domain endings of machines. Endings of files, packages and classes are left out. */
const topLevel =
  "com|org|net|edu|gov|mil|int|io|dev|app|cloud|info|biz|example|test|invalid|local|localdomain|localnet|internal|intern|intra|intranet|" +
  "corp|home|lan|private|arpa|eu|uk|de|fr|es|it|nl|be|ch|at|pl|cz|dk|se|no|fi|ie|pt|gr|ru|ua|tr|il|in|cn|jp|kr|tw|hk|sg|au|nz|" +
  "br|mx|ar|cl|za|ca|us|consul|svc|onion";
/** Packages begin with a domain's ending: `com.acme.shop`, `org.apache.hadoop.ipc`. */
const packageStart =
  /^(?:com|org|net|io|edu|gov|java|javax|jakarta|sun|jdk|scala|akka|kotlin|android|androidx|dev|app|de|www\.w3)\./i;

function hostIn(candidate: string): Range | undefined {
  if (/^localhost(?:\.|$)/i.test(candidate)) return undefined;
  // Classes and methods have capitals inside.
  if (/[a-z][A-Z]/.test(candidate)) return undefined;
  return packageStart.test(candidate) ? undefined : whole(candidate);
}

/** A host name behind a key. Addresses have their own kinds. */
function keyedHost(candidate: string, before: string): Range | undefined {
  // A colon and a space may introduce prose.
  if (/:\s$/.test(before) && !/[\d.-]/.test(candidate)) return undefined;
  const name = candidate.replace(/[.-]+$/, "");
  if (/^(?:localhost|none|null|nil|unknown|undefined|true|false|any|all|default|self|n\/a|-)$/i.test(name))
    return undefined;
  return /[A-Za-z]/.test(name) ? { start: 0, end: name.length } : undefined;
}

const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

export const hostNameDetectors: readonly Detector[] = [
  {
    name: "host name with its domain",
    kind: "HOST",
    hints: ["."],
    pattern: new RegExp(
      `(?<![A-Za-z0-9_.@/\\\\-]|%40)(?:(?<=//)|(?<!/))(?:${label}\\.){1,10}(?:svc\\.cluster\\.local|${topLevel})(?![A-Za-z0-9_-]|\\.[A-Za-z0-9_]|\\()`,
      "gi",
    ),
    narrow: hostIn,
  },
  {
    name: "host name with its domain in a URL or behind a path's sign",
    kind: "HOST",
    hints: ["/", "@"],
    pattern: new RegExp(
      `(?<=//|@|%2F%2F|<SECRET>@|[a-z]/)(?:${label}\\.){1,10}(?:${topLevel})(?=[:/?#\\s"',;)\\]>]|$)`,
      "gi",
    ),
    narrow: hostIn,
  },
  {
    name: "host name of one word in a URL",
    kind: "HOST",
    hints: ["://"],
    pattern: /(?<=:\/\/(?:<SECRET>@)?)[A-Za-z][A-Za-z0-9-]{0,62}(?=:\d{1,5}(?!\d)|[/?\s"']|$)/g,
    narrow: keyedHost,
  },
  {
    name: "host name behind a key",
    kind: "HOST",
    hints: ["host", "server", "node", "machine", "computer", "workstation", "fqdn", "instance"],
    pattern:
      /(?<kept>(?<![A-Za-z0-9])(?:(?:r|l|src|dst|db|remote|local|source|target|dest(?:ination)?|client|peer|upstream)?[_ -]?host(?:[_ -]?name)?|(?:dns|computer|machine|server|node|workstation|instance)[_ -]?name|server|node|machine|computer|workstation|fqdn)\\{0,8}["']?\s{0,2}(?:=|:(?=\s|\\{0,8}["']))\s{0,2}\\{0,8}["']?)[A-Za-z0-9](?:[A-Za-z0-9.-]{0,200}[A-Za-z0-9])?(?![A-Za-z0-9_(]|\.[A-Za-z0-9_])/gi,
    narrow: keyedHost,
  },
  {
    // RFC 3164: `Mar 14 03:12:00 web1 sshd[4121]:`.
    name: "host name of a line of syslog",
    kind: "HOST",
    hints: ["00:00 ", ":00.000", "00z ", "00 "],
    pattern:
      /(?<kept>^(?:<\d{1,3}>)?(?:1 )?(?:[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})) )[A-Za-z][A-Za-z0-9._-]{0,254}(?= [\w./-]{1,48}(?:\(\w{1,30}\))?(?:\[\d{1,9}\])?: | [\w./-]{1,48} (?:\d{1,9}|-) )/gm,
    narrow: keyedHost,
  },
];
