import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runLlamaLog } from "../cli/run-llama-log.ts";
import { type Chunk, executeChunk, getinfoChunk } from "../support/chunks.ts";
import {
  answer,
  type BehaviourOf,
  contextOverflow,
  type SeenBody,
} from "../support/model-endpoint/behaviour.ts";
import { replyContent } from "../support/model-endpoint/reply-content.ts";
import {
  requestsWith,
  type SplunkWithModel,
  search,
  statusesOf,
  textsOf,
  withSplunk,
} from "../support/model-search.ts";
import { converseRaw } from "../support/protocol-client.ts";

/** Tokens as tokenizers of today cut them, nearly: words, two digits, other signs one by one. */
function tokensOf(text: string): number {
  return text.match(/[A-Za-z]{1,6}|\d{1,2}|[^\sA-Za-z\d]/g)?.length ?? 0;
}

const promptTokens = (body: SeenBody): number =>
  20 + (body.messages ?? []).reduce((sum, { content }) => sum + tokensOf(content), 0);

/** Answers well, and counts as a server with a tokenizer does. */
const counting: BehaviourOf = (_, body, logs) => {
  const usage = {
    prompt_tokens: promptTokens(body),
    // It writes longer sentences than a model would, and pays no heed to the cap.
    completion_tokens: Math.ceil(tokensOf(replyContent(logs, "by-id").content) / 2),
  };
  return { does: "answer", usage };
};

/** What a search says that only plans. */
async function planOf({ env }: SplunkWithModel, chunks: readonly (readonly string[])[], args: string[] = []) {
  const bytes = Buffer.concat([
    getinfoChunk(["mode=plan", ...args]),
    ...requestsWith(chunks).map((chunk) => executeChunk(chunk)),
  ]);
  const conversation = await converseRaw({ bytes, env });
  const reply = conversation.chunks.at(-1) as Chunk;
  const inspector = reply.metadata.inspector as Record<string, unknown>;
  const [[, said]] = inspector.messages as [[string, string]];
  return { said, inspector };
}

const planned = (splunk: SplunkWithModel) => JSON.parse(splunk.runLines().at(-1) as string);

const longLine = (at: number): string => `${textsOf(60)[at]} ${"at com.example.shop.Cart.add ".repeat(70)}`;
const longTexts = Array.from({ length: 16 }, (_, at) => longLine(at));

