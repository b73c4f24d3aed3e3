import type { Destination, Message, Outcome } from "../../../engine/delivery/destination.ts";
import { credentialOf, fingerprintOf } from "../credential.ts";
import type { DestinationSettings } from "../destination-options.ts";
import type { Reply } from "../exchange.ts";
import {
  type FailureFacts,
  outcomeOfOddSuccess,
  outcomeOfStatus,
  outcomeWithoutReply,
} from "../outcome-of.ts";
import type { Transport } from "../transport.ts";
import { actionOf, dedupKeyOf, eventBody, type PagerdutyAction } from "./event.ts";

const usualBase = "https://events.pagerduty.com";
/** Milliseconds: PagerDuty asks for a few minutes when there is too much, and names no time. */
const patience = 2 * 60_000;

/** PagerDuty by its Events API v2, with a routing key for each service where the CMDB names one. */
export interface Pagerduty extends Destination {
  /** Says that somebody has taken the alert in hand; without an open one PagerDuty does nothing. */
  acknowledge(message: Message, signal: AbortSignal): Promise<Outcome>;
}

export function createPagerduty(
  settings: DestinationSettings,
  transport: Transport,
  now: () => number,
): Pagerduty {
  const facts: FailureFacts = {
    name: settings.name,
    requestTimeout: settings.requestTimeout,
    credential: "routing key",
    now,
  };
  const url = `${(settings.baseUrl ?? usualBase).replace(/\/+$/, "").replace(/\/v2(?:\/enqueue)?$/, "")}/v2/enqueue`;
  const enqueue = async (
    action: PagerdutyAction,
    message: Message,
    signal: AbortSignal,
  ): Promise<Outcome> => {
    const found = await credentialOf(settings, facts.credential, message.target.keyName);
    if ("failure" in found) return found.failure;
    const exchange = await transport(
      {
        method: "POST",
        url,
        headers: { "content-type": "application/json" },
        body: eventBody(found.secret, action, message),
      },
      signal,
    );
    if (exchange.kind !== "reply") return outcomeWithoutReply(exchange, facts);
    return outcomeOf(exchange, message, found.secret, facts);
  };
  return {
    name: settings.name,
    type: "pagerduty",
    onUnknown: "resend",
    // 120 a minute for one routing key, whatever minute one looks at.
    rate: { perSecond: 1.8, burst: 10 },
    fingerprint: ({ keyName }) => fingerprintOf(settings, facts.credential, keyName),
    send: (message, signal) => enqueue(actionOf(message.alert), message, signal),
    acknowledge: (message, signal) => enqueue("acknowledge", message, signal),
  };
}

function outcomeOf(reply: Reply, message: Message, routingKey: string, facts: FailureFacts): Outcome {
  const { status } = reply;
  const body = reply.cut === undefined ? parsed(reply.body) : {};
  if (status === 202 && typeof body.dedup_key === "string") {
    return { outcome: "delivered", status, reference: { dedup_key: dedupKeyOf(message.alert) } };
  }
  if (status >= 200 && status < 300) return outcomeOfOddSuccess(reply, facts);
  if (status === 400) return refused(errorsOf(body), routingKey, facts);
  const failure = outcomeOfStatus(reply, typeof body.status === "string", facts);
  return status === 429 && failure.retryAfter === undefined ? { ...failure, retryAfter: patience } : failure;
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
