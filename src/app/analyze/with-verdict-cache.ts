import type { Configuration } from "../../adapters/configuration/configuration.ts";
import type { EndpointSettings } from "../../adapters/configuration/stanzas/endpoint.ts";
import { sleep } from "../../adapters/process/sleep.ts";
import { ResumeList } from "../../adapters/store/resume-list.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { CachedJudge } from "../../engine/asking/cached-judge.ts";
import type { Judge } from "../../engine/asking/judge.ts";
import { promptVersion } from "../../engine/asking/prompts/verdicts.ts";
import { lastingKeyOf } from "../../engine/asking/question.ts";
import { schemaVersion } from "../../engine/asking/verdict-schema.ts";
import { readDuration } from "../../engine/duration.ts";
import { noMasking, type PromptMasking } from "../../engine/masking/prompt-masking.ts";
import { unitVersion } from "../../engine/templates/unit-key.ts";
import { verdictKey } from "../../engine/verdicts/verdict-key.ts";
import type { VerdictStore } from "../../engine/verdicts/verdict-store.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import type { ModelOptions } from "./model.ts";
import { openStore } from "./open-verdict-store.ts";

export interface VerdictCache {
  readonly judge: Judge;
  readonly store: VerdictStore | undefined;
  readonly problems: readonly string[];
  /** Number of units found in the store so far. */
  found(): number;
  /** @returns a sentence if something could not be stored */
  close(): Promise<string | undefined>;
}

export interface CachedModel {
  readonly endpoint: string;
  readonly name: string;
  readonly masking: PromptMasking;
  readonly temperature: number;
  /** A duration such as 24h. */
  readonly cacheTtl: string;
  /** Reads the store only: nothing is asked and nothing stored. */
  readonly readOnly: boolean;
  /** The name of the list of unanswered units; empty for none. */
  readonly into: string;
}

export interface CacheContext {
  readonly configuration: Configuration;
  readonly info: SearchInfo;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborts when the search ends early. */
  readonly cancelled: AbortSignal;
  /** Aborts when the search ends early or its time is up. */
  readonly signal: AbortSignal;
}

/** The settings that decide under which keys this search's verdicts are stored. */
export function cachedModelOf(
  { temperature, cache_ttl: cacheTtl, mode, into }: ModelOptions,
  { name: endpoint, model: name }: Pick<EndpointSettings, "name" | "model">,
  masking: PromptMasking,
): CachedModel {
  return { endpoint, name, masking, temperature, cacheTtl, readOnly: mode === "plan", into };
}

/**
 * Puts the verdict store in front of a judge. The store is not used with a temperature above 0, because the answers are
 * random, nor without masking, because it must hold no real values.
 */
export async function withVerdictCache(
  inner: Judge,
  model: CachedModel,
  { configuration, info, environment, cancelled, signal }: CacheContext,
): Promise<VerdictCache> {
  const { endpoint, name, masking, temperature, cacheTtl, readOnly, into } = model;
  const mayRemember = temperature === 0 && masking.version !== noMasking.version;
  const age = mayRemember ? (readDuration(cacheTtl) ?? 0) : 0;
  const { store, problems, close } = await openStore(configuration, age, info, environment, cancelled);
  if (store === undefined)
    return { judge: inner, store, problems, found: () => 0, close: async () => undefined };
  const resumeList = into === "" || readOnly ? undefined : new ResumeList(stateFolder(environment), into);
  const first = resumeList?.read() ?? new Set();
  const versions = { unitVersion, promptVersion, schemaVersion, maskingVersion: masking.version };
  const judge = new CachedJudge(inner, {
    store,
    keyOf: (question) => verdictKey({ unitText: lastingKeyOf(question), endpoint, model: name, ...versions }),
    model: name,
    now: Date.now,
    signal,
    sleep,
    askFirst: first,
    readOnly,
  });
  const resumed =
    first.size === 0 ? [] : [`${first.size} units that the last search into ${into} left were asked first.`];
  return {
    judge,
    store,
    problems: [...problems, ...resumed],
    found: () => judge.cacheHits,
    close: async () => {
      await close();
      return resumeList?.write(judge.unanswered);
    },
  };
}
