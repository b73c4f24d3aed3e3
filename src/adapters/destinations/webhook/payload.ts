import { shortened } from "../../../engine/code-points.ts";
import type { Message } from "../../../engine/delivery/destination.ts";
import type { Alert } from "../../../engine/ledger/alert.ts";
import { webAddress } from "../message/address.ts";
import { oneLine, severalLines } from "../message/clean-text.ts";
import { gradeOf } from "../message/headline.ts";
import { storyOf } from "../message/story.ts";
import { isoTime } from "../message/times.ts";

/** Bytes: Standard Webhooks advises no more than this, and receivers may refuse more. */
const longestPayload = 20_000;
const version = 1;

/** How much of an alert is sent: each step is smaller, for alerts that are still too large. */
const sizes = [
  { text: 2_000, examples: 3, list: 50 },
  { text: 300, examples: 1, list: 10 },
  { text: 120, examples: 0, list: 0 },
] as const;
type Size = (typeof sizes)[number];

/** The JSON that a receiver gets; docs/alert-webhook.md says what its fields mean. */
export function payloadOf(message: Message): string {
  const [full, ...smaller] = message.plain ? sizes.slice(-1) : sizes;
  let payload = JSON.stringify(bodyOf(message, full as Size));
  for (const size of smaller) {
    if (Buffer.byteLength(payload) <= longestPayload) break;
    payload = JSON.stringify(bodyOf(message, size));
  }
  return payload;
}

function bodyOf(message: Message, { text: longest, examples, list }: Size): object {
  const { alert, key, delay, overSince } = message;
  const text = (value: string) => shortened(oneLine(value), longest);
  const { headline, change, notes } = storyOf(message);
  const time = (value: number | undefined) => (value === undefined ? null : (isoTime(value) ?? null));
  const { ownership, anomaly, judgedBy, search } = alert;
  return {
    version,
    type: typeOf(alert),
    timestamp: time(alert.time),
    data: {
      key,
      incident: text(alert.identity),
      episode: alert.episode,
      revision: alert.revision,
      reason: alert.reason,
      headline: text(headline),
      change: text(change),
      notes: notes.map(text),
      delay_seconds: Math.floor(delay / 1000),
      over_since: time(overSince),
      severity: alert.severity,
      grade: gradeOf(alert.severity),
      previous_severity: alert.previousSeverity ?? null,
      service: text(alert.service),
      owner: text(ownership.owner),
      escalation_policy: text(ownership.escalationPolicy),
      cmdb: ownership.answer,
      cmdb_columns: Object.fromEntries(
        Object.entries(ownership.more)
          .slice(0, Math.min(10, list))
          .map(([column, value]) => [text(column), text(value)]),
      ),
      root_cause: text(anomaly.cause),
      recommended_action: text(anomaly.action),
      origin: (alert.incident?.origin ?? []).map(text),
      followed: (alert.incident?.followed ?? [])
        .slice(0, list)
        .map(({ service, count }) => ({ service: text(service), failures: count })),
      merged_into: text(alert.mergedInto ?? ""),
      template_id: text(anomaly.templateId),
      template: text(anomaly.template),
      events: alert.count,
      first_seen: time(alert.first),
      last_seen: time(alert.last),
      hosts: alert.hosts.slice(0, list).map(text),
      host_count: alert.hostCount,
      examples: alert.examples
        .slice(0, examples)
        .map((example) => shortened(severalLines(example, 20), longest)),
      judged_by: {
        llm: judgedBy.llm,
        cached: judgedBy.cached,
        local: judgedBy.local,
        model: text(judgedBy.model),
      },
      link: webAddress(alert.link) ?? "",
      search: { name: text(search.name), app: text(search.app) },
      incidents: (alert.digest ?? [])
        .slice(0, list)
        .map(({ severity, cause, count }) => ({ severity, root_cause: text(cause), events: count })),
    },
  };
}

function typeOf({ transition, reason }: Alert): string {
  if (reason === "test" || reason === "digest") return `incident.${reason}`;
  const types = { trigger: "triggered", update: "updated", resolve: "resolved" } as const;
  return `incident.${types[transition]}`;
}
