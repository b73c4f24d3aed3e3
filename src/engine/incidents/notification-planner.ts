import type { AlertReason } from "../ledger/alert.ts";
import type { IncidentRecord } from "../ledger/incident-record.ts";
import type { Change, LedgerView } from "../ledger/ledger.ts";
import { incidentKey } from "./alert-keys.ts";
import { type Audience, audienceFor, createDeliveries, recordSuppressed } from "./create-deliveries.ts";
import { type MaintenanceWindow, maintenanceOf } from "./maintenance.ts";
import type { Routing } from "./routing.ts";
import { matchingSilence, type Silence } from "./silences.ts";
import { isPage, Storms } from "./storm.ts";
import type { Decision, Notification, SuppressionReason } from "./transition.ts";

export interface NotificationContext extends Routing {
  readonly settings: Routing["settings"] & { readonly pagesPerHour: number };
  readonly silences: readonly Silence[];
  readonly maintenance: readonly MaintenanceWindow[];
  readonly now: number;
}

/** What to commit to the ledger, and a summary of it. */
export interface Accepted {
  readonly changes: readonly Change[];
  readonly summary: AcceptedSummary;
}

export interface AcceptedSummary {
  /** Incidents with a notification. */
  readonly notified: number;
  /** Deliveries accepted, or recorded in shadow. */
  readonly deliveries: number;
  /** Incidents by the reason for their notification or its suppression. */
  readonly reasons: Readonly<Partial<Record<AlertReason | SuppressionReason, number>>>;
}

/**
 * Turns decisions into ledger changes, one incident after the other. Silences and maintenance, routes and storm control
 * may suppress a notification, in this order, and the incident's record names the reason. Silences and storms never
 * suppress an end: everyone notified of an incident must learn that it is over.
 */
export class NotificationPlanner {
  private readonly context: NotificationContext;
  private readonly storms: Storms;
  private readonly changes: Change[] = [];
  private readonly reasons: Partial<Record<AlertReason | SuppressionReason, number>> = {};
  private notified = 0;
  private deliveries = 0;

  constructor(view: LedgerView, context: NotificationContext) {
    this.context = context;
    this.storms = new Storms(view, context.settings.pagesPerHour, context.now);
  }

  /** @returns the notified incident; undefined where nothing is sent */
  plan({ record, notification, suppressedBy }: Decision): IncidentRecord | undefined {
    if (record !== undefined && notification !== undefined) return this.notify(record, notification);
    if (suppressedBy !== undefined) this.count(suppressedBy);
    if (record !== undefined && suppressedBy !== undefined) this.recordSuppression(record, suppressedBy);
    return undefined;
  }

  /** @param more further changes for the same transaction */
  accepted(more: readonly Change[] = []): Accepted {
    const { notified, deliveries, reasons } = this;
    const changes = [...this.changes, ...this.storms.changes(), ...more];
    return { changes, summary: { notified, deliveries, reasons } };
  }

  private notify(record: IncidentRecord, notification: Notification): IncidentRecord | undefined {
    const audience = audienceFor(record, notification, this.context);
    const reason = this.suppressed(record, notification) ?? noRecipients(notification, audience);
    if (reason !== undefined) {
      this.suppress(record, reason);
      return undefined;
    }
    if (isPage(record, notification, audience)) {
      if (!this.storms.admits(record)) {
        this.storms.holdBack(record);
        this.suppress(record, "held_back");
        return undefined;
      }
      this.storms.countPage(record);
    }
    // An end does not mention pages that were held back, for example of a worse severity; the digest still lists them.
    if (notification.transition !== "resolve") this.storms.release(record);
    const {
      record: updated,
      deliveries,
      changes,
    } = createDeliveries(record, notification, audience, this.context.now);
    this.changes.push(...changes);
    this.deliveries += deliveries.length;
    this.notified++;
    this.count(notification.reason);
    return updated;
  }

  private suppressed(record: IncidentRecord, { transition }: Notification): SuppressionReason | undefined {
    if (transition === "resolve") return undefined;
    const { silences, maintenance, now } = this.context;
    const { service, anomaly } = record.alert;
    const { templateId } = anomaly;
    if (matchingSilence({ service, templateId, severity: record.severity }, silences, now) !== undefined) {
      return "silenced";
    }
    return maintenanceOf(service, maintenance, now) === undefined ? undefined : "in_maintenance";
  }

  private suppress(record: IncidentRecord, suppressedBy: SuppressionReason): void {
    this.count(suppressedBy);
    this.recordSuppression(record, suppressedBy);
  }

  private recordSuppression(record: IncidentRecord, suppressedBy: SuppressionReason): void {
    // A digest lists held-back incidents that ended, but none that were silenced since.
    if (!staysInDigest.has(suppressedBy)) this.storms.release(record);
    const value = recordSuppressed(record, suppressedBy);
    this.changes.push({ table: "incidents", key: incidentKey(record.identity, record.shadow), value });
  }

  private count(reason: AlertReason | SuppressionReason): void {
    this.reasons[reason] = (this.reasons[reason] ?? 0) + 1;
  }
}

const staysInDigest: ReadonlySet<SuppressionReason> = new Set<SuppressionReason>([
  "held_back",
  "never_told",
  "clock_set_back",
]);

function noRecipients(
  { transition }: Notification,
  { notified, added }: Audience,
): SuppressionReason | undefined {
  if (notified.length + added.length > 0) return undefined;
  return transition === "resolve" ? "destinations_gone" : "no_route";
}
