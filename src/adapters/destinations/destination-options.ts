import type { DestinationType } from "../../engine/ledger/target.ts";
import type { TransportSettings } from "./transport.ts";

/** One `[destination:NAME]`, checked, with the way to its secrets. */
export interface DestinationSettings extends TransportSettings {
  readonly type: DestinationType;
  /**
   * For `webhook` the URL that is called. For `slack` and `pagerduty` the place of their API where it is not the
   * usual one, like https://events.eu.pagerduty.com. Not used by `slack_webhook`, whose URL is its secret.
   */
  readonly baseUrl: string | undefined;
  /** Slack's channel, by id or by name, for alerts that name none. */
  readonly channel: string | undefined;
  /**
   * What `secret =` names: Slack's token, the URL of its webhook, PagerDuty's routing key, or the signing secrets of a
   * webhook, separated by blanks or commas. @param keyName one of several routing keys, by its name
   *
   * @throws ConfigurationError or SplunkdError when it cannot be had
   */
  secret(keyName?: string): Promise<string>;
}
