import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Configuration } from "../../adapters/configuration/configuration.ts";
import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import { readSecret, warningOfSecret } from "../../adapters/configuration/secrets.ts";
import type { EndpointSettings } from "../../adapters/configuration/stanzas/endpoint.ts";
import { Deadline } from "../../adapters/process/deadline.ts";
import { openCalibration } from "../../adapters/store/calibration-file.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { AdaptiveLimit } from "../../engine/asking/adaptive-limit.ts";
import type { Budget } from "../../engine/asking/budget.ts";
import { CallPace } from "../../engine/asking/call-pace.ts";
import { RetryingClient } from "../../engine/asking/retrying-client.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { passwordsOf } from "../open-session.ts";
import { type ChainLink, EndpointChain } from "./endpoint-chain.ts";
import { type BudgetOptions, openBudget } from "./open-budget.ts";

export interface ClientOptions extends BudgetOptions {
  readonly concurrency: number;
  readonly max_retries: number;
  readonly temperature: number;
  /** Seconds for the whole search. */
  readonly timeout: number;
}

export interface ClientContext {
  /** The stanza that the search names, with the model that it names. */
  readonly settings: EndpointSettings;
  readonly configuration: Configuration;
  readonly places: ConfigurationPlaces;
  readonly info: SearchInfo;
  /** Aborts when the search ends early. */
  readonly cancelled: AbortSignal;
}

/** What asks a model for a search, whatever it asks. */
export interface OpenClient {
  readonly settings: EndpointSettings;
  readonly chain: EndpointChain;
  readonly limit: AdaptiveLimit;
  readonly client: RetryingClient;
  readonly budget: Budget | undefined;
  /** The deadline of the whole search. */
  readonly deadline: Deadline;
  /** Nothing may be asked afterwards. */
  readonly release: () => void;
  readonly saveCalibration: () => Promise<string | undefined>;
  /** Why nothing may be asked any more. */
  readonly ended: () => "cancelled" | "budget_time" | undefined;
  /** Sentences for the user of the search. */
  readonly problems: () => readonly string[];
}

/**
 * Opens the way to the servers of a stanza and its fallbacks. It reads files, and splunkd's password store if a key is
 * stored there; the client of the first server is loaded with the first call.
 *
 * @throws ConfigurationError, UserError
 */
export async function openClient(options: ClientOptions, context: ClientContext): Promise<OpenClient> {
  const { settings, configuration, places, info, cancelled } = context;
  const folder = stateFolder(places.environment);
  const calibration = openCalibration(folder, { endpoint: settings.name, model: settings.model });
  const { links, warnings } = await linksOf(context);
  const endpoints = links.map((link) => link.settings);
  const opened = await openBudget(options, { endpoints, configuration, places, info, cancelled });
  const deadline = new Deadline(options.timeout * 1000, [cancelled]).unref();
  // Each call adds a listener, and Node reports more than ten listeners as a leak.
  setMaxListeners(0, deadline.signal);
  const now = (): number => performance.now();
  const chain = new EndpointChain(links, { folder, scheduled: isScheduled(info) });
  const limit = new AdaptiveLimit({
    ceiling: () => Math.min(options.concurrency, chain.concurrency),
    ...{ now, timeLeft: () => deadline.left },
  });
  const client = new RetryingClient(limit.watch(chain.endpoint), {
    maxAttempts: options.max_retries,
    temperature: options.temperature,
    timeLeft: () => deadline.left,
    signal: deadline.signal,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    newTag,
    random: Math.random,
    now,
    pace: new CallPace({
      calibration: calibration.calibration,
      timeLeft: () => deadline.left,
      requestTimeout: settings.requestTimeout,
    }),
  });
  return {
    ...{ settings, chain, limit, client, deadline, budget: opened.budget },
    saveCalibration: calibration.save,
    ended: () => endOf(deadline),
    release: () => {
      deadline.release();
      chain.release();
    },
    problems: () => [...warnings, calibration.problem ?? [], chain.problems, opened.problems].flat(),
  };
}

/** The stanza and its fallbacks. A fallback's key is read before its first call. */
async function linksOf({
  settings,
  configuration,
  places,
  info,
  cancelled,
}: ClientContext): Promise<{ links: [ChainLink, ...ChainLink[]]; warnings: string[] }> {
  const sources = { ...places, passwords: passwordsOf(info, configuration, places.environment, cancelled) };
  const apiKey = settings.secret && (await readSecret(settings.secret, sources));
  const fallbacks = configuration.endpoints
    .fallbacksOf(settings)
    .filter(({ authority }) => authority !== "none")
    .map((next): ChainLink => {
      const { secret } = next;
      return { settings: next, apiKey: async () => secret && readSecret(secret, sources) };
    });
  const warning = settings.secret && warningOfSecret(settings.secret);
  return {
    links: [{ settings, apiKey: async () => apiKey }, ...fallbacks],
    warnings: warning === undefined ? [] : [`${warning.finding}: ${warning.fix}.`],
  };
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

/** The scheduler puts this prefix on the search's id. */
function isScheduled({ sid }: SearchInfo): boolean {
  return typeof sid === "string" && sid.startsWith("scheduler_");
}
