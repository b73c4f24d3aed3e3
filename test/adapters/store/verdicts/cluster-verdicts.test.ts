import { describe, expect, test } from "vitest";
import { KvCollection } from "../../../../src/adapters/splunkd/kv-store.ts";
import {
  ClusterVerdicts,
  type ClusterVerdictsOptions,
} from "../../../../src/adapters/store/verdicts/cluster-verdicts.ts";
import { LayeredVerdicts } from "../../../../src/adapters/store/verdicts/layered-verdicts.ts";
import { StoreWarnings } from "../../../../src/adapters/store/verdicts/store-warnings.ts";
import { divideWork } from "../../../../src/engine/verdicts/single-flight.ts";
import { status } from "../../../support/splunkd/fault.ts";
import { open } from "../../splunkd/opened.ts";
import { newFolder, openFolder, start } from "./store-folder.ts";
import { day, keyOf, secret, verdictAt } from "./store-values.ts";

async function cluster() {
  const { server, splunkd } = await open();
  const collection = new KvCollection(splunkd, "llama_verdicts");
  const documents = server.state.collections.get("llama_verdicts") as Map<string, Record<string, unknown>>;
  /** A member of the cluster: its part of the collection, and what it has to say. */
  const member = (change: Partial<ClusterVerdictsOptions> = {}) => {
    const warnings = new StoreWarnings("the KV collection llama_verdicts");
    const options = { collection, secret, greatestAge: day, now: () => start, warnings, random: () => 0.5 };
    return { verdicts: new ClusterVerdicts({ ...options, ...change }), warnings };
  };
  return { server, collection, documents, member };
}

const keys = Array.from({ length: 1_200 }, (_, at) => keyOf(at));

describe("verdicts of a search-head cluster", () => {
  test("of one member are known to the other, in batches", async () => {
    const { member, documents, server } = await cluster();
    const [one, other] = [member(), member()];
    for (const [at, key] of keys.entries()) one.verdicts.put(key, verdictAt(start, { tokens: at }));
    await one.verdicts.flush();
    expect(documents.size).toBe(keys.length);
    expect(server.requests.filter(({ url }) => url.includes("batch_save"))).toHaveLength(3);
    const found = await other.verdicts.getMany([...keys, keyOf("absent")]);
    expect(keys.map((key) => found.get(key)?.tokens)).toEqual(keys.map((_, at) => at));
    expect(server.requests.filter(({ url }) => url.includes("batch_find"))).toHaveLength(3);
    expect([...one.warnings.sentences, ...other.warnings.sentences]).toEqual([]);
  });

  test("are left out and counted when they are forged, foreign, damaged or too old", async () => {
    const { member, documents } = await cluster();
    const one = member();
    const stranger = member({ secret: Buffer.alloc(32, 8) });
    for (const name of ["good", "milder", "moved", "cut", "nonsense"]) {
      one.verdicts.put(keyOf(name), verdictAt(start));
    }
    one.verdicts.put(keyOf("old"), verdictAt(start - day - 1));
    stranger.verdicts.put(keyOf("foreign"), verdictAt(start));
    await Promise.all([one.verdicts.flush(), stranger.verdicts.flush()]);
    const change = (name: string, changed: Record<string, unknown>) =>
      documents.set(keyOf(name), { ...documents.get(keyOf(name)), ...changed });
    const { payload, signature } = documents.get(keyOf("milder")) as { payload: string; signature: string };
    change("milder", { payload: payload.replace('"P2"', '"P5"') });
    change("moved", { payload, signature });
    change("cut", { payload: payload.slice(0, 50), signature });
    change("nonsense", { payload: 7 });
    // What stands beside the signed part is believed by nobody.
    change("good", { time: 0, expires: 0, template: "tx" });
    const { verdicts, warnings } = member();
    const names = ["good", "milder", "moved", "cut", "nonsense", "old", "foreign"];
    expect([...(await verdicts.getMany(names.map(keyOf))).keys()]).toEqual([keyOf("good")]);
    expect(warnings.ignored).toEqual({ forged: 3, truncated: 1, foreign: 1, expired: 1 });
    expect(warnings.sentences).toEqual([
      expect.stringContaining("Stored verdicts in the KV collection llama_verdicts whose signature"),
    ]);
  });

  test("cost one sentence and one call where the KV store is away", async () => {
    const { member, server } = await cluster();
    server.fault = () => status(503, "KV store is starting");
    const { verdicts, warnings } = member();
    expect((await verdicts.getMany(keys)).size).toBe(0);
    const calls = server.requests.length;
    expect((await verdicts.getMany(keys)).size).toBe(0);
    expect(server.requests.length).toBe(calls);
    verdicts.put(keyOf("a"), verdictAt(start));
    await verdicts.flush();
    verdicts.put(keyOf("b"), verdictAt(start));
    await verdicts.close();
    expect(warnings.sentences).toEqual([
      expect.stringMatching(/^Verdicts of other search heads are left out\. /),
      expect.stringMatching(/^New verdicts are shared with no other search head\. /),
    ]);
  });

  test("are read, and not written, by who may not write them, without a word", async () => {
    const { member, server } = await cluster();
    const writer = member();
    writer.verdicts.put(keyOf("a"), verdictAt(start));
    await writer.verdicts.flush();
    server.fault = ({ url }) => (url.includes("batch_save") ? status(403, "no") : undefined);
    const { verdicts, warnings } = member();
    verdicts.put(keyOf("b"), verdictAt(start));
    await verdicts.flush();
    expect((await verdicts.getMany(["a", "b"].map(keyOf))).size).toBe(1);
    expect(warnings.sentences).toEqual([]);
  });

  test("do not keep a search waiting", async () => {
    const { member, server } = await cluster();
    server.fault = () => ({ does: "hang" });
    const { verdicts, warnings } = member({ timeout: 60 });
    expect((await verdicts.getMany(keys)).size).toBe(0);
    expect(warnings.sentences).toHaveLength(1);
  });

  test("that have expired are removed by a run now and then, and by none that wrote nothing", async () => {
    const { member, documents } = await cluster();
    const writer = member();
    writer.verdicts.put(keyOf("old"), verdictAt(start));
    await writer.verdicts.close();
    const later = (random: number) => member({ now: () => start + 8 * day, random: () => random }).verdicts;
    await later(0).close();
    const unlucky = later(0.05);
    unlucky.put(keyOf("new"), verdictAt(start + 8 * day));
    await unlucky.close();
    expect(documents.size).toBe(2);
    const lucky = later(0.04);
    lucky.put(keyOf("newer"), verdictAt(start + 8 * day));
    await lucky.close();
    expect([...documents.keys()]).toEqual(["new", "newer"].map(keyOf));
  });
});

