/** What earlier versions kept, opened by this one: each as it was, at the time it was kept. */
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { tokeniserVersion } from "../../src/engine/templates/snapshot.ts";
import { type AlertPlace, openAlertPlace, recordsOf, secrets, twoRows } from "../cli/alert-place.ts";
import { type Finished, runLlamaLog } from "../cli/run-llama-log.ts";
import {
  clock,
  type KeptCollections,
  type KeptState,
  keepState,
  keptStates,
  searchOnMember,
  shiftTo,
} from "../support/kept-state.ts";
import {
  type RunningModelEndpoint,
  startModelEndpoint,
} from "../support/model-endpoint/start-model-endpoint.ts";
import { type RunningSplunkd, startSplunkd } from "../support/splunkd/start-splunkd.ts";

// Before a release, so that later ones are held to it: KEEP_STATE=1 npx vitest run test/end-to-end/upgrade.test.ts
if (process.env.KEEP_STATE !== undefined) beforeAll(keepState, 120_000);

const versions = readdirSync(keptStates);

describe.each(versions)("the state that version %s kept", (version) => {
  const about = JSON.parse(readFileSync(join(keptStates, version, "about.json"), "utf8")) as KeptState;
  let place: AlertPlace;
  let model: RunningModelEndpoint;
  beforeAll(async () => {
    model = await startModelEndpoint();
  });
  beforeEach(async () => {
    place = await openAlertPlace();
    cpSync(join(keptStates, version, "kept"), place.state("kept"), { recursive: true });
    // Git keeps no modes, and a key that everybody may read is none.
    for (const key of ["store.key", "pseudonym.key"]) chmodSync(join(place.state("kept"), key), 0o600);
  });
  afterEach(() => place.close());
  afterAll(() => model.close());

  /** As this version would some minutes after the state was kept. */
  const run = (words: readonly string[], minutes: number): Promise<Finished> =>
    runLlamaLog(words, {
      environment: {
        SHIFTED_DATE_BY: String(shiftTo(about.time + minutes * 60_000)),
        LLAMA_STATE: place.state("kept"),
        LLAMA_ENDPOINT: model.url,
        LLAMA_MODEL: "llama",
        CHAT_TOKEN: place.chat.token,
        PAGER_KEY: secrets[1],
      },
      nodeOptions: ["--require", clock],
    });

  test("gives the same lines the same templates, and its verdicts stay, used where they still hold", async () => {
    const verdicts = () => readdirSync(join(place.state("kept"), "verdicts"));
    const kept = verdicts().filter((name) => name.endsWith(".jsonl"));
    const analyze = () => run(["analyze", place.file("app.log", about.log), "--json"], 10);
    const first = await analyze();
    // What is masked otherwise now, or split otherwise, is not taken over: the run says so, once.
    expect([first.code, first.stderr]).toEqual([
      0,
      expect.stringMatching(/^(?:The templates of earlier runs in \S+ are of another version[^\n]+\n)?$/),
    ]);
    expect(recordsOf(first).map((row) => row.llama_template_id)).toEqual(about.templateIds);
    expect(recordsOf(first).filter((row) => row.llama_status === "local")).toEqual([]);
    expect(verdicts()).toEqual(expect.arrayContaining(kept));
    const second = await analyze();
    expect([second.code, second.stderr]).toEqual([0, ""]);
    expect(new Set(recordsOf(second).map((row) => row.llama_status))).toEqual(new Set(["cached"]));
  });

  test("has its silence, and the page that waited is sent once", async () => {
    expect((await run(["silence", "list"], 10)).stdout).toContain("billing");
    const retry = () => run(["retry", "--config", place.config], 1);
    const sent = await retry();
    expect([sent.code, sent.stderr]).toEqual([0, ""]);
    await retry();
    expect(place.pager.alerts).toMatchObject([{ state: "triggered", events: [{}] }]);
    expect(place.chat.requests.filter(({ path }) => path.endsWith("chat.postMessage"))).toEqual([]);
    const listed = await run(["deliveries", "--json", "--config", place.config], 10);
    expect(new Set(recordsOf(listed).map(({ state }) => state))).toEqual(new Set(["delivered"]));
  });

  describe("and the collections its search heads shared", () => {
    const kept = JSON.parse(
      readFileSync(join(keptStates, version, "collections.json"), "utf8"),
    ) as KeptCollections;
    let splunkd: RunningSplunkd;
    beforeEach(async () => {
      splunkd = await startSplunkd();
      for (const [name, documents] of Object.entries(kept.collections)) {
        const collection = new Map(
          documents.map((document) => [String(document._key), { ...document, _key: String(document._key) }]),
        );
        splunkd.state.collections.set(name, collection);
      }
    });
    afterEach(() => splunkd.close());

    test("lose no document, and give the same lines the same templates", async () => {
      const shiftedBy = shiftTo(kept.time + 600_000);
      const rows = await searchOnMember(splunkd, { key: kept.key, modelUrl: model.url, shiftedBy });
      expect(rows.map((row) => row.llama_template_id)).toEqual(about.templateIds);
      // Those of other masks or another prompt are asked anew.
      expect(rows.filter((row) => !["llm", "cached"].includes(row.llama_status as string))).toEqual([]);
      for (const [name, documents] of Object.entries(kept.collections)) {
        const now = splunkd.state.collections.get(name);
        expect(documents.length).toBeGreaterThan(0);
        for (const document of documents) expect(now?.get(String(document._key))).toEqual(document);
      }
    });
  });
});

