import { expect, test } from "vitest";
import { documentOf, readDocument } from "../../../src/engine/incident-history/incident-document.ts";
import { pagedUnder } from "../../../src/engine/incident-history/incident-store.ts";
import type { StoredIncident } from "../../../src/engine/incident-history/stored-incident.ts";
import { newRecord } from "../../../src/engine/incident-history/update-incident.ts";
import { fc } from "../../support/fast-check.ts";
import { foundIncident } from "./found-incident.ts";

function recordOf(said: Partial<StoredIncident> = {}): StoredIncident {
  const found = foundIncident({ first: 100, last: 200, fails: ["db", "shop"] });
  return { ...newRecord(found, { now: 300, looked: 200, episode: 1 }), ...said };
}

test("a record comes back from its document as it was, whatever its texts are", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string(), { maxLength: 4 }), (text, names) => {
      const record = recordOf({ title: text, action: text, hosts: names, gaps: names, origin: [text] });
      expect(readDocument(JSON.parse(JSON.stringify(documentOf(record))))).toEqual(record);
    }),
  );
});

test("lookups can show a document: it holds no objects", () => {
  for (const value of Object.values(documentOf(recordOf())))
    for (const item of Array.isArray(value) ? value : [value]) expect(typeof item).not.toBe("object");
  expect(JSON.parse(String(documentOf(recordOf()).timeline))).toHaveLength(2);
});

test("what others add to an incident is kept, and what the store adds is not", () => {
  const document = {
    ...documentOf(recordOf()),
    cause: '{"text":"full disk","lines":[1]}',
    _key: "idb",
    _user: "me",
  };
  const record = readDocument(document);
  expect(record).toMatchObject({ cause: { text: "full disk", lines: [1] } });
  expect(record).not.toHaveProperty("_key");
});

test("what is no record is none", () => {
  const good = documentOf(recordOf());
  expect(readDocument(good)).toBeDefined();
  for (const bad of [
    undefined,
    "x",
    {},
    { ...good, severity: "P9" },
    { ...good, timeline: "[{" },
    { ...good, fingerprint: "../../etc" },
    { ...good, first: "soon" },
  ])
    expect(readDocument(bad)).toBeUndefined();
});

test("somebody was paged for the incident that has the fingerprint by now", () => {
  const open = recordOf({ aliases: ["ishop"] });
  const merged = recordOf({ fingerprint: "ishop", state: "merged", merged_into: "idb" });
  expect(pagedUnder(["ishop"], [open, merged, recordOf({ fingerprint: "icart" })])).toEqual([
    { ...open, paged: true },
  ]);
});
