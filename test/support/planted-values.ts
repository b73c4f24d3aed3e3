/** Values that must not leave, of every kind, in twenty styles of logs. All are made up here, the same in every run. */

export interface PlantedValue {
  readonly kind: string;
  readonly value: string;
  /** The line that it stands in. */
  readonly line: string;
}

const alphanumeric = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A linear congruential generator (Numerical Recipes): the same numbers everywhere. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const random = numbers(20_261_121);
const pick = (from: string, count: number): string =>
  Array.from({ length: count }, () => from[random(from.length)]).join("");
const digits = (count: number): string => pick("123456789", 1) + pick("0123456789", count - 1);
const token = (count: number): string => `a7K${pick(alphanumeric, count - 6)}Z9q`;
const words = [
  "amber",
  "birch",
  "cedar",
  "delta",
  "ember",
  "fjord",
  "grove",
  "heron",
  "inlet",
  "jetty",
  "kiosk",
  "larch",
  "maple",
  "north",
  "otter",
];
const word = (index: number): string => words[index % words.length] as string;
const name = (index: number): string => `${word(index)}${pick("bcdfgklmnprst", 2)}${word(index + 4)}`;

function luhn(body: string): string {
  for (let check = 0; ; check++) {
    const all = body + check;
    let sum = 0;
    for (let at = 0; at < all.length; at++) {
      const digit = Number(all[all.length - 1 - at]);
      sum += at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    }
    if (sum % 10 === 0) return all;
  }
}

function iban(account: string): string {
  // ISO 7064 mod 97-10 over the account with DE00 behind it: D is 13, E is 14.
  const remainder = [...`${account}131400`].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
  return `DE${String(98 - remainder).padStart(2, "0")}${account}`;
}

/** For each kind how a value is made, and the words that say what it is. */
const makers: readonly {
  kind: string;
  make: (index: number) => string;
  phrase: (value: string) => [string, string];
}[] = [
  { kind: "EMAIL", make: (n) => `${name(n)}@${word(n + 3)}.example`, phrase: (value) => ["email", value] },
  {
    kind: "IP",
    make: () => `${[23, 45, 91, 198][random(4)]}.${1 + random(254)}.${random(255)}.${1 + random(254)}`,
    phrase: (value) => ["client_ip", value],
  },
  {
    kind: "IP",
    make: () => `2001:db8:${pick("123456789abcdef", 4)}::${pick("123456789abcdef", 4)}`,
    phrase: (value) => ["client_ip", value],
  },
  {
    kind: "MAC",
    make: () =>
      Array.from({ length: 6 }, () => pick("23456789abcdef", 1) + pick("0123456789abcdef", 1)).join(":"),
    phrase: (value) => ["mac", value],
  },
  { kind: "PHONE", make: () => `+49 15${random(10)} ${digits(8)}`, phrase: (value) => ["phone", value] },
  { kind: "CARD", make: () => luhn(`4${digits(14)}`), phrase: (value) => ["card_number", value] },
  { kind: "IBAN", make: () => iban(digits(18)), phrase: (value) => ["iban", value] },
  {
    kind: "SSN",
    make: () => `${200 + random(400)}-${11 + random(80)}-${1000 + random(8999)}`,
    phrase: (value) => ["ssn", value],
  },
  { kind: "USER", make: (n) => name(n), phrase: (value) => ["user", value] },
  { kind: "SECRET", make: () => token(18), phrase: (value) => ["password", value] },
  {
    kind: "SECRET",
    make: () => ["AKIA", pick("ABCDEFGHJKLMNPQRSTUVWXYZ234567", 16)].join(""),
    phrase: (value) => ["aws_access_key_id", value],
  },
  {
    kind: "SECRET",
    make: () => ["ghp", pick(alphanumeric, 36)].join("_"),
    phrase: (value) => ["token", value],
  },
  {
    kind: "SECRET",
    make: () => ["xoxb", digits(12), token(24)].join("-"),
    phrase: (value) => ["slack_token", value],
  },
  { kind: "SECRET", make: () => ["sk", "live", token(26)].join("_"), phrase: (value) => ["api_key", value] },
  {
    kind: "SECRET",
    make: () => ["eyJhbGciOiJIUzI1NiJ9", `eyJ${token(24)}`, token(32)].join("."),
    phrase: (value) => ["jwt", value],
  },
];

