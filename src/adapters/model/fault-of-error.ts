import { EndpointError, type ReplyForm } from "../../engine/asking/model-endpoint.ts";
import { connectionFault } from "../http/connection-faults.ts";
import { retryAfterOf } from "../http/retry-after.ts";
import type { FetchFault } from "./limited-fetch.ts";

/** The facts of a call that its error depends on. */
export interface CallFacts {
  /** The stanza's name. */
  readonly name: string;
  readonly url: string;
  readonly model: string;
  readonly hasKey: boolean;
  readonly hasAuthority: boolean;
  readonly form: ReplyForm;
  readonly now: () => number;
}

/** Seconds to open a connection; from then on the call's own timeout applies. */
export const connectSeconds = 10;

const busyStatuses = new Set([408, 409, 425, 429, 502, 503, 504]);

// vLLM, older vLLM, llama.cpp and OpenAI. Some mean the answer cap; halving the batch helps with that too.
const overflow =
  /maximum context length|available context size|exceed_context_size|context_length_exceeded|context window|prompt is too long|input_(?:tokens|text)\b|max_(?:completion_)?tokens\b.{0,40}too large/i;
const aboutForm =
  /response.?(?:format|schema|mime)|json_?(?:schema|object|mode)|json schema|guided|grammar|structured.?output|invalid schema|xgrammar|outlines|\$(?:defs|ref)\b|requested parameters/i;
/** A vendor's filter refuses a text: others may pass. */
const withheld =
  /content_?filter|content_?policy|content management policy|responsibleai|safety_?(?:block|filter)/i;

/** The wording of vLLM and OpenAI, and of llama.cpp. */
const contextLength =
  /maximum context length is (\d{3,8}) tokens|available context size \((\d{3,8}) tokens\)/i;

/** Maps a fault to the call's error. The message never repeats the server's words, because they may be log text. */
export function errorOfFault(fault: FetchFault, call: CallFacts): EndpointError {
  const endpoint = `The model endpoint [endpoint:${call.name}] at ${call.url}`;
  switch (fault.kind) {
    case "connection":
      return new EndpointError(
        "unreachable",
        `${endpoint} ${connectionProblem(fault.code, call)}.`,
        undefined,
        !fault.isSent,
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
    case "stream":
      return new EndpointError(
        "bad_reply",
        `${endpoint} streams its reply in a form of its own, although it was asked not to: switch streaming off at the server, and check that url is the base of an OpenAI-style interface.`,
      );
    case "status":
      return errorOfStatus(fault, call, endpoint);
  }
}

function errorOfStatus(
  { status, headers, text, isWithin200 = false }: FetchFault & { kind: "status" },
  call: CallFacts,
  endpoint: string,
): EndpointError {
  const answered = `${endpoint} answered HTTP ${isWithin200 ? `200 with an error of code ${status}` : status}`;
  if (busyStatuses.has(status)) {
    const wait = retryAfterOf(headers, call.now);
    return new EndpointError("busy", `${answered}: it is overloaded or not ready.`, wait);
  }
  if ([400, 413, 422].includes(status) && isOverflow(text)) {
    return new EndpointError(
      "too_long",
      `${answered}: the request does not fit the model's context.`,
      undefined,
      false,
      contextIn(text),
    );
  }
  if ([400, 403, 422].includes(status) && withheld.test(text)) {
    return new EndpointError("server_error", `${answered}: its content filter refuses this text.`);
  }
  if ([400, 404, 422, 500, 501].includes(status) && call.form !== "text" && aboutForm.test(text)) {
    return new EndpointError(
      "form_refused",
      `${answered}: it does not know replies of the form ${call.form}.`,
    );
  }
  if (status >= 500 && status !== 501) {
    return new EndpointError("server_error", `${answered}: it failed within; its own log says why.`);
  }
  return new EndpointError("refused", `${answered}: ${whatToCheck(status, call)}.`);
}

export function isOverflow(text: string): boolean {
  return overflow.test(text);
}

function contextIn(text: string): number | undefined {
  const [, ofVllm, ofLlamaCpp] = contextLength.exec(text) ?? [];
  const length = ofVllm ?? ofLlamaCpp;
  return length === undefined ? undefined : Number(length);
}

function whatToCheck(status: number, { name, model, hasKey }: CallFacts): string {
  const stanza = `[endpoint:${name}]`;
  if (status === 401 && !hasKey) return `it wants an API key; name one in api_key of ${stanza}`;
  if (status === 401) return `it does not accept the API key; check api_key of ${stanza}`;
  if (status === 402) return "the account has no credit left";
  if (status === 403) return `it refuses this key for this model; check api_key and model of ${stanza}`;
  if (status === 404) {
    return `it does not know the model "${model}", or the path is wrong; check model and url of ${stanza}`;
  }
  return `it refuses the request; its own log says why, and url and model of ${stanza} are worth a look`;
}

function connectionProblem(code: string, { name, hasAuthority }: CallFacts): string {
  const withoutTls = { fix: "check whether url should begin with http://" };
  const authority = hasAuthority
    ? {
        finding: `has a certificate that the ca_file of [endpoint:${name}] does not vouch for`,
        fix: "the file must hold the authority that signed it",
      }
    : {
        finding: "has a certificate of an authority that this machine does not know",
        fix: `name that authority's PEM file in ca_file of [endpoint:${name}]`,
      };
  const { kind, finding, fix } = connectionFault(code, {
    unknown_host: { fix: "the host's name is not known, check url" },
    other_host: { fix: "write that name into url" },
    unknown_authority: authority,
    no_tls: withoutTls,
    no_common_tls: withoutTls,
    no_http: { fix: "check url" },
  });
  if (kind === "slow_to_connect") return `did not take the connection within ${connectSeconds} seconds`;
  return kind === "broken" ? finding : `${finding}: ${fix}`;
}
