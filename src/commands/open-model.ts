import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Configuration, loadConfiguration } from "../adapters/configuration/configuration.ts";
import { ConfigurationError, RequestError } from "../adapters/configuration/configuration-error.ts";
import type { EndpointSettings } from "../adapters/configuration/endpoint-settings.ts";
import type { ConfigurationPlaces } from "../adapters/configuration/layers.ts";
import { readSecret, remarkOnSecret } from "../adapters/configuration/secrets.ts";
import { openCalibration } from "../adapters/state/calibration-file.ts";
import { stateFolder } from "../adapters/state/state-folder.ts";
import { AdaptiveLimit } from "../engine/asking/adaptive-limit.ts";
import { Asker, type Questions } from "../engine/asking/asker.ts";
import type { Calibration, Range } from "../engine/asking/calibration.ts";
import { Caller } from "../engine/asking/caller.ts";
import { type PlannedWork, Planner } from "../engine/asking/planner.ts";
import type { Guard } from "../engine/masking/guard.ts";
import type { VerdictStore } from "../engine/verdicts/verdict-store.ts";
import type { SearchInfo } from "../splunk/search-command.ts";
import { UserError } from "../splunk/user-error.ts";
import { type ChainLink, EndpointChain } from "./endpoint-chain.ts";
import { guardOf } from "./open-guard.ts";
import { passwordsOf } from "./open-session.ts";
import type { SearchPlan } from "./plan-report.ts";
import { priceOf } from "./price.ts";
import { type RememberedModel, remember } from "./remember.ts";

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
  readonly cache_ttl: string;
  readonly into: string;
}

export interface OpenModel {
  readonly name: string;
  readonly endpoint: string;
  readonly asker: Questions;
  readonly guard: Guard;
  /** Entries of the store that were left out, by why; sentences about it. */
  readonly store: Pick<VerdictStore, "ignored" | "problems"> | undefined;
  /** Keeps what is to be remembered. Nothing may be asked after it. @returns a sentence about what could not be kept */
  close(): Promise<string | undefined>;
  /** The models that gave answers so far and their stanzas: more than one, or another one, where a fallback did. */
  readonly answeredBy: readonly { readonly name: string; readonly endpoint: string }[];
  /** What all answers cost so far by their stanzas' prices; undefined where one of these names none. */
  cost(): number | undefined;
  /** What would be done, where the search only plans. */
  plan?(): SearchPlan;
  /** Adds what the calls came to to what is known of the model. @returns a sentence when that failed */
  saveCalibration?(): Promise<string | undefined>;
}

/** What a search learns of its model. */
export interface ModelOpening {
  /** Undefined when none is configured, or none can be used. */
  readonly model: OpenModel | undefined;
  /** Why the model that is configured cannot be used: a sentence. */
  readonly problem: string | undefined;
  /** Sentences about llama.conf and the calls that are worth saying; more may come while the search runs. */
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
    const settings =
      listed && (options.model_name === "" ? listed : { ...listed, model: options.model_name });
    const folder = stateFolder(places.environment);
    const known = settings && openCalibration(folder, { endpoint: settings.name, model: settings.model });
    if (known?.problem !== undefined) remarks.push(known.problem);
    const rest = { configuration, info, environment: places.environment, cancelled };
    if (planned || listed === undefined || settings === undefined || known === undefined) {
      const model = await plan(options, settings, guard, known?.calibration, rest);
      return { model, problem: undefined, remarks };
    }
    const readable = settings.secret && remarkOnSecret(settings.secret);
    if (readable !== undefined) remarks.push(`${readable.finding}: ${readable.mend}.`);
    const passwords = passwordsOf(info, configuration, places.environment, cancelled);
    const sources = { ...places, passwords };
    const apiKey = settings.secret && (await readSecret(settings.secret, sources));
    const chain = new EndpointChain(
      [
        { settings, apiKey: async () => apiKey },
        ...configuration.endpoints.fallbacksOf(listed).map((next): ChainLink => {
          const { secret } = next;
          return { settings: next, apiKey: async () => secret && readSecret(secret, sources) };
        }),
      ],
      { folder, scheduled: isScheduled(info) },
    );
    const asker = createAsker(options, settings.requestTimeout, chain, known.calibration, cancelled);
    const remembering = await remember(asker, rememberedModel(options, settings, guard), rest);
    return {
      model: {
        name: settings.model,
        endpoint: settings.name,
        asker: remembering.asker,
        guard,
        store: remembering.store,
        close: () => remembering.close(),
        get answeredBy() {
          return chain.answeredBy;
        },
        cost: () => chain.cost,
        saveCalibration: known.save,
      },
      problem: undefined,
      get remarks() {
        return [...remarks, ...chain.problems, ...remembering.problems];
      },
    };
  } catch (error) {
    if (error instanceof RequestError) throw new UserError(error.message);
    if (error instanceof ConfigurationError) return { model: undefined, problem: error.message, remarks };
    throw error;
  }
}

