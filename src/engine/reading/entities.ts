import { type EntityKind, kindOfField } from "./entity-keys.ts";
import type { LineRecord } from "./record.ts";

/** What a line is about, beyond its service: lines with an equal entity belong together. */
export interface Entity {
  readonly kind: EntityKind;
  readonly value: string;
}

const before = "(?:^|[\\s,;([{\"'&?])";
const sign = "[\"']?\\s?[:=#]\\s?[\"'<]?";
const value = "([A-Za-z0-9][\\w.:@/+=-]{2,127})";
const uuid = "[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}";

/**
 * In text: a key and a sign, the forms of systems that write no key, and brackets of tracing libraries. Each has a group
 * for each of its kinds, in their order; where a form is written in two ways, for each way.
 */
const inText: readonly { readonly kinds: readonly EntityKind[]; readonly pattern: RegExp }[] = [
  {
    kinds: ["request"],
    pattern: new RegExp(
      `${before}(?:x[-_])?(?:request|req|correlation|operation)[-_ .]?id["']?\\s?[:=#]?\\s?["']?${value}`,
      "gi",
    ),
  },
  { kinds: ["request"], pattern: /\b(req-[0-9a-f]{8}-[0-9a-f-]{20,40})\b/g },
  // Behind the time (Lambda), at the start in brackets (Rails), jid=… (Sidekiq)
  {
    kinds: ["request", "request"],
    pattern: new RegExp(`(?:^|\\dZ[\\t ])\\[?(${uuid})\\]?(?=\\s)|\\sjid=(\\w{6,40})`, "gi"),
  },
  {
    kinds: ["trace"],
    pattern: new RegExp(
      `${before}(?:dd\\.|x-b3-)?trace[-_.]?id["']?\\s?[:=]\\s?["']?([0-9A-Za-z:-]{8,64})`,
      "gi",
    ),
  },
  { kinds: ["trace", "span"], pattern: /\b00-([0-9a-f]{32})-([0-9a-f]{16})-\d\d\b/g },
  // Root=1-58337262-36d228ad5d99923122bbe354 (AWS)
  { kinds: ["trace"], pattern: /\bRoot=(1-[0-9a-f]{8}-[0-9a-f]{24})\b/g },
  // [orders,5f2e9c0d1a2b3c4d,9a8b7c6d5e4f3a2b] (Sleuth, Micrometer)
  {
    kinds: ["trace", "span"],
    pattern: /\[(?:[\w.-]{1,60},)?([0-9a-f]{16}(?:[0-9a-f]{16})?)[,-]([0-9a-f]{16})(?:,\w{4,5})?\]/g,
  },
  {
    kinds: ["span"],
    pattern: new RegExp(
      `${before}(?:dd\\.|x-b3-)?span[-_.]?id["']?\\s?[:=]\\s?["']?([0-9A-Za-z]{8,32})`,
      "gi",
    ),
  },
  {
    kinds: ["transaction"],
    pattern: new RegExp(`${before}(?:transaction|txn|tx)(?:[-_ .]?id)?${sign}${value}`, "gi"),
  },
  {
    kinds: ["session", "session"],
    pattern: new RegExp(
      `${before}(?:session|conn(?:ection)?)[-_ .]?(?:id)?${sign}${value}|[;&?\\s](?:jsession|phpsess)id=([\\w!-]{4,128})`,
      "gi",
    ),
  },
  { kinds: ["session"], pattern: /\bsession(?:id)? (?:0x)?([0-9a-f]{8,32})\b/gi },
  { kinds: ["block"], pattern: /\b(blk_-?\d{1,20})\b/g },
  // pod/orders, pod="shop/orders"; behind a blank a name with a number or a hyphen: kafka-0
  {
    kinds: ["pod", "pod"],
    pattern:
      /\bpods?(?:["']?[=:] ?["']?|\/)(?:[a-z\d-]{1,63}\/)?([a-z][a-z\d.-]{1,252}[a-z\d])(?![\w/])|\bpods? ["']?(?:[a-z\d-]{1,63}\/)?([a-z](?=[a-z.]{0,60}[-\d])[a-z\d.-]{1,252}[a-z\d])(?![\w/])/g,
  },
  { kinds: ["pod"], pattern: /\b([a-z][a-z\d-]{1,200}-[a-f\d]{8,10}-[a-z\d]{5})\b/g },
  { kinds: ["container"], pattern: /\bcontainer(?:[-_ ]?id)?["']?[ =:]{1,2}["']?([0-9a-f]{12,64})\b/gi },
  // order #A-4711, order_id=4711, order 4711
  {
    kinds: ["order", "order"],
    pattern: new RegExp(
      `${before}order[-_ ]?(?:id|no|number)?["']?\\s?[:=#]{1,2}\\s?["']?((?=[\\w-]{0,40}\\d)[\\w-]{2,64})|\\border (?:id |no |number )?([A-Z]{0,4}-?\\d{3,20})\\b(?![.,:]\\d)`,
      "gi",
    ),
  },
  {
    kinds: ["user", "user"],
    pattern:
      /\b(?:for|of|by) (?:invalid |illegal |unknown )?user ["']?([A-Za-z_][\w.@-]{1,63})|\buser(?:name)?(?:=|: ?)["'<]?([A-Za-z_][\w.@-]{1,63})/gi,
  },
  // Failed password for root from …, Invalid user admin from … (sshd); suser=alice (CEF), usrName=alice (LEEF), acct="alice"
  {
    kinds: ["user", "user", "user"],
    pattern:
      /\b(?:password|publickey|keyboard-interactive\/pam|gssapi-with-mic|none) for ([A-Za-z_][\w.@-]{0,63}) from |\b(?:Invalid|Illegal) user ([A-Za-z_][\w.@-]{0,63}) from |\b(?:suser|duser|usrName|acct)=["']?([A-Za-z_][\w.@-]{1,63})/g,
  },
];

/** The user of an access line, in the forms of Apache and of W3C. */
const accessUser =
  /^(?:[^\s[]{1,255} ){0,2}?[^\s[]{1,255} [^\s[]{1,64} (?!- )([^\s["]{1,64}) \[\d\d\/[A-Z][a-z]{2}\/\d{4}|^\d{4}-\d\d-\d\d [\d:]{8} (?:\S{1,255} ){1,3}[A-Z]{3,9} \S{1,2000} \S{1,2000} \d{1,5} (?!- )(\S{1,64}) [\da-f.:]{3,45} /;

/** What systems write around a value: the version, parent and flags of W3C, the project of Google's, a namespace. */
const around: Readonly<Partial<Record<EntityKind, RegExp>>> = {
  trace: /^00-(?=[0-9a-f]{32}-)|(?<=^00-[0-9a-f]{32})-.*$|^projects\/[^/]{1,80}\/traces\//g,
  pod: /^[a-z\d-]{1,63}\//,
};

/** Characters in which entities of text are looked for. */
const longestText = 2_000;
const mostEntities = 32;
const noValue = /^(?:null|none|nil|undefined|unknown|true|false|n\/a|-|0+)$/i;

/** The entities of a line, those of fields first, each once. */
export function entitiesOf(record: LineRecord, text: string, pod: string): readonly Entity[] {
  const found = new Map<string, Entity>();
  const add = (kind: EntityKind, said: string): void => {
    const plain = said.replace(/^</, "").replace(/[.:,;"')>\]]+$/, "");
    if (plain.length < 2 || plain.length > 200 || noValue.test(plain)) return;
    if (found.size < mostEntities) found.set(`${kind} ${plain}`, { kind, value: plain });
  };
  if (pod !== "") add("pod", pod);
  for (const [key, said] of record) {
    const kind = kindOfField(key);
    if (kind !== undefined) add(kind, said.replace(around[kind] ?? "", ""));
  }
  const searched = text.slice(0, longestText);
  for (const { kinds, pattern } of inText)
    for (const match of searched.matchAll(pattern))
      for (const [at, kind] of kinds.entries()) add(kind, match[at + 1] ?? "");
  const access = accessUser.exec(searched);
  add("user", access?.[1] ?? access?.[2] ?? "");
  return [...found.values()];
}
