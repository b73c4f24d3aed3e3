import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { EndpointSettings } from "../../adapters/configuration/endpoint-settings.ts";
import { Caller } from "../../engine/asking/caller.ts";
import {
  type EndpointFault,
  isEndpointError,
  type ModelEndpoint,
  type ReplyForm,
} from "../../engine/asking/model-endpoint.ts";
import { readReply } from "../../engine/asking/reply-reader.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const check = "endpoint";
/** Made up here; no log of the user's is sent. */
const question = { log: "ERROR llama-log doctor: this line is a test, the database refused the connection" };

export interface EndpointCheck {
  readonly settings: EndpointSettings;
  readonly url: string;
  /** @throws ConfigurationError when the stanza's ca_file cannot be used */
  readonly endpoint: ModelEndpoint;
  readonly signal: AbortSignal;
}

/** Asks one question, as a search would, and tells which form of reply the server keeps to. */
export async function checkEndpoint({ settings, url, endpoint, signal }: EndpointCheck): Promise<Finding> {
  const started = performance.now();
  const caller = new Caller(endpoint, {
    maxTries: 1,
    temperature: 0,
    requestTimeout: settings.requestTimeout,
    timeLeft: () => Number.POSITIVE_INFINITY,
    signal,
    sleep: (milliseconds, aborted) => sleep(milliseconds, undefined, { signal: aborted }),
    newTag: () => randomBytes(9).toString("hex"),
    random: Math.random,
    now: () => performance.now(),
  });
  const named = `[endpoint:${settings.name}] at ${url}`;
  try {
    const reply = await caller.call([question], { tries: 1, onTry: () => {}, worthwhile: () => true });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const answered = `${named}: ${settings.model} answered in ${seconds} s, ${reply.promptTokens} tokens in and ${reply.answerTokens} out`;
    if (readReply(reply.content, 1, reply.finishReason).verdicts.size === 0) {
      return problem(check, {
        finding: `${answered}, but with no verdict that can be read`,
        mend: "choose a model that follows instructions; chat-tuned ones of 7 billion parameters and more do",
      });
    }
    return findingOfForm(answered, caller.form);
  } catch (error) {
    if (!isEndpointError(error)) throw error;
    return problem(check, { finding: error.message, mend: mendOfFault[error.fault] });
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
    mend: "a newer vLLM, llama.cpp or Ollama takes response_format json_schema",
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
  parameter_refused: seeLog,
  refused: "correct what the sentence names in llama.conf",
  bad_reply: "correct url: it must be the base of an OpenAI-style interface and mostly ends with /v1",
  cancelled: "run the check again",
};
