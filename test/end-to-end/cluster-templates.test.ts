/** [store] share = cluster: the searches of two members of a search-head cluster, with one KV store. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tokeniserVersion } from "../../src/engine/templates/snapshot.ts";
import { executeChunk, getinfoChunk } from "../support/chunks.ts";
import { binFolder } from "../support/command-process.ts";
import { cellValue, parseCsv, splunkdBody } from "../support/csv.ts";
import { converseRaw } from "../support/protocol-client.ts";
import { status } from "../support/splunkd/fault.ts";
import { type RunningSplunkd, startSplunkd } from "../support/splunkd/start-splunkd.ts";

const command = [join(binFolder, "llamatemplate.sh")];

interface Member {
  search(text: string, role: string): Promise<{ row: Record<string, string>; messages: [string, string][] }>;
}

async function withCluster(
  share: string,
  act: (splunkd: RunningSplunkd, member: (name: string) => Member) => Promise<void>,
): Promise<void> {
  const splunkd = await startSplunkd();
  const folder = mkdtempSync(join(tmpdir(), "llama-cluster-"));
  try {
    const conf = join(folder, "llama.conf");
    writeFileSync(conf, `[store]\nshare = ${share}\n`);
    await act(splunkd, (name) => ({
      search: async (text, role) => {
        const info = { session_key: splunkd.sessionKey(role), splunkd_uri: splunkd.url };
        const body = splunkdBody(["_raw"], [{ _raw: text }]);
        const bytes = Buffer.concat([getinfoChunk([], info), executeChunk({ body, finished: true })]);
        const env = { LLAMA_CONF: conf, LLAMA_STATE: join(folder, name) };
        const { chunks, error } = await converseRaw({ command, bytes, env });
        expect(error).toBeUndefined();
        const { names, rows } = parseCsv(chunks[1]?.body ?? Buffer.alloc(0));
        const row = Object.fromEntries(names.map((column, at) => [column, cellValue(rows[0]?.[at] ?? "")]));
        const inspector = chunks[1]?.metadata.inspector as { messages: [string, string][] };
        return { row, messages: inspector.messages };
      },
    }));
  } finally {
    await splunkd.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(process.platform === "win32")("templates of a search-head cluster", () => {
  test.concurrent("found on one member are known on the other, under the same id", async () => {
    await withCluster("cluster", async (splunkd, member) => {
      const first = await member("a").search("disk 17 is full", "llama_admin");
      const second = await member("b").search("disk 18 is full", "llama_admin");
      expect(first.row.template_is_new).toBe("true");
      expect(second.row).toMatchObject({ template_is_new: "false", template_id: first.row.template_id });
      const stored = splunkd.state.collections.get("llama_templates");
      expect([...(stored?.keys() ?? [])]).toEqual([`${tokeniserVersion}.${first.row.template_id}`]);
      expect(JSON.stringify([...(stored?.values() ?? [])])).not.toContain("17");
    });
  });

  test.concurrent("are not written again by a search that found nothing new", async () => {
    await withCluster("cluster", async (splunkd, member) => {
      await member("a").search("disk 17 is full", "llama_admin");
      const writes = () => splunkd.requests.filter(({ method }) => method === "POST").length;
      const before = writes();
      await member("b").search("disk 19 is full", "llama_admin");
      expect(writes()).toBe(before);
    });
  });

  test.concurrent("cost a sentence where the KV store is away, and the search goes on", async () => {
    await withCluster("cluster", async (splunkd, member) => {
      splunkd.fault = () => status(503, "KV store is starting");
      const { row, messages } = await member("a").search("disk 17 is full", "llama_admin");
      expect(row).toMatchObject({ template: "disk <*> is full", template_is_new: "true" });
      const said = messages.map(([, text]) => text).join("\n");
      expect(said).toContain("Templates of other search heads are left out. ");
      expect(said).toContain("New templates are shared with no other search head. ");
    });
  });

  test.concurrent("are read, and not written, by who may not write them, without a word", async () => {
    await withCluster("cluster", async (splunkd, member) => {
      const known = await member("a").search("disk 17 is full", "llama_admin");
      splunkd.fault = ({ method }) => (method === "POST" ? status(403, "no") : undefined);
      const read = await member("b").search("disk 18 is full", "llama_analyst");
      expect(read.row).toMatchObject({ template_id: known.row.template_id, template_is_new: "false" });
      const { messages } = await member("b").search("link 3 is down", "llama_analyst");
      expect(messages.map(([level]) => level)).toEqual(["INFO"]);
    });
  });

  test.concurrent("that are nonsense in the collection are passed over", async () => {
    await withCluster("cluster", async (splunkd, member) => {
      splunkd.state.collections.set(
        "llama_templates",
        new Map([["x", { _key: "x", tokeniser: 1, tokens: "disk", count: -1 }]]),
      );
      const { row, messages } = await member("a").search("disk 17 is full", "llama_admin");
      expect(row.template_is_new).toBe("true");
      expect(messages.map(([level]) => level)).toEqual(["INFO"]);
    });
  });

  test.concurrent("are not looked for with share = host, and not even kept with share = none", async () => {
    await withCluster("host", async (splunkd, member) => {
      await member("a").search("disk 17 is full", "llama_admin");
      expect((await member("a").search("disk 18 is full", "llama_admin")).row.template_is_new).toBe("false");
      expect(splunkd.requests).toEqual([]);
    });
    await withCluster("none", async (splunkd, member) => {
      await member("a").search("disk 17 is full", "llama_admin");
      expect((await member("a").search("disk 18 is full", "llama_admin")).row.template_is_new).toBe("true");
      expect(splunkd.requests).toEqual([]);
    });
  });

  test.concurrent("a share that is none of these is said with its line", async () => {
    await withCluster("all", async (_, member) => {
      const { messages } = await member("a").search("disk 17 is full", "llama_admin");
      expect(messages.at(-1)).toEqual([
        "WARN",
        expect.stringMatching(
          /^Templates are shared with no other search\. .* line 2, wants none, host or cluster/,
        ),
      ]);
    });
  });
});
