import { setMaxListeners } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createModelEndpoint } from "../src/adapters/model/openai-endpoint.ts";
import { ProcessSlots } from "../src/adapters/process/process-slots.ts";
import { AdaptiveLimit } from "../src/engine/asking/adaptive-limit.ts";
import { BatchScheduler } from "../src/engine/asking/batch-scheduler.ts";
import { CallPace } from "../src/engine/asking/call-pace.ts";
import { RetryingClient } from "../src/engine/asking/retrying-client.ts";
import { endpointSettings } from "../test/support/endpoint-settings.ts";
import { status } from "../test/support/model-endpoint/behaviour.ts";
import { startModelEndpoint } from "../test/support/model-endpoint/start-model-endpoint.ts";

const slots = 32;
const latency = 500;

export interface LimitedServerResult {
  /** Calls served a second. */
  readonly throughput: number;
  /** Part of the requests that met no free slot. */
  readonly refused: number;
}

/**
 * Asks a server of 32 slots, which refuses what comes beyond with 503, so many times, and looks at the last 80 % of the
 * calls: the first are for finding the limit. At `concurrency=32` nothing is ever refused.
 */
export async function askLimitedServer(calls: number, concurrency: number): Promise<LimitedServerResult> {
  const served: number[] = [];
  const refused: number[] = [];
  let busy = 0;
  const server = await startModelEndpoint({
    behaviour: () => {
      if (busy >= slots) {
        refused.push(performance.now());
        return status(503);
      }
      busy++;
      setTimeout(() => {
        busy--;
        served.push(performance.now());
      }, latency);
      return { does: "answer", after: latency };
    },
  });
  const endpoint = createModelEndpoint({
    ...endpointSettings(server.url, { name: "bench", model: "bench", concurrency: 64, scheduledShare: 0 }),
    url: server.url,
    apiKey: undefined,
  });
  const now = (): number => performance.now();
  const limit = new AdaptiveLimit({ ceiling: () => concurrency, now });
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const client = new RetryingClient(limit.watch(endpoint), {
    maxAttempts: 3,
    temperature: 0,
    timeLeft: () => Number.MAX_SAFE_INTEGER,
    pace: new CallPace({ timeLeft: () => Number.MAX_SAFE_INTEGER, requestTimeout: 30_000 }),
    signal,
    sleep: (milliseconds) => sleep(milliseconds),
    newTag: () => "tag0123456789abcdef",
    random: Math.random,
    now,
  });
  const judge = new BatchScheduler(client, { batchSize: 1, limit, maxAttempts: 3, ended: () => undefined });
  const asked = Array.from({ length: calls }, (_, at) => judge.ask({ log: `WARN job-${at} late` }));
  judge.flush();
  await Promise.all(asked);
  await server.close();
  const last = served.slice(calls / 5, -2 * slots);
  const [from, to] = [served[calls / 5 - 1] as number, last.at(-1) as number];
  const late = refused.filter((time) => time > from && time <= to).length;
  return {
    throughput: (last.length / (to - from)) * 1_000,
    refused: late / (late + last.length),
  };
}

/** Milliseconds until a process that begins to ask knows its share, beside so many others. */
export function millisecondsToShare(neighbours: number): number {
  const folder = mkdtempSync(join(tmpdir(), "llama-bench-"));
  const limits = { hostConcurrency: 64, scheduledShare: 0.25, scheduled: false };
  // All of this process, and so alive; each listens for its end.
  process.setMaxListeners(neighbours + 20);
  const others = Array.from({ length: neighbours }, (_, at) => {
    const other = new ProcessSlots({ folder, endpoint: `other-${at}`, ...limits, now: () => 0 });
    other.share();
    return other;
  });
  const share = new ProcessSlots({ folder, endpoint: "default", ...limits, now: () => 0 });
  const started = performance.now();
  share.share();
  const took = performance.now() - started;
  for (const each of [share, ...others]) each.release();
  rmSync(folder, { recursive: true });
  return took;
}
