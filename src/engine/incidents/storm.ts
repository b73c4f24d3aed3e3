import type { IncidentRecord, StormRecord } from "../ledger/incident-record.ts";
import type { Change, LedgerView } from "../ledger/ledger.ts";
import { severityRank } from "../verdict.ts";
import { stormKey } from "./alert-keys.ts";
import type { Audience } from "./create-deliveries.ts";
import { shownText } from "./shown-text.ts";
import type { Notification } from "./transition.ts";

/** Milliseconds. Pages are counted by hours of the clock. */
export const stormHour = 3_600_000;
const longestCause = 120;
/** Held-back incidents kept for one hour and service, the worst first. */
const mostHeldBack = 1_000;

/**
 * Whether a notification pages somebody: it is P0 or P1 and new to at least one recipient. Repeats and changes page no
 * one, and a digest replaces pages.
 */
export function isPage(
  { severity }: IncidentRecord,
  notification: Notification,
  { added }: Audience,
): boolean {
  const wakes = notification.transition !== "resolve" && notification.reason !== "digest";
  return wakes && severityRank(severity) <= severityRank("P1") && added.length > 0;
}

/** Counts the pages of each service in the current hour, within one transaction. */
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

  /** Whether another page may be sent for the incident's service. */
  admits({ alert, shadow }: IncidentRecord): boolean {
    return this.recordOf(alert.service, shadow).pages < this.pagesPerHour;
  }

  countPage({ alert, shadow }: IncidentRecord): void {
    const storm = this.recordOf(alert.service, shadow);
    this.put({ ...storm, pages: storm.pages + 1 });
  }

  /** Records an incident for the digest, in its current state. */
  holdBack({ identity, alert, severity, shadow }: IncidentRecord): void {
    const storm = this.recordOf(alert.service, shadow);
    const cause = shownText(alert.anomaly.cause, longestCause);
    const heldBack = storm.heldBack.filter((each) => each.identity !== identity);
    heldBack.push({ identity, severity, cause, count: alert.count });
    this.put({ ...storm, heldBack: worstFirst(heldBack).slice(0, mostHeldBack) });
  }

  /** Takes an incident out of the digests of all hours: it was notified, or suppressed for another reason. */
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
