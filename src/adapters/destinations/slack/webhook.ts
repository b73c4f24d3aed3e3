import type { Destination } from "../../../engine/delivery/destination.ts";
import type { Outcome } from "../../../engine/ledger/delivery.ts";
import { credentialOf, fingerprintOf } from "../credential.ts";
import {
  type FailureFacts,
  outcomeOfOddSuccess,
  outcomeOfStatus,
  outcomeWithoutReply,
} from "../delivery-outcome.ts";
import type { DestinationSettings } from "../destination-options.ts";
import type { Reply, Transport } from "../transport.ts";
import { isWebhookWord, slackWord } from "./error-classes.ts";
import { metadataType } from "./find-message.ts";
import { fullBody, inert, plainBody } from "./message-body.ts";
import { failureOfWord } from "./slack-call.ts";

/**
 * A Slack incoming webhook, whose URL is its secret. Its replies name no message, so a message cannot be changed or
 * found again: each change of an incident is a new message, and an unknown outcome stays unknown.
 */
export function createSlackWebhook(
  settings: DestinationSettings,
  transport: Transport,
  now: () => number,
): Destination {
  const facts: FailureFacts = {
    name: settings.name,
    requestTimeout: settings.requestTimeout,
    credential: "webhook URL",
    now,
  };
  return {
    name: settings.name,
    type: "slack_webhook",
    onUnknown: "hope",
    rate: { perSecond: 1, burst: 3 },
    fingerprint: () => fingerprintOf(settings, facts.credential),
    send: async (message, signal) => {
      const found = await credentialOf(settings, facts.credential);
      if ("failure" in found) return found.failure;
      const exchange = await transport(
        {
          method: "POST",
          url: found.secret,
          headers: { "content-type": "application/json; charset=utf-8" },
          body: JSON.stringify({
            ...inert,
            ...(message.plain ? plainBody(message) : fullBody(message)),
            metadata: { event_type: metadataType, event_payload: { idem: message.key } },
          }),
        },
        signal,
      );
      if (exchange.kind !== "reply") return outcomeWithoutReply(exchange, facts);
      return outcomeOf(exchange, facts, found.secret);
    },
  };
}

/** Slack answers in a word: `ok`, or what is wrong. */
function outcomeOf(reply: Reply, facts: FailureFacts, secret: string): Outcome {
  const { status, cut, body } = reply;
  const said = cut === undefined ? body.trim() : "";
  if (status === 200 && said === "ok") return { outcome: "delivered", status };
  if (status >= 200 && status < 300) return outcomeOfOddSuccess(reply, facts);
  const word = slackWord(said);
  const isOwn = word !== undefined && isWebhookWord(word) && !secret.includes(word);
  if (!isOwn || status < 400 || status === 429) {
    return outcomeOfStatus(reply, false, facts);
  }
  return failureOfWord(word, reply, facts);
}