describe("this host's verdicts before those of the cluster", () => {
  async function layered() {
    const world = await cluster();
    const host = (folder: string) => {
      const { verdicts, warnings } = world.member();
      return new LayeredVerdicts(openFolder(folder), verdicts, warnings);
    };
    return { ...world, host };
  }

  test("are asked for first, and what the cluster adds is kept here", async () => {
    const { host, server } = await layered();
    const [here, there] = [newFolder(), newFolder()];
    const one = host(there);
    one.put(keyOf("a"), verdictAt(start));
    await one.close();
    const two = host(here);
    expect((await two.getMany([keyOf("a")])).get(keyOf("a"))).toEqual(verdictAt(start));
    await two.close();
    const finds = () => server.requests.filter(({ url }) => url.includes("batch_find")).length;
    expect(finds()).toBe(1);
    const three = host(here);
    expect((await three.getMany([keyOf("a")])).size).toBe(1);
    expect(finds()).toBe(1);
    await three.close();
  });

  test("are divided among searches of the host, and the cluster is asked once for what it lacks", async () => {
    const { host, server } = await layered();
    const folder = newFolder();
    const [one, two] = [host(folder), host(folder)];
    const names = ["a", "b"].map(keyOf);
    expect((await divideWork(one, names)).mine).toEqual(names);
    expect((await divideWork(two, names)).others).toEqual(names);
    expect(server.requests.filter(({ url }) => url.includes("batch_find"))).toHaveLength(2);
    one.release(names);
    await one.flush();
    expect(await two.unclaimed(names)).toEqual(names);
    expect(await two.claim(names)).toEqual(names);
    await Promise.all([one.close(), two.close()]);
  });

  test("say what is wrong with either, and count for both", async () => {
    const { host, server } = await layered();
    server.fault = () => status(503, "KV store is starting");
    const folder = newFolder();
    const store = host(folder);
    store.put(keyOf("old"), verdictAt(start - 2 * day));
    await store.getMany([keyOf("old")]);
    expect(store.problems).toEqual([expect.stringMatching(/^Verdicts of other search heads are left out/)]);
    expect(store.ignored).toEqual({ forged: 0, truncated: 0, foreign: 0, expired: 1 });
    await store.close();
  });
});
