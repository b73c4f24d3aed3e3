import OpenAI from "openai";
import type { ModelReply } from "../../engine/asking/model-endpoint.ts";
import { EndpointError, type ModelRequest } from "../../engine/asking/model-endpoint.ts";
import type { EndpointSettings } from "../configuration/stanzas/endpoint.ts";
import { authoritiesWith } from "../http/certificate-authorities.ts";
import { HttpClient } from "../http/http-client.ts";
import { Deadline, longestTimer } from "../process/deadline.ts";
import { describedCode } from "../process/error-code.ts";
import { type CompletionReading, readCompletion } from "./completion.ts";
import { type CallFacts, connectSeconds, errorOfFault, isOverflow } from "./fault-of-error.ts";
import { healthUrl, isAlive } from "./health.ts";
import { createLimitedFetch, FetchFailure, type LimitedFetch } from "./limited-fetch.ts";
import { createMeasure } from "./measure.ts";
import type { ModelServer } from "./replica.ts";
import { bodyOf, firstStyle, type Refusal, type RequestStyle, styleAfter } from "./request-style.ts";
import { profileOf, type ServerProfile } from "./server-profiles.ts";

/** The settings of a stanza for one server, with its URL and API key. */
export type ModelEndpointSettings = EndpointSettings & {
  readonly url: string;
  readonly apiKey: string | undefined;
};

/**
 * Calls a server with OpenAI's chat completions through the `openai` package. It makes a single attempt, because the
 * engine decides what to do after a fault; only what a server refuses by name is left out and asked again at once, and
 * is then left out for the rest of the run.
 *
 * @throws ConfigurationError when the stanza's ca_file cannot be used
 */
export function createModelEndpoint(
  settings: ModelEndpointSettings,
  now: () => number = Date.now,
): ModelServer {
  const { name, caFile, proxy } = settings;
  const authorities = authoritiesWith(caFile, `[endpoint:${name}]`);
  const fetch = createLimitedFetch(
    new HttpClient({ authorities, proxy, connectTimeout: connectSeconds * 1000 }),
  );
  const client = createClient(settings, fetch);
  const profile = profileOf(settings.url);
  let style = firstStyle;
  let roleTrials = mostRoleTrials;

  const attempt = async (
    request: ModelRequest,
    tried: RequestStyle,
    facts: CallFacts,
  ): Promise<ModelReply> => {
    const deadline = new Deadline(request.timeout, [request.signal]);
    try {
      const body = bodyOf(request, settings.model, tried, profile);
      const completion: unknown = await client.chat.completions.create(body, { signal: deadline.signal });
      return replyOf(readCompletion(completion), facts, tried, profile);
    } catch (error) {
      const ended = endedFault(deadline.how, facts);
      if (ended !== undefined) throw ended;
      throw error;
    } finally {
      deadline.release();
    }
  };

  /**
   * Some servers fail without a word on a system role. It is blamed last, and only while nothing was ever answered. The
   * next call goes without it, and this one too if it has an attempt left.
   */
  const withoutRole = (
    { form, beginAnotherAttempt }: ModelRequest,
    tried: RequestStyle,
    { status }: Refusal,
  ): RequestStyle | undefined => {
    if (status !== 500 || form !== "text" || roleTrials === 0) return undefined;
    roleTrials--;
    style = { ...tried, instructsAsUser: !tried.instructsAsUser };
    return beginAnotherAttempt?.() === false ? undefined : style;
  };

  return {
    async ask(request) {
      const end = now() + request.timeout;
      const facts: CallFacts = {
        name: settings.name,
        url: settings.url,
        model: settings.model,
        hasKey: settings.apiKey !== undefined,
        hasAuthority: settings.caFile !== undefined,
        form: request.form,
        now,
      };
      const begun = style;
      for (let tried = begun; ; ) {
        try {
          const timeout = Math.max(1, end - now());
          const reply = await attempt({ ...request, timeout }, tried, facts);
          // Another call may have learnt something else meanwhile.
          if (tried !== begun) style = tried;
          roleTrials = 0;
          return reply;
        } catch (error) {
          if (error instanceof ThoughtsOnly) {
            style = profile.thinkingOff === undefined ? tried : { ...tried, thinksNot: true };
            throw error.fault;
          }
          const refusal = refusalIn(error);
          const next =
            refusal && (styleAfter(tried, refusal, profile) ?? withoutRole(request, tried, refusal));
          // A style that did not help is not kept.
          if (next === undefined) throw faultOf(error, facts);
          tried = next;
        }
      }
    },
    measure: createMeasure(settings, fetch, () => style.instructsAsUser),
    isAlive: () => isAlive(fetch, healthUrl(settings.url)),
  };
}

