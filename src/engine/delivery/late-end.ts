import type { Alert } from "../ledger/alert.ts";
import { severityRank } from "../verdict.ts";
import { mayHaveArrived, type StreamEntry } from "./order.ts";

/** Replaces an alert that could not be delivered while its incident was open. */
export interface LateEnd {
  /** The alert with the incident's latest facts and its worst severity. */
  readonly alert: Alert;
  /** When the incident ended, in epoch milliseconds. */
  readonly since: number;
}

/**
 * The late end of an alert's incident, if the incident is over. A resolve alert says so itself, so it is replaced only
 * if no earlier message of the episode may have arrived.
 *
 * @param stream the stream of the alert, in order
 */
export function lateEnd(
  { delivery, alert }: StreamEntry,
  stream: readonly StreamEntry[],
): LateEnd | undefined {
  if (alert === undefined) return undefined;
  const ofEpisode = stream.filter((other) => other.alert?.episode === alert.episode);
  const end = ofEpisode.findLast((other) => other.alert?.transition === "resolve")?.alert;
  if (end === undefined) return undefined;
  const isEnd = alert.transition === "resolve";
  if (isEnd && ofEpisode.some((other) => mayHaveArrived(other.delivery))) return undefined;
  const undelivered = ofEpisode.filter(
    (other) => other.delivery.sequence >= delivery.sequence && !mayHaveArrived(other.delivery),
  );
  // An end without earlier messages stands for the whole episode, also for deliveries that were given up.
  const missed = isEnd ? ofEpisode : undelivered;
  const worst = missed.reduce((one, { alert: other }) => (isWorse(other, one) ? other : one), alert);
  const { count, first, last, hosts, hostCount, examples, judgedBy } = end;
  const { severity, anomaly } = worst;
  return {
    alert: { ...alert, severity, anomaly, count, first, last, hosts, hostCount, examples, judgedBy },
    since: end.time,
  };
}

function isWorse(alert: Alert | undefined, than: Alert): alert is Alert {
  return alert !== undefined && severityRank(alert.severity) < severityRank(than.severity);
}
