import { chmodSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { executeChunk, getinfoChunk } from "../support/chunks.ts";
import { CommandProcess } from "../support/command-process.ts";
import { requestsWith, type SplunkWithModel, textsOf, withSplunk } from "../support/model-search.ts";
import { rowsOf } from "../support/reply-rows-of.ts";

const guard = 60_000;
const texts = textsOf(3);

/** A Node that collects garbage all the time: what nothing holds is gone before it could do anything. */
function eagerNode(folder: string): string {
  const node = join(folder, "node");
  const preload = resolve("test/support/collect-often.cjs");
  writeFileSync(node, `#!/bin/sh\nexec '${process.execPath}' --require '${preload}' "$@"\n`);
  chmodSync(node, 0o755);
  return node;
}

async function begun({ env }: SplunkWithModel, timeout: number): Promise<CommandProcess> {
  const search = new CommandProcess({ env, guard });
  const args = [`timeout=${timeout}`];
  await search.send(Buffer.concat([getinfoChunk(args), ...requestsWith([texts]).map(executeChunk)]));
  search.closeInput();
  return search;
}

async function finished(search: CommandProcess) {
  let last: Buffer | undefined;
  for (let chunk = await search.readChunk(); chunk !== undefined; chunk = await search.readChunk())
    last = chunk.body;
  await search.ending();
  return rowsOf(last as Buffer);
}

describe.skipIf(process.platform === "win32")("a search whose events another search is asking about", () => {
  test.each([
    ["goes on asking for minutes", (_holder: CommandProcess) => undefined],
    ["was stopped in the middle of it", (holder: CommandProcess) => holder.suspend()],
  ])(
    "ends at its own timeout= where the other %s",
    async (_, befall) => {
      const stanza = { request_timeout: "600" };
      await withSplunk({ behaviour: { does: "hang" }, stanza }, async (splunk) => {
        const holder = await begun(splunk, 600);
        try {
          while (splunk.server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
          const asked = splunk.server.requests.length;
          befall(holder);
          const env = { ...splunk.env, LLAMA_NODE: eagerNode(splunk.folder) };
          const rows = await finished(await begun({ ...splunk, env }, 2));
          expect(rows.map(({ llama_status, llama_reason }) => [llama_status, llama_reason])).toEqual(
            texts.map(() => ["local", "budget_time"]),
          );
          // It waited for the other, and did not ask as well.
          expect(splunk.server.requests.length).toBe(asked);
        } finally {
          holder.closed();
        }
      });
    },
    guard + 30_000,
  );
});
