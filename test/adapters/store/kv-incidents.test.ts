import { describe, expect, test } from "vitest";
import { SplunkdError } from "../../../src/adapters/splunkd/splunkd-error.ts";
import { KvIncidents } from "../../../src/adapters/store/kv-incidents.ts";
import { continueIncidents } from "../../../src/engine/incident-history/continue-incidents.ts";
import type { IncidentDocument } from "../../../src/engine/incident-history/incident-document.ts";
import { IncidentStoreError } from "../../../src/engine/incident-history/incident-store.ts";
import type { StoredIncident } from "../../../src/engine/incident-history/stored-incident.ts";
import { foundIncident } from "../../engine/incident-history/found-incident.ts";
import { found } from "../../support/splunkd/kv-query.ts";
import type { Document } from "../../support/splunkd/splunkd-state.ts";

const start = 1_800_000_000;
const day = 86_400;
const rules = { resolveAfter: 1_800, runsToEnd: 3 };

/** A collection in memory, and what was asked of it. */
function newStore({ forbidDelete = false } = {}) {
  const documents = new Map<string, Document>();
  const written: (readonly IncidentDocument[])[] = [];
  const warnings: string[] = [];
  let now = start;
  let historyProblem: string | undefined;
  const store = new KvIncidents({
    collection: {
      findWhere: async (query) => found(documents.values(), { query }),
      save: async (given) => {
        for (const each of given) documents.set(String(each._key), JSON.parse(JSON.stringify(each)));
      },
      deleteWhere: async (query) => {
        if (forbidDelete) throw new SplunkdError("forbidden", "You may not delete", "ask");
        for (const { _key } of found(documents.values(), { query })) documents.delete(_key);
      },
    },
    history: {
      write: async (records) => {
        written.push(records);
        return historyProblem;
      },
    },
    warn: (sentence) => warnings.push(sentence),
    now: () => now,
  });
  return {
    ...{ store, documents, written, warnings },
    at: (time: number) => {
      now = time;
    },
    spoilHistory: () => {
      historyProblem = "no index.";
    },
    run: (time: number, ...fails: string[][]) => {
      now = time;
      const incidents = fails.map((each) => foundIncident({ first: start, last: time, fails: each }));
      return store.update((stored: readonly StoredIncident[]) =>
        continueIncidents({ stored, found: incidents }, { now: time, looked: time, rules }),
      );
    },
  };
}

describe("incidents in the KV collection", () => {
  test("are one document each, under their fingerprints, and an event for each change", async () => {
    const { run, documents, written, store } = newStore();
    const { incidents } = await run(start + 60, ["db"], ["mail"]);
    expect([...documents.keys()].sort()).toEqual(["idb", "imail"]);
    expect(await store.all()).toEqual(expect.arrayContaining([...incidents]));
    await run(start + 60, ["db"], ["mail"]);
    expect(written.map((records) => records.map(({ fingerprint }) => fingerprint).sort())).toEqual([
      ["idb", "imail"],
    ]);
  });

  test("that get another name leave nothing under the old one", async () => {
    const { run, documents } = newStore();
    await run(start + 60, ["shop"]);
    await run(start + 120, ["disk", "shop"]);
    expect([...documents.keys()]).toEqual(["idisk"]);
  });

  test("keep their names once somebody was paged under one of them", async () => {
    const { run, documents, store } = newStore();
    await run(start + 60, ["shop"]);
    await run(start + 120, ["disk", "shop"]);
    await store.markPaged(["ishop"]);
    await run(start + 180, ["net", "disk", "shop"]);
    expect([...documents.values()]).toMatchObject([{ _key: "idisk", paged: true, origin: ["net"] }]);
  });

  test("are gone 30 days after the last change, with the next one that changes anything", async () => {
    const { run, documents, store, at } = newStore();
    await run(start + 60, ["db"]);
    await run(start + 2 * day);
    expect(await store.all()).toMatchObject([{ state: "over" }]);
    at(start + 33 * day);
    expect(await store.all()).toEqual([]);
    await run(start + 33 * day, ["mail"]);
    expect([...documents.keys()]).toEqual(["imail"]);
  });

  test("are stored though old ones may not be deleted, and though there is no history", async () => {
    const { run, documents, warnings, spoilHistory } = newStore({ forbidDelete: true });
    spoilHistory();
    await run(start + 60, ["db"]);
    expect([...documents.keys()]).toEqual(["idb"]);
    expect(warnings).toEqual(["no index."]);
  });

  test("that are damaged are as good as not there", async () => {
    const { run, documents, store } = newStore();
    await run(start + 60, ["db"]);
    documents.set("ibad", { _key: "ibad", state: "open", updated: start, timeline: "[{" });
    expect((await store.all()).map(({ fingerprint }) => fingerprint)).toEqual(["idb"]);
  });

  test("that cannot be read are said in a sentence", async () => {
    const store = new KvIncidents({
      collection: {
        findWhere: () => Promise.reject(new SplunkdError("busy", "KV store is starting", "wait")),
        save: async () => undefined,
        deleteWhere: async () => undefined,
      },
      ...{ history: { write: async () => undefined }, warn: () => undefined, now: () => start },
    });
    await expect(store.all()).rejects.toThrow(IncidentStoreError);
    await expect(store.all()).rejects.toThrow("KV store is starting: wait.");
  });
});
