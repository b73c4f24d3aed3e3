import type { Incident, IncidentKind, TimelineEntry } from "../../../src/engine/correlation/incident.ts";

/** An incident as a run finds it; what a test does not say is of no matter to it. */
export function foundIncident(
  said: Partial<Incident> & {
    readonly first: number;
    readonly last: number;
    readonly fails?: readonly string[];
  },
): Incident {
  const { fails = ["db"], first, last, ...rest } = said;
  const kinds: IncidentKind[] = fails.map((service) => ({
    ...{ service, severity: "P1", count: 10, template_id: `t${service}`, template: `${service} failed` },
  }));
  return {
    ...{
      fingerprint: `i${fails[0]}`,
      severity: "P1",
      title: `${fails[0]}: failed`,
      origin: fails.slice(0, 1),
    },
    ...{ first, last, hosts: [`${fails[0]}-1`], services: fails, kinds, action: "look" },
    timeline: fails.map((service) => entryOf(service, first, last, service !== fails[0])),
    ...{ ruled_out: [], gaps: [] },
    ...rest,
  };
}

function entryOf(service: string, first: number, last: number, consequence: boolean): TimelineEntry {
  return {
    ...{ first, last, service, host: "", severity: "P1", count: 10, cause: `${service} failed` },
    template_id: `t${service}`,
    ...{ action: "look", names: [], examples: [`${service} failed`], consequence },
  };
}
