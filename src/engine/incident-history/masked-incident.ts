import type { Claim } from "../verdicts/narrative.ts";
import type { ToldIncident } from "./stored-incident.ts";

/**
 * An incident that may be stored, and shown to more people than its log. Its examples are masked already.
 *
 * @param mask a value that is masked must have one pseudonym in all texts, or the same host would have many names
 */
export function maskedIncident(incident: ToldIncident, mask: (text: string) => string): ToldIncident {
  const all = (names: readonly string[]): string[] => names.map(mask);
  const { summary, cause, steps } = incident;
  const said = ({ text, lines }: Claim): Claim => ({ text: mask(text), lines });
  return {
    ...incident,
    ...(summary && { summary: summary.map(said) }),
    ...(cause && { cause: said(cause) }),
    ...(steps && { steps: steps.map(said) }),
    title: mask(incident.title),
    action: mask(incident.action),
    origin: all(incident.origin),
    hosts: all(incident.hosts),
    services: all(incident.services),
    gaps: all(incident.gaps),
    ruled_out: incident.ruled_out.map(({ name, reason }) => ({ name: mask(name), reason: mask(reason) })),
    kinds: incident.kinds.map((kind) => ({
      ...kind,
      service: mask(kind.service),
      template: mask(kind.template),
    })),
    timeline: incident.timeline.map((entry) => ({
      ...entry,
      service: mask(entry.service),
      host: mask(entry.host),
      cause: mask(entry.cause),
      action: mask(entry.action),
      names: all(entry.names),
    })),
  };
}
