import { type Severity, severityRank } from "../verdict.ts";

/**
 * Words for severities in other systems and languages; docs/alerts.md shows this table. Five-step scales (critical,
 * high, medium, low, informational) begin at P1; P0 is for words that mean an outage. Accents, case and punctuation are
 * ignored.
 */
export const severityWords: Readonly<Record<Severity, string>> = {
  P0:
    "outage disaster catastrophe catastrophic emergency emerg panic " +
    "notfall ausfall panne urgence emergencia emergenza caida noodgeval storing awaria авария 紧急 緊急 긴급",
  P1:
    "critical crit fatal alert severe urgent page showstopper blocker blocking highest immediate down unavailable red " +
    "kritisch dringend fatale critique bloquant critico critica grave urgente kritiek krytyczny kritisk kritik kriticky " +
    "kriittinen kritikus критический критично критичный 严重 致命 危急 嚴重 重大 致命的 심각 치명적",
  P2:
    "high major error err serious fault orange amber " +
    "hoch schwerwiegend fehler elevee eleve haute majeur majeure erreur alto alta erro errore hoog fout wysoki blad hog " +
    "hoj hoy yuksek vysoky korkea magas высокий ошибка 高 错误 錯誤 エラー 높음 오류",
  P3:
    "medium med moderate average minor warning warn ticket yellow " +
    "mittel warnung moyen moyenne mineur avertissement medio media moderado menor advertencia aviso avviso gemiddeld " +
    "waarschuwing sredni ostrzezenie medel varning orta uyari stredni keskitaso kozepes средний предупреждение " +
    "中 警告 중간 보통 경고",
  P4:
    "low notice unusual trivial cosmetic lowest " +
    "niedrig gering faible bajo baja baixo baixa basso bassa laag niski lag lav dusuk nizky matala alacsony низкий 低 낮음",
  P5:
    "info information informational informative normal ok okay good clear cleared healthy green planning log debug " +
    "debugging trace verbose fine finer finest success " +
    "informacion informacao informazione informacja информация 信息 情報 정보",
};

/** Phrases that mean something else than their words alone. */
const phrases: ReadonlyMap<string, Severity> = new Map([
  ["badly degraded", "P1"],
  ["very high", "P1"],
  ["high urgency", "P1"],
  ["urgency high", "P1"],
  ["sev a", "P1"],
  ["severity a", "P1"],
  ["sev b", "P2"],
  ["severity b", "P2"],
  ["sev c", "P3"],
  ["severity c", "P3"],
  ["minor fault", "P3"],
  ["non critical", "P3"],
  ["not critical", "P3"],
  ["noncritical", "P3"],
  ["very low", "P4"],
]);

/** Words around the severity word that say nothing themselves. */
const fillers = new Set(
  "severity sev priority prio impact urgency level grade incident schweregrad prioritat priorite prioridad".split(
    " ",
  ),
);

/** Values that mean the same as an empty field. */
const unrated = new Set(
  "unknown,undefined,unset,unrated,unclassified,not classified,not set,none,null,nil,nan,n a,na,tbd".split(
    ",",
  ),
);

/** Characters; a longer value is a sentence and not a severity. */
const longestValue = 60;
/** An unknown value is shown only in this form, because it may be log text. */
const showable = /^[\p{L}\p{N}]{1,20}$/u;
/** P1, sev-2, S3, prio 1. A bare number is ambiguous: 1 is the worst in one system and the mildest in another. */
const code = /^(?:p|s|sev|prio|severity|priority)([0-5])$/;
const spelledOut = /^(?:severity|priority)([2-5])$/;

const byWord = new Map([
  ...Object.entries(severityWords).flatMap(([severity, words]) =>
    words.split(" ").map((word) => [plain(word), severity as Severity] as const),
  ),
  ...[...phrases].map(([phrase, severity]) => [phrase.replace(" ", "_"), severity] as const),
]);

/** The combined reading of all values of a severity field. */
export interface SeverityReading {
  /** The worst known severity; undefined if no value is known. */
  readonly known: Severity | undefined;
  /** A value is unknown, or means different things in different systems. */
  readonly odd: boolean;
  /** The first such value that may be shown; empty if none. */
  readonly oddWord: string;
}

export function readSeverity(values: readonly string[]): SeverityReading {
  let known: Severity | undefined;
  let odd = false;
  let oddWord = "";
  for (const value of values) {
    const found = severityOf(value);
    if (found === "unrated") continue;
    if (found === "odd") {
      odd = true;
      const word = value.slice(0, longestValue).trim();
      if (oddWord === "" && showable.test(word)) oddWord = word;
    } else known = known === undefined ? found : worse(known, found);
  }
  return { known, odd, oddWord };
}

export function worse(one: Severity, other: Severity): Severity {
  return severityRank(other) < severityRank(one) ? other : one;
}

function severityOf(value: string): Severity | "odd" | "unrated" {
  // Fast path: nearly all rows have P0 to P5.
  if (/^P[0-5]$/.test(value)) return value as Severity;
  if (/^[\s\-–—._*?/]*$/.test(value.slice(0, longestValue + 1))) return "unrated";
  if (value.length > longestValue && value.trim().length > longestValue) return "odd";
  const text = plain(value);
  if (unrated.has(text)) return "unrated";
  return ofTokens(text);
}

/** The worst of all words, as in `P0 OUTAGE` and `1 - Critical`. A number beside a word is ignored. */
function ofTokens(text: string): Severity | "odd" {
  // `sev 1` and `minor fault` each count as one word.
  let joined = ` ${text.replace(/\b(p|s|sev|prio|severity|priority) (?=\d\b)/g, "$1")} `;
  for (const phrase of phrases.keys())
    joined = joined.replace(` ${phrase} `, ` ${phrase.replace(" ", "_")} `);
  const tokens = joined.trim().split(" ");
  const found = tokens.map(
    (token) => byWord.get(token) ?? byWord.get(token.replace(/\d$/, "")) ?? codeOf(token),
  );
  const known = found.filter((each) => each !== undefined);
  const unknown = tokens.filter(
    (token, at) => found[at] === undefined && !fillers.has(token) && !/^\d+$/.test(token),
  );
  const hasCode = tokens.some((token) => codeOf(token) !== undefined);
  if (known.length === 0 || (unknown.length > 0 && !hasCode)) return "odd";
  return known.reduce(worse);
}

function codeOf(token: string): Severity | undefined {
  // `severity 5` is the mildest in some systems and the worst in others.
  if (spelledOut.test(token)) return undefined;
  const number = code.exec(token)?.[1];
  return number === undefined ? undefined : (`P${number}` as Severity);
}

/** Lower case, without accents, with single blanks between words. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ł/g, "l")
    .replace(/ø/g, "o")
    .replace(/ı/g, "i")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
