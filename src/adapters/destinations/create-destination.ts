import type { Destination } from "../../engine/delivery/destination.ts";
import type { DestinationSettings } from "./destination-options.ts";
import type { Resolver } from "./guarded-lookup.ts";
import { createPagerduty } from "./pagerduty/events.ts";
import { createSlack } from "./slack/web-api.ts";
import { createSlackWebhook } from "./slack/webhook.ts";
import { createTransport } from "./transport.ts";
import { createSignedWebhook } from "./webhook/signed-webhook.ts";

/**
 * The destination that a stanza describes. What is wrong with its settings is said by the outcome of a try, for the
 * others have to work all the same.
 *
 * @param now epoch milliseconds; signatures and Retry-After dates go by it
 * @param resolver looks up host names, by default the system's
 */
export function createDestination(
  settings: DestinationSettings,
  now: () => number,
  resolver?: Resolver,
): Destination {
  const transport = createTransport(settings, resolver);
  switch (settings.type) {
    case "slack":
      return createSlack(settings, transport, now);
    case "slack_webhook":
      return createSlackWebhook(settings, transport, now);
    case "pagerduty":
      return createPagerduty(settings, transport, now);
    case "webhook":
      return createSignedWebhook(settings, transport, now);
  }
}
