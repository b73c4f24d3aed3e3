import type { Delivery } from "../delivery/delivery.ts";
import type { Target } from "../delivery/destination.ts";
import type { Change } from "../delivery/ledger.ts";
import type { Alert, Transition } from "./alert.ts";
import { alertIdOf, deliveryKeyOf, incidentKey, laneOf } from "./alert-keys.ts";
import { fitAlert } from "./fit-alert.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { type Recipient, type RoutedDestinations, type Routing, recipientsOf } from "./routing.ts";
import type { News, QuietReason } from "./transition.ts";

/** Who hears of a piece of news: those who heard of the incident before, and those to whom it is the first. */
export interface Audience {
  readonly told: readonly Recipient[];
  readonly fresh: readonly Recipient[];
}

/** An incident with its news told, and what goes to the ledger for it. */
export interface Announcement {
  readonly record: IncidentRecord;
  readonly deliveries: readonly Delivery[];
  readonly changes: readonly Change[];
}

/** Revisions of an episode are fewer: places in a lane grow from episode to episode. */
const placesOfEpisode = 1_000_000;

/**
 * Who heard of an episode stays in until its end, whatever becomes of its severity, service or owner; routes bring in
 * others. An end goes to nobody else.
 */
export function audienceOf(record: IncidentRecord, { transition }: News, routing: Routing): Audience {
  const told = record.told.flatMap((each) => recipientAgain(each, routing.destinations));
  if (transition === "resolve") return { told, fresh: [] };
  const { severity, alert } = record;
  const routed = recipientsOf({ severity, service: alert.service, ownership: alert.ownership }, routing);
  return { told, fresh: routed.filter((each) => !told.some((other) => isSame(each, other))) };
}

/** The alerts and deliveries of a piece of news, and the record that knows of them. */
export function announce(
  record: IncidentRecord,
  { transition, reason }: News,
  { told, fresh }: Audience,
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
    { recipients: told, alert: alertFor(transition) },
    // To those who hear of it for the first time it begins, however long it has gone on.
    { recipients: fresh, alert: alertFor("trigger") },
  ].filter(({ recipients }) => recipients.length > 0);
  const deliveries = groups.flatMap(({ recipients, alert }) =>
    recipients.map((recipient) => deliveryOf(record, place.revision, recipient, alert.id, now)),
  );
  const [{ alert } = { alert: record.alert }] = groups;
  const notified: IncidentRecord = {
    ...withoutQuiet(record),
    revision: place.revision,
    alert,
    lastNotified: now,
    severityNotified: severity,
    ownerNotified: known.ownership.owner,
    countNotified: known.count,
    told: [
      ...record.told,
      ...fresh.map(({ destination, target }) => ({ destination: destination.name, ...target })),
    ],
  };
  return {
    record: notified,
    deliveries,
    changes: [
      { table: "incidents", key: incidentKey(identity, shadow), value: notified },
      ...groups.map(({ alert }): Change => ({ table: "alerts", key: alert.id, value: alert })),
      ...deliveries.map((value): Change => ({ table: "deliveries", key: value.key, value })),
    ],
  };
}

/** The record of an incident of which nothing is told now. */
export function keepQuiet(record: IncidentRecord, quiet: QuietReason): IncidentRecord {
  // What kept it quiet before the clock was set back does so still.
  if (quiet === "clock_set_back") return record;
  return quiet === "unchanged" ? withoutQuiet(record) : { ...record, quiet };
}

function withoutQuiet({ quiet: _, ...record }: IncidentRecord): IncidentRecord {
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
    sequence: episode * placesOfEpisode + revision,
    state: shadow ? "shadow" : "waiting",
    attempt: 0,
    accepted: now,
    nextAt: now,
    plain: false,
    unsure: false,
  };
}

/** A destination that is gone from llama.conf hears of nothing. */
function recipientAgain(
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
