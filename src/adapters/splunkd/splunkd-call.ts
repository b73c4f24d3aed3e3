import type { IncomingMessage } from "node:http";
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
  /** What a 404 means here, after splunkd's address: the rest of the finding, and the mend. */
  readonly missing?: { readonly finding: string; readonly mend: string } | undefined;
  readonly limits?: CallLimits | undefined;
}

/** A response of which the body is still to be read. */
export interface OpenResponse {
  readonly status: number;
  readonly message: IncomingMessage;
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

/** Carries a fault to where it is put into words; never leaves this folder. */
export class CallFailure extends Error {
  readonly fault: CallFault;

  constructor(fault: CallFault) {
    super("no reply");
    this.fault = fault;
  }
}

/** Fields of forms that hold nothing of a user's, and words that splunkd's messages are full of. */
const harmless = new Set(["name", "realm", "output_mode", "severity", "earliest_time", "latest_time"]);

/** What of one call must not come back in a message, should splunkd repeat it. */
export function sentTexts(call: SplunkdCall, sessionKey: string): string[] {
  const fields = Object.entries(call.form ?? {}).filter(([name]) => !harmless.has(name));
  return [
    sessionKey,
    ...fields.map(([, value]) => value),
    ...(call.body === undefined ? [] : [call.body.text]),
  ];
}
