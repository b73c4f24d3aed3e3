import type { Reason } from "../verdict.ts";

/** How the request asks for the reply's form (`response_format`), from the strictest form down. */
export type ReplyForm = "json_schema" | "json_object" | "text";

export interface ModelRequest {
  readonly system: string;
  readonly user: string;
  readonly form: ReplyForm;
  /** The JSON schema of the reply; sent with the form `json_schema`. */
  readonly schema: object;
  /** The longest answer, in tokens. */
  readonly answerTokens: number;
  readonly temperature: number;
  /** Milliseconds for the whole call, headers and body. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /**
   * An endpoint with several servers calls this before it passes a request that a server may have worked on to the next
   * server. That counts as an attempt; false means that no attempt is left.
   */
  readonly beginAnotherAttempt?: () => boolean;
}

export interface ModelReply {
  readonly content: string;
  /** `stop`, `length`, or another word of the server. */
  readonly finishReason: string;
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** The model that answered, if it is not the endpoint's own. */
  readonly model?: string;
}

/** What went wrong with a call; it decides what to do next. */
export type EndpointFault =
  /** No connection, or it broke. */
  | "unreachable"
  /** 408, 409, 425, 429, 502, 503, 504: a later attempt may succeed. */
  | "busy"
  /** 500. */
  | "server_error"
  /** The call's time ran out. */
  | "timeout"
  /** The prompt and the answer do not fit the model's context. */
  | "too_long"
  /** The server does not know this reply form. */
  | "form_refused"
  /** 401, 403, 404 and other refusals that a retry cannot fix. */
  | "refused"
  /** The answer was no chat completion: HTML, empty, or too long. */
  | "bad_reply"
  /** The caller aborted. */
  | "cancelled";

/** A call that gave no reply. The message is a sentence for the user; it holds no key and no log text. */
export class EndpointError extends Error {
  override readonly name = "EndpointError";
  readonly fault: EndpointFault;
  /** Milliseconds that the server asked to wait; undefined when it did not say. */
  readonly retryAfter: number | undefined;
  /** No server received the request. */
  readonly unsent: boolean;
  /** The size of the model's context in tokens, when a refusal told it. */
  readonly contextTokens: number | undefined;

  constructor(
    fault: EndpointFault,
    message: string,
    retryAfter?: number,
    unsent = false,
    contextTokens?: number,
  ) {
    super(message);
    this.fault = fault;
    this.retryAfter = retryAfter;
    this.unsent = unsent;
    this.contextTokens = contextTokens;
  }
}

/** Lengths in tokens that a server reports; undefined when it does not. */
export interface Measurement {
  /** The size of the context, for the prompt and the answer together. */
  readonly contextTokens: number | undefined;
  readonly promptTokens: number | undefined;
}

export type Prompt = Pick<ModelRequest, "system" | "user">;

/** A language model that answers one chat request. */
export interface ModelEndpoint {
  /** @throws EndpointError, and nothing else */
  ask(request: ModelRequest): Promise<ModelReply>;
  /**
   * Asks the server for the size of the model's context and for the length of a prompt. It costs the model nothing and
   * never rejects. Missing when the endpoint cannot measure.
   */
  measure?(signal: AbortSignal, prompt?: Prompt): Promise<Measurement>;
}

export const notMeasured: Measurement = { contextTokens: undefined, promptTokens: undefined };

/** The reason that rows carry after a fault that was not overcome. */
export const reasonOfFault: Record<EndpointFault, Reason> = {
  unreachable: "unreachable",
  busy: "refused",
  server_error: "refused",
  timeout: "timeout",
  too_long: "too_long",
  form_refused: "refused",
  refused: "refused",
  bad_reply: "bad_reply",
  cancelled: "cancelled",
};