describe("a search that only plans", () => {
  test.concurrent("opens no connection, not even to ask for lengths, and spends nothing", async () => {
    await withSplunk({ lengths: { context: 8_192, count: promptTokens } }, async (splunk) => {
      const { said, inspector } = await planOf(splunk, [longTexts, textsOf(20)]);
      expect(splunk.server.connections).toBe(0);
      expect(said).toMatch(
        /^36 events, 36 units: nothing was sent\. \d+ calls about 36 units would ask tiny at \[/,
      );
      expect(said).toContain("no earlier calls");
      expect(inspector).not.toHaveProperty("metric.llamaanalyze.calls");
      expect(inspector).toHaveProperty(["metric.llamaanalyze.plan.most"]);
      expect(planned(splunk)).toMatchObject({
        plan: true,
        calls: 0,
        tokens_in: 0,
        tokens_out: 0,
        cost: null,
      });
      expect(planned(splunk).planned).toMatchObject({ units: 36, cached: 0, earlier_calls: 0, cost: null });
      expect(existsSync(join(splunk.folder, "state", "calibration.json"))).toBe(false);
    });
  });

  test.concurrent("names what it costs by the stanza's prices, and when time is too short", async () => {
    await withSplunk({ stanza: { price_in: "1000", price_out: "2000" } }, async (splunk) => {
      const { said } = await planOf(splunk, [textsOf(20)], ["timeout=1", "concurrency=1"]);
      expect(said).toContain("by the prices of llama.conf");
      expect(said).toContain("timeout=1 would be over before");
      const { tokens_in: tokensIn, tokens_out: tokensOut, cost } = planned(splunk).planned;
      expect(cost.high).toBeCloseTo((tokensIn * 1000 + tokensOut.high * 2000) / 1e6, 2);
    });
  });

  test.concurrent("after one run over the bundled sample says within 15 % what the next one then needs", async () => {
    await withSplunk({ behaviour: counting }, async ({ server, env, folder }) => {
      const runLog = join(folder, "runs.log");
      const environment = { ...env, SPLUNK_HOME: "" };
      const run = async (...words: string[]) => {
        // With the store the second run would ask nobody.
        const flags = ["--demo", "--run-log", runLog, "--cache-ttl", "0"];
        const finished = await runLlamaLog(["analyze", ...flags, ...words], { environment });
        expect(finished).toMatchObject({ code: 0 });
        return {
          ...finished,
          line: JSON.parse(readFileSync(runLog, "utf8").trim().split("\n").at(-1) as string),
        };
      };
      const first = await run();
      for (const words of [
        [],
        ["--batch-size", "3"],
        ["--batch-size", "20"],
        ["--unit", "event", "--batch-size", "16"],
      ]) {
        const sent = server.requests.length;
        const plan = await run("--mode", "plan", ...words);
        expect(server.requests.length, "nothing is sent").toBe(sent);
        expect(plan.line.planned.earlier_calls).toBeGreaterThanOrEqual(first.line.calls);
        expect(plan.stdout).toMatch(/\nThe figures come from \d+ earlier calls\.\n/);
        const real = await run(...words, "--json");
        const { calls, tokens_in: tokensIn, tokens_out: tokensOut } = plan.line.planned;
        // Units of later chunks may join a call, and the first call may hold fewer.
        expect(real.line.calls).toBeLessThanOrEqual(calls + 1);
        expect(tokensIn / real.line.tokens_in, `prompts of ${words}`).toBeGreaterThan(0.85);
        expect(tokensIn / real.line.tokens_in, `prompts of ${words}`).toBeLessThan(1.15);
        expect(tokensOut.likely / real.line.tokens_out, `answers of ${words}`).toBeGreaterThan(0.85);
        expect(tokensOut.likely / real.line.tokens_out, `answers of ${words}`).toBeLessThan(1.15);
        expect(tokensOut.low).toBeLessThan(real.line.tokens_out);
        expect(tokensOut.high).toBeGreaterThan(real.line.tokens_out);
      }
    });
  }, 300_000);
});

describe("prompts near the end of the model's context", () => {
  /** Refuses what does not fit, as servers do. */
  const refusing =
    (context: number): BehaviourOf =>
    (_, body) =>
      promptTokens(body) + (body.max_completion_tokens ?? 0) > context ? contextOverflow() : answer();
  const isRefused = (context: number, { body }: { body: SeenBody }): boolean =>
    promptTokens(body) + (body.max_completion_tokens ?? 0) > context;

  test.concurrent("are measured before they are sent, so that none is refused", async () => {
    const options = { behaviour: refusing(4_096), lengths: { context: 4_096, count: promptTokens } };
    await withSplunk(options, async (splunk) => {
      const { verdicts } = await search(splunk, { args: ["concurrency=1"], chunks: [longTexts] });
      expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
      const { requests, lengthChecks } = splunk.server;
      expect(requests.filter((request) => isRefused(4_096, request))).toEqual([]);
      expect(lengthChecks.filter(({ asked }) => asked === "GET /v1/models")).toHaveLength(1);
      expect(lengthChecks.some(({ asked }) => asked === "POST /tokenize")).toBe(true);
    });
  });

  test.concurrent("go by the estimate where the server cannot measure, and it is asked that once", async () => {
    await withSplunk({ behaviour: refusing(4_096), lengths: { context: 4_096 } }, async (splunk) => {
      const { verdicts } = await search(splunk, { args: ["concurrency=1"], chunks: [longTexts] });
      expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
      const { requests, lengthChecks } = splunk.server;
      expect(requests.filter((request) => isRefused(4_096, request))).toEqual([]);
      expect(lengthChecks.map(({ asked }) => asked)).toEqual(["GET /v1/models", "POST /tokenize"]);
    });
  });

  test.concurrent("are refused once where the server tells nothing but by its refusal", async () => {
    await withSplunk({ behaviour: refusing(4_096) }, async (splunk) => {
      const { verdicts } = await search(splunk, { args: ["concurrency=1"], chunks: [longTexts] });
      expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
      expect(splunk.server.requests.filter((request) => isRefused(4_096, request))).toHaveLength(1);
    });
  });

  test.concurrent("are the only ones: short prompts cost no request beside their own", async () => {
    await withSplunk({ lengths: { context: 4_096, count: promptTokens } }, async (splunk) => {
      await search(splunk, { chunks: [textsOf(40)] });
      expect(splunk.server.lengthChecks).toEqual([]);
      expect(splunk.server.requests).toHaveLength(5);
    });
  });
});

test("the sourcetype is learnt from, and neither sent nor kept by its name", async () => {
  await withSplunk({ behaviour: counting }, async (splunk) => {
    const rows = textsOf(8).map((text, at) => `${at},${text},secret_sourcetype`);
    const body = `_chunked_idx,_raw,sourcetype\n${rows.join("\n")}\n`;
    const execute = executeChunk({ body: Buffer.from(body), finished: true });
    await converseRaw({ bytes: Buffer.concat([getinfoChunk([]), execute]), env: splunk.env });
    expect(splunk.server.requests).toHaveLength(1);
    expect(JSON.stringify(splunk.server.requests)).not.toContain("secret_sourcetype");
    const kept = readFileSync(join(splunk.folder, "state", "calibration.json"), "utf8");
    expect(kept).not.toContain("secret_sourcetype");
    expect(Object.keys(JSON.parse(kept).models[0].sourcetypes)).toHaveLength(1);
  });
});
