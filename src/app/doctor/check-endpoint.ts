import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { EndpointSettings } from "../../adapters/configuration/stanzas/endpoint.ts";
import { CallPace } from "../../engine/asking/call-pace.ts";
import {
  EndpointError,
  type EndpointFault,
  type ModelEndpoint,
  notMeasured,
  type ReplyForm,
} from "../../engine/asking/model-endpoint.ts";
import { RetryingClient } from "../../engine/asking/retrying-client.ts";
import { testLines } from "../../engine/asking/test-lines.ts";
import { askAbout, checkModel } from "./check-model.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const check = "endpoint";

export interface EndpointCheck {
  readonly settings: EndpointSettings;
  readonly url: string;
  /** @throws ConfigurationError when the stanza's ca_file cannot be used */
  readonly endpoint: ModelEndpoint;
  readonly signal: AbortSignal;
  /** Milliseconds. @default performance.now */
  readonly now?: () => number;
}

/**
 * Asks as a search would: first one question, which tells whether the server answers and in which form, then what the model
 * is worth.
 */
export async function* checkEndpoint({
  settings,
  url,
  endpoint,
  signal,
  now = () => performance.now(),
}: EndpointCheck): AsyncGenerator<Finding, void, void> {
  const client = new RetryingClient(endpoint, {
    maxAttempts: 1,
    temperature: 0,
    timeLeft: () => Number.POSITIVE_INFINITY,
    pace: new CallPace({ timeLeft: () => Number.POSITIVE_INFINITY, requestTimeout: settings.requestTimeout }),
    signal,
    sleep: (milliseconds, aborted) => sleep(milliseconds, undefined, { signal: aborted }),
    newTag: () => randomBytes(9).toString("hex"),
    random: Math.random,
    now,
  });
  const named = `[endpoint:${settings.name}] at ${url}`;
  try {
    const first = await askAbout([testLines[0]], client, now);
    const { reply, judgements, doubts } = first;
    const seconds = (first.milliseconds / 1000).toFixed(1);
    const answered = `${named}: ${settings.model} answered in ${seconds} s, ${reply.promptTokens} tokens in and ${reply.answerTokens} out`;
    const [doubt] = doubts;
    if (doubt !== undefined) {
      yield problem(check, {
        finding: `${answered}, but with a verdict that is not believed (${doubt})`,
        fix: "choose a larger model; docs/troubleshooting.md explains the word under Verdicts that are not believed",
      });
      return;
    }
    if (judgements.size === 0) {
      yield problem(check, {
        finding: `${answered}, but with no verdict that can be read`,
        fix: "choose a model that follows instructions; chat-tuned ones of 7 billion parameters and more do",
      });
      return;
    }
    yield findingOfForm(answered, client.form);
    const { contextTokens } = (await endpoint.measure?.(signal)) ?? notMeasured;
    yield await checkModel({
      ...{ client, first, contextTokens, now, stanza: settings.name },
      named: `${named}: ${settings.model}`,
    });
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    yield problem(check, { finding: error.message, fix: mendOfFault[error.fault] });
  }
}

function findingOfForm(answered: string, form: ReplyForm): Finding {
  if (form === "json_schema") return ok(check, `${answered}, held to a JSON schema by the server.`);
  const finding =
    form === "json_object"
      ? `${answered}; the server takes no JSON schema, only JSON as such`
      : `${answered}; the server takes neither a JSON schema nor JSON mode, so replies are plain text`;
  return warning(check, {
    finding: `${finding}. That works, but more verdicts have to be asked for again`,
    fix: "a newer vLLM, llama.cpp or Ollama takes response_format json_schema",
  });
}

const seeLog = "look into the server's own log";
const mendOfFault: Readonly<Record<EndpointFault, string>> = {
  unreachable: "start the server, or correct url, ca_file or proxy of the stanza, or open the firewall",
  busy: "wait until it is ready, or lower concurrency in the stanza",
  server_error: seeLog,
  timeout: "raise request_timeout in the stanza, or choose a smaller model",
  too_long: "start the server with a longer context (vLLM: --max-model-len 8192)",
  form_refused: seeLog,
  refused: "correct what the sentence names in llama.conf",
  bad_reply: "correct url: it must be the base of an OpenAI-style interface and mostly ends with /v1",
  cancelled: "run the check again",
};
