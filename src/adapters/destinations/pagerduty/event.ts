import { shortened } from "../../../engine/code-points.ts";
import type { Message } from "../../../engine/delivery/destination.ts";
import type { Alert } from "../../../engine/ledger/alert.ts";
import type { Severity } from "../../../engine/verdict.ts";
import { digestOf } from "../credential.ts";
import { webAddress } from "../message/address.ts";
import { oneLine } from "../message/clean-text.ts";
import { subjectOf } from "../message/headline.ts";
import { type Story, storyOf } from "../message/story.ts";
import { isoTime } from "../message/times.ts";

const longestSummary = 1_024;
/** PagerDuty takes 512 KB. */
const longestEvent = 512_000;

const severities: Readonly<Record<Severity, "critical" | "error" | "warning" | "info">> = {
  P0: "critical",
  P1: "error",
  P2: "warning",
  P3: "info",
  P4: "info",
  P5: "info",
};

/**
 * The same for all events of one episode of an incident: PagerDuty joins them into one alert, and ignores a second
 * copy.
 */
export function dedupKeyOf({ identity, episode }: Pick<Alert, "identity" | "episode">): string {
  return `llama-${digestOf(JSON.stringify([1, identity, episode]), 40)}`;
}

/**
 * An event of the Events API v2, as the JSON that is sent. A change of an incident is one more `trigger`, which PagerDuty
 * adds to its log.
 */
export function eventBody(routingKey: string, message: Message): string {
  const { alert } = message;
  const action = alert.transition === "resolve" ? "resolve" : "trigger";
  const head = { routing_key: routingKey, event_action: action, dedup_key: dedupKeyOf(alert) };
  if (action === "resolve") return JSON.stringify(head);
  const story = storyOf(message);
  const address = webAddress(alert.link);
  const event = (details: object) =>
    JSON.stringify({
      ...head,
      client: "Llama Log Analyzer",
      ...(address === undefined
        ? {}
        : { client_url: address, links: [{ href: address, text: "Open the events in Splunk" }] }),
      payload: { ...payloadOf(alert, story), custom_details: details },
    });
  const whole = event(message.plain ? plainDetails(story) : detailsOf(story, alert));
  if (Buffer.byteLength(whole) <= longestEvent) return whole;
  return event({ Note: "The rest was too large for PagerDuty and was left out: look in Splunk." });
}

function payloadOf(alert: Alert, { headline, cause }: Story): object {
  const host = alert.hostCount === 1 ? shortened(oneLine(alert.hosts[0] ?? ""), 255) : "";
  const time = isoTime(alert.time);
  return {
    summary: shortened(`${headline}: ${cause}`, longestSummary),
    source: host === "" ? subjectOf(alert) : host,
    severity: severities[alert.severity],
    ...(time === undefined ? {} : { timestamp: time }),
    ...(alert.service === "" ? {} : { component: subjectOf(alert) }),
    ...(alert.ownership.owner === "" ? {} : { group: shortened(oneLine(alert.ownership.owner), 255) }),
    ...(alert.anomaly.templateId === "" ? {} : { class: shortened(oneLine(alert.anomaly.templateId), 255) }),
  };
}

/** In the order of reading, as PagerDuty shows them in a table; there is room for all hosts and the whole template. */
function detailsOf(story: Story, { hosts, anomaly }: Alert): object {
  return {
    ...plainDetails(story),
    ...Object.fromEntries(story.facts.map(({ label, value }) => [label, value])),
    ...(story.evidence.length === 0 ? {} : { Evidence: story.evidence }),
    ...(story.incidents.length === 0 ? {} : { Incidents: story.incidents }),
    ...(hosts.length === 0 ? {} : { Hosts: hosts.map(oneLine).join(", ") }),
    ...(anomaly.template === "" ? {} : { Template: oneLine(anomaly.template) }),
    Verdict: story.verdict,
    ...(story.origin === "" ? {} : { Origin: story.origin }),
  };
}

function plainDetails({ cause, action, change, notes }: Story): object {
  return {
    ...(change === "" ? {} : { News: change }),
    "What broke": cause,
    ...(action === "" ? {} : { "Do first": action }),
    ...(notes.length === 0 ? {} : { Note: notes.join(" ") }),
  };
}
