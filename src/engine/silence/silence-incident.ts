import type { Incident, IncidentKind, TimelineEntry } from "../correlation/incident.ts";
import { roughDuration } from "../rough-duration.ts";
import type { Severity } from "../verdict.ts";
import type { Outage } from "./outages.ts";
import { greatestOf } from "./pauses.ts";
import { pauseUntil, type Rhythm } from "./rhythm.ts";

const mostShown = 30;
const longestTitle = 70;
const unnamed = "unnamed service";
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
    title: titleOf(outage, lines),
    origin: named.map((name) => name || unnamed),
    kinds: shown.map((rhythm) => kindOf(rhythm, severity, since, last)),
    timeline: shown
      .map((rhythm) => entryOf(rhythm, severity, since, last))
      .sort((one, other) => one.first - other.first),
    ruled_out: [],
    gaps: ["What is missing leaves no line: nothing here tells why."],
    ...(over === undefined ? {} : { ended: true }),
  };
}

function titleOf(outage: Outage, lines: readonly Rhythm[]): string {
  const { scope, hosts, service, over, isGivenUp } = outage;
  const end = over === undefined ? "" : isGivenUp ? ", and is waited for no more" : ", and is heard again";
  if (scope === "hosts") {
    const others = hosts.length - 1;
    const more = others === 0 ? "" : `, ${others === 1 ? "1 other host" : `${others} other hosts`} with it`;
    return `${hosts[0]}: fell silent${more}${end}`;
  }
  const name = service || unnamed;
  if (scope === "service") return `${name}: fell silent${end}`;
  const where = hosts.length === 1 ? ` on ${hosts[0]}` : "";
  const more = lines.length > 1 ? ` and ${lines.length - 1} more` : "";
  return `${name}: what should come${where} does not: ${(lines[0]?.text ?? "").slice(0, longestTitle)}${more}${end}`;
}

function kindOf(rhythm: Rhythm, severity: Severity, since: number, time: number): IncidentKind {
  const { service, template, text } = rhythm;
  return { service, severity, count: missingOf(rhythm, since, time), template_id: template, template: text };
}

function entryOf(rhythm: Rhythm, severity: Severity, since: number, time: number): TimelineEntry {
  const { host, service, template, text, seconds, isTold } = rhythm;
  // Who speaks again did so after its last line before.
  const last = isTold ? rhythm.last : since;
  const usual = `It came every ${roughDuration(seconds.mean)}, and never paused longer than ${roughDuration(greatestOf(seconds))}`;
  return {
    ...{ first: last, last: time, service: service || host, host, severity },
    ...{ count: missingOf(rhythm, since, time), template_id: template },
    cause: `${usual}; nothing for ${roughDuration(time - last)}.`,
    action,
    names: [],
    examples: text === "" ? [] : [text],
    consequence: false,
  };
}

/** Lines that would have come. */
function missingOf(rhythm: Rhythm, since: number, time: number): number {
  const byClock = (time - since) / Math.max(1, rhythm.seconds.mean);
  const byRhythm = rhythm.isTold ? pauseUntil(rhythm, time).events : byClock;
  return Math.max(1, Math.round(Math.min(byRhythm, 1e6)));
}
