import type { Alert } from "../ledger/alert.ts";
import type { Outcome } from "../ledger/delivery.ts";
import type { DestinationType, Reference, Target } from "../ledger/target.ts";

export interface Message {
  /** Deduplication key: the same in every attempt. */
  readonly key: string;
  readonly alert: Alert;
  readonly target: Target;
  /** Reference of the message that opened this incident at the target; undefined if there is none. */
  readonly earlier: Reference | undefined;
  /** Render it in plain form, because the full one was rejected. */
  readonly plain: boolean;
  /** Milliseconds by which the message is late; 0 if it is not. */
  readonly delay: number;
  /**
   * When the incident ended, in epoch milliseconds, if it ended before this message could be sent. The alert then
   * describes the whole incident.
   */
  readonly overSince?: number;
}

/** Port: one configured destination. None of its methods rejects. */
export interface Destination {
  readonly name: string;
  readonly type: DestinationType;
  /** Eight characters of a hash of the secret: enough to notice another secret, and useless to find it. */
  fingerprint(target: Target): Promise<string>;
  /** Makes one attempt. @param signal aborts at the deadline */
  send(message: Message, signal: AbortSignal): Promise<Outcome>;
  /**
   * What to do after an unknown outcome. `look`: ask the destination whether it has the message. `resend`: send again,
   * because the destination deduplicates by key. `hope`: send again and risk a duplicate.
   */
  readonly onUnknown: "look" | "resend" | "hope";
  /** Looks for the message at the destination. @param since epoch milliseconds */
  look?(message: Message, since: number, signal: AbortSignal): Promise<Reference | "absent" | "cannot_tell">;
  /** The destination's rate limit for one target: messages a second, and messages in a burst. */
  readonly rate: { readonly perSecond: number; readonly burst: number };
}
