/** One request as the server saw it. */
export interface SeenRequest {
  /** From 1. */
  readonly number: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: SeenBody;
  /** The logs between the marker lines of the user message. */
  readonly logs: readonly SeenLog[];
}

export interface SeenBody {
  readonly model?: string;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly temperature?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly response_format?: {
    readonly type: string;
    readonly json_schema?: { readonly name: string; readonly strict: boolean; readonly schema: unknown };
  };
}

export interface SeenLog {
  readonly id: number;
  readonly log: string;
}

/** What the reply's content looks like; only `by-id` is what was asked for. */
export type ReplyShape =
  | "by-id"
  | "array"
  | "array-with-string-ids"
  | "missing-ids"
  | "foreign-ids"
  | "ids-from-zero"
  | "duplicate-ids"
  | "fenced"
  | "framed-by-prose"
  | "prose"
  | "cut"
  | "severity-out-of-range"
  | "wrong-types"
  | "empty";

/** What the server does with one request. */
export type Behaviour =
  | {
      readonly does: "answer";
      readonly shape?: ReplyShape;
      /** The reply's content, whatever was asked. */
      readonly content?: string;
      /** @default "stop" */
      readonly finishReason?: "stop" | "length";
      /** Milliseconds before it answers. */
      readonly after?: number;
      /** Replaces the message, for example by one without content. */
      readonly message?: object;
      /** Replaces the usage; null leaves it out. */
      readonly usage?: object | null;
    }
  | { readonly does: "reset before the body" }
  | { readonly does: "reset inside the body" }
  | { readonly does: "hang" }
  /** A well-formed answer, a byte at a time. */
  | { readonly does: "drip"; readonly milliseconds: number }
  | {
      readonly does: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** 200 with this in the body. */
  | { readonly does: "body"; readonly body: string; readonly type?: string }
  | { readonly does: "big body"; readonly bytes: number }
  | { readonly does: "endless body" }
  | { readonly does: "no HTTP" };

/** @param number counts requests from 1 */
export type BehaviourOf = (number: number, body: SeenBody, logs: readonly SeenLog[]) => Behaviour;

export const answer = (shape: ReplyShape = "by-id"): Behaviour => ({ does: "answer", shape });

/** With or without Retry-After: seconds, a date, or anything else. */
export function status(code: number, retryAfter?: string, message = "not now"): Behaviour {
  return {
    does: "status",
    status: code,
    headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
    body: JSON.stringify({ error: { message, type: "error", param: null, code } }),
  };
}

/** As servers without structured output say it. */
export const formRefused = (code = 400): Behaviour =>
  status(
    code,
    undefined,
    "response_format.type: 'json_schema' is not supported, use 'json_object' or 'text'",
  );

/** As vLLM before 0.6 says it. */
export const capRefused = (): Behaviour => ({
  does: "status",
  status: 400,
  body: JSON.stringify({
    object: "error",
    message:
      "[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'), 'msg': 'Extra inputs are not permitted', 'input': 126}]",
    type: "BadRequestError",
    code: 400,
  }),
});

export const overflowTexts = {
  vllm: "This model's maximum context length is 4096 tokens. However, you requested 896 output tokens and your prompt contains at least 3201 input tokens, for a total of at least 4097 tokens. Please reduce the length of the input prompt or the number of requested output tokens. (parameter=input_tokens, value=3201)",
  llamaCpp: "request (9045 tokens) exceeds the available context size (8192 tokens), try increasing it",
} as const;

export const contextOverflow = (server: keyof typeof overflowTexts = "vllm"): Behaviour =>
  status(400, undefined, overflowTexts[server]);

export const redirect = (location: string, code = 307): Behaviour => ({
  does: "status",
  status: code,
  headers: { location },
  body: "",
});

export const html = (code = 200): Behaviour => ({
  does: "status",
  status: code,
  headers: { "content-type": "text/html" },
  body: "<!doctype html><html><body><h1>Sign in</h1></body></html>",
});
