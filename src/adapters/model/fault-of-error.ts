import { EndpointError, type ReplyForm } from "../../engine/asking/model-endpoint.ts";
import { connectSeconds } from "./dispatcher.ts";
import type { FetchFault } from "./limited-fetch.ts";
import { retryAfterOf } from "./retry-after.ts";

/** What a fault's sentence and kind depend on. */
export interface CallFacts {
  /** The stanza's name. */
  readonly name: string;
  readonly url: string;
  readonly model: string;
  readonly hasKey: boolean;
  readonly hasAuthority: boolean;
  readonly form: ReplyForm;
  /** The parameter that the answer's cap was sent as. */
  readonly cap: "max_completion_tokens" | "max_tokens";
  readonly now: () => number;
}

const busyStatuses = new Set([408, 409, 425, 429, 502, 503, 504]);

// vLLM, older vLLM, llama.cpp, OpenAI; some say it of the answer's cap, which halving the batch mends as well.
const overflow =
  /maximum context length|available context size|exceed_context_size|context_length_exceeded|context window|prompt is too long|input_(?:tokens|text)\b|max_(?:completion_)?tokens\b.{0,40}too large/i;
const aboutForm =
  /response_format|json_?schema|json_object|json schema|guided|grammar|structured.?output|invalid schema/i;

/** As vLLM and OpenAI say it, and as llama.cpp does. */
const contextLength =
  /maximum context length is (\d{3,8}) tokens|available context size \((\d{3,8}) tokens\)/i;

/** The error that a call ends with. Its message never repeats what the server wrote: that may be log text. */
export function errorOfFault(fault: FetchFault, call: CallFacts): EndpointError {
  const endpoint = `The model endpoint [endpoint:${call.name}] at ${call.url}`;
  switch (fault.kind) {
    case "connection":
      return new EndpointError(
        "unreachable",
        `${endpoint} ${connectionTrouble(fault.code, call)}.`,
        undefined,
        neverConnected(fault.code),
      );
    case "redirect":
      return new EndpointError(
        "refused",
        `${endpoint} redirects elsewhere (HTTP ${fault.status}), which is not followed, so that logs go nowhere else: write the final address into url.`,
      );
    case "too_big":
      return new EndpointError(
        "bad_reply",
        `${endpoint} answered with more than 4 MB, which no chat completion has: check url.`,
      );
    case "status":
      return errorOfStatus(fault, call, endpoint);
  }
}

function errorOfStatus(
  { status, headers, text }: FetchFault & { kind: "status" },
  call: CallFacts,
  endpoint: string,
): EndpointError {
  const said = `${endpoint} answered HTTP ${status}`;
  if (busyStatuses.has(status)) {
    const wait = retryAfterOf(headers, call.now);
    return new EndpointError("busy", `${said}: it is overloaded or not ready.`, wait);
  }
  if ((status === 400 || status === 413 || status === 422) && overflow.test(text)) {
    return new EndpointError(
      "too_long",
      `${said}: the request does not fit the model's context.`,
      undefined,
      false,
      contextIn(text),
    );
  }
  if ((status === 400 || status === 422) && call.cap === "max_completion_tokens" && text.includes(call.cap)) {
    return new EndpointError("parameter_refused", `${said}: it wants max_tokens, not max_completion_tokens.`);
  }
  if ([400, 422, 501].includes(status) && call.form !== "text" && aboutForm.test(text)) {
    return new EndpointError("form_refused", `${said}: it does not know replies of the form ${call.form}.`);
  }
  if (status >= 500 && status !== 501) {
    return new EndpointError("server_error", `${said}: it failed within; its own log says why.`);
  }
  return new EndpointError("refused", `${said}: ${whatToCheck(status, call)}.`);
}

function contextIn(text: string): number | undefined {
  const [, ofVllm, ofLlamaCpp] = contextLength.exec(text) ?? [];
  const told = ofVllm ?? ofLlamaCpp;
  return told === undefined ? undefined : Number(told);
}

function whatToCheck(status: number, { name, model, hasKey }: CallFacts): string {
  const stanza = `[endpoint:${name}]`;
  if (status === 401 && !hasKey) return `it wants an API key; name one in api_key of ${stanza}`;
  if (status === 401) return `it does not accept the API key; check api_key of ${stanza}`;
  if (status === 403) return `it refuses this key for this model; check api_key and model of ${stanza}`;
  if (status === 404) {
    return `it does not know the model "${model}", or the path is wrong; check model and url of ${stanza}`;
  }
  return `it refuses the request; its own log says why, and url and model of ${stanza} are worth a look`;
}

const sentences: Record<string, string> = {
  ECONNREFUSED: "refused the connection: nothing listens there, or a firewall forbids it",
  ENOTFOUND: "cannot be found: the host's name is not known, check url",
  EAI_AGAIN: "cannot be found: the name service does not answer",
  EHOSTUNREACH: "cannot be reached: there is no route to the host",
  ENETUNREACH: "cannot be reached: there is no route to its network",
  CERT_HAS_EXPIRED: "has a certificate that is out of date: it must be renewed there",
  ERR_TLS_CERT_ALTNAME_INVALID: "has a certificate for another host name: write that name into url",
  ERR_SSL_WRONG_VERSION_NUMBER: "does not speak TLS: check whether url should begin with http://",
  EPROTO: "agrees on no version of TLS with this app: check whether url should begin with http://",
};
const unreachedInTime = new Set(["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"]);
const unknownAuthority =
  /^(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER_CERT(?:_LOCALLY)?|VERIFY_LEAF_SIGNATURE)|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE)$/;

/** No connection came about, so nothing of the request was read there. */
function neverConnected(code: string): boolean {
  return Object.hasOwn(sentences, code) || unreachedInTime.has(code) || unknownAuthority.test(code);
}

function connectionTrouble(code: string, call: CallFacts): string {
  const known = sentences[code];
  if (known !== undefined) return known;
  if (unreachedInTime.has(code)) return `did not take the connection within ${connectSeconds} seconds`;
  if (unknownAuthority.test(code)) {
    return call.hasAuthority
      ? `has a certificate that the ca_file of [endpoint:${call.name}] does not vouch for: the file must hold the authority that signed it`
      : `has a certificate of an authority that this machine does not know: name that authority's PEM file in ca_file of [endpoint:${call.name}]`;
  }
  if (code.startsWith("HPE_")) return "does not speak HTTP: check url";
  return `broke the connection before its reply was complete${code === "" ? "" : ` (${code})`}`;
}
