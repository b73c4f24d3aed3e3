import { blank, type Detector, type Range, valueStart, whole } from "./detector.ts";
import { literalPrefix, wrapper } from "./literal-forms.ts";

/** The length of an IBAN by country. Countries that are not listed issue none. */
const ibanLengths = new Map(
  (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 " +
    "EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 " +
    "KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 " +
    "PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 " +
    "VA22 VG24 XK20"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/**
 * Reads as many characters as an IBAN of the country has, and checks the sum. Gaps are allowed; lower case is allowed
 * because some programs store IBANs so.
 */
function ibanIn(candidate: string): Range | undefined {
  const isSmall = /^[a-z]/.test(candidate);
  const length = ibanLengths.get(candidate.slice(0, 2).toUpperCase()) ?? 0;
  let characters = "";
  let end = 0;
  let gaps = "";
  for (const piece of candidate.matchAll(/%20|[ +-]|[A-Za-z0-9]/g)) {
    if (characters.length === length) break;
    if (/^[A-Za-z0-9]$/.test(piece[0])) characters += piece[0];
    else gaps += piece[0];
    end = piece.index + piece[0].length;
  }
  if (length === 0 || characters.length !== length || /[A-Za-z0-9]/.test(candidate[end] ?? ""))
    return undefined;
  // Identifiers of mixed case, and lower case with hyphens, are no IBANs.
  if (isSmall ? /[A-Z]/.test(characters) || gaps.includes("-") : /[a-z]/.test(characters)) return undefined;
  let rest = 0;
  for (const character of characters.slice(4) + characters.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1 ? { start: 0, end } : undefined;
}

/** Checks the ranges that were issued. Behind the key `ssn` any number counts. */
function socialSecurityIn(candidate: string): Range | undefined {
  const [area = "", group = "", serial = ""] = candidate.split(/[- ]/);
  if (area === "000" || area === "666" || area.startsWith("9")) return undefined;
  return group === "00" || serial === "0000" ? undefined : whole(candidate);
}

/** Checks the number of digits: `least` to 15, the most that a phone number has (ITU-T E.164). */
function phoneIn(least: number): NonNullable<Detector["narrow"]> {
  return (candidate) => {
    const digits = candidate.replace(/%2B|%20|\\u002B|\D/gi, "").length;
    return digits >= least && digits <= 15 ? whole(candidate) : undefined;
  };
}

const phoneKey =
  "(?:[a-z]{1,12}[_ -]?)?(?:tele)?phone|(?:[a-z]{1,12}[_ -])?mobile|msisdn|tel|fax|cell(?:ular)?|caller(?:[_-]?id)?|callee|whatsapp|sms[_-]?to|handy|telefon";
const keyEnd = `(?:[ _-]?(?:number|num|no|nr))?\\\\{0,8}["']?${blank}{0,2}(?:[=:]|%3[AD])${blank}{0,2}(?:${wrapper}{0,3}${literalPrefix}\\\\{0,8}["']|%22)?`;

export const personalNumberDetectors: readonly Detector[] = [
  {
    name: "IBAN",
    kind: "IBAN",
    hints: ["00"],
    needs: /[a-z]{2}\d{2}(?: |-|%20|\+)?[A-Z0-9]{4}(?: |-|%20|\+)?[A-Z0-9]{2}/i,
    pattern: new RegExp(
      `(?=[A-Za-z]{2}\\d)${valueStart}(?<!-)[A-Za-z]{2}\\d{2}(?:(?: |-|%20|\\+)?[A-Za-z0-9]{2,4}){3,8}(?:(?: |-|%20|\\+)?[A-Za-z0-9]{1,3})?`,
      "gu",
    ),
    narrow: ibanIn,
  },
  {
    name: "US social security number by its key",
    kind: "SSN",
    hints: ["ssn", "ss#", "social", "tax", "itin"],
    pattern: new RegExp(
      `(?<kept>(?<![A-Za-z])(?:ssn|ss#|social[ _-]?security|tax[_-]?payer[_-]?id|itin)(?:${keyEnd}|\\s(?:number\\s)?))\\d{3}([- ]?)\\d{2}\\2\\d{4}(?!\\d)`,
      "gi",
    ),
  },
  {
    name: "US social security number",
    kind: "SSN",
    hints: ["-00-"],
    needs: /\d{3}-\d{2}-\d{4}/,
    pattern: new RegExp(`${valueStart}(?<![.:/+-])\\d{3}-\\d{2}-\\d{4}(?![\\p{L}\\p{N}_]|[-./:]\\d)`, "gu"),
    narrow: socialSecurityIn,
  },
  {
    name: "phone number by its key",
    kind: "PHONE",
    hints: [
      "phone",
      "mobile",
      "msisdn",
      "tel",
      "fax",
      "cell",
      "caller",
      "callee",
      "whatsapp",
      "sms",
      "handy",
    ],
    pattern: new RegExp(
      `(?<kept>(?<![A-Za-z])(?:${phoneKey})${keyEnd})(?:\\+|%2B)?\\(?\\d(?:(?:[ ()./-]|%20){0,2}\\d){5,14}(?![\\w.:])`,
      "gi",
    ),
    narrow: phoneIn(7),
  },
  {
    name: "international phone number",
    kind: "PHONE",
    hints: ["+0", "+(", "%0b", "u000b"],
    pattern:
      /(?:(?<![\p{L}\p{N}_+.)-])|(?<=%[0-9A-F]{2}|\\[nrt]|\\u00[0-9A-F]{2}))(?:(?<!%)\+|%2B|\\u002B)[1-9]\d{0,2}(?:(?:[ ./-]|%20)?\(0?\d{0,4}\))?(?:(?:[ ./-]|%20)?\d){6,13}(?![\p{L}\p{N}_]|[.:]\d)/giu,
    narrow: phoneIn(9),
  },
  {
    // Area and exchange codes begin with 2 to 9.
    name: "phone number of North America",
    kind: "PHONE",
    hints: ["-0000", ".0000"],
    pattern:
      /(?<![\p{L}\p{N}_.+/:-])(?:1[-. ])?(?:(?:\([2-9]\d{2}\) ?|[2-9]\d{2}-)[2-9]\d{2}-|[2-9]\d{2}\.[2-9]\d{2}\.)\d{4}(?![\p{L}\p{N}_]|[-.:/]\d)/gu,
  },
];
