import type { Reason } from "../verdict.ts";

/** How the reply's form is asked for, from the strictest down; see `contracts` in docs/architecture.md. */
export type ReplyForm = "json_schema" | "json_object" | "text";

export interface ModelRequest {
  readonly system: string;
  readonly user: string;
  readonly form: ReplyForm;
  /** The JSON schema of the reply; sent with the form `json_schema`. */
  readonly schema: object;
  /** The answer may be this long, in tokens. */
  readonly answerTokens: number;
  readonly temperature: number;
  /** Milliseconds for the whole call, headers and body. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /**
   * An endpoint of several servers calls this before it asks another one what a first may have worked on: it counts
   * as a try, and where this gives false none is left.
   */
  readonly anotherTry?: () => boolean;
}

export interface ModelReply {
  readonly content: string;
  /** `stop`, `length`, or what else the server says. */
  readonly finishReason: string;
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** The model that gave it, where that is not the one the endpoint is known by. */
  readonly model?: string;
}

/** What went wrong with a call, as far as it decides what to do next. */
export type EndpointFault =
  /** No connection, or one that broke. */
  | "unreachable"
  /** 408, 409, 425, 429, 502, 503, 504: later it may go through. */
  | "busy"
  /** 500. */
  | "server_error"
  /** The call's time was over. */
  | "timeout"
  /** The prompt and the answer do not fit the model's context. */
  | "too_long"
  /** The server does not know this reply form. */
  | "form_refused"
  /** The server wants the other name of the answer cap; the endpoint has changed it for the next call. */
  | "parameter_refused"
  /** 401, 403, 404 and other refusals that no second try mends. */
  | "refused"
  /** It answered, but not with a chat completion: HTML, nothing, too much. */
  | "bad_reply"
  /** The caller aborted. */
  | "cancelled";

/** A call that gave no reply. The message is a sentence for the user; it holds no key and no log text. */
export class EndpointError extends Error {
  override readonly name = "EndpointError";
  readonly fault: EndpointFault;
  /** Milliseconds the server asked to wait, where it did. */
  readonly retryAfter: number | undefined;
  /** Nothing reached a server, so nothing was asked. */
  readonly unsent: boolean;
  /** Tokens that the model's context has room for, where a refusal told. */
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

/** By name: each bundle has a class of its own. */
export function isEndpointError(error: unknown): error is EndpointError {
  return error instanceof Error && error.name === "EndpointError";
}

/** What a server tells of lengths, in tokens; undefined where it does not. */
export interface Measurement {
  /** Room for the prompt and the answer together. */
  readonly contextTokens: number | undefined;
  readonly promptTokens: number | undefined;
}

export type Prompt = Pick<ModelRequest, "system" | "user">;

/** A language model that answers one chat request. */
export interface ModelEndpoint {
  /** @throws EndpointError, and nothing else */
  ask(request: ModelRequest): Promise<ModelReply>;
  /**
   * How much the model's context holds, and of it a prompt, where one is given. It costs the model nothing. Never
   * rejects; left out where nobody can tell.
   */
  measure?(signal: AbortSignal, prompt?: Prompt): Promise<Measurement>;
}

export const notMeasured: Measurement = { contextTokens: undefined, promptTokens: undefined };

/** The reason that rows carry when a fault was the last word. */
export const reasonOfFault: Record<EndpointFault, Reason> = {
  unreachable: "unreachable",
  busy: "refused",
  server_error: "refused",
  timeout: "timeout",
  too_long: "too_long",
  form_refused: "refused",
  parameter_refused: "refused",
  refused: "refused",
  bad_reply: "bad_reply",
  cancelled: "cancelled",
};
