import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { executeChunk, getinfoChunk } from "../support/chunks.ts";
import { CommandProcess } from "../support/command-process.ts";
import type { BehaviourOf } from "../support/model-endpoint/behaviour.ts";
import { requestsWith, type SplunkWithModel, textsOf, withSplunk } from "../support/model-search.ts";
import type { Verdict } from "../support/output-fields.ts";
import { converseRaw } from "../support/protocol-client.ts";
import { rowsOf } from "../support/reply-rows-of.ts";

async function analyze(
  { env }: SplunkWithModel,
  texts: readonly string[],
  args: readonly string[] = [],
): Promise<{ rows: Verdict[]; messages: string }> {
  const { chunks } = await converseRaw({
    bytes: Buffer.concat([getinfoChunk(args), ...requestsWith([texts]).map(executeChunk)]),
    env,
    guard: 60_000,
  });
  const reply = chunks.at(-1);
  return { rows: reply === undefined ? [] : rowsOf(reply.body), messages: JSON.stringify(reply?.metadata) };
}

const statuses = (rows: readonly Verdict[]) =>
  [...new Set(rows.map(({ llama_status }) => llama_status))].sort();
const askedBy = ({ server }: SplunkWithModel) =>
  server.requests.flatMap(({ logs }) => logs.map(({ log }) => log));

describe("a second search over the same events", () => {
  test("asks nobody, and each row has its own values", async () => {
    await withSplunk({}, async (splunk) => {
      const texts = ["203.0.113.5", "203.0.113.77"].map((ip) => `ERROR host ${ip} is down`);
      const first = await analyze(splunk, texts);
      expect(statuses(first.rows)).toEqual(["llm"]);
      expect(askedBy(splunk)).toHaveLength(1);
      // Newest first, or another unit's example: the other event leads this time.
      const second = await analyze(splunk, [...texts].reverse());
      expect(statuses(second.rows)).toEqual(["cached"]);
      expect(askedBy(splunk)).toHaveLength(1);
      expect(second.rows.map(({ root_cause }) => root_cause)).toEqual([
        "Saw: ERROR host 203.0.113.77 is down",
        "Saw: ERROR host 203.0.113.5 is down",
      ]);
      expect(second.rows[0]).toMatchObject({
        llama_model: "tiny",
        llama_reason: "",
        severity: first.rows[0]?.severity,
      });
      expect(second.messages).toContain("0 events answered by tiny at [endpoint:default], 2 cached.");
      expect(JSON.parse(splunk.runLines().at(-1) as string)).toMatchObject({ calls: 0, llm: 0, cached: 2 });
    });
  });

  test("asks anew where the model, the masks or the age say so, or nothing may be remembered", async () => {
    await withSplunk({}, async (splunk) => {
      const texts = textsOf(3);
      await analyze(splunk, texts);
      for (const args of [["model_name=other"], ["cache_ttl=0"], ["temperature=0.5"]]) {
        const before = askedBy(splunk).length;
        expect(statuses((await analyze(splunk, texts, args)).rows), String(args)).toEqual(["llm"]);
        expect(askedBy(splunk).length - before, String(args)).toBe(3);
      }
      appendFileSync(splunk.env.LLAMA_CONF as string, "[mask:badge]\npattern = badge-\\d+\n");
      expect(statuses((await analyze(splunk, texts)).rows)).toEqual(["llm"]);
      appendFileSync(splunk.env.LLAMA_CONF as string, "[store]\nshare = none\n");
      expect(statuses((await analyze(splunk, texts)).rows)).toEqual(["llm"]);
    });
  });

  test("holds no text of the log in what is kept", async () => {
    await withSplunk({}, async (splunk) => {
      await analyze(splunk, ["ERROR host 203.0.113.5 of alice@example.com is down"]);
      const folder = join(splunk.env.LLAMA_STATE as string, "verdicts");
      const kept = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /\./.test(file))
        .map((file) => readFileSync(join(folder, file), "latin1"))
        .join("\n");
      expect(kept).toContain("<IP:1>");
      expect(kept).not.toMatch(/203\.0\.113\.5|alice|example\.com/);
    });
  });
});

/** The model is away for texts with an even number. */
const awayForSome: BehaviourOf = (_, __, logs) =>
  logs.some(({ log }) => /job-\d*[02468] /.test(log)) ? { does: "status", status: 400 } : { does: "answer" };

