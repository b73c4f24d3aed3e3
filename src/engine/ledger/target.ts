export const destinationTypes = ["slack", "slack_webhook", "pagerduty", "webhook"] as const;

export type DestinationType = (typeof destinationTypes)[number];

/** A place within a destination: a Slack channel or the name of a PagerDuty routing key. Empty for its default. */
export interface Target {
  readonly channel: string;
  readonly keyName: string;
}

/** The destination's own ids of a message, such as Slack's `channel` and `ts`. */
export type Reference = Readonly<Record<string, string>>;
