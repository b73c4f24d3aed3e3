import type { Alert } from "../alerts/alert.ts";

export const destinationTypes = ["slack", "slack_webhook", "pagerduty", "webhook"] as const;
export type DestinationType = (typeof destinationTypes)[number];

/** Where within a destination: a channel of Slack, the name of a routing key of PagerDuty. Empty: its default. */
export interface Target {
  readonly channel: string;
  readonly keyName: string;
}

/** What a destination gave back to speak of a message again, like Slack's `channel` and `ts`. */
export type Reference = Readonly<Record<string, string>>;

export interface Message {
  /** Tells a message apart for good; the same in every try. */
  readonly key: string;
  readonly alert: Alert;
  readonly target: Target;
  /** Of the message that opened this incident here, where there is one. */
  readonly earlier: Reference | undefined;
  /** Once more in the plainest form, after the full one was rejected. */
  readonly plain: boolean;
  /** Milliseconds by which it comes late; 0 where it does not. */
  readonly delay: number;
}

/**
 * What came of one try. `not_sent`: surely not there, may be tried again. `rejected`: will never be taken as it
 * is. `unknown`: it may be there.
 */
export type Outcome =
  | { readonly outcome: "delivered"; readonly status: number | undefined; readonly reference?: Reference }
  | {
      readonly outcome: "not_sent" | "rejected" | "unknown";
      /** `transient` passes by itself, `config` once an administrator has mended something, `poison` never. */
      readonly errorClass: "transient" | "config" | "poison" | "unknown";
      /** A sentence without secrets, URLs and log text. */
      readonly finding: string;
      readonly status?: number;
      /** The destination's own word for it, like `channel_not_found`. */
      readonly providerError?: string;
      /** Milliseconds that the destination asked to wait. */
      readonly retryAfter?: number;
    };

/** Port: one configured destination. None of its methods rejects. */
export interface Destination {
  readonly name: string;
  readonly type: DestinationType;
  /** Eight characters of a hash of the secret: tells two apart, gives nothing away. */
  fingerprint(target: Target): Promise<string>;
  /** One try. @param signal aborts at its deadline */
  send(message: Message, signal: AbortSignal): Promise<Outcome>;
  /**
   * Whether a message whose outcome is unknown is there. Missing where the destination cannot tell; `resend` where
   * sending twice is harmless because the destination knows the key.
   */
  readonly onUnknown: "look" | "resend" | "hope";
  look?(message: Message, since: number, signal: AbortSignal): Promise<Reference | "absent" | "cannot_tell">;
  /** Messages a second, and at once, that the destination takes for one target. */
  readonly rate: { readonly perSecond: number; readonly burst: number };
}
