import { describe, expect, test } from "vitest";
import { batchesOf, kvLimits } from "../../../src/adapters/splunkd/kv-batches.ts";
import { KvCollection, type StoredDocument } from "../../../src/adapters/splunkd/kv-store.ts";
import { fc } from "../../support/fast-check.ts";
import { errorOf, open } from "./opened.ts";

async function collection(role = "admin") {
  const { server, splunkd } = await open({}, { role });
  const documents = server.state.collections.get("llama_verdicts") as Map<string, { _key: string }>;
  return { server, splunkd, verdicts: new KvCollection(splunkd, "llama_verdicts"), documents };
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, number) => ({ _key: `k${String(number).padStart(6, "0")}`, number }));

describe("a KV collection", () => {
  test("what is saved replaces what had its key", async () => {
    const { verdicts, documents } = await collection();
    await verdicts.save([{ _key: "a", old: 1 }, { _key: "b" }]);
    expect(await verdicts.save([{ _key: "a", new: 2 }])).toBe(1);
    expect([...documents.values()]).toEqual([
      { _key: "a", new: 2, _user: "nobody" },
      { _key: "b", _user: "nobody" },
    ]);
  });

  test("more documents than a batch may have are saved in several, all of them", async () => {
    const { verdicts, documents, server } = await collection();
    expect(await verdicts.save(numbered(2500))).toBe(2500);
    expect(documents.size).toBe(2500);
    expect(server.requests).toHaveLength(3);
  });

  test("nothing to save is no call", async () => {
    const { verdicts, server } = await collection();
    expect(await verdicts.save([])).toBe(0);
    expect(server.requests).toHaveLength(0);
  });

  test("a limit that an administrator has set lower is met with smaller batches", async () => {
    const { verdicts, documents, server } = await collection();
    server.state.kvStore.documentsPerBatch = 200;
    expect(await verdicts.save(numbered(1000))).toBe(1000);
    expect([...documents.keys()]).toEqual(numbered(1000).map(({ _key }) => _key));
  });

  test("a document that is too long is refused by its place, before anything is sent", async () => {
    const { verdicts, server } = await collection();
    const text = "x".repeat(kvLimits.documentBytes);
    const error = await errorOf(verdicts.save([{ a: 1 }, { text }]));
    expect(error.kind).toBe("too_big");
    expect(error.message).toMatch(
      /at most 15728640 bytes, and document 2 of 2 has 15728651: nothing was stored/,
    );
    expect(server.requests).toHaveLength(0);
  });

  test("a failure half way says how many documents were stored", async () => {
    const { verdicts, server } = await collection();
    server.fault = ({ number }) => (number === 2 ? { does: "reset" } : undefined);
    const error = await errorOf(verdicts.save(numbered(1500)));
    expect(error).toMatchObject({ kind: "unreachable" });
    expect(error.finding).toMatch(/; 900 of 1500 documents had been stored$/);
  });

  test("documents are found in the order of their keys, the first or all", async () => {
    const { verdicts, server } = await collection();
    await verdicts.save(numbered(20).reverse());
    const numbersOf = (found: readonly StoredDocument[]) => found.map(({ number }) => number);
    expect(numbersOf(await verdicts.find(3))).toEqual([0, 1, 2]);
    expect(numbersOf(await verdicts.find())).toEqual(numbered(20).map(({ number }) => number));
    expect(server.requests.filter(({ method }) => method === "GET")).toHaveLength(2);
  });

  test("all documents are found although splunkd cuts queries without a word", async () => {
    const { verdicts, server } = await collection();
    await verdicts.save(numbered(5000));
    server.state.kvStore.rowsPerQuery = 1300;
    const found = await verdicts.find();
    expect(found.map(({ number }) => number)).toEqual(numbered(5000).map(({ number }) => number));
  });

  test("many keys are read at once, and those without a document are left out", async () => {
    const { verdicts, server } = await collection();
    await verdicts.save(numbered(800));
    const found = await verdicts.getMany([...numbered(800).map(({ _key }) => _key), "absent"]);
    expect(found).toHaveLength(800);
    expect(server.requests.filter(({ url }) => url.includes("batch_find"))).toHaveLength(2);
  });

  test("documents are deleted by query, and never all for want of one", async () => {
    const { verdicts, documents } = await collection();
    await verdicts.save(numbered(10));
    await verdicts.deleteWhere({ number: { $lt: 7 } });
    expect(documents.size).toBe(3);
    expect(await errorOf(verdicts.deleteWhere({}))).toMatchObject({ kind: "refused" });
    expect(documents.size).toBe(3);
  });

  test.each(["", "a/b", "../x", "a b", "a?b"])("%j is no name of a collection", async (name) => {
    const { splunkd } = await open();
    expect(() => new KvCollection(splunkd, name)).toThrow(/wants letters, digits and _ only/);
  });

  test("a store that is not ready is busy", async () => {
    const { verdicts, server } = await collection();
    server.state.kvStore.ready = false;
    const error = await errorOf(verdicts.save([{ a: 1 }]));
    expect(error).toMatchObject({ kind: "busy", status: 503 });
    expect(error.message).toMatch(/its KV store is not ready; try again later/);
    expect(await errorOf(verdicts.find())).toMatchObject({ kind: "busy" });
  });

  test("a collection that is not there is named", async () => {
    const { splunkd } = await open();
    const error = await errorOf(new KvCollection(splunkd, "llama_other").save([{ a: 1 }]));
    expect(error).toMatchObject({ kind: "not_found" });
    expect(error.message).toContain("has no collection llama_other in the app llama_log_analyzer");
  });

  test("splunkd quoting a document does not bring it into the message", async () => {
    const { verdicts, server } = await collection();
    server.fault = ({ body }) => ({
      does: "status",
      status: 400,
      body: JSON.stringify({ messages: [{ type: "ERROR", text: `parse error in "${body}"` }] }),
    });
    const error = await errorOf(verdicts.save([{ text: "card 4111 1111 1111 1111" }]));
    expect(error).toMatchObject({ kind: "refused", status: 400 });
    expect(`${error.message}${error.stack}`).not.toContain("4111");
  });
});

describe("batches", () => {
  const documents = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }), { maxLength: 60 });
  const limits = fc.record({
    documents: fc.integer({ min: 1, max: 10 }),
    bytes: fc.integer({ min: 200, max: 2000 }),
    documentBytes: fc.integer({ min: 100, max: 1500 }),
  });

  test("of any documents hold each once, in order, within the limits, or name the one too long", () => {
    fc.assert(
      fc.property(documents, limits, (given, within) => {
        const longest = Math.min(within.documentBytes, within.bytes - 3);
        const tooLong = given.findIndex((document) => Buffer.byteLength(JSON.stringify(document)) > longest);
        if (tooLong >= 0) {
          expect(() => batchesOf(given, within)).toThrow(`document ${tooLong + 1} of ${given.length}`);
          return;
        }
        const batches = batchesOf(given, within);
        expect(batches.flat()).toEqual(given.map((document) => JSON.stringify(document)));
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(within.documents);
          expect(Buffer.byteLength(`[${batch.join(",")}]`)).toBeLessThanOrEqual(within.bytes);
        }
      }),
    );
  });

  test("are no smaller than they must be", () => {
    const limits = { documents: 3, bytes: 1000, documentBytes: 1000 };
    expect(batchesOf(numbered(7), limits).map((batch) => batch.length)).toEqual([3, 3, 1]);
  });
});
