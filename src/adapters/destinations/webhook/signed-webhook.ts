import type { Destination } from "../../../engine/delivery/destination.ts";
import { configFailure, credentialOf, fingerprintOf } from "../credential.ts";
import type { DestinationSettings } from "../destination-options.ts";
import { type FailureFacts, outcomeOfStatus, outcomeWithoutReply } from "../outcome-of.ts";
import type { Transport } from "../transport.ts";
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
      const { status } = exchange;
      // Its status is all that a receiver has to say; what becomes of the body does not matter.
      if (status >= 200 && status < 300) return { outcome: "delivered", status };
      return outcomeOfStatus(exchange, true, facts);
    },
  };
}
