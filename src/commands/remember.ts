import { setTimeout as sleep } from "node:timers/promises";
import type { Configuration } from "../adapters/configuration/configuration.ts";
import { LeftOver } from "../adapters/state/left-over.ts";
import { stateFolder } from "../adapters/state/state-folder.ts";
import type { Questions } from "../engine/asking/asker.ts";
import { promptVersion } from "../engine/asking/prompt.ts";
import { keyOf } from "../engine/asking/question.ts";
import { RememberedQuestions } from "../engine/asking/remembered-questions.ts";
import { schemaVersion } from "../engine/asking/verdict-schema.ts";
import { type Guard, openGuard } from "../engine/masking/guard.ts";
import { verdictKey } from "../engine/verdicts/verdict-key.ts";
import type { VerdictStore } from "../engine/verdicts/verdict-store.ts";
import type { SearchInfo } from "../splunk/search-command.ts";
import { openStore } from "./open-store.ts";

export interface Remembering {
  readonly asker: Questions;
  readonly store: VerdictStore | undefined;
  readonly problems: readonly string[];
  /** Units that were answered from the store so far. */
  readonly remembered: number;
  /** @returns a sentence about what could not be kept */
  close(): Promise<string | undefined>;
}

export interface RememberedModel {
  readonly endpoint: string;
  readonly name: string;
  readonly guard: Guard;
  readonly temperature: number;
  /** Like 24h. */
  readonly cacheTtl: string;
  /** Seconds for the whole search. */
  readonly timeout: number;
  /** Nothing is asked, and nothing kept. */
  readonly onlyLooks: boolean;
  /** The name that what is left is kept under; empty for none. */
  readonly into: string;
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Puts the store before an asker. Not where answers differ by chance (temperature), and not where the model sees
 * values as they are: a store keeps none.
 */
export async function remember(
  inner: Questions,
  model: RememberedModel,
  {
    configuration,
    info,
    environment,
    cancelled,
  }: {
    configuration: Configuration;
    info: SearchInfo;
    environment: Readonly<Record<string, string | undefined>>;
    cancelled: AbortSignal;
  },
): Promise<Remembering> {
  const { endpoint, name, guard, temperature, cacheTtl, timeout, onlyLooks, into } = model;
  const mayRemember = temperature === 0 && guard.version !== openGuard.version;
  const age = mayRemember ? Number.parseInt(cacheTtl, 10) * (units[cacheTtl.at(-1) ?? ""] ?? 0) : 0;
  const { store, problems, close } = await openStore(configuration, age, info, environment, cancelled);
  if (store === undefined)
    return { asker: inner, store, problems, remembered: 0, close: async () => undefined };
  const leftOver = into === "" || onlyLooks ? undefined : new LeftOver(stateFolder(environment), into);
  const first = leftOver?.read() ?? new Set();
  const versions = { promptVersion, schemaVersion, maskingVersion: guard.version };
  const asker = new RememberedQuestions(inner, {
    store,
    keyOf: (question) => verdictKey({ unitText: keyOf(question), endpoint, model: name, ...versions }),
    model: name,
    now: Date.now,
    signal: AbortSignal.any([cancelled, AbortSignal.timeout(timeout * 1000)]),
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => {}),
    first,
    onlyLooks,
  });
  const said =
    first.size === 0 ? [] : [`${first.size} units that the last search into ${into} left were asked first.`];
  return {
    asker,
    store,
    problems: [...problems, ...said],
    get remembered() {
      return asker.remembered;
    },
    close: async () => {
      await close();
      return leftOver?.write(asker.left);
    },
  };
}
