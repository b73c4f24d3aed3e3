import type { Change, LedgerView } from "../delivery/ledger.ts";
import type { AlertReason } from "./alert.ts";
import { incidentKey } from "./alert-keys.ts";
import { announce, audienceOf, keepQuiet } from "./announce.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { type MaintenanceWindow, maintenanceOf } from "./maintenance.ts";
import type { Routing } from "./routing.ts";
import { type Silence, silenceOver } from "./silences.ts";
import { isPage, Storms } from "./storm.ts";
import type { Decision, News, QuietReason } from "./transition.ts";

export interface TellingContext extends Routing {
  readonly settings: Routing["settings"] & { readonly pagesPerHour: number };
  readonly silences: readonly Silence[];
  readonly maintenance: readonly MaintenanceWindow[];
  readonly now: number;
}

/** What a transaction comes to. */
export interface Accepted {
  readonly changes: readonly Change[];
  readonly summary: AcceptedSummary;
}

export interface AcceptedSummary {
  /** Incidents of which something is told. */
  readonly told: number;
  /** Deliveries accepted, or noted in shadow. */
  readonly deliveries: number;
  /** Incidents by why something is told of them, or why nothing is. */
  readonly reasons: Readonly<Partial<Record<AlertReason | QuietReason, number>>>;
}

/**
 * From decisions to what the ledger keeps, one incident after the other: silences, routes and storm control have their
 * say, in this order, and whatever keeps news back is named on the incident. An end passes silences and storms: who
 * was told of something must hear that it is over.
 */
export class Telling {
  private readonly context: TellingContext;
  private readonly storms: Storms;
  private readonly changes: Change[] = [];
  private readonly reasons: Partial<Record<AlertReason | QuietReason, number>> = {};
  private told = 0;
  private deliveries = 0;

  constructor(view: LedgerView, context: TellingContext) {
    this.context = context;
    this.storms = new Storms(view, context.settings.pagesPerHour, context.now);
  }

  settle({ record, news, quiet }: Decision): void {
    if (news === undefined) {
      this.count(quiet);
      if (record !== undefined) this.keep(record, quiet);
    } else if (record !== undefined) this.tell(record, news);
  }

  /** @param kept entries that are put in the ledger or taken out beside what was settled */
  accepted(kept: readonly Change[] = []): Accepted {
    const { told, deliveries, reasons } = this;
    const changes = [...this.changes, ...this.storms.changes(), ...kept];
    return { changes, summary: { told, deliveries, reasons } };
  }

  private tell(record: IncidentRecord, news: News): void {
    const audience = audienceOf(record, news, this.context);
    const keptBack = this.suppressed(record, news) ?? nobody(news, audience);
    if (keptBack !== undefined) {
      this.keepBack(record, keptBack);
      return;
    }
    if (isPage(record, news, audience)) {
      if (!this.storms.admits(record)) {
        this.storms.holdBack(record);
        this.keepBack(record, "held_back");
        return;
      }
      this.storms.countPage(record);
    }
    this.storms.release(record);
    const { deliveries, changes } = announce(record, news, audience, this.context.now);
    this.changes.push(...changes);
    this.deliveries += deliveries.length;
    this.told++;
    this.count(news.reason);
  }

  private suppressed(record: IncidentRecord, { transition }: News): QuietReason | undefined {
    if (transition === "resolve") return undefined;
    const { silences, maintenance, now } = this.context;
    const { service, anomaly } = record.alert;
    const { templateId } = anomaly;
    if (silenceOver({ service, templateId, severity: record.severity }, silences, now) !== undefined) {
      return "silenced";
    }
    return maintenanceOf(service, maintenance, now) === undefined ? undefined : "in_maintenance";
  }

  private keepBack(record: IncidentRecord, quiet: QuietReason): void {
    this.count(quiet);
    this.keep(record, quiet);
  }

  private keep(record: IncidentRecord, quiet: QuietReason): void {
    // The digest says of what was held back that it has ended; what was silenced since, it does not name.
    if (!staysInDigest.has(quiet)) this.storms.release(record);
    const value = keepQuiet(record, quiet);
    this.changes.push({ table: "incidents", key: incidentKey(record.identity, record.shadow), value });
  }

  private count(reason: AlertReason | QuietReason): void {
    this.reasons[reason] = (this.reasons[reason] ?? 0) + 1;
  }
}

const staysInDigest: ReadonlySet<QuietReason> = new Set<QuietReason>([
  "held_back",
  "never_told",
  "clock_set_back",
]);

function nobody(
  { transition }: News,
  { told, fresh }: { told: readonly unknown[]; fresh: readonly unknown[] },
): QuietReason | undefined {
  if (told.length + fresh.length > 0) return undefined;
  return transition === "resolve" ? "destinations_gone" : "no_route";
}
