import type { Level } from "../../reading/level/level-words.ts";
import { type Measured, measured } from "./measured.ts";

const people =
  "(?:users|customers|viewers|listeners|readers|callers|players|guests|passengers|travellers|patients|students|pupils|citizens|residents|subscribers|members|employees|staff|merchants|partners|clients|visitors|drivers|shoppers|tenants|donors|doctors|nurses|operators|agents|engineers|designers|analysts|tellers|cashiers|dispatchers|stores|shops|branches|restaurants|wards|clinics|schools|offices|households|everybody|everyone|nobody)";
/** What they go through, where a program tells of it as a fault. */
const goThrough = new RegExp(
  `(?<!\\b(?:no|without|0) )\\b${people} (?:now |still |only |have to |must )?(?:hear|see|wait|queue|report|complain|get|receive|read|cannot|can't|are|were|have|lose|lost|experience|face|stand|suffer|miss|work|sit|pay|can|was|has|is|gets|sees|hears)\\b`,
  "i",
);
/** `for every customer`, `bans every player`, `from all wards`. */
const allOfThem = new RegExp(
  `\\b(?:all|every|each|most|any)(?: (?:of )?(?:the|our|other))? (?:${people}|user|customer|viewer|caller|player|guest|passenger|patient|student|subscriber|member|employee|merchant|client|visitor|driver|store|shop|branch|ward|aircraft|browsers?|devices?|phones?|apps?|terminals?|countries|regions?|sites?)\\b|\\b(?:everybody|everyone)\\b`,
  "i",
);
const many = new RegExp(`(?<![\\d.])\\d{3,9} (?:[a-z-]{2,20} )?${people}\\b`, "i");

/** Something reached, or was taken from, somebody whom it does not concern. */
const mixedUp =
  /\b(?:wrong|other people's|somebody else's|another (?:customer|user|patient)'s) (?:recipients?|patients?|customers?|accounts|prices?|amounts?|balances?|persons?|people|addressees|results?|doses?|invoices|statements)\b|\b(?:billed|charged|paid|booked|debited|credited|invoiced) (?:twice|double|several times|more than once)\b|\b(?:duplicate|double) (?:charges|payments|bookings|debits|transfers|invoices)\b/i;
const showsOld =
  /\bshow(?:s|ing|n)? (?:yesterday'?s|last week'?s|old|stale|outdated|wrong|empty|no|black|blank)\b/i;

/** What people go through by what a program tells as a warning or worse. */
export function severityForPeople(text: string, level: Level): Measured | undefined {
  if (level !== "warning" && level !== "error" && level !== "fatal") return undefined;
  const mixed = mixedUp.exec(text);
  if (mixed !== null) return measured("P1", mixed);
  const felt = goThrough.exec(text);
  const whole = allOfThem.exec(text);
  if (felt !== null && (whole !== null || many.test(text))) return measured("P1", felt);
  return measured("P2", felt ?? showsOld.exec(text) ?? (level === "warning" ? null : whole));
}
