import { inAsciiDigits, readingsOf } from "./number-readings.ts";

/** What a number counts; undefined where it stands alone. */
type Dimension = "time" | "size" | "share" | "multiple";

/** A number as it is written, in every way in which it may be read. */
export interface Quantity {
  /** `1.204` is 1.204 or 1204. */
  readonly plain: readonly number[];
  readonly dimension: Dimension | undefined;
  /** What the plain number is multiplied by to be seconds, bytes or percent. */
  readonly factor: number;
  /** How many digits stand behind its point. */
  readonly decimals: number;
  /** It says which one, and not how many: `partition 7`, `port 5432`. */
  readonly isLabel?: boolean;
  /** It is told as one that is not exact: `more than 1,200`. */
  readonly isRough?: boolean;
}

type Units = readonly (readonly [pattern: RegExp, factor: number])[];

function units(table: readonly (readonly [words: string, factor: number])[]): Units {
  return table.map(([words, factor]) => [
    new RegExp(`^[\\s-]?(?:${words})(?![\\p{L}_]|\\d(?!\\d{0,2}(?:m|min|s|sec|ms)\\b))`, "iu"),
    factor,
  ]);
}

/** The longest words first, so that none is read as the beginning of another. Signs of Japanese and Chinese end nothing. */
const dimensions: readonly (readonly [Dimension, Units])[] = [
  [
    "time",
    units([
      ["ns|nanosec\\p{L}*", 1e-9],
      ["[µμu]s|microsec\\p{L}*|mikrosek\\p{L}*", 1e-6],
      ["ms|msecs?|millis|mill?i-?se[cgk]\\p{L}*", 1e-3],
      ["s|secs?|sek|se[ck]ond\\p{L}*|sekunden?|segundos?|секунд\\p{L}*", 1],
      ["min|mins|minut\\p{L}*|минут\\p{L}*", 60],
      ["m", 60],
      ["h|hrs?|std|hours?|stunden?|heures?|horas?|or[ae]|час\\p{L}*", 3_600],
      ["d|days?|tage?n?|jours?|d[ií]as?|giorn[oi]", 86_400],
    ]),
  ],
  [
    "size",
    units([
      ["b|bytes?|octets?", 1],
      ["k(?:i?b|o)", 1_000],
      ["m(?:i?b|o)|megabytes?", 1e6],
      ["g(?:i?b|o)|gigabytes?", 1e9],
      ["t(?:i?b|o)|terabytes?", 1e12],
    ]),
  ],
  ["share", units([["percent|per ?cent|prozent|pour ?cent|por ?c[ie]\\p{L}*|per ?cento|процент\\p{L}*", 1]])],
  [
    "multiple",
    units([
      ["k|thousand|tausend|mille|mil", 1e3],
      ["mill?i?on\\p{L}*|mio|milh\\p{L}*|миллион\\p{L}*", 1e6],
    ]),
  ],
];
/** Units that stand directly behind their number and before anything. */
const signs: readonly (readonly [RegExp, Dimension, number])[] = [
  [/^\s?[%％]/, "share", 1],
  [/^\s?(?:ミリ秒|毫秒)/, "time", 1e-3],
  [/^\s?[秒초]/, "time", 1],
  [/^\s?[分분](?:間|钟)?/, "time", 60],
  [/^\s?(?:時間|小时|시간)/, "time", 3_600],
  [/^\s?万/, "multiple", 1e4],
];

