import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { BehaviourOf } from "../support/model-endpoint/behaviour.ts";
import { withSplunk } from "../support/model-search.ts";
import { runLlamaLog } from "./run-llama-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-told-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const sample = "app/samples/shop.log";

const told = {
  summary: [
    { text: "The NVMe device nvme0 of orders-db-0 timed out at 09:32:01.", lines: [1] },
    { text: "After 3 seconds the kernel reported an I/O error on nvme0n1.", lines: [1, 2] },
  ],
  cause: { text: "The disk under orders-db-0 fails: the kernel aborts I/O.", lines: [1] },
  steps: [
    { text: "Run `smartctl -a /dev/nvme0n1` on the host of orders-db-0.", lines: [2] },
    { text: "Restart billing-api on web-77.", lines: [1] },
  ],
  confidence: 70,
};
const tells: BehaviourOf = () => ({ does: "answer", content: JSON.stringify(told) });
/** Outside Splunk, with the endpoint of the test. */
const outside = (env: Readonly<Record<string, string>>) => ({ ...env, SPLUNK_HOME: "", COLUMNS: "80" });

describe("llama-log incidents with a model", () => {
  test("shows what it tells with the entries it rests on, and leaves out what does not", async () => {
    await withSplunk({ behaviour: tells }, async ({ env, server }) => {
      const { code, stdout, stderr } = await runLlamaLog(["incidents", sample], {
        environment: outside(env),
      });
      // The second incident is not what the model tells of.
      expect([code, stderr]).toEqual([0, expect.stringContaining("did not rest on its lines")]);
      expect(stdout).toMatch(/left out\.$/m);
      expect(stdout).toMatch(/^told {4}The NVMe device nvme0 of orders-db-0 timed out at 09:32:01\. \[1\]/m);
      expect(stdout).toMatch(/^why {5}The disk under orders-db-0 fails/m);
      expect(stdout).toMatch(/^\[1\] {2}09:32:01 {2}kernel/m);
      expect(stdout).toMatch(/^do {6}Run `smartctl -a \/dev\/nvme0n1`/m);
      expect(stdout).not.toContain("billing-api");
      expect(stdout).toMatch(/1 sentence of tiny does not rest on the lines/);
      expect(stdout).toMatch(/, 2 calls of the model\n$/);
      for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
      expect(server.requests).toHaveLength(2);
    });
  });

  test("asks nothing again about the same incidents, and nothing at all with --offline", async () => {
    await withSplunk({ behaviour: tells }, async ({ env, server }) => {
      const run = async (...words: string[]) => {
        const { stdout } = await runLlamaLog(["incidents", sample, "--json", ...words], {
          environment: outside(env),
        });
        return JSON.parse(stdout).incidents;
      };
      const [offline] = await run("--offline");
      expect(server.requests).toEqual([]);
      expect(offline).toMatchObject({
        llama_status: "local",
        llama_reason: "no_endpoint",
        dropped_claims: 0,
      });
      const [first] = await run();
      expect(first).toMatchObject({
        summary: told.summary,
        cause: told.cause,
        steps: [told.steps[0]],
        dropped_claims: 1,
      });
      expect(first).toMatchObject({ llama_status: "llm", llama_model: "tiny", llama_confidence: 70 });
      const calls = server.requests.length;
      const [again] = await run();
      expect(again).toEqual({ ...first, llama_status: "cached" });
      expect(server.requests).toHaveLength(calls + 1);
      for (const field of ["fingerprint", "severity", "title", "origin", "timeline"])
        expect(first[field]).toEqual(offline[field]);
    });
  });

  test("keeps its own words where the model is not there, and says why", async () => {
    await withSplunk({ behaviour: { does: "status", status: 401 } }, async ({ env, server }) => {
      const { code, stdout, stderr } = await runLlamaLog(["incidents", sample], {
        environment: outside(env),
      });
      expect(code).toBe(0);
      expect(stderr).toContain("api_key");
      expect(stdout.replace(/, 2 calls of the model/, "")).toBe(
        readFileSync(new URL("golden/shop-incidents.txt", import.meta.url), "utf8"),
      );
      expect(server.requests).toHaveLength(2);
    });
  });

  test("refuses an endpoint that is not listed, and an option out of range", async () => {
    const file = join(folder, "small.log");
    writeFileSync(file, "INFO started\n");
    const unlisted = await runLlamaLog(["incidents", sample, "--llm-endpoint", "http://elsewhere/v1"]);
    expect([unlisted.code, unlisted.stderr]).toEqual([2, expect.stringContaining("llama.conf")]);
    const range = await runLlamaLog(["incidents", file, "--timeout", "0"]);
    expect([range.code, range.stderr]).toEqual([2, expect.stringContaining("timeout")]);
  });
});
