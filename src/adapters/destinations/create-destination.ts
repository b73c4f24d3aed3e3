import type { Destination } from "../../engine/delivery/destination.ts";
import type { Outcome } from "../../engine/ledger/delivery.ts";
import type { Resolver } from "../http/ssrf-guard.ts";
import type { DestinationSettings } from "./destination-options.ts";
import { createPagerduty } from "./pagerduty/events.ts";
import { createSlack } from "./slack/web-api.ts";
import { createSlackWebhook } from "./slack/webhook.ts";
import { createTransport } from "./transport.ts";
import { createSignedWebhook } from "./webhook/signed-webhook.ts";

/**
 * The destination that a stanza describes. An error in its settings is reported as the outcome of an attempt, so that
 * the other destinations still work.
 *
 * @param now epoch milliseconds; signatures and Retry-After dates go by it
 * @param resolver looks up host names, by default the system's
 */
export function createDestination(
  settings: DestinationSettings,
  now: () => number,
  resolver?: Resolver,
): Destination {
  return neverRejecting(destinationOf(settings, now, resolver));
}

function destinationOf(settings: DestinationSettings, now: () => number, resolver?: Resolver): Destination {
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

/** An alert that breaks the rendering must not hold up the others: it is tried in plain form, then given up. */
function neverRejecting(destination: Destination): Destination {
  const { name, send, look } = destination;
  const fault: Outcome = {
    outcome: "rejected",
    errorClass: "poison",
    finding: `The alert could not be written out for [destination:${name}], which is a fault of this app: please report it.`,
  };
  return {
    ...destination,
    send: (message, signal) => send(message, signal).catch(() => fault),
    ...(look === undefined
      ? {}
      : {
          look: (message, since, signal) => look(message, since, signal).catch(() => "cannot_tell" as const),
        }),
  };
}
