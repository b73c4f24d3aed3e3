import type { Destination } from "../../../engine/delivery/destination.ts";
import { configFailure, credentialOf, fingerprintOf } from "../credential.ts";
import {
  type FailureFacts,
  isPage,
  outcomeOfOddSuccess,
  outcomeOfStatus,
  outcomeWithoutReply,
} from "../delivery-outcome.ts";
import type { DestinationSettings } from "../destination-options.ts";
import type { Reply, Transport } from "../transport.ts";
import { payloadOf } from "./payload.ts";
import { signedHeaders, signingKeys } from "./signature.ts";

/**
 * A webhook as Standard Webhooks describes them: the receiver checks the signature, and by `webhook-id`, which stays
 * the same, it tells a second copy from news.
 */
export function createSignedWebhook(
  settings: DestinationSettings,
  transport: Transport,
  now: () => number,
): Destination {
  const { name, baseUrl, requestTimeout } = settings;
  const facts: FailureFacts = { name, requestTimeout, credential: "signature", now };
  return {
    name,
    type: "webhook",
    onUnknown: "resend",
    rate: { perSecond: 10, burst: 20 },
    fingerprint: () => fingerprintOf(settings, "signing secret"),
    send: async (message, signal) => {
      if (baseUrl === undefined) {
        return configFailure(name, "has no URL to call: add base_url = https://host/path to its stanza")
          .failure;
      }
      const found = await credentialOf(settings, "signing secret");
      if ("failure" in found) return found.failure;
      const keys = signingKeys(found.secret);
      if (keys === undefined) {
        return configFailure(
          name,
          "has a secret that signs nothing: it must be whsec_ and base64 of at least 24 bytes; several are separated by a comma",
        ).failure;
      }
      const body = payloadOf(message);
      const exchange = await transport(
        {
          method: "POST",
          url: baseUrl,
          headers: {
            "content-type": "application/json",
            ...signedHeaders(keys, message.key, now(), body),
          },
          body,
        },
        signal,
      );
      if (exchange.kind !== "reply") return outcomeWithoutReply(exchange, facts);
      const { status, body: answer } = exchange;
      if (status >= 200 && status < 300) {
        // A login page, or that of a firewall, comes with 200 as well.
        return isPage(answer) ? outcomeOfOddSuccess(exchange, facts) : { outcome: "delivered", status };
      }
      return outcomeOfStatus(exchange, isReceiversWord(exchange), facts);
    },
  };
}

/**
 * Whether the receiver itself said that it did not take a message: with a status alone, or with JSON. An HTML page or
 * plain text may come from any intermediary.
 */
function isReceiversWord({ body, cut }: Reply): boolean {
  if (cut !== undefined) return false;
  if (body.trim() === "") return true;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}
