import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Configuration, loadConfiguration } from "../adapters/configuration/configuration.ts";
import { ConfigurationError, RequestError } from "../adapters/configuration/configuration-error.ts";
import type { EndpointSettings } from "../adapters/configuration/endpoint-settings.ts";
import type { ConfigurationPlaces } from "../adapters/configuration/layers.ts";
import { readSecret, remarkOnSecret } from "../adapters/configuration/secrets.ts";
import { Asker, type Questions } from "../engine/asking/asker.ts";
import { Caller } from "../engine/asking/caller.ts";
import { EndpointError, type ModelEndpoint } from "../engine/asking/model-endpoint.ts";
import { Planner } from "../engine/asking/planner.ts";
import type { Guard } from "../engine/masking/guard.ts";
import type { SearchInfo } from "../splunk/search-command.ts";
import { UserError } from "../splunk/user-error.ts";
import { guardOf } from "./open-guard.ts";
import { passwordsOf } from "./open-session.ts";

export interface ModelOptions {
  readonly llm_endpoint: string;
  readonly model_name: string;
  readonly batch_size: number;
  readonly concurrency: number;
  readonly max_retries: number;
  readonly temperature: number;
  /** Seconds for the whole search. */
  readonly timeout: number;
  readonly mask: string;
  readonly mode: string;
}

export interface OpenModel {
  readonly name: string;
  readonly endpoint: string;
  readonly asker: Questions;
  readonly guard: Guard;
  /** Cost of so many tokens by the stanza's prices; undefined where it names none. */
  cost(promptTokens: number, answerTokens: number): number | undefined;
}

/** What a search learns of its model. */
export interface ModelOpening {
  /** Undefined when none is configured, or none can be used. */
  readonly model: OpenModel | undefined;
  /** Why the model that is configured cannot be used: a sentence. */
  readonly problem: string | undefined;
  /** Sentences about llama.conf that are worth saying. */
  readonly remarks: readonly string[];
}

/**
 * The model that a search is to ask: its endpoint as llama.conf has it, and the asker in front. Reads files,
 * and splunkd's password store where a key is kept there; the client that talks to the endpoint is loaded
 * only when a first unit is asked. What an administrator has to mend does not end a search.
 *
 * @param cancelled aborts when the search ends early
 * @throws UserError when the search names an endpoint that is not listed
 */
export async function openModel(
  options: ModelOptions,
  places: ConfigurationPlaces,
  info: SearchInfo,
  cancelled: AbortSignal,
): Promise<ModelOpening> {
  const remarks: string[] = [];
  try {
    const configuration = loadConfiguration(places);
    const requested = options.llm_endpoint === "" ? undefined : options.llm_endpoint;
    remarks.push(...remarksAbout(`endpoint:${requested ?? "default"}`, configuration));
    const listed = configuration.endpoints.find(requested);
    const planned = options.mode === "plan";
    if (listed === undefined && !planned) return { model: undefined, problem: undefined, remarks };
    const guard = await guardOf(
      configuration,
      options.mask === "off" ? "off" : "on",
      places.environment,
      (problem) => remarks.push(problem),
    );
    if (planned || listed === undefined)
      return { model: plan(options, listed, guard), problem: undefined, remarks };
    const settings = options.model_name === "" ? listed : { ...listed, model: options.model_name };
    const readable = settings.secret && remarkOnSecret(settings.secret);
    if (readable !== undefined) remarks.push(`${readable.finding}: ${readable.mend}.`);
    const passwords = passwordsOf(info, configuration, places.environment, cancelled);
    const apiKey = settings.secret && (await readSecret(settings.secret, { ...places, passwords }));
    const model = {
      name: settings.model,
      endpoint: settings.name,
      asker: createAsker(options, settings, loadedLater(settings, apiKey), cancelled),
      guard,
      cost: (promptTokens: number, answerTokens: number) => costOf(settings, promptTokens, answerTokens),
    };
    return { model, problem: undefined, remarks };
  } catch (error) {
    if (error instanceof RequestError) throw new UserError(error.message);
    if (error instanceof ConfigurationError) return { model: undefined, problem: error.message, remarks };
    throw error;
  }
}

/** For `mode=plan`: nothing is sent, and no key is read. */
function plan(options: ModelOptions, listed: EndpointSettings | undefined, guard: Guard): OpenModel {
  return {
    name: options.model_name === "" ? (listed?.model ?? "") : options.model_name,
    endpoint: listed?.name ?? "",
    asker: new Planner({ batchSize: options.batch_size, newTag }),
    guard,
    cost: (promptTokens, answerTokens) => listed && costOf(listed, promptTokens, answerTokens),
  };
}

/** Nobody could guess it. */
function newTag(): string {
  return randomBytes(9).toString("hex");
}

/** What concerns the files as such, or the one stanza; the doctor tells the rest. */
function remarksAbout(stanza: string, { remarks }: Configuration): string[] {
  return remarks
    .filter((remark) => remark.stanza === undefined || [stanza, "default"].includes(remark.stanza))
    .map(({ finding, mend }) => `${finding}: ${mend}.`);
}

/** Milliseconds by which a timer may be early: a call that ends with the search is not to look like a slow one. */
const timerError = 20;

function createAsker(
  options: ModelOptions,
  settings: EndpointSettings,
  endpoint: ModelEndpoint,
  cancelled: AbortSignal,
): Asker {
  const end = performance.now() + options.timeout * 1000;
  const timeLeft = (): number => end - performance.now();
  const caller = new Caller(endpoint, {
    maxTries: options.max_retries,
    temperature: options.temperature,
    requestTimeout: settings.requestTimeout,
    timeLeft,
    signal: AbortSignal.any([cancelled, AbortSignal.timeout(options.timeout * 1000)]),
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    newTag,
    random: Math.random,
    now: () => performance.now(),
  });
  return new Asker(caller, {
    batchSize: options.batch_size,
    concurrency: Math.min(options.concurrency, settings.concurrency),
    maxTries: options.max_retries,
    ended: () => (cancelled.aborted ? "cancelled" : timeLeft() <= timerError ? "budget_time" : undefined),
  });
}

/** Loading the client takes longer than everything else here; most searches end without a need for it. */
function loadedLater(settings: EndpointSettings, apiKey: string | undefined): ModelEndpoint {
  let client: Promise<ModelEndpoint> | undefined;
  const load = async (): Promise<ModelEndpoint> => {
    const { createModelEndpoint } = await import("../adapters/model/openai-endpoint.ts");
    try {
      return createModelEndpoint({ ...settings, url: settings.urls[0] as string, apiKey });
    } catch (error) {
      // By name: the client's bundle has a class of its own.
      const known = error instanceof Error && error.name === "ConfigurationError";
      throw new EndpointError("refused", known ? error.message : "The client for the model cannot be made.");
    }
  };
  return {
    async ask(request) {
      client ??= load();
      return (await client).ask(request);
    },
  };
}

function costOf(
  { priceIn, priceOut }: EndpointSettings,
  promptTokens: number,
  answerTokens: number,
): number | undefined {
  if (priceIn === undefined && priceOut === undefined) return undefined;
  return (promptTokens * (priceIn ?? 0) + answerTokens * (priceOut ?? 0)) / 1e6;
}