type Style = (key: string, value: string, number: number) => string;

const json = JSON.stringify;
const time = (number: number): string =>
  `2026-11-21T03:${String(10 + (number % 50)).padStart(2, "0")}:07.${100 + (number % 900)}Z`;

/** Each a kind of system of its own. */
const styles: readonly Style[] = [
  (key, value, n) =>
    `Nov 21 03:12:${10 + (n % 50)} web-${n % 7} app[${1000 + n}]: ERROR request failed ${key}=${value}`,
  (key, value, n) =>
    json({ time: time(n), level: "error", service: "checkout", msg: "request failed", [key]: value }),
  (key, value, n) => json({ time: time(n), level: "error", message: `lookup of ${key}=${value} failed` }),
  (key, value, n) => json({ time: time(n), log: json({ level: "warn", [key]: value }), stream: "stderr" }),
  (key, value, n) => `time=${time(n)} level=error msg="request failed" ${key}="${value}" duration=${n}ms`,
  (key, value, n) => `time=${time(n)} level=warn ${key}=${json(value)} caller=api.go:${n}`,
  (key, value, n) =>
    `93.184.216.${n % 250 === 0 ? 1 : n % 250} - - [21/Nov/2026:03:12:07 +0000] "GET /api?${key}=${encodeURIComponent(value)}&page=${n} HTTP/1.1" 500 ${n}`,
  (key, value, n) =>
    `${time(n)} ERROR [order-service,${n}] c.s.o.OrderController - Failed: {${key}=${value}, attempt=${n}}`,
  (key, value, n) => `${time(n)} WARN  [pool-${n % 9}] com.shop.Auth: rejected ${key}: ${value}`,
  (key, value, n) => `<134>1 ${time(n)} gw-${n % 5} auth ${n} ID47 [meta@32473 ${key}="${value}"] rejected`,
  (key, value, n) =>
    `E1121 03:12:07.${100000 + n} ${n} handler.go:88] "Sync failed" ${key}="${value}" err="timeout"`,
  (key, value, n) => `ERROR:root:row ${n} invalid: {'${key}': '${value}', 'attempt': ${n}}`,
  (key, value, n) => `${time(n)}|${n}|ERROR|billing|${key}=${value}|declined`,
  (key, value, n) => `<Event><Data Name="n">${n}</Data><Data ${key}="${value}">failed</Data></Event>`,
  (key, value, n) =>
    `[${n}] kernel: audit: type=1100 msg=audit(1763694727.${100 + n}): op=login ${key}="${value}" res=failed`,
  (key, value, n) =>
    `${time(n)} db-${n % 3} postgres[${n}]: ERROR: duplicate row DETAIL: ${key} = '${value}'`,
  (key, value, n) => `level=fatal ts=${time(n)} body="{\\"${key}\\":\\"${value}\\",\\"n\\":${n}}"`,
  (key, value, n) =>
    `${time(n)} POST /login body: ${key}=${encodeURIComponent(value)}&remember=1 status=401 rid=${n}`,
  (key, value, n) =>
    `Exception in thread "main-${n}" java.lang.IllegalStateException: bad ${key}: "${value}"`,
  (key, value, n) => `${time(n)} device-${n} mqtt publish failed topic=alerts payload={"${key}": "${value}"}`,
];

/** 300: each of fifteen kinds of values in each of twenty styles. */
export const plantedValues: readonly PlantedValue[] = styles.flatMap((style, row) =>
  makers.map(({ kind, make, phrase }, column) => {
    const number = row * makers.length + column;
    const [key, value] = phrase(make(number));
    return { kind, value, line: style(key, value, number + 11) };
  }),
);

type Disguise = (value: string, number: number) => string;

