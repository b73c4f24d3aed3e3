import type { Need } from "./needs.ts";

/** What a caller may say about one call. */
export interface CallLimits {
  /** Milliseconds for the whole of it; default: the connection's. */
  readonly timeout?: number | undefined;
  /** Gives up waiting, beside the connection's own signal. */
  readonly signal?: AbortSignal | undefined;
}

/** One call, as the files of the areas describe it. */
export interface SplunkdCall {
  /** For messages, after "on": like `reading the secret "slack"`. */
  readonly what: string;
  readonly method: "GET" | "POST" | "DELETE";
  /** Encoded; in the app's own namespace, or from the root with a slash before it. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>> | undefined;
  /** Sent form-encoded. */
  readonly form?: Readonly<Record<string, string>> | undefined;
  /** Sent as it is, in place of a form. */
  readonly body?: { readonly type: "application/json" | "text/plain"; readonly text: string } | undefined;
  /** Bytes of a good reply; default 4 MB. */
  readonly longest?: number | undefined;
  readonly need?: Need | undefined;
  /** What a 404 means here, after splunkd's address: the rest of the finding, and the fix. */
  readonly missing?: { readonly finding: string; readonly fix: string } | undefined;
  readonly limits?: CallLimits | undefined;
}

/** Why a call has no good reply, before it is put into words. */
export type CallFault =
  | { readonly kind: "connection"; readonly code: string }
  /** Another status than a good one. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body: string;
      readonly retryAfter: number | undefined;
    }
  /** A search that splunkd took and could not finish, in its own words. */
  | { readonly kind: "failed"; readonly texts: readonly string[] }
  /** Bytes. */
  | { readonly kind: "too_big"; readonly longest: number }
  /** The end of a sentence that begins with "answered with". */
  | { readonly kind: "bad_reply"; readonly came: string };

/** Carries a fault to the place where it becomes a sentence; never leaves this folder. */
export class CallFailure extends Error {
  readonly fault: CallFault;

  constructor(fault: CallFault) {
    super("no reply");
    this.fault = fault;
  }
}

/** Form fields with nothing of a user in them, whose values are common words in splunkd's messages. */
const harmless = new Set(["output_mode"]);

/** Texts of one call that must not appear in a message, in case splunkd repeats them. */
export function sentTexts(call: SplunkdCall, sessionKey: string): string[] {
  const fields = Object.entries(call.form ?? {}).filter(([name]) => !harmless.has(name));
  return [
    sessionKey,
    ...fields.map(([, value]) => value),
    ...(call.body === undefined ? [] : [call.body.text]),
  ];
}
