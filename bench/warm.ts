import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeChunk } from "../src/splunk/chunk.ts";
import { readChunks } from "../src/splunk/chunk-reader.ts";
import { Table } from "../src/splunk/table.ts";
import { textsOf } from "../test/support/model-search.ts";
import { getinfoChunk, launcher } from "./conversation.ts";
import { startInstantModel } from "./instant-model.ts";

const rowsInChunk = 2_500;
const chunks = 40;
const kinds = 1_800;

export interface Warm {
  /** Rows a second of a new process that finds all verdicts in the store, over one whose analyst makes them in memory. */
  readonly overFresh: number;
  /** The same over a process that has just answered all of them: what is left there is reading and writing rows. */
  readonly overSeen: number;
  readonly calls: number;
}

/** 100,000 events of 1,800 units: asked and then repeated in one search, once more in a new one, and without a model. */
export async function warmOverMemory(): Promise<Warm> {
  const { server, calls } = await startInstantModel((log) => `The service answers late: ${log.slice(0, 60)}`);
  const folder = mkdtempSync(join(tmpdir(), "llama-bench-"));
  const conf = join(folder, "llama.conf");
  writeFileSync(
    conf,
    `[endpoint:default]\nurl = http://127.0.0.1:${(server.address() as AddressInfo).port}/v1\nmodel = bench\n`,
  );
  const bodies = bodiesOf(textsOf(kinds));
  const env = {
    ...process.env,
    LLAMA_NODE: process.execPath,
    LLAMA_CONF: conf,
    LLAMA_STATE: join(folder, "state"),
  };
  try {
    const [, seen = 0] = await secondsOf([bodies, bodies], env, ["llm", "llm"]);
    const before = calls();
    const [warm = 0] = await secondsOf([bodies], env, ["cached"]);
    const asked = calls() - before;
    const [fresh = 0] = await secondsOf([bodies], { ...env, LLAMA_CONF: "" }, ["local"]);
    return { overFresh: fresh / warm, overSeen: seen / warm, calls: asked };
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

function bodiesOf(texts: readonly string[]): Buffer[] {
  return Array.from({ length: chunks }, (_, chunk) => {
    const lines = Array.from({ length: rowsInChunk }, (_, row) => {
      const number = chunk * rowsInChunk + row;
      return `${row},"${texts[(number * 7) % kinds]?.replace(/job-\d+/, `job-${number}`)}",,`;
    });
    return Buffer.from(`_chunked_idx,_raw,__mv__chunked_idx,__mv__raw\n${lines.join("\n")}\n`);
  });
}

/**
 * Seconds of each pass, from its first chunk to its last reply, getinfo left out; all in one search.
 *
 * @param statuses `llama_status` of all rows of a pass
 * @throws Error for another status, for then something else was measured
 */
async function secondsOf(
  passes: readonly (readonly Buffer[])[],
  env: NodeJS.ProcessEnv,
  statuses: readonly string[],
): Promise<number[]> {
  const child = spawn(launcher, [], { env, stdio: ["pipe", "pipe", "inherit"] });
  const replies = readChunks(child.stdout);
  child.stdin.write(getinfoChunk(["_raw", "concurrency=8", "batch_size=32"]));
  await replies.next();
  const seconds: number[] = [];
  for (const [pass, bodies] of passes.entries()) {
    const started = performance.now();
    const answers: (Buffer | undefined)[] = [];
    const reading = (async () => {
      for (let at = 0; at < bodies.length; at++) answers.push((await replies.next()).value?.body);
    })();
    for (const [at, body] of bodies.entries()) {
      const finished = pass === passes.length - 1 && at === bodies.length - 1;
      const whole = Buffer.concat(encodeChunk({ action: "execute", finished }, [body]));
      if (!child.stdin.write(whole)) await once(child.stdin, "drain");
    }
    await reading;
    seconds.push((performance.now() - started) / 1000);
    for (const answer of answers) checkStatuses(answer, statuses[pass] as string);
  }
  child.stdin.end();
  await once(child, "close");
  return seconds;
}

function checkStatuses(reply: Buffer | undefined, expected: string): void {
  const table = new Table(reply ?? Buffer.alloc(0));
  const status = table.place("llama_status");
  for (let row = 0; row < rowsInChunk; row++) {
    const came = table.text(row, status);
    if (came !== expected) throw new Error(`row ${row} was to be ${expected} and is ${came}`);
  }
}
