import { BatchScheduler } from "../../engine/asking/batch-scheduler.ts";
import type { PromptMasking } from "../../engine/masking/prompt-masking.ts";
import type { ModelOptions } from "./model.ts";
import type { OpenClient } from "./open-client.ts";
import {
  type CacheContext,
  cachedModelOf,
  type VerdictCache,
  withVerdictCache,
} from "./with-verdict-cache.ts";

/**
 * Builds the layers between the units of a search and the servers of its model. From the inside out:
 *
 * | layer | asks the next one | port |
 * | --- | --- | --- |
 * | `openai` with `LimitedFetch` | one server, once | ModelEndpoint |
 * | `Replicas` | the servers of a stanza: circuit breakers, hang watchdog | ModelEndpoint |
 * | `Fallbacks` | stanza after stanza | ModelEndpoint |
 * | `AdaptiveLimit` | as many concurrent calls as the servers take | ModelEndpoint |
 * | `RetryingClient` | one call, with attempts, backoff and reply forms | |
 * | `BatchScheduler` | batches of the riskiest units, within the budget | Judge |
 * | `CachedJudge` | only units that are not in the verdict store and that no other process is asking | Judge |
 *
 * @param client everything up to `RetryingClient`
 */
export function stackJudge(
  options: ModelOptions,
  { settings, client, limit, budget, deadline, ended }: OpenClient,
  masking: PromptMasking,
  cacheContext: Omit<CacheContext, "signal">,
): Promise<VerdictCache> {
  const scheduler = new BatchScheduler(client, {
    batchSize: Math.min(options.batch_size, settings.batchSize),
    limit,
    maxAttempts: options.max_retries,
    budget,
    ended,
  });
  const signal = deadline.signal;
  return withVerdictCache(scheduler, cachedModelOf(options, settings, masking), { ...cacheContext, signal });
}
