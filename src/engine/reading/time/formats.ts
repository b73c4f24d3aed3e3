/** How times are written in logs: one table, tried by what a time begins with. */

export type TimePart =
  | ("year" | "month" | "name" | "day" | "ordinal" | "hour" | "minute" | "second")
  | ("fraction" | "fraction2" | "half" | "zone" | "epoch" | "separator");

/** A format, with a sticky pattern. */
export interface TimeFormat {
  /** How many digits it begins with: at least and at most; 0 for a letter. */
  readonly digits: readonly [number, number];
  /** What may follow these digits; every character where left out. */
  readonly next?: string;
  readonly pattern: RegExp;
  /** The number of the group that has a part. Named groups cost three times as much where a log has a time in each line. */
  readonly groupOf: Readonly<Partial<Record<TimePart, number>>>;
  /** It is no date but seconds, milliseconds, … since 1970. */
  readonly isEpoch?: true;
  /** Month and day are written in either order, and AM or PM or a number above 12 tells which. */
  readonly isAmbiguous?: true;
}

const clock =
  "(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:(?:\\.|,(?=(?:\\d{1,3}|\\d{6}|\\d{9})(?![\\d.])))(?<fraction>\\d{1,9})|:(?<fraction2>\\d{3})(?!\\d))?)?(?!\\d|:\\d)";
const half = "(?:[ \\u00a0\\u202f]?(?<half>[AaPp])\\.?[Mm]\\b\\.?)?";
/** Behind a blank, or in brackets. A word that names no zone belongs to the text. */
const zone =
  "(?:[ ]?[[(]?(?<zone>[+-]\\d\\d(?::?\\d\\d)?(?![\\d.:])|(?:UTC|GMT)[+-]\\d{1,2}(?::?\\d\\d)?(?!\\d)|[A-Z][A-Za-z]{2,30}/[A-Z][\\w/+-]{1,40}|[A-Za-z]{1,5}(?![\\w/]|:\\S))[\\])]?)?";
const ofDay = clock + half + zone;
/** `10.00.01.123`, `10-00-01`. */
const dotted =
  "(?<hour>\\d\\d)(?<separator>[.-])(?<minute>\\d\\d)\\k<separator>(?<second>\\d\\d)(?:[.,:](?<fraction>\\d{1,9}))?(?!\\d)";
/** Of two digits only where a whole time of day follows: the hour of `02 Mar 10:00:01` is no year. */
const anyYear = "(?<year>\\d{4}|\\d\\d(?=[ :,]{1,2}\\d{1,2}[:.]\\d\\d[:.]\\d\\d(?!\\d)))";
/** `hhmmss`, with or without the rest. */
const joined = "(?<hour>\\d\\d)(?<minute>\\d\\d)(?<second>\\d\\d)(?:[.,]?(?<fraction>\\d{1,9}))?(?!\\d)";
const monthName = "(?<name>[\\p{L}]{3,12}\\.?)";
const weekday = "(?:\\p{L}{2,10}\\.?,? {1,2})?";
const between = "(?:[Tt _\\t/]|[,;][ ]?|[ ]{2,3}|\\|| - | @ | at |-|\\][ ]?\\[)";

