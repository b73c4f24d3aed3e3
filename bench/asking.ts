import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { encodeChunk } from "../src/splunk/chunk.ts";
import { readChunks } from "../src/splunk/chunk-reader.ts";
import { Table } from "../src/splunk/table.ts";
import { getinfoChunk, launcher } from "./conversation.ts";

const latency = 200;
const rounds = 40;

/** Wall time of asking one unit a call, over `rounds` times the latency: what is left to us is the rest. */
export async function overIdeal(slots: number): Promise<number> {
  const server = await startModel();
  const folder = mkdtempSync(join(tmpdir(), "llama-bench-"));
  const conf = join(folder, "llama.conf");
  const { port } = server.address() as AddressInfo;
  writeFileSync(
    conf,
    `[endpoint:default]\nurl = http://127.0.0.1:${port}/v1\nmodel = bench\nconcurrency = 64\nhost_concurrency = 256\n`,
  );
  const environment = {
    ...process.env,
    LLAMA_NODE: process.execPath,
    LLAMA_CONF: conf,
    LLAMA_STATE: join(folder, "state"),
  };
  const child = spawn(launcher, [], { env: environment, stdio: ["pipe", "pipe", "inherit"] });
  const replies = readChunks(child.stdout);
  child.stdin.write(getinfoChunk([`concurrency=${slots}`, "batch_size=1", "unit=event"]));
  await replies.next();
  const ask = async (body: Buffer, finished: boolean): Promise<Buffer | undefined> => {
    for (const piece of encodeChunk({ action: "execute", finished }, [body])) child.stdin.write(piece);
    return (await replies.next()).value?.body;
  };
  // The first unit pays for loading the client, which belongs to the start of the process.
  await ask(bodyOf(slots, "warm-up"), false);
  const units = rounds * slots;
  const body = bodyOf(units, "unit");
  const started = performance.now();
  const reply = await ask(body, true);
  const milliseconds = performance.now() - started;
  const table = new Table(reply ?? Buffer.alloc(0));
  const status = table.place("llama_status");
  for (let row = 0; row < units; row++) {
    if (table.text(row, status) !== "llm") throw new Error(`row ${row} was not answered by the model`);
  }
  child.stdin.end();
  await once(child, "close");
  server.close();
  rmSync(folder, { recursive: true });
  return milliseconds / (rounds * latency);
}

function bodyOf(units: number, name: string): Buffer {
  const lines = Array.from({ length: units }, (_, at) => `${at},"ERROR ${name} ${at} failed",,`);
  return Buffer.from(`_chunked_idx,_raw,__mv__chunked_idx,__mv__raw\n${lines.join("\n")}\n`);
}

/** A model that takes exactly as long as it should, however many calls run side by side. */
async function startModel(): Promise<Server> {
  const verdict = {
    anomaly_detected: true,
    severity: "P2",
    root_cause: "It failed.",
    recommended_action: "Look.",
    confidence: 80,
  };
  const content = JSON.stringify({ verdicts: { 1: verdict } });
  const reply = JSON.stringify({
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 100, completion_tokens: 60 },
  });
  const server = createServer(async (request, response) => {
    request.resume();
    await wait(latency);
    response.setHeader("content-type", "application/json");
    response.end(reply);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}
