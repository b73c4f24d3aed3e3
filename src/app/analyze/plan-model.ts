import type { EndpointSettings } from "../../adapters/configuration/stanzas/endpoint.ts";
import type { Budget } from "../../engine/asking/budget.ts";
import type { Calibration, Range } from "../../engine/asking/calibration.ts";
import { type CallEstimate, type PlannedWork, Planner } from "../../engine/asking/planner.ts";
import type { PromptMasking } from "../../engine/masking/prompt-masking.ts";
import type { Reason } from "../../engine/verdict.ts";
import type { ModelOptions, OpenModel } from "./model.ts";
import { newTag } from "./open-client.ts";
import { priceOf } from "./price.ts";
import { type CacheContext, cachedModelOf, withVerdictCache } from "./with-verdict-cache.ts";

export interface PlannedModel {
  /** Undefined if no endpoint is configured. */
  readonly settings: EndpointSettings | undefined;
  readonly masking: PromptMasking;
  readonly calibration: Calibration | undefined;
  readonly budget: Budget | undefined;
}

/** The model of a search with `mode=plan`. It adds up the calls it would get; nothing is sent and no key is read. */
export async function planModel(
  options: ModelOptions,
  { settings, masking, calibration, budget }: PlannedModel,
  cacheContext: CacheContext,
): Promise<OpenModel> {
  const planner = new Planner({
    batchSize: Math.min(options.batch_size, settings?.batchSize ?? options.batch_size),
    concurrency: Math.min(options.concurrency, settings?.concurrency ?? options.concurrency),
    newTag,
    ...(calibration === undefined ? {} : { calibration }),
    ...(budget === undefined ? {} : { spend: (call) => spend(budget, call) }),
  });
  const { name: endpoint, model: name } = settings ?? { name: "", model: options.model_name };
  const asked = { name: endpoint, model: name };
  const { judge, store, close, found } = await withVerdictCache(
    planner,
    cachedModelOf(options, asked, masking),
    cacheContext,
  );
  return {
    name,
    endpoint,
    judge,
    masking,
    store,
    close,
    answeredBy: () => [{ name, endpoint }],
    cost: () => undefined,
    plan: () => {
      const { work } = planner;
      const cost = settings && costOf(work, settings);
      return { ...work, cached: found(), cost, timeout: options.timeout };
    },
  };
}

/** Books a planned call with its likely tokens. @returns the reason if the budget would refuse it */
function spend(budget: Budget, { promptTokens, answerTokens, answerCap }: CallEstimate): Reason | undefined {
  // A plan has no later units to keep a part of the budget for.
  budget.release();
  const reservation = budget.reserve({ promptTokens, answerTokens: answerCap }, { risk: 0, place: 0 });
  const refusal = reservation.begin();
  if (refusal === undefined) reservation.end({ promptTokens, answerTokens: Math.round(answerTokens.likely) });
  return refusal?.reason;
}

function costOf({ promptTokens, answerTokens }: PlannedWork, settings: EndpointSettings): Range | undefined {
  const [low, likely, high] = [answerTokens.low, answerTokens.likely, answerTokens.high].map((tokens) =>
    priceOf(settings, promptTokens, tokens),
  );
  return low === undefined || likely === undefined || high === undefined ? undefined : { low, likely, high };
}
