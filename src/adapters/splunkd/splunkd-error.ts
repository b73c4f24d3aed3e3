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
  /** Overloaded, starting, or its KV store is not ready: a later call may work. */
  | "busy"
  /** The reply is not one that splunkd sends. */
  | "bad_reply"
  /** The request, a document or the reply is larger than a limit. */
  | "too_big"
  /** splunkd or this client refuses; repeating the call does not help. */
  | "refused";

/**
 * A call to splunkd that failed, as a whole sentence for the person who can fix it. It never holds a session key, a
 * secret, or text of ours that splunkd repeated. It has no `cause`, which could hold them.
 */
export class SplunkdError extends Error {
  override readonly name = "SplunkdError";
  readonly kind: SplunkdErrorKind;
  /** HTTP status, if there was a reply. */
  readonly status: number | undefined;
  /** What was wanted and what came. */
  readonly finding: string;
  /** What to do next. */
  readonly fix: string;

  /** Finding and fix without the full stop at their end. */
  constructor(kind: SplunkdErrorKind, finding: string, fix: string, status?: number) {
    super(`${finding}: ${fix}.`);
    this.kind = kind;
    this.status = status;
    this.finding = finding;
    this.fix = fix;
  }
}
