import type { Change, LedgerView } from "../delivery/ledger.ts";
import { severityRank } from "../verdict.ts";
import { stormKey } from "./alert-keys.ts";
import type { Audience } from "./announce.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { shownText } from "./shown-text.ts";
import type { StormRecord } from "./storm-record.ts";
import type { News } from "./transition.ts";

/** The hour by the clock that a moment is in: pages are counted from its beginning. */
export const stormHour = 3_600_000;
const longestCause = 120;
/** The worst of them. */
const mostHeldBack = 1_000;

/**
 * A P0 or P1 that somebody hears of for the first time: repeats and changes wake nobody anew. A digest is what comes in
 * place of pages.
 */
export function isPage({ severity }: IncidentRecord, news: News, { fresh }: Audience): boolean {
  const wakes = news.transition !== "resolve" && news.reason !== "digest";
  return wakes && severityRank(severity) <= severityRank("P1") && fresh.length > 0;
}

/** The pages of one hour for each service, within one transaction. */
export class Storms {
  private readonly records: Map<string, StormRecord>;
  private readonly changed = new Set<string>();
  private readonly pagesPerHour: number;
  private readonly hourStart: number;

  constructor({ storms }: Pick<LedgerView, "storms">, pagesPerHour: number, now: number) {
    this.records = new Map(storms);
    this.pagesPerHour = pagesPerHour;
    this.hourStart = Math.floor(now / stormHour) * stormHour;
  }

  /** Whether one more page may go out for the incident's service. */
  admits({ alert, shadow }: IncidentRecord): boolean {
    return this.recordOf(alert.service, shadow).pages < this.pagesPerHour;
  }

  countPage({ alert, shadow }: IncidentRecord): void {
    const storm = this.recordOf(alert.service, shadow);
    this.put({ ...storm, pages: storm.pages + 1 });
  }

  /** Notes it for the digest, as it is now. */
  holdBack({ identity, alert, severity, shadow }: IncidentRecord): void {
    const storm = this.recordOf(alert.service, shadow);
    const cause = shownText(alert.anomaly.cause, longestCause);
    const heldBack = storm.heldBack.filter((each) => each.identity !== identity);
    heldBack.push({ identity, severity, cause, count: alert.count });
    this.put({ ...storm, heldBack: worstFirst(heldBack).slice(0, mostHeldBack) });
  }

  /** It was told, or is not to be: no digest is to name it, of whichever hour. */
  release({ identity, shadow }: IncidentRecord): void {
    for (const storm of this.records.values()) {
      const heldBack = storm.heldBack.filter((each) => each.identity !== identity);
      if (storm.shadow === shadow && heldBack.length < storm.heldBack.length)
        this.put({ ...storm, heldBack });
    }
  }

  changes(): Change[] {
    return [...this.changed].map((key) => ({ table: "storms", key, value: this.records.get(key) }));
  }

  private recordOf(service: string, shadow: boolean): StormRecord {
    const { hourStart } = this;
    const known = this.records.get(stormKey(service, hourStart, shadow));
    return known ?? { service, shadow, hourStart, pages: 0, heldBack: [] };
  }

  private put(storm: StormRecord): void {
    const key = stormKey(storm.service, storm.hourStart, storm.shadow);
    this.records.set(key, storm);
    this.changed.add(key);
  }
}

export function worstFirst(heldBack: StormRecord["heldBack"]): StormRecord["heldBack"] {
  return [...heldBack].sort(
    (a, b) => severityRank(a.severity) - severityRank(b.severity) || b.count - a.count,
  );
}