test("into NAME remembers what was left, and the next search asks that alone", async () => {
  let isAway = true;
  const behaviour: BehaviourOf = (...request) => (isAway ? awayForSome(...request) : { does: "answer" });
  await withSplunk({ behaviour }, async (splunk) => {
    const texts = textsOf(6);
    const first = await analyze(splunk, texts, ["into", "nightly", "batch_size=1", "concurrency=1"]);
    const left = texts.filter((_, row) => first.rows[row]?.llama_status === "local");
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(6);
    isAway = false;
    const before = askedBy(splunk).length;
    const second = await analyze(splunk, texts, ["into", "nightly"]);
    expect(statuses(second.rows)).toEqual(["cached", "llm"]);
    expect(askedBy(splunk).slice(before).sort()).toEqual([...left].sort());
    expect(second.messages).toContain(
      `${left.length} units that the last search into nightly left were asked first.`,
    );
    expect((await analyze(splunk, texts, ["into", "nightly"])).messages).not.toContain("were asked first");
  });
});

describe("a store that is", () => {
  test.each([
    [
      "a file where its folder should be",
      (state: string) => writeFileSync(join(state, "verdicts"), "no folder"),
    ],
    [
      "full of garbage",
      (state: string) => {
        mkdirSync(join(state, "verdicts"));
        writeFileSync(join(state, "verdicts", "1-garbage.jsonl"), "\u0000garbage\n".repeat(1_000));
      },
    ],
    [
      "without a key that can be used",
      (state: string) => writeFileSync(join(state, "store.key"), "short", { mode: 0o600 }),
    ],
  ])("%s costs a sentence at most, never the search", async (_, damage) => {
    await withSplunk({}, async (splunk) => {
      mkdirSync(splunk.env.LLAMA_STATE as string, { recursive: true });
      damage(splunk.env.LLAMA_STATE as string);
      const { rows } = await analyze(splunk, textsOf(3));
      expect(statuses(rows)).toEqual(["llm"]);
    });
  });

  test("written to by somebody else gives none of that, and says so", async () => {
    await withSplunk({}, async (splunk) => {
      const texts = textsOf(4);
      await analyze(splunk, texts);
      const folder = join(splunk.env.LLAMA_STATE as string, "verdicts");
      for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        const path = join(folder, file);
        if (!file.endsWith(".jsonl")) continue;
        writeFileSync(path, readFileSync(path, "utf8").replaceAll('"P2"', '"P5"'));
      }
      const { rows, messages } = await analyze(splunk, texts);
      expect(statuses(rows)).toEqual(["llm"]);
      expect(new Set(rows.map(({ severity }) => severity))).not.toContain("P5");
      expect(messages).toContain("4 forged");
    });
  });
});

test("eight searches at once over the same events ask each unit once, also when some are killed", async () => {
  await withSplunk({ behaviour: { does: "answer", after: 30 } }, async (splunk) => {
    const texts = textsOf(400);
    const bytes = Buffer.concat([
      getinfoChunk(["concurrency=8"]),
      ...requestsWith([texts]).map(executeChunk),
    ]);
    const searches = Array.from({ length: 8 }, () => new CommandProcess({ env: splunk.env, guard: 60_000 }));
    const ends = searches.map(async (search, at) => {
      await search.send(bytes);
      search.closeInput();
      if (at >= 6) {
        // Killed as soon as the server has work, which may be theirs.
        while (splunk.server.requests.length < 5 * (at - 4))
          await new Promise((resolve) => setImmediate(resolve));
        search.closed();
        return undefined;
      }
      let last: Buffer | undefined;
      for (let chunk = await search.readChunk(); chunk !== undefined; chunk = await search.readChunk())
        last = chunk.body;
      await search.ending();
      return last;
    });
    const bodies = await Promise.all(ends);
    for (const search of searches) search.closed();
    const asked = askedBy(splunk);
    const inFlight = 2 * 8 * 8;
    for (const body of bodies.slice(0, 6)) {
      const rows = rowsOf(body as Buffer);
      expect(rows).toHaveLength(400);
      expect(rows.map(({ root_cause }) => root_cause)).toEqual(texts.map((text) => `Saw: ${text}`));
    }
    expect(new Set(asked).size).toBe(400);
    expect(asked.length - 400).toBeLessThanOrEqual(inFlight + 8);
    const before = splunk.server.requests.length;
    expect(statuses((await analyze(splunk, texts)).rows)).toEqual(["cached"]);
    expect(splunk.server.requests.length).toBe(before);
  });
});
