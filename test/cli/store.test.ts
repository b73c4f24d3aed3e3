import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openKeyFile } from "../../src/adapters/store/key-file.ts";
import { FolderVerdicts } from "../../src/adapters/store/verdicts/folder-verdicts.ts";
import { verdictKey } from "../../src/engine/verdicts/verdict-key.ts";
import { runLlamaLog } from "./run-llama-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-cli-store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const hour = 3_600_000;

/** A state folder with so many verdicts, each an hour older than the one before. */
async function stateWith(name: string, count: number): Promise<NodeJS.ProcessEnv> {
  const state = join(folder, name);
  const secret = openKeyFile(join(state, "store.key"));
  const store = new FolderVerdicts({
    folder: join(state, "verdicts"),
    secret,
    greatestAge: 7 * 24 * hour,
    now: Date.now,
  });
  for (let at = 0; at < count; at++) {
    const parts = {
      unitVersion: 1,
      endpoint: "default",
      model: "tiny",
      promptVersion: 1,
      schemaVersion: 1,
      maskingVersion: "1",
    };
    store.put(verdictKey({ unitText: `unit ${at}`, ...parts }), {
      judgement: {
        anomalyDetected: true,
        severity: "P2",
        rootCause: "It broke.",
        recommendedAction: "Look.",
        confidence: 80,
      },
      flags: [],
      slots: [],
      model: at === 0 ? "large" : "tiny",
      time: Date.now() - at * hour,
      tokens: 90,
      templateId: at % 2 === 0 ? "tabcdefghijkl" : "tmnopqrstuvwx",
    });
  }
  await store.close();
  return { LLAMA_STATE: state };
}

describe("llama-log store", () => {
  test("tells what is remembered, by model", async () => {
    const environment = await stateWith("stats", 5);
    const { stdout, code } = await runLlamaLog(["store", "stats"], { environment });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^5 verdicts in .*verdicts, 0\.0 MB\nfrom \d{4}-.*Z to \d{4}-.*Z\n {2}4 by tiny\n {2}1 by large\n$/,
    );
    const json = await runLlamaLog(["store", "stats", "--json"], { environment });
    expect(JSON.parse(json.stdout)).toMatchObject({ entries: 5, models: { tiny: 4, large: 1 } });
  });

  test("of an empty store says that there is nothing", async () => {
    const { stdout, code } = await runLlamaLog(["store", "stats"]);
    expect([code, stdout.startsWith("0 verdicts in ")]).toEqual([0, true]);
  });

  test("forgets the verdicts of a template, or those that are older", async () => {
    const environment = await stateWith("forget", 6);
    const byTemplate = await runLlamaLog(["store", "forget", "--template", "tabcdefghijkl"], {
      environment,
      here: false,
    });
    expect(byTemplate.stdout).toBe("3 verdicts forgotten.\n");
    const byAge = await runLlamaLog(["store", "forget", "--older", "2h", "--json"], { environment });
    expect(JSON.parse(byAge.stdout)).toEqual({ forgotten: 2 });
    const { stdout } = await runLlamaLog(["store", "stats", "--json"], { environment });
    expect(JSON.parse(stdout)).toMatchObject({ entries: 1 });
  });

  test("says what the cluster still shares, because it cannot forget that", async () => {
    const conf = join(folder, "cluster.conf");
    writeFileSync(conf, "[store]\nshare = cluster\n");
    const environment = { ...(await stateWith("cluster", 2)), LLAMA_CONF: conf };
    const { stdout, stderr, code } = await runLlamaLog(["store", "forget", "--older", "0s"], { environment });
    expect([code, stdout]).toEqual([0, "2 verdicts forgotten.\n"]);
    expect(stderr).toMatch(/^llama-log: the search-head cluster still shares what it has .*llama_verdicts/);
    expect((await runLlamaLog(["store", "stats"], { environment })).stderr).toBe("");
  });

  test.each([
    [["store"], "llama-log store wants stats or forget, and nothing came."],
    [["store", "burn"], "llama-log store wants stats or forget, and burn came."],
    [["store", "forget"], "wants either --template ID or --older DURATION"],
    [["store", "forget", "--template", "tabcdefghijkl", "--older", "7d"], "wants either"],
    [["store", "forget", "--template", "x"], "--template wants the id of a template"],
    [["store", "forget", "--older", "soon"], "--older wants a duration like 90m, 24h or 7d, and soon came."],
  ])("%j is refused", async (words, said) => {
    const { code, stderr, stdout } = await runLlamaLog(words);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(said);
  });
});