describe("what a later version kept", () => {
  let place: AlertPlace;
  beforeEach(async () => {
    place = await openAlertPlace();
    mkdirSync(place.state("kept"));
  });
  afterEach(() => place.close());

  const keep = (name: string, content: unknown): string => {
    const path = join(place.state("kept"), name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };
  const now = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

  test("of templates stays beside ours", async () => {
    const later = { version: 1, tokeniser: 99, templates: [{ id: "tabcdefghijkl", shape: "new" }] };
    const path = keep("templates.99.json", later);
    const log = place.file("app.log", "ERROR payment 1 declined\n");
    const environment = { LLAMA_STATE: place.state("kept") };
    expect((await runLlamaLog(["analyze", log], { environment })).code).toBe(0);
    expect(now(path)).toEqual(later);
    expect(readdirSync(place.state("kept"))).toContain(`templates.${tokeniserVersion}.json`);
  });

  test("of silences stays when one is added, and one whose matcher is unknown here silences nothing", async () => {
    const later = {
      id: "later001",
      matchers: { service: "*", region: "eu-1" },
      until: Date.now() + 86_400_000,
      author: "ops",
      reason: "move",
      created: 1,
      ticket: "OPS-1",
    };
    const path = keep("silences.json", [later]);
    const add = ["silence", "add", "--service", "billing", "--for", "7d", "--reason", "x"];
    await runLlamaLog(add, { environment: { LLAMA_STATE: place.state("kept") } });
    expect(now(path)).toEqual([later, expect.objectContaining({ reason: "x" })]);
    await place.run("kept", ["alert", "--results", place.file("rows.csv", twoRows)]);
    expect(place.pager.alerts).toHaveLength(1);
  });

  test("of what calls came to stays", async () => {
    const later = { version: 2, models: { default: { shape: "new" } } };
    const path = keep("calibration.json", later);
    const model = await startModelEndpoint();
    const log = place.file("app.log", "ERROR payment 1 declined\n");
    const environment = {
      LLAMA_STATE: place.state("kept"),
      LLAMA_ENDPOINT: model.url,
      LLAMA_MODEL: "llama",
    };
    const { code } = await runLlamaLog(["analyze", log], { environment });
    await model.close();
    expect([code, now(path)]).toEqual([0, later]);
  });
});
