import { describe, expect, test } from "vitest";
import { IncidentSearch } from "../../../../src/app/incidents/incident-search.ts";
import type { Incident } from "../../../../src/engine/correlation/incident.ts";
import { Masker } from "../../../../src/engine/masking/masker.ts";
import { applications } from "./applications.ts";
import { clusters } from "./clusters.ts";
import { machines } from "./machines.ts";
import { rowsOf, type Story, start } from "./story.ts";

/** Seconds by which an onset may be off. */
const tolerance = 60;

function incidentsOf(story: Story): Incident[] {
  const search = new IncidentSearch(new Masker());
  search.add(rowsOf(story));
  return search.incidents();
}

describe.each([...clusters, ...applications, ...machines])("the story of $name", (story) => {
  const [incident] = incidentsOf(story);

  test.skipIf(story.isMissed === true)("has its origin first", () => {
    expect(story.origin).toContain(incident?.origin[0]);
  });

  test.skipIf(story.isLate === true)("has its onset", () => {
    expect(Math.abs((incident?.first ?? 0) - start - story.began)).toBeLessThanOrEqual(tolerance);
  });

  test.runIf(story.isMissed)("is not found yet", () => {
    expect(story.origin).not.toContain(incident?.origin[0]);
  });
});
