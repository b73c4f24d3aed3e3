/**
 * Hours from UTC of zones by their abbreviations, those of RFC 2822 first. Left out are abbreviations that stand for zones
 * hours apart (IST is India's, Israel's and Ireland's): no time is better than a wrong one.
 */
const hoursByName: Readonly<Record<string, number>> = {
  ...{ Z: 0, UTC: 0, GMT: 0, UT: 0, UCT: 0, ZULU: 0, WET: 0 },
  ...{ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 },
  ...{ AKST: -9, AKDT: -8, HST: -10, NST: -3.5, NDT: -2.5, BRT: -3, ART: -3, CLT: -4, COT: -5 },
  ...{ WEST: 1, BST: 1, CET: 1, MEZ: 1, MET: 1, CEST: 2, MESZ: 2, MEST: 2, EET: 2, SAST: 2, CAT: 2, EEST: 3 },
  ...{
    EAT: 3,
    MSK: 3,
    TRT: 3,
    GST: 4,
    PKT: 5,
    ICT: 7,
    WIB: 7,
    HKT: 8,
    SGT: 8,
    PHT: 8,
    AWST: 8,
    JST: 9,
    KST: 9,
  },
  ...{ ACST: 9.5, ACDT: 10.5, AEST: 10, AEDT: 11, NZST: 12, NZDT: 13 },
};
/** Known to be a zone, and not known which. */
const ambiguous: ReadonlySet<string> = new Set(["IST", "AST", "ADT", "SST", "WAT", "AMT"]);

const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?$/;
const region = /^[A-Z][A-Za-z]+\/[\w/+-]+$/;

/**
 * Seconds that a zone is ahead of UTC. Three digits are minutes (Db2).
 *
 * @param epoch of the wall time in UTC, for zones whose offset changes with the season
 * @returns `"none"` for a word that is no zone, and undefined for a zone nobody can tell
 */
export function zoneOffset(zone: string, epoch: number): number | "none" | undefined {
  if (zone === "Z") return 0;
  if (/^[+-]\d{3}$/.test(zone)) return 60 * Number(zone);
  const match = offset.exec(zone);
  if (match !== null) {
    const [hours, minutes] = [Number(match[2]), Number(match[3] ?? 0)];
    if (hours > 14 || minutes > 59) return undefined;
    return (match[1] === "-" ? -60 : 60) * (hours * 60 + minutes);
  }
  const name = zone.toUpperCase();
  const hours = hoursByName[name];
  if (hours !== undefined) return hours * 3600;
  if (ambiguous.has(name)) return undefined;
  return region.test(zone) ? regionOffset(zone, epoch) : "none";
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();
/** Names come from log text: of more than so many, none is looked up. */
const mostRegions = 50;

function regionOffset(name: string, wallEpoch: number): number | undefined {
  if (!formats.has(name) && formats.size < mostRegions) formats.set(name, formatFor(name));
  const format = formats.get(name);
  if (format === undefined) return undefined;
  // The offset at the wall time read as UTC, and once more at the moment which that gives.
  const first = offsetAt(format, wallEpoch);
  return offsetAt(format, wallEpoch - first);
}

function formatFor(name: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      ...{ year: "numeric", month: "numeric", day: "numeric" },
      ...{ hour: "numeric", minute: "numeric", second: "numeric" },
    });
  } catch {
    return undefined;
  }
}

function offsetAt(format: Intl.DateTimeFormat, epoch: number): number {
  const whole = Math.floor(epoch);
  const parts = Object.fromEntries(
    format.formatToParts(new Date(whole * 1000)).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - whole;
}
