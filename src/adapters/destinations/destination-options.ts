import type { DestinationType } from "../../engine/delivery/destination.ts";

/** One `[destination:NAME]`, checked, with the way to its secrets. */
export interface DestinationSettings {
  /** NAME, as messages and the ledger have it. */
  readonly name: string;
  readonly type: DestinationType;
  /**
   * For `webhook` the URL that is called. For `slack` and `pagerduty` the place of their API where it is not the
   * usual one, like https://events.eu.pagerduty.com. Not used by `slack_webhook`, whose URL is its secret.
   */
  readonly baseUrl: string | undefined;
  /** Slack's channel, by id or by name, for alerts that name none. */
  readonly channel: string | undefined;
  /** A PEM file of certificate authorities, added to those the machine knows. */
  readonly caFile: string | undefined;
  readonly proxy: string | undefined;
  /** Milliseconds for a whole call: connection, headers and body. */
  readonly requestTimeout: number;
  /** Whether addresses within the company's own network may be called, and loopback without TLS. */
  readonly allowPrivate: boolean;
  /**
   * What `secret =` names: Slack's token, the URL of its webhook, PagerDuty's routing key, or the signing secrets of a
   * webhook, separated by blanks or commas. @param keyName one of several routing keys, by its name
   *
   * @throws ConfigurationError or SplunkdError when it cannot be had
   */
  secret(keyName?: string): Promise<string>;
}

/** Milliseconds, where llama.conf does not say otherwise. */
export const defaultRequestTimeout = 8_000;