/** Without a system role, and with it again where that did not help. */
const mostRoleTrials = 2;

/** Carries the fault of an answer that holds nothing but thinking. */
class ThoughtsOnly extends Error {
  readonly fault: EndpointError;

  constructor(fault: EndpointError) {
    super(fault.message);
    this.fault = fault;
  }
}

function replyOf(
  reading: CompletionReading,
  facts: CallFacts,
  { thinksNot, without }: RequestStyle,
  { mend }: ServerProfile,
): ModelReply {
  if ("reply" in reading) return reading.reply;
  if ("error" in reading) {
    const { error, status } = reading;
    const text = JSON.stringify(error) ?? "";
    if (status === undefined && !isOverflow(text))
      throw badReply(facts, "answered HTTP 200 with an error and no chat completion: its own log says why");
    throw new FetchFailure({
      kind: "status",
      status: status ?? 400,
      headers: { get: () => null },
      text,
      isWithin200: true,
    });
  }
  if (reading.problem === "other") throw badReply(facts, reading.did);
  const did = reading.cut
    ? "thought up to the answer's limit and gave no answer"
    : "sent thoughts and no answer";
  const although = thinksNot && !without.has("thinking") ? ", although it was asked not to think" : "";
  throw new ThoughtsOnly(
    badReply(facts, `${did}${although}: switch the model's reasoning off at the server, or ${mend}`),
  );
}

/** What a server said to a request that it refused. */
function refusalIn(error: unknown): Refusal | undefined {
  const failure = error instanceof OpenAI.APIConnectionError ? error.cause : error;
  return failure instanceof FetchFailure && failure.fault.kind === "status" ? failure.fault : undefined;
}

function createClient(settings: ModelEndpointSettings, fetch: LimitedFetch): OpenAI {
  // The package sends these headers whatever its options are.
  delete process.env.OPENAI_CUSTOM_HEADERS;
  return new OpenAI({
    baseURL: settings.url,
    // The package requires a key; without one, the header is removed below.
    apiKey: settings.apiKey ?? "none",
    ...(settings.apiKey === undefined ? { defaultHeaders: { authorization: null } } : {}),
    // Without these, the package reads them from the environment.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    // The package logs to standard output, which carries the protocol with splunkd.
    logLevel: "off",
    maxRetries: 0,
    // The package's timer covers only the headers. Deadline covers the whole call, so this timer must never fire first.
    timeout: longestTimer,
    fetch,
  });
}

function endedFault(how: Deadline["how"], { name, url }: CallFacts): EndpointError | undefined {
  if (how === undefined) return undefined;
  const did =
    how === "timeout"
      ? `did not finish its reply in time: raise request_timeout of [endpoint:${name}], or lower its concurrency`
      : "was not waited for: the search ended";
  return new EndpointError(how, `The model endpoint [endpoint:${name}] at ${url} ${did}.`);
}

function faultOf(error: unknown, facts: CallFacts): EndpointError {
  if (error instanceof EndpointError) return error;
  const failure = error instanceof OpenAI.APIConnectionError ? error.cause : error;
  if (failure instanceof FetchFailure) return errorOfFault(failure.fault, facts);
  if (error instanceof SyntaxError)
    return badReply(facts, "answered with something that is no JSON: check url");
  // The package's message may contain a header, and with it the key.
  return new EndpointError(
    "refused",
    `The call of the model endpoint [endpoint:${facts.name}] at ${facts.url} could not be made (${describedCode(error)}).`,
  );
}

function badReply({ name, url }: CallFacts, did: string): EndpointError {
  return new EndpointError("bad_reply", `The model endpoint [endpoint:${name}] at ${url} ${did}.`);
}
