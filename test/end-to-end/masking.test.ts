import { appendFileSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { executeChunk, getinfoChunk } from "../support/chunks.ts";
import type { Behaviour, BehaviourOf, SeenLog } from "../support/model-endpoint/behaviour.ts";
import { requestsWith, type SplunkWithModel, withSplunk } from "../support/model-search.ts";
import type { Verdict } from "../support/output-fields.ts";
import { converseRaw } from "../support/protocol-client.ts";
import { rowsOf } from "../support/reply-rows-of.ts";

/** A model that speaks of every placeholder it sees, and of one that it makes up. */
const speaking: BehaviourOf = (_, __, logs): Behaviour => ({
  does: "answer",
  message: {
    role: "assistant",
    content: JSON.stringify({
      verdicts: Object.fromEntries(logs.map(({ id, log }) => [id, verdictOn(log)])),
    }),
  },
});

const verdictOn = (log: SeenLog["log"]) => ({
  anomaly_detected: true,
  severity: "P1",
  root_cause: `Seen: ${[...log.matchAll(/<[A-Z]+(?::[a-z0-9]+)?>/g)].join(" ")} and <IP:99>.`,
  recommended_action: `Look at ${/<IP:\w+>/.exec(log)?.[0] ?? "the host"}.`,
  confidence: 80,
});

async function analyze(
  splunk: SplunkWithModel,
  args: readonly string[],
  texts: readonly string[],
): Promise<{ rows: Verdict[]; messages: string; error: string | undefined }> {
  const { chunks, error } = await converseRaw({
    bytes: Buffer.concat([getinfoChunk(args), ...requestsWith([texts]).map(executeChunk)]),
    env: splunk.env,
  });
  const reply = chunks.at(-1);
  return {
    rows: error === undefined && reply !== undefined ? rowsOf(reply.body) : [],
    messages: JSON.stringify(reply?.metadata),
    error,
  };
}

const configure = ({ env }: SplunkWithModel, text: string) => appendFileSync(env.LLAMA_CONF as string, text);

const refused = [
  "ERROR connection from 203.0.113.5 to db-1 refused, user=alice",
  "ERROR connection from 203.0.113.77 to db-1 refused, user=bob",
  "ERROR connection from 203.0.113.5 to db-1 refused, user=root",
];

describe("what the model says of a value", () => {
  test("is each row's own, though they share a unit", async () => {
    await withSplunk({ behaviour: speaking }, async (splunk) => {
      const { rows } = await analyze(splunk, [], refused);
      expect(splunk.server.requests.flatMap(({ logs }) => logs)).toHaveLength(1);
      expect(rows.map(({ root_cause }) => root_cause)).toEqual([
        "Seen: 203.0.113.5 alice and <IP:99>.",
        "Seen: 203.0.113.77 bob and <IP:99>.",
        "Seen: 203.0.113.5 root and <IP:99>.",
      ]);
      expect(rows.map(({ recommended_action }) => recommended_action)).toEqual([
        "Look at 203.0.113.5.",
        "Look at 203.0.113.77.",
        "Look at 203.0.113.5.",
      ]);
      for (const { llm_analysis, root_cause, recommended_action } of rows)
        expect(JSON.parse(llm_analysis)).toMatchObject({ root_cause, recommended_action });
    });
  });

  test("is the row's own with unit=event as well, under one name in all events", async () => {
    await withSplunk({ behaviour: speaking }, async (splunk) => {
      const { rows } = await analyze(splunk, ["unit=event"], refused);
      const sent = splunk.server.requests.flatMap(({ logs }) => logs.map(({ log }) => log));
      const names = sent.map((log) => /<IP:[a-z2-7]{10}>/.exec(log)?.[0]);
      expect(names[0]).toBe(names[2]);
      expect(names[1]).not.toBe(names[0]);
      expect(rows.map(({ root_cause }) => root_cause)).toEqual([
        "Seen: 203.0.113.5 alice and <IP:99>.",
        "Seen: 203.0.113.77 bob and <IP:99>.",
        "Seen: 203.0.113.5 and <IP:99>.",
      ]);
      const key = join(splunk.folder, "state", "pseudonym.key");
      expect([statSync(key).size, statSync(key).mode & 0o777]).toEqual([32, 0o600]);
    });
  });

  test("is the same pseudonym in the next search, and another one in the next epoch", async () => {
    await withSplunk({ behaviour: speaking }, async (splunk) => {
      const nameNow = async () => {
        await analyze(splunk, ["unit=event"], refused.slice(0, 1));
        return /<IP:[a-z2-7]{10}>/.exec(splunk.server.requests.at(-1)?.logs[0]?.log ?? "")?.[0];
      };
      const first = await nameNow();
      expect(first).toBeDefined();
      expect(await nameNow()).toBe(first);
      configure(splunk, "[masking]\npseudonym_epoch = 1\n");
      expect(await nameNow()).not.toBe(first);
    });
  });

  test("is not made up: a placeholder that stands in the log comes back as it stood", async () => {
    await withSplunk({}, async (splunk) => {
      const { rows } = await analyze(splunk, [], ["ERROR <IP:1> is a placeholder, 203.0.113.5 is none"]);
      expect(splunk.server.requests[0]?.logs[0]?.log).toBe("ERROR <~IP:1> is a placeholder, <IP:1> is none");
      expect(rows[0]?.root_cause).toBe("Saw: ERROR <IP:1> is a placeholder, 203.0.113.5 is none");
    });
  });

  test("stays this search's own where the key of pseudonyms cannot be used, and that is told", async () => {
    await withSplunk({ behaviour: speaking }, async (splunk) => {
      mkdirSync(join(splunk.folder, "state"));
      writeFileSync(join(splunk.folder, "state", "pseudonym.key"), "short", { mode: 0o600 });
      const { rows, messages } = await analyze(splunk, ["unit=event"], refused);
      expect(rows[1]?.root_cause).toBe("Seen: 203.0.113.77 bob and <IP:99>.");
      expect(messages).toContain("wants 32 random bytes, and has 5");
      expect(messages).toContain("Pseudonyms of this search are of this search alone.");
    });
  });
});

describe("llama.conf", () => {
  test("masks what its own patterns match, before all else", async () => {
    await withSplunk({}, async (splunk) => {
      configure(
        splunk,
        "[mask:badge]\npattern = badge (\\d{4})\n[mask:host]\npattern = \\bdb-\\d+\nkind = HOST\n",
      );
      const { rows } = await analyze(splunk, [], ["ERROR badge 4711 refused at db-1"]);
      expect(splunk.server.requests[0]?.logs[0]?.log).toBe("ERROR badge <BADGE:1> refused at <HOST:1>");
      expect(rows[0]?.root_cause).toBe("Saw: ERROR badge 4711 refused at db-1");
    });
  });

  test("masks host names and paths where it is told to", async () => {
    await withSplunk({}, async (splunk) => {
      configure(splunk, "[masking]\nalso = hosts, paths\n");
      const text = "ERROR cannot open /home/alice/orders.db on db-1.shop.example";
      const { rows } = await analyze(splunk, [], [text]);
      expect(splunk.server.requests[0]?.logs[0]?.log).toBe("ERROR cannot open <PATH:1> on <HOST:1>");
      expect(rows[0]?.root_cause).toBe(`Saw: ${text}`);
    });
  });

  test("keeps a model from being asked while one of its patterns cannot be read", async () => {
    await withSplunk({}, async (splunk) => {
      configure(splunk, "[mask:badge]\npattern = badge (\\d{4}\n");
      const { rows, messages } = await analyze(splunk, [], refused);
      expect(splunk.server.requests).toEqual([]);
      expect(new Set(rows.map(({ llama_status }) => llama_status))).toEqual(new Set(["local"]));
      expect(messages).toMatch(
        /The pattern of \[mask:badge\] in [^ ]+, line 5, cannot be used at character 1: missing closing \)/,
      );
    });
  });

  test("alone can allow mask=off", async () => {
    await withSplunk({}, async (splunk) => {
      const { error } = await analyze(splunk, ["mask=off"], refused);
      expect(error).toContain("mask=off is not allowed here");
      expect(splunk.server.requests).toEqual([]);
      configure(splunk, "[masking]\nallow_off = true\n");
      const { messages } = await analyze(splunk, ["mask=off"], refused.slice(0, 1));
      expect(splunk.server.requests[0]?.logs[0]?.log).toBe(refused[0]);
      expect(messages).toContain("Masking is off (mask=off).");
      expect(existsSync(join(splunk.folder, "state", "pseudonym.key"))).toBe(false);
    });
  });

  test("has its masks counted by kind on the job and in the run line", async () => {
    await withSplunk({}, async (splunk) => {
      const { messages } = await analyze(splunk, [], [...refused, "WARN mail to jane@example.com bounced"]);
      expect(messages).toContain("Masked: IP 1, USER 1, EMAIL 1.");
      expect(JSON.parse(splunk.runLines().at(-1) as string)).toMatchObject({
        masked: { IP: 1, USER: 1, EMAIL: 1 },
        masking_version: "3",
      });
    });
  });
});
