import type { Alert, Transition } from "../ledger/alert.ts";
import type { Delivery } from "../ledger/delivery.ts";
import { fitAlert } from "../ledger/fit-alert.ts";
import type { IncidentRecord } from "../ledger/incident-record.ts";
import type { Change } from "../ledger/ledger.ts";
import type { Target } from "../ledger/target.ts";
import { alertIdOf, deliveryKeyOf, incidentKey, laneOf } from "./alert-keys.ts";
import { type Recipient, type RoutedDestinations, type Routing, recipientsOf } from "./routing.ts";
import type { Notification, SuppressionReason } from "./transition.ts";

/** The recipients of a notification: those notified of the incident before, and those added now. */
export interface Audience {
  readonly notified: readonly Recipient[];
  readonly added: readonly Recipient[];
}

/** A notified incident, and the ledger changes that go with it. */
export interface Announcement {
  readonly record: IncidentRecord;
  readonly deliveries: readonly Delivery[];
  readonly changes: readonly Change[];
}

/** More than an episode has revisions, so that sequence numbers grow from episode to episode. */
const sequenceStep = 1_000_000;
const mostOrigins = 20;

/**
 * Everyone notified of an episode stays a recipient until it ends, even when its severity, service or owner changes;
 * routes only add recipients. An end goes to no new recipients.
 */
export function audienceFor(
  record: IncidentRecord,
  { transition }: Notification,
  routing: Routing,
): Audience {
  const notified = record.told.flatMap((each) => currentRecipient(each, routing.destinations));
  if (transition === "resolve") return { notified, added: [] };
  const { severity, alert } = record;
  const routed = recipientsOf({ severity, service: alert.service, ownership: alert.ownership }, routing);
  return { notified, added: routed.filter((each) => !notified.some((other) => isSame(each, other))) };
}

/** Creates the alerts and deliveries of a notification, and updates the record to match. */
export function createDeliveries(
  record: IncidentRecord,
  { transition, reason }: Notification,
  { notified, added }: Audience,
  now: number,
): Announcement {
  const { identity, episode, shadow, severityNotified, severity } = record;
  const place = { identity, episode, revision: record.revision + 1, shadow };
  const { previousSeverity: _, digest, ...known } = record.alert;
  const alertFor = (as: Transition): Alert =>
    fitAlert({
      ...known,
      ...(reason === "digest" && digest !== undefined && { digest }),
      id: alertIdOf(place, as),
      revision: place.revision,
      transition: as,
      reason,
      ...(reason === "severity_changed" && { previousSeverity: severityNotified ?? severity }),
      time: now,
    });
  const groups = [
    { recipients: notified, alert: alertFor(transition) },
    // For new recipients the incident begins now, however long it has gone on.
    { recipients: added, alert: alertFor("trigger") },
  ].filter(({ recipients }) => recipients.length > 0);
  const deliveries = groups.flatMap(({ recipients, alert }) =>
    recipients.map((recipient) => deliveryOf(record, place.revision, recipient, alert.id, now)),
  );
  const [{ alert } = { alert: record.alert }] = groups;
  const updated: IncidentRecord = {
    ...withoutSuppression(record),
    revision: place.revision,
    alert,
    lastNotified: now,
    severityNotified: severity,
    ownerNotified: known.ownership.owner,
    ...originsOf(record),
    countNotified: known.count,
    told: [
      ...record.told,
      ...added.map(({ destination, target }) => ({ destination: destination.name, ...target })),
    ],
  };
  return {
    record: updated,
    deliveries,
    changes: [
      { table: "incidents", key: incidentKey(identity, shadow), value: updated },
      ...groups.map(({ alert }): Change => ({ table: "alerts", key: alert.id, value: alert })),
      ...deliveries.map((value): Change => ({ table: "deliveries", key: value.key, value })),
    ],
  };
}

/** The origins that were named to recipients, with that of this notification. */
function originsOf({ originsNotified = [], alert }: IncidentRecord): Pick<IncidentRecord, "originsNotified"> {
  const [origin] = alert.incident?.origin ?? [];
  if (origin === undefined) return {};
  return { originsNotified: [...new Set([...originsNotified, origin])].slice(-mostOrigins) };
}

/** The record of an incident whose recipients are not notified now. */
export function recordSuppressed(record: IncidentRecord, reason: SuppressionReason): IncidentRecord {
  // A clock that was set back changes nothing: the earlier reason for suppression still holds.
  if (reason === "clock_set_back") return record;
  return reason === "unchanged" ? withoutSuppression(record) : { ...record, quiet: reason };
}

function withoutSuppression({ quiet: _, ...record }: IncidentRecord): IncidentRecord {
  return record;
}

function deliveryOf(
  { identity, episode, thread, shadow }: IncidentRecord,
  revision: number,
  { destination, target }: Recipient,
  alertId: string,
  now: number,
): Delivery {
  return {
    key: deliveryKeyOf(destination.name, target, { identity, episode, revision, shadow }),
    alertId,
    destination: destination.name,
    type: destination.type,
    target,
    lane: laneOf(destination.name, target, identity, thread, shadow),
    sequence: episode * sequenceStep + revision,
    state: shadow ? "shadow" : "waiting",
    attempt: 0,
    accepted: now,
    nextAt: now,
    plain: false,
    unsure: false,
  };
}

/** None where the destination is gone from llama.conf. */
function currentRecipient(
  { destination: name, channel, keyName }: IncidentRecord["told"][number],
  destinations: RoutedDestinations,
): Recipient[] {
  const destination = destinations.get(name);
  return destination === undefined ? [] : [{ destination, target: { channel, keyName } satisfies Target }];
}

function isSame(one: Recipient, other: Recipient): boolean {
  return (
    one.destination.name === other.destination.name &&
    one.target.channel === other.target.channel &&
    one.target.keyName === other.target.keyName
  );
}