const written: readonly (Omit<TimeFormat, "pattern" | "groupOf"> & { readonly form: string })[] = [
  // 2005-06-03-15.42.50.363779 (BlueGene), with minutes from UTC (Db2: +060), 2026-03-02 10.00.01, 2026-03-02_10-00-01
  {
    digits: [4, 4],
    next: "-.",
    form: `(?<year>\\d{4})[-.](?<month>\\d\\d)[-.](?<day>\\d\\d)[T _-]${dotted}(?:(?<zone>[+-]\\d{3})(?!\\d))?`,
  },
  // 2026-03-02T10:00:01.123Z, 2026/3/2 9:00, 2026.03.02 10:00:01
  {
    digits: [4, 4],
    next: "-/.",
    form: `(?<year>\\d{4})(?<separator>[-/.])(?<month>\\d{1,2})\\k<separator>(?<day>\\d{1,2})${between}${ofDay}`,
  },
  // 2026-03-02T100001Z, 2026-03-02 10h00m01s
  {
    digits: [4, 4],
    next: "-",
    form: `(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)[T ]${joined}${zone}`,
  },
  {
    digits: [4, 4],
    next: "-",
    form: "(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)[T _](?<hour>\\d{1,2})h(?<minute>\\d\\d)(?:m(?<second>\\d\\d)s?)?\\b",
  },
  // 2026-062T10:00:01Z
  { digits: [4, 4], next: "-/", form: `(?<year>\\d{4})[-/](?<ordinal>\\d{3})[T ]${ofDay}` },
  // 2026年3月2日 10:00:01, 2026년 3월 2일 10:00:01
  {
    digits: [4, 4],
    next: "年년",
    form: `(?<year>\\d{4})[年년] ?(?<month>\\d{1,2})[月월] ?(?<day>\\d{1,2})[日일][ \\t]?${ofDay}`,
  },
  // 2026年3月2日10時00分01秒, 2026년 3월 2일 10시 00분 01초
  {
    digits: [4, 4],
    next: "年년",
    form: "(?<year>\\d{4})[年년] ?(?<month>\\d{1,2})[月월] ?(?<day>\\d{1,2})[日일] ?(?<hour>\\d{1,2})[時时点시] ?(?<minute>\\d\\d)[分분] ?(?<second>\\d\\d)[秒초]",
  },
  // 2026/3/2 下午10:00:01, 2026년 3월 2일 오후 10:00:01, 2026. 3. 2. 10:00:01
  {
    digits: [4, 4],
    next: "/-.年년",
    form: `(?<year>\\d{4})[-/.年년] ?(?<month>\\d{1,2})[-/.月월] ?(?<day>\\d{1,2})[.日일]? ?(?<half>[上下]午|午[前後]|오[전후]) ?${clock}`,
  },
  {
    digits: [4, 4],
    next: ".",
    form: `(?<year>\\d{4})\\. (?<month>\\d{1,2})\\. (?<day>\\d{1,2})\\. ${ofDay}`,
  },
  // 2026 Mar 2 10:00:01, 2026/Mar/02 10:00:01
  {
    digits: [4, 4],
    next: " -/",
    form: `(?<year>\\d{4})[ /-]${monthName}[ /-]{1,3}(?<day>\\d{1,2})[ -]${ofDay}`,
  },
  // 20260302T100001Z, 20260302 10:00:01, 20260302-10:00:01.123
  {
    digits: [8, 8],
    next: "T -_,",
    form: `(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)[T _,-]${ofDay}`,
  },
  {
    digits: [8, 8],
    next: "T -_:",
    form: `(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)[T _:-]?${joined}${zone}`,
  },
  // 20260302100001, 20260302100001123
  { digits: [17, 17], form: `(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)${joined}${zone}` },
  { digits: [14, 14], form: `(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)${joined}${zone}` },
  // 260302 10:00:01 (MySQL), 081109 203615
  { digits: [6, 6], next: " -", form: `(?<year>\\d\\d)(?<month>\\d\\d)(?<day>\\d\\d)[ -] ?${clock}` },
  { digits: [6, 6], next: " ", form: `(?<year>\\d\\d)(?<month>\\d\\d)(?<day>\\d\\d) ${joined}` },
  // 02/Mar/2026:10:00:01 +0100, 02-Mar-2026 10:00:01, 2 Mar 2026 10:00:01, 02. März 2026 10:00:01, 2 de marzo de 2026 …
  {
    digits: [1, 2],
    next: "/- .JFMASOND",
    form: `(?<day>\\d{1,2})(?:/|-|\\.? | de |\\.|)${monthName}(?:/|-| |, | de |)${anyYear}(?: г\\.)?(?:::?| |, | um | à | at | kl\\. | - )${ofDay}`,
  },
  // 2nd March 2026 10:00:01
  {
    digits: [1, 2],
    next: "snrt",
    form: `(?<day>\\d{1,2})(?:st|nd|rd|th) (?:of )?${monthName},? (?<year>\\d{4})(?: |, | at )${ofDay}`,
  },
  // 02-MAR-26 10.00.01.123456 PM (Oracle)
  {
    digits: [1, 2],
    next: "-",
    form: `(?<day>\\d{1,2})-${monthName}-${anyYear} ${dotted}${half}${zone}`,
  },
  // 02 Mar 10:00:01.123 (Redis before 4), 2 Mar 10:00:01 UTC 2026
  {
    digits: [1, 2],
    next: " ",
    form: `(?<day>\\d{1,2}) ${monthName} ${clock}(?: (?<zone>[A-Z]{1,5}))? (?<year>\\d{4})\\b`,
  },
  { digits: [1, 2], next: " ", form: `(?<day>\\d{1,2}) ${monthName} ${ofDay}` },
  // 02.03.2026 10:00:01, 2.3.2026 10.00.01
  {
    digits: [1, 2],
    next: ".",
    form: `(?<day>\\d{1,2})\\. ?(?<month>\\d{1,2})\\. ?(?<year>\\d{4}|\\d\\d(?= ))(?: |[,;] ?| {2}|T|-| - )${ofDay}`,
  },
  {
    digits: [1, 2],
    next: ".",
    form: `(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4}) ${dotted}`,
  },
  // 3/2/26, 10:00:01 PM; [3/2/26 10:00:01:123 CET] (WebSphere)
  {
    digits: [1, 2],
    next: "/",
    isAmbiguous: true,
    form: `(?=\\d/|\\d\\d/\\d/|\\S{1,10} {1,2}[\\d:.]{5,16}(?::\\d{3}(?!\\d)|[ \\u202f]?[AaPp]\\.?[Mm]\\b))(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d\\d),? ${ofDay}`,
  },
  // 3/2/2026 10:00:01 AM
  {
    digits: [1, 2],
    next: "/-",
    isAmbiguous: true,
    form: `(?<month>\\d{1,2})(?<separator>[/-])(?<day>\\d{1,2})\\k<separator>(?<year>\\d{4})(?: |, |T|-|:|\\t)${ofDay}`,
  },
  // 17/06/09 20:10:40
  { digits: [2, 2], next: "/", form: `(?<year>\\d\\d)/(?<month>\\d\\d)/(?<day>\\d\\d) ${clock}` },
  // 03/14/26 10:00:01: what is no month is the day
  {
    digits: [2, 2],
    next: "/",
    form: `(?<month>\\d\\d)/(?<day>1[3-9]|[23]\\d)/(?<year>\\d\\d) ${clock}`,
  },
  // 10:00:01 2026-03-02, 10:00:01.123 UTC 03/14/2026, 10:00:01 02.03.2026, 10:00:01 02-Mar-2026
  {
    digits: [1, 2],
    next: ":",
    form: `${clock}(?: (?<zone>[A-Z]{1,5}|[+-]\\d{4}))?,? (?<year>\\d{4})[-/.](?<month>\\d\\d)[-/.](?<day>\\d\\d)(?![\\d:T])`,
  },
  {
    digits: [1, 2],
    next: ":",
    form: `${clock}(?: (?<zone>[A-Z]{1,5}|[+-]\\d{4}))?,? (?<day>\\d\\d)\\.(?<month>\\d\\d)\\.(?<year>\\d{4})(?![\\d:])`,
  },
  {
    digits: [1, 2],
    next: ":",
    isAmbiguous: true,
    form: `${clock}(?: (?<zone>[A-Z]{1,5}|[+-]\\d{4}))?,? (?<month>\\d\\d)/(?<day>\\d\\d)/(?<year>\\d{4})(?![\\d:])`,
  },
  {
    digits: [1, 2],
    next: ":",
    form: `${clock}(?: (?<zone>[A-Z]{1,5}|[+-]\\d{4}))?,? (?<day>\\d{1,2})[-/ ]${monthName}[-/ ](?<year>\\d{4})(?![\\d:])`,
  },
  // 03-02 10:00:01.123 (Android), 03-02|10:00:01.123 (Ethereum)
  { digits: [2, 2], next: "-/", form: `(?<month>\\d\\d)[-/](?<day>\\d\\d)[ |]${clock}(?=[ :\\]])` },
  // Mon Mar  2 10:00:01 UTC 2026, Sun Dec 04 04:47:44 2005
  {
    digits: [0, 0],
    form: `${weekday}${monthName} {1,2}(?<day>\\d{1,2}) ${clock}${half}(?: (?<zone>[A-Za-z]{1,5}|[+-]\\d{4}))? (?<year>\\d{4})\\b`,
  },
  // Mon 2 Mar 10:00:01 UTC 2026
  {
    digits: [0, 0],
    form: `\\p{L}{2,10}\\.?,? {1,2}(?<day>\\d{1,2})\\.? ${monthName} ${clock}(?: (?<zone>[A-Z]{1,5}))? (?<year>\\d{4})\\b`,
  },
  // Mon, 02 Mar 2026 10:00:01 GMT
  {
    digits: [0, 0],
    form: `\\p{L}{2,10}\\.?,? {1,2}(?<day>\\d{1,2})\\.?[ -]${monthName}[ -](?<year>\\d{4}|\\d\\d) ${ofDay}`,
  },
  // Mar 2, 2026 10:00:01 AM, Mar  2 2026 10:00:01, March 2nd, 2026 10:00:01
  {
    digits: [0, 0],
    form: `${weekday}${monthName} {1,2}(?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})(?:,? (?:at )?|:)${ofDay}`,
  },
  // Mar  2 10:00:01 (syslog)
  { digits: [0, 0], form: `${monthName} {1,2}(?<day>\\d{1,2}) ${ofDay}` },
  // E0302 10:00:01.123456 (klog), E260302 10:00:01 (CockroachDB), E20260302 10:00:01 (glog)
  { digits: [0, 0], form: `[IWEF](?<year>\\d{4}|\\d\\d)?(?<month>\\d\\d)(?<day>\\d\\d) ${clock}` },
  // audit(1772445601.123:42)
  { digits: [0, 0], isEpoch: true, form: "audit\\((?<epoch>\\d{10}(?:\\.\\d{1,9})?):\\d+\\)" },
  // 1.773457920123e+09 (zap)
  {
    digits: [1, 1],
    next: ".",
    isEpoch: true,
    form: "(?<epoch>\\d\\.\\d{6,18}e\\+?\\d\\d)(?![\\w.])",
  },
  {
    digits: [10, 19],
    isEpoch: true,
    form: "(?<epoch>\\d{10}(?:\\d{3}|\\d{6}|\\d{9})?(?:\\.\\d{1,9})?)(?![\\w.])",
  },
];

export const timeFormats: readonly TimeFormat[] = written.map(({ form, ...rest }) => {
  const names = [...form.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name as TimePart);
  const groupOf = Object.fromEntries(names.map((name, at) => [name, at + 1]));
  const numbered = form
    .replace(/\(\?<\w+>/g, "(")
    .replace(/\\k<(\w+)>/g, (_, name: string) => `\\${groupOf[name]}`);
  // Letters of all languages stand in the names of months only; without them the pattern is quicker.
  const flags = form.includes("\\p{") ? "uy" : "y";
  return { ...rest, pattern: new RegExp(numbered, flags), groupOf };
});
