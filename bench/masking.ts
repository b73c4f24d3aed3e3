import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launcher, measureThroughput } from "./conversation.ts";

/**
 * Rows per second of a search that asks a model, with masking over without. Verdicts that name values by their
 * placeholders cost most: each row then gets its own.
 */
export async function maskedOverOpen(
  bodies: readonly Buffer[],
  load: { readonly rowsInChunk: number; readonly chunks: number },
  says: "no values" | "the address",
): Promise<number> {
  const server = await startModel(says);
  const folder = mkdtempSync(join(tmpdir(), "llama-bench-"));
  const conf = join(folder, "llama.conf");
  const { port } = server.address() as AddressInfo;
  writeFileSync(
    conf,
    `[endpoint:default]\nurl = http://127.0.0.1:${port}/v1\nmodel = bench\n[masking]\nallow_off = true\n[store]\nshare = none\n`,
  );
  const rowsPerSecond = async (mask: string): Promise<number> => {
    const searchArguments = ["_raw", `mask=${mask}`];
    const settings = { LLAMA_CONF: conf, LLAMA_STATE: join(folder, "state") };
    return (await measureThroughput([launcher], bodies, { ...load, searchArguments, settings }))
      .rowsPerSecond;
  };
  try {
    const off = await rowsPerSecond("off");
    return (await rowsPerSecond("on")) / off;
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

async function startModel(says: "no values" | "the address"): Promise<Server> {
  const cause = says === "no values" ? "The database cannot be reached." : "<IP:1> refuses connections.";
  const verdict = {
    anomaly_detected: true,
    severity: "P2",
    root_cause: cause,
    recommended_action: "Look whether the database runs.",
    confidence: 80,
  };
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      const user = (JSON.parse(body) as { messages: { content: string }[] }).messages.at(-1)?.content ?? "";
      const ids = user.split("\n").flatMap((line) => /^\{"id":(\d+)/.exec(line)?.[1] ?? []);
      const content = JSON.stringify({ verdicts: Object.fromEntries(ids.map((id) => [id, verdict])) });
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
          usage: { prompt_tokens: 100, completion_tokens: 60 },
        }),
      );
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}
