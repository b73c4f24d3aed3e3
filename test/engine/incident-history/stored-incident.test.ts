import { expect, test } from "vitest";
import type { TimelineEntry } from "../../../src/engine/correlation/incident.ts";
import { maskedIncident } from "../../../src/engine/incident-history/masked-incident.ts";
import {
  fittingTimeline,
  longestTimeline,
  withTimeline,
} from "../../../src/engine/incident-history/stored-incident.ts";
import { newRecord } from "../../../src/engine/incident-history/update-incident.ts";
import { fc } from "../../support/fast-check.ts";
import { foundIncident } from "./found-incident.ts";

const entry = fc.record({
  first: fc.integer({ min: 0, max: 100 }),
  cause: fc.string({ unit: "grapheme", maxLength: 3_000 }),
  severity: fc.constantFrom("P0", "P1", "P2", "P3"),
  consequence: fc.boolean(),
});

test("a timeline is cut to whole entries that fit, in their order, and what does not fit is counted", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
      const timeline = entries as unknown as TimelineEntry[];
      const kept = fittingTimeline(timeline);
      expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThanOrEqual(longestTimeline);
      expect(timeline.filter((each) => kept.includes(each))).toEqual(kept);
      const found = { ...foundIncident({ first: 0, last: 1 }), timeline };
      const record = newRecord(found, { now: 2, looked: 1, episode: 1 });
      expect(record.timeline.length + record.left_out).toBe(timeline.length);
    }),
  );
});

test("the origin's own entries and the worst are kept", () => {
  const long = "x".repeat(7_000);
  const timeline = [
    { first: 1, cause: long, severity: "P3", consequence: true },
    { first: 2, cause: long, severity: "P2", consequence: false },
    { first: 3, cause: long, severity: "P1", consequence: true },
  ] as unknown as TimelineEntry[];
  expect(fittingTimeline(timeline)).toEqual(timeline.slice(1));
});

test("sentences cite the same entries when others are left out or come before them", () => {
  const found = foundIncident({ first: 1, last: 9, fails: ["db", "shop", "cart"] });
  const [db, shop, cart] = found.timeline as [TimelineEntry, TimelineEntry, TimelineEntry];
  const told = {
    ...found,
    summary: [{ text: "shop, then cart", lines: [2, 3] }],
    cause: { text: "db", lines: [1] },
    steps: [{ text: "look at cart", lines: [3] }],
  };
  const changed = withTimeline(told, [cart, { ...db, last: 99 }]);
  expect(changed).toMatchObject({
    ...{ summary: [{ lines: [1] }], cause: { lines: [2] }, steps: [{ lines: [1] }] },
    timeline: [{ service: "cart" }, { service: "db", last: 99 }],
  });
  expect(withTimeline(told, [shop, db, cart]).summary).toEqual([{ text: "shop, then cart", lines: [1, 3] }]);
});

test("every text of an incident is masked, but its examples, which are already", () => {
  const incident = foundIncident({
    ...{ first: 1, last: 2, fails: ["SECRET-db", "shop SECRET"], title: "SECRET", action: "ask SECRET" },
    ...{ gaps: ["SECRET"], ruled_out: [{ name: "SECRET", reason: "by SECRET" }] },
  });
  const said = { text: "SECRET", lines: [1] };
  const masked = maskedIncident({ ...incident, summary: [said], cause: said, steps: [said] }, (text) =>
    text.replaceAll("SECRET", "<NAME>"),
  );
  const { timeline, fingerprint, kinds, ...rest } = masked;
  const own = timeline.map(({ examples, template_id: id, ...said }) => said);
  const named = kinds.map(({ template_id: id, ...said }) => said);
  expect(JSON.stringify([own, named, rest])).not.toContain("SECRET");
});
