export type SplunkdErrorKind =
  /** No connection, or it broke. */
  | "unreachable"
  /** splunkd's certificate, or the authorities to check it with. */
  | "tls"
  | "timeout"
  | "cancelled"
  /** The session key or token is not, or no longer, accepted. */
  | "unauthorized"
  /** The user may not do it. */
  | "forbidden"
  | "not_found"
  /** There is one of this name or key already. */
  | "conflict"
  /** Overloaded, starting, or its KV store is not ready: later it may do. */
  | "busy"
  /** What came is not what splunkd says. */
  | "bad_reply"
  /** The request, a document or the reply is larger than a limit. */
  | "too_big"
  /** splunkd, or we, will not do it; the same again will not do either. */
  | "refused";

/**
 * A call to splunkd that came to nothing: a whole sentence for the one who can mend it. It never holds a
 * session key, a secret, or text of ours that splunkd repeated; and no `cause`, for that would.
 */
export class SplunkdError extends Error {
  override readonly name = "SplunkdError";
  readonly kind: SplunkdErrorKind;
  /** HTTP's, where it came to that. */
  readonly status: number | undefined;
  /** What was wanted and what came. */
  readonly finding: string;
  /** What to do next. */
  readonly mend: string;

  /** Finding and mend without the full stop at their end. */
  constructor(kind: SplunkdErrorKind, finding: string, mend: string, status?: number) {
    super(`${finding}: ${mend}.`);
    this.kind = kind;
    this.status = status;
    this.finding = finding;
    this.mend = mend;
  }
}

/** By its name, for each bundle has a class of its own. */
export function isSplunkdError(error: unknown): error is SplunkdError {
  return error instanceof Error && error.name === "SplunkdError";
}