/** What stands between a key, its sign and its value, and must not hide it: colours, and how languages write texts. */
const secretDisguises: readonly Disguise[] = [
  (value) => `\x1b[36mpassword\x1b[0m=\x1b[35m${value}\x1b[0m rejected`,
  (value) => `ERROR "password": \x1b[32m"${value}"\x1b[0m rejected`,
  (value) => `ERROR #033[36mpassword#033[0m=#033[31m${value}#033[0m rejected`,
  (value) => json({ level: "error", message: `\x1b[1mpassword\x1b[22m: \x1b[33m${value}\x1b[39m rejected` }),
  (value) => `ERROR ^[[38;5;208mpassword^[[0m=^[[1m${value}^[[0m rejected`,
  (value) => `ERROR [36mpassword[0m=[35m${value}[0m rejected`,
  (value) => `ERROR Authorization: \x1b[2mBearer\x1b[0m ${value} rejected`,
  (value) => `ALTER LOGIN app WITH PASSWORD = N'${value}' failed`,
  (value) => `ERROR {u'password': u'${value}'} rejected`,
  (value) => `ERROR Config { password: Some("${value}") } rejected`,
  (value) => `ERROR password: []byte("${value}") rejected`,
  (value) => `ERROR password=SecretStr('${value}') rejected`,
  (value) => `ERROR password=Optional[${value}] rejected`,
  (value) => `ERROR row "{""password"":""${value}""}" rejected`,
  (value) => `ERROR userPassword:: ${Buffer.from(value).toString("base64")} rejected`,
];
const addressDisguises: readonly Disguise[] = [
  (value) => `ERROR peer \x1b[36m${value}\x1b[0m:443 refused`,
  (value) => `ERROR peer\x1b[0m${value} refused`,
  (value) => `ERROR peer #033[1;36m${value}#033[0m refused`,
  (value) => `ERROR peer \x1b]8;;http://${value}/\x07wiki\x1b]8;;\x07 refused`,
];
/** Names that are words of their line's template. */
const nameDisguises: readonly Disguise[] = [
  (value, n) => `Nov 21 03:12:07 web CRON[${n}]: (${value}) CMD (run-parts failed)`,
  (value) =>
    `Nov 21 03:12:07 web sudo: ${value} : command not allowed ; TTY=pts/0 ; USER=root ; COMMAND=/bin/sh`,
  (value) => `Nov 21 03:12:07 web su: FAILED SU (to root) ${value} on pts/1`,
  (value, n) => `ERROR access denied to uid=${n}(${value}) gid=${n}`,
  (value, n) => `198.51.100.${n % 250} - ${value} [21/Nov/2026:03:12:07 +0000] "GET /api HTTP/1.1" 500 ${n}`,
  (value, n) =>
    `1763694727.${n} 56 10.0.0.1 TCP_MISS/503 800 GET http://shop.example/ ${value} HIER_DIRECT/10.2.2.2 -`,
  (value, n) => `ERROR bounced From: "${value}" <box${n}@mail.example>`,
  (value, n) =>
    `Nov 21 03:12:07 web sshd[${n}]: Connection closed by authenticating user ${value} 198.51.100.7 port 22 [preauth]`,
  (value) => `ERROR session opened for user \x1b[1m${value}\x1b[0m by root`,
];

/** Values that colours, literals or the template of their line might hide from the masks. */
export const disguisedValues: readonly PlantedValue[] = [
  ...secretDisguises.map((line) => ({ kind: "SECRET", make: () => token(20), line })),
  ...addressDisguises.map((line) => ({ kind: "IP", make: () => `45.${random(250)}.${random(250)}.7`, line })),
  ...nameDisguises.map((line) => ({ kind: "USER", make: name, line })),
].flatMap(({ kind, make, line }, at) =>
  [0, 1].map((twin) => {
    const value = make(at + twin);
    return { kind, value, line: line(value, 1000 + 2 * at + twin) };
  }),
);

/** A value as it is, and in the forms in which something may write it. */
export function formsOf(value: string): string[] {
  const compact = value.replace(/[ -]/g, "");
  return [
    ...new Set([
      value,
      value.toLowerCase(),
      value.toUpperCase(),
      compact,
      encodeURIComponent(value),
      encodeURIComponent(value).toLowerCase(),
      json(value).slice(1, -1),
      json(json(value)).slice(3, -3),
      value.replaceAll("@", "\\u0040"),
      Buffer.from(value).toString("base64").replace(/=+$/, ""),
      Buffer.from(value).toString("base64url"),
      Buffer.from(value).toString("hex"),
    ]),
  ];
}

/** Those of the planted values that a text has in any form. */
export function leaksIn(text: string, planted = [...plantedValues, ...disguisedValues]): PlantedValue[] {
  return planted.filter(({ value }) => formsOf(value).some((form) => text.includes(form)));
}