/** With groups that blanks part, and without: `502 157` may be two numbers. */
const grouped = /\d{1,3}(?:[ \u00a0\u202f]\d{3}(?!\d))+|\d+(?:[.,'’_]\d+)*/gu;
const ungrouped = /\d+(?:[.,'’_]\d+)*/gu;
/** Directly before a number that is part of a name. */
const nameBefore = /[\p{sc=Latin}\p{N}_]$|[\p{sc=Latin}\p{N}_][-.:/@]$/u;
const labelBefore =
  /(?:\b(?:partition|shard|ports?|codes?|status|errors?|errno|sector|block|pid|process|thread|job|id|version|https?|disk|slot|channel|vlan|node|host|pod|replica|worker|server|region|line|signal)\b[ :#=]{0,2}|#)$/i;
/** Before a number that is not exact; of a time of day as well. */
export const roughly =
  /(?:\b(?:about|above|almost|approximately|around|at least|at most|below|beyond|circa|close to|exceed\w*|less than|more than|nearly|over|roughly|shortly after|shortly before|some|under|up to|within|etwa|rund|fast|gut|knapp|über|mehr als|weniger als|gegen|kurz nach|environ|près de|plus de|moins de|vers|unos|unas|casi|alrededor de|cerca de|más de|menos de|hacia|quase|mais de|por volta d\p{L}{1,2}|quasi|più di|verso le|около|более|почти)|[~≈><≥≤約])\s?(?:the |de |le |las? |les )?$/iu;
const nameBehind = /^(?:[\p{sc=Latin}\p{N}_]|[-.:/@][\p{sc=Latin}\p{N}_])/u;

/** The quantities that a sentence claims, and the sentence without them. */
export function quantitiesIn(text: string): { readonly found: readonly Quantity[]; readonly rest: string } {
  // `40/40` are two numbers, and no name.
  const apart = text.replace(/(?<![\p{L}\p{N}./:@_-])(\d+)\/(?=\d+(?![\p{L}\p{N}./:@_-]))/gu, "$1 of ");
  return read(apart, grouped, (before, behind) => nameBefore.test(before) || nameBehind.test(behind));
}

/** Every quantity that a line may be said to have, those within names too, such as the port of an address. */
export function quantitiesOfLine(text: string): Quantity[] {
  const isWord = (before: string, behind: string): boolean =>
    /\p{sc=Latin}$/u.test(before) || /^\p{sc=Latin}/u.test(behind);
  return [grouped, ungrouped].flatMap((numbers) => read(text, numbers, isWord).found);
}

function read(
  text: string,
  numbers: RegExp,
  isPartOfWord: (before: string, behind: string) => boolean,
): { readonly found: readonly Quantity[]; readonly rest: string } {
  const ascii = inAsciiDigits(text);
  const found: Quantity[] = [];
  let rest = "";
  let seen = 0;
  for (const match of ascii.matchAll(numbers)) {
    const end = match.index + match[0].length;
    // `2m10s`: the second number begins where the first one's unit ends.
    const joins = match.index === seen && found.at(-1)?.dimension === "time";
    const before = joins ? "" : ascii.slice(Math.max(0, match.index - 24), match.index);
    const [quantity, length] = quantityOf(match[0], ascii.slice(end, end + 24)) ?? [];
    if (quantity === undefined || length === undefined) continue;
    const behind = ascii.slice(end + length, end + length + 8);
    const isContinuedBehind = quantity.dimension === "time" && length > 0 && /^\d/.test(behind);
    if (isPartOfWord(before, isContinuedBehind ? "" : behind)) continue;
    const between = ascii.slice(seen, match.index);
    const last = found.at(-1);
    // `2 min 30 s` is one duration.
    if (last !== undefined && isContinued(last, quantity) && /^\s?(?:(?:and|und|et|y|e)\s)?$/.test(between))
      found[found.length - 1] = sumOf(last, quantity);
    else
      found.push({
        ...quantity,
        isLabel: labelBefore.test(before),
        isRough: roughly.test(before) || isRound(quantity),
      });
    rest += `${between} `;
    seen = end + length;
  }
  return { found, rest: rest + ascii.slice(seen) };
}

/** `1200` is mostly not exact. */
function isRound({ plain: [value = 0] }: Quantity): boolean {
  return value >= 100 && value % 100 === 0;
}

/** By how much a number may differ that is not exact. */
const roughShare = 0.1;

/** The least number without a unit that may be an amount of any. */
const leastBare = 10;

/** Whether a quantity of a text is one of its evidence, in whatever notation. */
export function isSame(claimed: Quantity, evidence: Quantity): boolean {
  const sameKind = claimed.dimension === evidence.dimension;
  const equal = claimed.plain.some((value) => evidence.plain.includes(value));
  if (equal && (sameKind || claimed.dimension === undefined)) return true;
  // Without a unit, times are seconds or milliseconds, and a small number counts something else.
  if (equal && evidence.dimension === undefined && !(claimed.dimension === "time" && claimed.factor > 1))
    return claimed.plain.some((value) => value >= leastBare);
  if (
    claimed.isRough === true &&
    claimed.isLabel !== true &&
    evidence.isLabel !== true &&
    (sameKind || evidence.dimension === "multiple")
  )
    if (valuesOf(claimed).some((value) => valuesOf(evidence).some((other) => isNear(other, value))))
      return true;
  if (claimed.dimension === "multiple" || sameKind)
    return valuesOf(claimed).some((value) =>
      valuesOf(evidence).some((other) => rounds(other, value, claimed)),
    );
  // `0.92` is 92 %.
  if (claimed.dimension === "share" && evidence.dimension === undefined)
    return claimed.plain.some((value) =>
      evidence.plain.some((other) => Math.abs(other * 100 - value) < 0.51),
    );
  return false;
}

/** Whether a duration may be the rounded one of these. @param durations in seconds */
export function isAbout(claimed: Quantity, durations: readonly number[]): boolean {
  if (claimed.dimension !== "time") return false;
  return valuesOf(claimed).some((value) => {
    const tolerance = Math.max(
      0.75 * claimed.factor * 10 ** -claimed.decimals,
      (claimed.isRough === true ? roughShare : 0) * value,
    );
    return durations.some((other) => Math.abs(other - value) <= tolerance);
  });
}

function isNear(exact: number, told: number): boolean {
  return exact >= 20 && Math.abs(exact - told) <= roughShare * exact;
}

function valuesOf({ plain, factor }: Quantity): number[] {
  return plain.map((value) => value * factor);
}

/** Sizes of 1,000 and of 1,024 are both told as kB, MB, GB. */
function rounds(exact: number, told: number, { factor, decimals, dimension }: Quantity): boolean {
  const half = 0.51 * factor * 10 ** -decimals;
  const ratios = dimension === "size" ? [-3, -2, -1, 0, 1, 2, 3].map((power) => 1.024 ** power) : [1];
  return ratios.some((ratio) => Math.abs(exact * ratio - told) <= half);
}

function isContinued(before: Quantity, next: Quantity): boolean {
  if (before.dimension !== "time" || next.dimension !== "time") return false;
  return valuesOf(next).every((value) => value < before.factor);
}

function sumOf(before: Quantity, next: Quantity): Quantity {
  const [more = 0] = valuesOf(next);
  return { ...next, plain: valuesOf(before).map((value) => (value + more) / next.factor) };
}

/** @returns the quantity, and the length of its unit; undefined where it is no number, as a version is none */
function quantityOf(written: string, behind: string): [Quantity, number] | undefined {
  const plain = readingsOf(written);
  if (plain.length === 0) return undefined;
  const decimals = /[.,](\d+)$/.exec(written)?.[1]?.length ?? 0;
  for (const [sign, dimension, factor] of signs) {
    const length = sign.exec(behind)?.[0].length;
    if (length !== undefined) return [{ plain, dimension, factor, decimals }, length];
  }
  for (const [dimension, all] of dimensions)
    for (const [pattern, factor] of all) {
      const length = pattern.exec(behind)?.[0].length;
      if (length !== undefined) return [{ plain, dimension, factor, decimals }, length];
    }
  return [{ plain, dimension: undefined, factor: 1, decimals }, 0];
}
