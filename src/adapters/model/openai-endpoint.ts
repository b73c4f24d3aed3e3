import OpenAI from "openai";
import { EndpointError, type ModelRequest } from "../../engine/asking/model-endpoint.ts";
import { CallDeadline, longestTimer } from "../call-deadline.ts";
import type { EndpointSettings } from "../configuration/endpoint-settings.ts";
import { replyOf } from "./completion.ts";
import { createDispatcher } from "./dispatcher.ts";
import { type CallFacts, errorOfFault } from "./fault-of-error.ts";
import { healthUrl, isAlive } from "./health.ts";
import { createLimitedFetch, FetchFailure, type LimitedFetch } from "./limited-fetch.ts";
import { createMeasure } from "./measure.ts";
import type { ModelServer } from "./replica.ts";

/** A stanza with the one URL and the key that this endpoint is to use. */
export type ModelEndpointSettings = EndpointSettings & {
  readonly url: string;
  readonly apiKey: string | undefined;
};

/**
 * Any server that speaks OpenAI's chat completions, through the `openai` package. It tries once: what to do
 * after a fault is the engine's to decide.
 *
 * @throws ConfigurationError when the stanza's ca_file cannot be used
 */
export function createModelEndpoint(
  settings: ModelEndpointSettings,
  now: () => number = Date.now,
): ModelServer {
  const fetch = createLimitedFetch(createDispatcher(settings));
  const client = createClient(settings, fetch);
  // Newer servers know this name, older ones only the other; which it is shows with the first refusal.
  let cap: CallFacts["cap"] = "max_completion_tokens";
  return {
    async ask(request) {
      const facts: CallFacts = {
        name: settings.name,
        url: settings.url,
        model: settings.model,
        hasKey: settings.apiKey !== undefined,
        hasAuthority: settings.caFile !== undefined,
        form: request.form,
        cap,
        now,
      };
      const deadline = new CallDeadline(request.timeout, [request.signal]);
      try {
        const completion: unknown = await client.chat.completions.create(
          bodyOf(request, settings.model, cap),
          {
            signal: deadline.signal,
          },
        );
        const reply = replyOf(completion);
        if (typeof reply !== "string") return reply;
        throw badReply(facts, reply);
      } catch (error) {
        const fault = endedFault(deadline.how, facts) ?? faultOf(error, facts);
        if (fault.fault === "parameter_refused") cap = "max_tokens";
        throw fault;
      } finally {
        deadline.release();
      }
    },
    measure: createMeasure(settings, fetch),
    isAlive: () => isAlive(fetch, healthUrl(settings.url)),
  };
}

function createClient(settings: ModelEndpointSettings, fetch: LimitedFetch): OpenAI {
  // The package sends these headers whatever its options say.
  delete process.env.OPENAI_CUSTOM_HEADERS;
  return new OpenAI({
    baseURL: settings.url,
    // It insists on a key; the header is taken out again below.
    apiKey: settings.apiKey ?? "none",
    ...(settings.apiKey === undefined ? { defaultHeaders: { authorization: null } } : {}),
    // Each of these would come from the environment if it were left out.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    // Its log goes to standard output, which belongs to splunkd.
    logLevel: "off",
    maxRetries: 0,
    // Its timer covers the headers alone; CallDeadline has one for the whole call, and this must not come first.
    timeout: longestTimer,
    fetch,
  });
}

function bodyOf(
  { system, user, form, schema, answerTokens, temperature }: ModelRequest,
  model: string,
  cap: CallFacts["cap"],
): OpenAI.Chat.ChatCompletionCreateParamsNonStreaming {
  return {
    model,
    messages: [
      { role: "system", content: system },
      { role: "user", content: user },
    ],
    temperature,
    [cap]: answerTokens,
    ...(form === "json_schema"
      ? {
          response_format: {
            type: "json_schema",
            json_schema: { name: "verdicts", strict: true, schema: { ...schema } },
          },
        }
      : {}),
    ...(form === "json_object" ? { response_format: { type: "json_object" } } : {}),
  };
}

function endedFault(how: CallDeadline["how"], { name, url }: CallFacts): EndpointError | undefined {
  if (how === undefined) return undefined;
  const did =
    how === "timeout"
      ? `did not finish its reply in time: raise request_timeout of [endpoint:${name}], or lower its concurrency`
      : "was not waited for: the search ended";
  return new EndpointError(how, `The model endpoint [endpoint:${name}] at ${url} ${did}.`);
}

function faultOf(error: unknown, facts: CallFacts): EndpointError {
  if (error instanceof EndpointError) return error;
  if (error instanceof OpenAI.APIConnectionError && error.cause instanceof FetchFailure) {
    return errorOfFault(error.cause.fault, facts);
  }
  if (error instanceof SyntaxError)
    return badReply(facts, "answered with something that is no JSON: check url");
  // The package's own text may show a header, and with it the key.
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  return new EndpointError(
    "refused",
    `The call of the model endpoint [endpoint:${facts.name}] at ${facts.url} could not be made (${kind}).`,
  );
}

function badReply({ name, url }: CallFacts, did: string): EndpointError {
  return new EndpointError("bad_reply", `The model endpoint [endpoint:${name}] at ${url} ${did}.`);
}
