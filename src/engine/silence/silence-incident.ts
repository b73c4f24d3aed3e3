import type { Incident, IncidentKind, TimelineEntry } from "../correlation/incident.ts";
import { roughDuration } from "../rough-duration.ts";
import type { Severity } from "../verdict.ts";
import type { Outage } from "./outages.ts";
import { greatestOf } from "./pauses.ts";
import { pauseUntil, type Rhythm } from "./rhythm.ts";

const mostShown = 30;
const longestTitle = 70;
const action =
  "See whether it still runs and is still started, whether its logs still arrive, and what was changed just before.";

/** The incident of an outage. @param until how far was looked, in epoch seconds */
export function silenceIncident(
  outage: Outage,
  rhythms: ReadonlyMap<string, Rhythm>,
  until: number,
): Incident {
  const { fingerprint, scope, since, hosts, service, over } = outage;
  const last = over ?? until;
  const silent = outage.voices
    .flatMap((key) => rhythms.get(key) ?? [])
    .sort((one, other) => other.count - one.count);
  const lines = silent.filter(({ template }) => template !== "");
  const named = scope === "hosts" ? hosts : [service];
  const services = [...new Set([service, ...lines.map((rhythm) => rhythm.service)])].filter(
    (name) => name !== "",
  );
  const severity: Severity = scope === "lines" ? "P3" : "P2";
  const shown = (lines.length > 0 ? lines : silent).slice(0, mostShown);
  return {
    ...{ fingerprint, severity, first: since, last, hosts, services, action },
    title: titleOf(outage, named, lines),
    origin: named.map((name) => name || "unnamed service"),
    kinds: shown.map((rhythm) => kindOf(rhythm, severity, last)),
    timeline: shown
      .map((rhythm) => entryOf(rhythm, severity, last))
      .sort((one, other) => one.first - other.first),
    ruled_out: [],
    gaps: [
      "What is missing leaves no line: nothing here tells why.",
      ...(over === undefined ? [] : ["It is over: it was heard again, or given up after weeks."]),
    ],
    ...(over === undefined ? {} : { ended: true }),
  };
}

function titleOf(
  { scope, hosts, service }: Outage,
  named: readonly string[],
  lines: readonly Rhythm[],
): string {
  const [first = ""] = named;
  if (scope === "hosts") {
    const others = hosts.length - 1;
    const more = others === 0 ? "" : ` and ${others === 1 ? "1 other host" : `${others} other hosts`}`;
    return `${first}: fell silent${more === "" ? "" : `, ${more.trim()} with it`}`;
  }
  const name = service || "unnamed service";
  if (scope === "service") return `${name}: fell silent`;
  const [line] = lines;
  const where = hosts.length === 1 ? ` on ${hosts[0]}` : "";
  const text = (line?.text ?? "").slice(0, longestTitle);
  const more = lines.length > 1 ? ` and ${lines.length - 1} more` : "";
  return `${name}: what should come${where} does not: ${text}${more}`;
}

function kindOf(rhythm: Rhythm, severity: Severity, time: number): IncidentKind {
  const { service, template, text } = rhythm;
  return { service, severity, count: missingOf(rhythm, time), template_id: template, template: text };
}

function entryOf(rhythm: Rhythm, severity: Severity, time: number): TimelineEntry {
  const { host, service, template, text, last, seconds } = rhythm;
  const usual = `It came every ${roughDuration(seconds.mean)}, and never paused longer than ${roughDuration(greatestOf(seconds))}`;
  return {
    ...{ first: last, last: time, service: service || host, host, severity },
    ...{ count: missingOf(rhythm, time), template_id: template },
    cause: `${usual}; nothing for ${roughDuration(time - last)}.`,
    action,
    names: [],
    examples: text === "" ? [] : [text],
    consequence: false,
  };
}

/** Lines that would have come. */
function missingOf(rhythm: Rhythm, time: number): number {
  const byClock = (time - rhythm.last) / Math.max(1, rhythm.seconds.mean);
  return Math.max(1, Math.round(Math.max(pauseUntil(rhythm, time).events, Math.min(byClock, 1e6))));
}