/** For `mode=plan`: nothing is sent, and no key is read. @param settings undefined where none is configured */
async function plan(
  options: ModelOptions,
  settings: EndpointSettings | undefined,
  guard: Guard,
  calibration: Calibration | undefined,
  rest: Parameters<typeof remember>[2],
): Promise<OpenModel> {
  const planner = new Planner({
    batchSize: options.batch_size,
    concurrency: Math.min(options.concurrency, settings?.concurrency ?? options.concurrency),
    newTag,
    ...(calibration === undefined ? {} : { calibration }),
  });
  const { name: endpoint, model: name } = settings ?? { name: "", model: options.model_name };
  const remembering = await remember(
    planner,
    rememberedModel(options, { name: endpoint, model: name }, guard),
    rest,
  );
  return {
    name,
    endpoint,
    asker: remembering.asker,
    guard,
    store: remembering.store,
    close: remembering.close,
    answeredBy: [{ name, endpoint }],
    cost: () => undefined,
    plan: () => {
      const { work } = planner;
      const cost = settings && costOf(work, settings);
      return { ...work, cached: remembering.remembered, cost, timeout: options.timeout };
    },
  };
}

function costOf({ promptTokens, answerTokens }: PlannedWork, settings: EndpointSettings): Range | undefined {
  const [low, likely, high] = [answerTokens.low, answerTokens.likely, answerTokens.high].map((tokens) =>
    priceOf(settings, promptTokens, tokens),
  );
  return low === undefined || likely === undefined || high === undefined ? undefined : { low, likely, high };
}

function rememberedModel(
  options: ModelOptions,
  { name: endpoint, model: name }: Pick<EndpointSettings, "name" | "model">,
  guard: Guard,
): RememberedModel {
  const { temperature, cache_ttl: cacheTtl, timeout, mode, into } = options;
  return { endpoint, name, guard, temperature, cacheTtl, timeout, onlyLooks: mode === "plan", into };
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

/** The scheduler says so in the search's id. */
function isScheduled({ sid }: SearchInfo): boolean {
  return typeof sid === "string" && sid.startsWith("scheduler_");
}

/** Milliseconds by which a timer may be early: a call that ends with the search is not to look like a slow one. */
const timerError = 20;

function createAsker(
  options: ModelOptions,
  requestTimeout: number,
  chain: EndpointChain,
  calibration: Calibration,
  cancelled: AbortSignal,
): Asker {
  const end = performance.now() + options.timeout * 1000;
  const timeLeft = (): number => end - performance.now();
  const limit = new AdaptiveLimit({
    ceiling: () => Math.min(options.concurrency, chain.concurrency),
    now: () => performance.now(),
  });
  const signal = AbortSignal.any([cancelled, AbortSignal.timeout(options.timeout * 1000)]);
  // Every call listens to it, and Node would take more than ten for a leak.
  setMaxListeners(0, signal);
  const caller = new Caller(limit.watch(chain.endpoint), {
    maxTries: options.max_retries,
    temperature: options.temperature,
    requestTimeout,
    timeLeft,
    signal,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    newTag,
    random: Math.random,
    now: () => performance.now(),
    calibration,
    onAnswered: (call) => calibration.observe(call),
  });
  return new Asker(caller, {
    batchSize: options.batch_size,
    limit,
    maxTries: options.max_retries,
    ended: () => (cancelled.aborted ? "cancelled" : timeLeft() <= timerError ? "budget_time" : undefined),
  });
}
