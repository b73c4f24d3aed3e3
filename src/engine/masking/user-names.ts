import { blank, type Detector, type Range, whole } from "./detector.ts";
import { encodedBetween } from "./encoded-secrets.ts";
import { isOtherCall, literalPrefix, noLiteral, wrapper } from "./literal-forms.ts";

/** Names of people and accounts, where a key or a known sentence introduces them. */

/** Accounts that every machine has. They identify no person, and readers of the log need them. */
const sharedAccounts = new Set(
  (
    "root admin administrator system nobody guest anonymous daemon bin sys sync mail www www-data apache nginx httpd " +
    "postgres mysql oracle mongodb redis elastic git ubuntu centos debian ec2-user hadoop hdfs yarn hive hbase spark " +
    "kafka zookeeper jenkins gitlab-runner docker vagrant service user users test default unknown none null nil n/a na " +
    "true false yes no undefined sshd ftp ntp postfix dovecot cron localsystem operator sa dbo public everyone self " +
    "owner login group any all other local remote app application server client host nova neutron glance cinder keystone"
  ).split(" "),
);
/** Words that follow "user" in messages about users in general. */
const messageWords = new Set(
  (
    "a aborted accepted an and are as account action activity agent already and auth authenticated authentication authorization by can " +
    "cannot cancelled canceled closed completed config configuration connected context could count created data database defined " +
    "deleted denied did disabled disconnected does error event exists expired follows failed failure failures for from had has " +
    "have id if in key keys incorrect info input interaction interrupt interface invalid is limit list locked logged login logon logoff " +
    "logout lookup mapping may mode must name not of ok on or operation password permission permissions policy preauth preferences " +
    "process profile quota rejected removed request requested requests response role roles service session sessions " +
    "settings space started state status success successful successfully supplied switched table task terminated the thread timed timeout to token " +
    "update updated upload using valid validation was who will with without"
  ).split(" "),
);

function isId(name: string): boolean {
  if (/^(?:job|blk|task|attempt|app(?:lication|attempt)?|container|req|session|tx|order)_-?\d/.test(name))
    return true;
  return /^[\d.,:-]+$/.test(name) || /^(?:0x)?[0-9a-f-]{12,}$/i.test(name);
}

function nameIn(candidate: string): Range | undefined {
  const name = candidate.replace(/[.,;:]+$/, "");
  const plain = name.toLowerCase();
  if (plain === "" || !/\p{L}/u.test(plain) || isId(plain) || sharedAccounts.has(plain)) return undefined;
  return { start: 0, end: name.length };
}

function nameInProse(candidate: string, before: string): Range | undefined {
  // In an Azure connection string this is the name of a storage account.
  if (before.endsWith(";AccountName=")) return undefined;
  const found = nameIn(candidate);
  return found === undefined || messageWords.has(candidate.slice(0, found.end).toLowerCase())
    ? undefined
    : found;
}

const userKey =
  "uname|(?:(?:db|os|sql|auth|remote|app|sys|client|login|win|ad|proxy)[_-]?)?user(?:[ _-]?name)?|usr(?:name)?|(?<![-.])login(?:[ _-]?name)?|logname|acct|account[ _-]?name|[rsd]user|target_?user_?name|" +
  "subject_?user_?name|samaccountname|principal(?:[ _-]?name)?|ugi|logon[ _-]?account|actor|assignee|author|committer|reviewer|requester|approver|employee|(?:created|updated|modified|requested|approved|deleted)[_-]?by|" +
  "(?:first|last|full|family|given|middle|maiden|display|customer|patient|contact|employee|cardholder|recipient)[ _-]?name|surname";
const userHints = (
  "user usr login logname acct account actor principal assignee author committer reviewer requester approver employee _by -by " +
  "edby name ugi"
).split(" ");
const keyStart = "(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2}|\\\\[nrt]|\\\\u00[0-9A-Fa-f]{2}))";
const assigned = `\\\\{0,8}["']?${blank}{0,2}(?:=>?|:)${blank}{0,6}`;
const inner = "[\\p{L}\\p{N}_]";
/** A Windows domain may stand before the name, a Kerberos realm behind it. Signs stand only between letters and digits. */
const name =
  "(?:[A-Za-z0-9._-]{1,30}\\\\{1,2})?" +
  `${inner}(?:[\\p{L}\\p{N}_$+-]|[.'@](?=${inner})|%20(?=\\p{L})){0,63}(?!${inner}|[.'@]${inner})`;

