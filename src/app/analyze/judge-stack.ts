import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Deadline } from "../../adapters/process/deadline.ts";
import { AdaptiveLimit } from "../../engine/asking/adaptive-limit.ts";
import { BatchScheduler } from "../../engine/asking/batch-scheduler.ts";
import type { Budget } from "../../engine/asking/budget.ts";
import type { Calibration } from "../../engine/asking/calibration.ts";
import { RetryingClient } from "../../engine/asking/retrying-client.ts";
import type { PromptMasking } from "../../engine/masking/prompt-masking.ts";
import { type ChainLink, type ChainOptions, EndpointChain } from "./endpoint-chain.ts";
import type { ModelOptions } from "./model.ts";
import {
  type CacheContext,
  cachedModelOf,
  type VerdictCache,
  withVerdictCache,
} from "./with-verdict-cache.ts";

export interface StackParts {
  /** The stanza that is asked and its fallbacks. */
  readonly links: readonly [ChainLink, ...ChainLink[]];
  readonly chainOptions: ChainOptions;
  readonly calibration: Calibration;
  readonly budget: Budget | undefined;
  readonly masking: PromptMasking;
  /** The deadline of the whole search. */
  readonly deadline: Deadline;
  readonly cacheContext: Omit<CacheContext, "signal">;
}

export interface JudgeStack {
  readonly chain: EndpointChain;
  readonly cache: VerdictCache;
}

/**
 * Builds the layers between the units of a search and the servers of its model. From the inside out:
 *
 * | layer | asks the next one | port |
 * | --- | --- | --- |
 * | `openai` with `LimitedFetch` | one server, once | ModelEndpoint |
 * | `Replicas` | the servers of a stanza: circuit breakers, hang watchdog | ModelEndpoint |
 * | `Fallbacks` | stanza after stanza | ModelEndpoint |
 * | `AdaptiveLimit` | as many concurrent calls as the servers take | ModelEndpoint |
 * | `RetryingClient` | a batch, with attempts, backoff and reply forms | |
 * | `BatchScheduler` | batches of the riskiest units, within the budget | Judge |
 * | `CachedJudge` | only units that are not in the verdict store and that no other process is asking | Judge |
 */
export async function stackJudge(options: ModelOptions, parts: StackParts): Promise<JudgeStack> {
  const { links, chainOptions, calibration, budget, masking, deadline, cacheContext } = parts;
  const { settings } = links[0];
  const now = (): number => performance.now();
  const chain = new EndpointChain(links, chainOptions);
  const limit = new AdaptiveLimit({ ceiling: () => Math.min(options.concurrency, chain.concurrency), now });
  const client = new RetryingClient(limit.watch(chain.endpoint), {
    maxAttempts: options.max_retries,
    temperature: options.temperature,
    requestTimeout: settings.requestTimeout,
    timeLeft: () => deadline.left,
    signal: deadline.signal,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    newTag,
    random: Math.random,
    now,
    calibration,
    onAnswered: (call) => calibration.observe(call),
  });
  const scheduler = new BatchScheduler(client, {
    batchSize: options.batch_size,
    limit,
    maxAttempts: options.max_retries,
    budget,
    ended: () => endOf(deadline),
  });
  const cache = await withVerdictCache(scheduler, cachedModelOf(options, settings, masking), {
    ...cacheContext,
    signal: deadline.signal,
  });
  return { chain, cache };
}

/** A random tag that the author of a log line cannot guess. */
export function newTag(): string {
  return randomBytes(9).toString("hex");
}

/** Milliseconds by which a timer may fire early; else a call that ends with the search would count as a slow call. */
const timerError = 20;

function endOf(deadline: Deadline): "cancelled" | "budget_time" | undefined {
  if (deadline.how === "cancelled") return "cancelled";
  return deadline.left <= timerError ? "budget_time" : undefined;
}
