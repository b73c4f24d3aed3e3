import type { Destination, Message } from "../../../engine/delivery/destination.ts";
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
import { dedupKeyOf, eventBody } from "./event.ts";

const usualBase = "https://events.pagerduty.com";
/** Milliseconds. When rate limited, PagerDuty asks to wait a few minutes without naming a time. */
const patience = 2 * 60_000;

/** PagerDuty by its Events API v2, with a routing key for each service where the CMDB names one. */
export function createPagerduty(
  settings: DestinationSettings,
  transport: Transport,
  now: () => number,
): Destination {
  const facts: FailureFacts = {
    name: settings.name,
    requestTimeout: settings.requestTimeout,
    credential: "routing key",
    now,
  };
  const url = `${(settings.baseUrl ?? usualBase).replace(/\/+$/, "").replace(/\/v2(?:\/enqueue)?$/, "")}/v2/enqueue`;
  return {
    name: settings.name,
    type: "pagerduty",
    onUnknown: "resend",
    // The rate limit of one routing key: 120 in any 60 seconds.
    rate: { perSecond: 1.8, burst: 10 },
    fingerprint: ({ keyName }) => fingerprintOf(settings, facts.credential, keyName),
    send: async (message, signal) => {
      const found = await credentialOf(settings, facts.credential, message.target.keyName);
      if ("failure" in found) return found.failure;
      const body = eventBody(found.secret, message);
      const headers = { "content-type": "application/json" };
      const exchange = await transport({ method: "POST", url, headers, body }, signal);
      if (exchange.kind !== "reply") return outcomeWithoutReply(exchange, facts);
      return outcomeOf(exchange, message, found.secret, facts);
    },
  };
}

function outcomeOf(reply: Reply, message: Message, routingKey: string, facts: FailureFacts): Outcome {
  const { status } = reply;
  const body = reply.cut === undefined ? parsed(reply.body) : {};
  if (status === 202 && typeof body.dedup_key === "string") {
    return { outcome: "delivered", status, reference: { dedup_key: dedupKeyOf(message.alert) } };
  }
  if (status >= 200 && status < 300) return outcomeOfOddSuccess(reply, facts);
  const speaks = isItsOwn(body);
  if (status === 400 && speaks) return refused(errorsOf(body), routingKey, facts);
  const failure = outcomeOfStatus(reply, speaks, facts);
  return status === 429 && failure.retryAfter === undefined ? { ...failure, retryAfter: patience } : failure;
}

/** All that PagerDuty says has these three; gateways have a status and a message as well, but no list of faults. */
function isItsOwn({ status, message, errors }: PagerdutyBody): boolean {
  return typeof status === "string" && typeof message === "string" && Array.isArray(errors);
}

/** PagerDuty says what is wrong with an event, field by field; a wrong key is no fault of the event. */
function refused(errors: readonly string[], routingKey: string, { name }: FailureFacts): Outcome {
  const said = `The destination [destination:${name}] answered HTTP 400`;
  const words = errors.filter((error) => isOfPagerdutyAlone(error, routingKey)).join("; ");
  const more = { status: 400, ...(words === "" ? {} : { providerError: words.slice(0, 200) }) };
  if (errors.some((error) => error.includes("routing_key"))) {
    return {
      outcome: "rejected",
      errorClass: "config",
      finding: `${said}: it does not know the routing key, which is the 32 characters of an Events API v2 integration; check secret, or the key's name in the CMDB.`,
      ...more,
    };
  }
  return {
    outcome: "rejected",
    errorClass: "poison",
    finding: `${said}: it will not take this event as it is${words === "" ? "" : `, saying: ${words.slice(0, 200)}`}.`,
    ...more,
  };
}

/** Words about fields of the event, which its own do not stand in: nothing that was sent comes back this way. */
function isOfPagerdutyAlone(error: string, routingKey: string): boolean {
  const known =
    /^(?:Length of '[\w.]+' is (?:incorrect|too (?:long|short)) \([\w ]{1,60}\)|'[\w.]+' is (?:missing or blank|invalid|required)(?: \([\w ,]{1,80}\))?)$/;
  return known.test(error) && !error.includes(routingKey);
}

interface PagerdutyBody {
  readonly status?: unknown;
  readonly message?: unknown;
  readonly dedup_key?: unknown;
  readonly errors?: unknown;
}

function errorsOf({ errors }: PagerdutyBody): string[] {
  return Array.isArray(errors) ? errors.filter((error) => typeof error === "string") : [];
}

function parsed(text: string): PagerdutyBody {
  try {
    return (JSON.parse(text) as PagerdutyBody | null) ?? {};
  } catch {
    return {};
  }
}