export const userNameDetectors: readonly Detector[] = [
  {
    name: "name before an e-mail address in a header",
    kind: "USER",
    hints: ["author:", "committer:", "-by:", "from:", "to:", "cc:", "tagger:"],
    pattern:
      /(?<kept>(?<![\p{L}\p{N}])(?:author|committer|tagger|[a-z]{2,12}-by|from|to|cc|reply-to):\s{0,8}\\{0,8}"?)\p{L}[\p{L}\p{N}' .-]{0,60}(?=\\{0,8}"?\s<<SECRET>>)/giu,
    narrow: nameIn,
  },
  {
    name: "name in quotes behind a key",
    kind: "USER",
    needs: /[=:]>?\s{0,6}[^\s,;="']{0,60}["']/,
    hints: userHints,
    pattern: new RegExp(
      `(?<kept>${keyStart}(?:${userKey})${assigned}${wrapper}{0,3}${literalPrefix}(?<quote>\\\\{0,8}["']))[^"'\\\\<>{}=\\n]{1,80}(?=\\k<quote>)`,
      "giu",
    ),
    narrow: (candidate, before) =>
      isOtherCall(before) || nameIn(candidate) === undefined ? undefined : whole(candidate),
  },
  {
    name: "name of a Windows account in quotes",
    kind: "USER",
    needs: /\\[\p{L}\p{N}_.$ -]{1,60}\\{0,8}["']/u,
    hints: userHints,
    pattern: new RegExp(
      `(?<kept>${keyStart}(?:${userKey})${assigned}(?<quote>\\\\{0,8}["']))[A-Za-z0-9._-]{1,30}\\\\{1,4}[\\p{L}\\p{N}_.$ -]{1,60}(?=\\k<quote>)`,
      "giu",
    ),
  },
  {
    // Prose may follow `: `.
    name: "name behind a key",
    kind: "USER",
    needs:
      /(?:user|usr|name|login|acct|account|ugi|actor|principal|assignee|author|committer|reviewer|requester|approver|employee|by)\\{0,8}["']?\s{0,2}[=:]/i,
    hints: userHints,
    pattern: new RegExp(
      `(?<kept>${keyStart}(?:${userKey})${assigned}(?:<(?!SECRET>))?)${noLiteral}${name}(?![(\\\\/:=])`,
      "giu",
    ),
    narrow: nameInProse,
  },
  {
    name: "name in an encoded form",
    kind: "USER",
    hints: userHints,
    needs: /%|\\u00|&[qa#]/,
    pattern: new RegExp(
      `(?<kept>${keyStart}(?:${userKey})${encodedBetween})[\\p{L}_](?:[\\p{L}\\p{N}_.$-]|%20(?=\\p{L})){0,63}`,
      "giu",
    ),
    narrow: nameIn,
  },
  {
    name: "user id that is a name",
    kind: "USER",
    hints: ["uid="],
    pattern: /(?<kept>(?<![\p{L}\p{N}])uid=)\p{L}[\p{L}\p{N}_.-]{1,63}(?=,|\s|$)/giu,
    narrow: nameIn,
  },
  {
    name: "name behind a numeric user id",
    kind: "USER",
    hints: ["uid=0"],
    pattern: /(?<kept>(?<![\p{L}\p{N}])e?uid=\d{1,10}\()[\p{L}_][\p{L}\p{N}_.$-]{0,63}(?=\))/giu,
    narrow: nameIn,
  },
  {
    name: "common name of a person in a directory",
    kind: "USER",
    hints: ["cn="],
    pattern:
      /(?<kept>(?<![\p{L}\p{N}])cn=)\p{L}[\p{L}' -]{1,60}(?=, ?(?:ou=(?:users|people|staff|employees)|cn=users))/giu,
    narrow: nameIn,
  },
  {
    // Any word counts, even `admin` and numbers: it was typed as a name, and may be a password.
    name: "name that no account has",
    kind: "USER",
    hints: ["invalid user ", "illegal user "],
    pattern:
      /(?<kept>\b(?:invalid|illegal) user )[^\s<>"'\\]{1,64}(?= from \S{1,80}(?: port \d|\s?$|["'\\])| <SECRET> port \d| \[preauth\])/gi,
  },
  {
    name: "name in a sentence about logging in",
    kind: "USER",
    hints: ["user", " as", " for ", "login failed: "],
    needs:
      /user|(?:in|login|authenticat\w{1,3}|running|acting|impersonat\w{1,3}|connect\w{0,3}) as|login failed:|(?:attempt|request|challenge)s? for |(?:password|exceeded|failure|failed|denied|changed|success\w{0,3}|succeeded|publickey|pam|interactive|opened|closed) for /i,
    pattern: new RegExp(
      `(?<kept>(?<![\\p{L}\\p{N}])(?:(?:invalid|illegal|unknown|input_userauth_request: invalid) user |(?:log ?in|logged in|sign(?:ed)? in|authenticat(?:e|ed|ing)|running|acting|impersonat(?:e|ing)|connect(?:ed|ing)?) as:? |login failed: |(?:authentication|log[io]n|sign-in) (?:attempt|request|challenge)s? for |` +
        `(?:for|by|of|as|from) user:? |user |password for |(?:exceeded|failure|failed|denied|changed) for |\\bauth(?:entication)? (?:successful|succeeded) for |publickey for |keyboard-interactive(?:/pam)? for |session (?:opened|closed) for |New session \\d{1,9} of user |to user |` +
        `(?:impersonat(?:e|ing)|switched to) user )\\\\{0,8}["'\`]?)(?!user )${name}(?=\\\\{0,8}["'\`]|\\s<SECRET>|\\s[([]|\\s(?:from|by|on|at|with|via|port|to|using|after|in|logged|failed|succeeded|has|is|was|not|does|tried|attempted|authenticated|requested|connected|disconnected|uploaded|deleted|created|changed|accessed|opened|closed|cannot|can't|could|called|joined|left|signed)\\b|[(,;\\])]|[.:](?:\\s|["'\\\\])|\\.$|\\s?$)`,
      "giu",
    ),
    narrow: nameInProse,
  },
  {
    name: "who called sudo or su",
    kind: "USER",
    hints: ["sudo"],
    pattern: /(?<kept>\bsudo(?:\[\d{1,9}\])?:\s{1,8})[\p{L}_][\p{L}\p{N}_.$-]{0,63}(?= : )/gu,
    narrow: nameIn,
  },
  {
    name: "user at an address",
    kind: "USER",
    hints: ["@"],
    pattern: /(?<![\p{L}\p{N}._%+@-])[\p{L}_][\p{L}\p{N}._-]{0,63}(?=@<SECRET>)/gu,
    // In a Spark or Akka address this is the name of an actor.
    narrow: (candidate, before) =>
      /(?:spark|akka[a-z.]{0,9}):\/\/$/.test(before) ? undefined : nameIn(candidate),
  },
  {
    name: "client of OpenVPN",
    kind: "USER",
    hints: ["openvpn"],
    pattern: /(?<kept>\bopenvpn(?:\[\d{1,9}\])?:\s)[\p{L}_][\p{L}\p{N}_.$-]{0,63}(?=\/<SECRET>)/gu,
    narrow: nameIn,
  },
  {
    name: "who got a session",
    kind: "USER",
    hints: ["(uid=", " on pts", " on tty", " on none"],
    pattern:
      /(?<kept>(?:\bby |\(to [\w.-]{1,64}\) ))[\p{L}_][\p{L}\p{N}_.$-]{0,63}(?=\(uid=| on (?:pts|tty|none))/gu,
    narrow: nameIn,
  },
  {
    name: "user of a web server's access log",
    kind: "USER",
    hints: [" [00/"],
    pattern:
      /(?<kept>(?:^|[\s"])[^\s[\]"]{1,100} [^\s[\]"]{1,64} )(?!-)[^\s[\]"<]{1,64}(?= \[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:)/g,
    narrow: nameIn,
  },
  {
    name: "owner of a job of cron",
    kind: "USER",
    hints: ["cron"],
    pattern: /(?<kept>\bcron(?:d)?(?:\[\d{1,9}\])?:\s\()[\p{L}_][\p{L}\p{N}_.$-]{0,63}(?=\) )/giu,
    narrow: nameIn,
  },
  {
    name: "new account",
    kind: "USER",
    hints: ["new user: name="],
    pattern: /(?<kept>\bnew user: name=)[\p{L}_][\p{L}\p{N}_.$-]{0,63}/gu,
    narrow: nameIn,
  },
  {
    // VPN gateways and Samba: `User <alice>`, `user [CORP]\[alice]`.
    name: "name in brackets",
    kind: "USER",
    hints: ["user <", "user [", "username [", "username <"],
    pattern:
      /(?<kept>\buser(?:name)? (?:<(?!SECRET>)|\[(?:[\w.-]{0,30}\]\\{1,2}\[)?))[\p{L}_][\p{L}\p{N}_.$@-]{0,63}(?=[>\]])/giu,
    narrow: nameInProse,
  },
  {
    name: "account with its domain before a verb",
    kind: "USER",
    hints: ["\\"],
    pattern:
      /(?<![\p{L}\p{N}\\:._-])[A-Z][A-Z0-9-]{1,14}\\{1,2}[\p{L}_][\p{L}\p{N}_.$-]{1,40}(?= (?:opened|closed|connected|disconnected|logged|signed|authenticated|deleted|failed to|was|has|from) )/gu,
  },
  {
    name: "user of a proxy's access log",
    kind: "USER",
    hints: [" hier_", " direct/", " first_up", " none/"],
    pattern:
      /(?<= )[\p{L}_][\p{L}\p{N}_.$@-]{0,63}(?= (?:HIER_[A-Z_]{2,30}|DIRECT|FIRST_UP_PARENT|NONE)\/)/gu,
    narrow: nameIn,
  },
];
