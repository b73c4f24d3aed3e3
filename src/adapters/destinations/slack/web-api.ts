import type { Destination, Message } from "../../../engine/delivery/destination.ts";
import type { Outcome } from "../../../engine/ledger/delivery.ts";
import type { Reference } from "../../../engine/ledger/target.ts";
import { severityRank } from "../../../engine/verdict.ts";
import { configFailure, credentialOf, fingerprintOf } from "../credential.ts";
import type { Failure, FailureFacts } from "../delivery-outcome.ts";
import type { DestinationSettings } from "../destination-options.ts";
import type { Transport } from "../transport.ts";
import { isNotChangeable, isWithoutThread } from "./error-classes.ts";
import { findMessage, metadataType } from "./find-message.ts";
import { fullBody, inert, type MessageBody, plainBody, replyBody } from "./message-body.ts";
import { createSlackCaller, type SlackAnswer, type SlackCaller } from "./slack-call.ts";

/**
 * Slack by its Web API. An incident is one message, which always shows how things stand, and its thread, which keeps
 * what happened. The key of each news is in the metadata of the message or reply that brought it.
 */
export function createSlack(
  settings: DestinationSettings,
  transport: Transport,
  now: () => number,
): Destination {
  const facts = factsOf(settings, now);
  const callerOf = async (): Promise<{ call: SlackCaller } | { failure: Failure }> => {
    const found = await credentialOf(settings, facts.credential);
    if ("failure" in found) return found;
    return { call: createSlackCaller(transport, facts, settings.baseUrl, found.secret) };
  };
  return {
    name: settings.name,
    type: "slack",
    onUnknown: "look",
    // Slack's rate limit: one message a second in a channel, with short bursts.
    rate: { perSecond: 1, burst: 3 },
    fingerprint: () => fingerprintOf(settings, facts.credential),
    send: async (message, signal) => {
      const channel = channelOf(message, settings);
      if (channel === undefined) return withoutChannel(settings);
      const caller = await callerOf();
      if ("failure" in caller) return caller.failure;
      return message.earlier === undefined
        ? outcomeOfPost(await post(caller.call, channel, message, bodyOf(message), {}, signal), facts)
        : tellAgain(caller.call, channel, message, message.earlier, facts, signal);
    },
    look: async (message, since, signal) => {
      const channel = channelOf(message, settings);
      const caller = await callerOf();
      if (channel === undefined || "failure" in caller) return "cannot_tell";
      return findMessage(caller.call, channel, message, since, signal);
    },
  };
}

/** Brings the incident's message up to date, then says in its thread what is new: that reply is the delivery. */
async function tellAgain(
  call: SlackCaller,
  channel: string,
  message: Message,
  { channel: place = channel, ts = "" }: Reference,
  facts: FailureFacts,
  signal: AbortSignal,
): Promise<Outcome> {
  const update = await call(
    "chat.update",
    // Slack keeps fields that are left out, so a plain form must remove the blocks explicitly.
    { ...inert, channel: place, ts, blocks: [], attachments: [], ...bodyOf(message) },
    signal,
  );
  const isChanged = update.ok;
  if (!isChanged && !isNotChangeable(update.error)) return beforeReply(update.failure);
  // Where the message could not be changed, the reply has to say everything.
  const body = isChanged && !message.plain ? replyBody(message) : bodyOf(message);
  const thread = { thread_ts: ts, reply_broadcast: isUrgent(message) };
  const reply = await post(call, place, message, body, thread, signal);
  if (!reply.ok && isWithoutThread(reply.error)) {
    return outcomeOfPost(await post(call, channel, message, bodyOf(message), {}, signal), facts);
  }
  const outcome = outcomeOfPost(reply, facts);
  if (outcome.outcome !== "delivered") return outcome;
  return { ...outcome, reference: { channel: place, ts, reply: outcome.reference?.ts ?? "" } };
}

/** Changing the message once more does no harm, so a change whose outcome is unknown leaves nothing in doubt. */
function beforeReply(failure: Failure): Failure {
  if (failure.outcome !== "unknown") return failure;
  const errorClass = failure.errorClass === "path" ? "path" : "transient";
  return { ...failure, outcome: "not_sent", errorClass };
}

function post(
  call: SlackCaller,
  channel: string,
  { key }: Message,
  body: MessageBody,
  thread: object,
  signal: AbortSignal,
): Promise<SlackAnswer> {
  const metadata = { event_type: metadataType, event_payload: { idem: key } };
  return call("chat.postMessage", { ...inert, channel, ...thread, ...body, metadata }, signal);
}

function bodyOf(message: Message): MessageBody {
  return message.plain ? plainBody(message) : fullBody(message);
}

function outcomeOfPost(answer: SlackAnswer, { name }: FailureFacts): Outcome {
  if (!answer.ok) return answer.failure;
  const { channel, ts } = answer.body;
  if (typeof channel === "string" && typeof ts === "string") {
    return { outcome: "delivered", status: answer.status, reference: { channel, ts } };
  }
  return {
    outcome: "unknown",
    errorClass: "unknown",
    finding: `The destination [destination:${name}] took the message and did not say where it stands: check base_url; it may have arrived.`,
    status: answer.status,
  };
}

/** Threads notify few people. A change that needs action is shown in the channel as well. */
function isUrgent({ alert }: Message): boolean {
  if (alert.transition === "resolve") return false;
  if (alert.reason !== "severity_changed" || alert.previousSeverity === undefined) return true;
  return severityRank(alert.severity) < severityRank(alert.previousSeverity);
}

function channelOf({ target }: Message, { channel }: DestinationSettings): string | undefined {
  return [target.channel, channel ?? ""].map((name) => name.trim()).find((name) => name !== "");
}

function withoutChannel({ name }: DestinationSettings): Failure {
  return configFailure(
    name,
    "has no channel for this alert: add channel to its stanza, or default_channel to [alert]",
  ).failure;
}

function factsOf({ name, requestTimeout }: DestinationSettings, now: () => number): FailureFacts {
  return { name, requestTimeout, credential: "token", now };
}
