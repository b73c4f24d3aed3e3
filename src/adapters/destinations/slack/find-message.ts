import type { Message } from "../../../engine/delivery/destination.ts";
import type { Reference } from "../../../engine/ledger/target.ts";
import type { SlackCaller } from "./slack-call.ts";

/** The type of the metadata that our messages carry; the key is its payload's `idem`. */
export const metadataType = "llama_alert";

/** Milliseconds by which Slack's clock and ours may differ. */
const clockDifference = 5 * 60_000;
const pageSize = 200;
/** The most pages that are searched; beyond them the answer is unknown. */
const mostPages = 10;

type Looked = Reference | "absent" | "cannot_tell";

/** Whether a message is in the channel, or in the thread that it belongs to, by the key in its metadata. */
export async function findMessage(
  call: SlackCaller,
  channel: string,
  message: Message,
  since: number,
  signal: AbortSignal,
): Promise<Looked> {
  const root = message.earlier?.ts;
  if (root !== undefined) {
    const place = message.earlier?.channel ?? channel;
    const reply = await findIn(
      call,
      "conversations.replies",
      { channel: place, ts: root },
      message,
      since,
      signal,
    );
    // A deleted thread holds nothing; the message that replaced it is in the channel.
    if (typeof reply !== "string") return { channel: place, ts: root, reply: reply.ts ?? "" };
    if (reply === "cannot_tell") return reply;
    return findIn(call, "conversations.history", { channel: place }, message, since, signal);
  }
  const place = message.earlier?.channel ?? (await channelId(call, channel, signal));
  if (place === undefined) return "cannot_tell";
  return findIn(call, "conversations.history", { channel: place }, message, since, signal);
}

async function findIn(
  call: SlackCaller,
  method: "conversations.history" | "conversations.replies",
  place: { readonly channel: string; readonly ts?: string },
  { key }: Message,
  since: number,
  signal: AbortSignal,
): Promise<Looked> {
  const fields = {
    ...place,
    oldest: (Math.max(0, since - clockDifference) / 1000).toFixed(6),
    inclusive: true,
    limit: pageSize,
    include_all_metadata: true,
  };
  for (let page = 0, cursor = ""; page < mostPages; page++) {
    const answer = await call(method, cursor === "" ? fields : { ...fields, cursor }, signal);
    if (!answer.ok) return answer.error === "thread_not_found" ? "absent" : "cannot_tell";
    if (!Array.isArray(answer.body.messages)) return "cannot_tell";
    const found = (answer.body.messages as SlackMessage[]).find((one) => keyOf(one) === key);
    if (typeof found?.ts === "string") return { channel: place.channel, ts: found.ts };
    cursor = cursorOf(answer.body);
    if (cursor === "") return answer.body.has_more === true ? "cannot_tell" : "absent";
  }
  return "cannot_tell";
}

/** Reading wants a channel's id, where posting also takes its name. Undefined where it cannot be found out. */
async function channelId(
  call: SlackCaller,
  channel: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (/^[CGD][A-Z0-9]{7,}$/.test(channel)) return channel;
  const name = channel.replace(/^#/, "");
  const fields = { types: "public_channel,private_channel", exclude_archived: true, limit: 1_000 };
  for (let page = 0, cursor = ""; page < mostPages; page++) {
    const answer = await call("conversations.list", cursor === "" ? fields : { ...fields, cursor }, signal);
    if (!answer.ok || !Array.isArray(answer.body.channels)) return undefined;
    const found = (answer.body.channels as { id?: unknown; name?: unknown }[]).find(
      (one) => one.name === name,
    );
    if (typeof found?.id === "string") return found.id;
    cursor = cursorOf(answer.body);
    if (cursor === "") return undefined;
  }
  return undefined;
}

interface SlackMessage {
  readonly ts?: unknown;
  readonly metadata?: { readonly event_type?: unknown; readonly event_payload?: { readonly idem?: unknown } };
}

function keyOf({ metadata }: SlackMessage): unknown {
  return metadata?.event_type === metadataType ? metadata.event_payload?.idem : undefined;
}

function cursorOf(body: Readonly<Record<string, unknown>>): string {
  const next = (body.response_metadata as { next_cursor?: unknown } | undefined)?.next_cursor;
  return typeof next === "string" ? next : "";
}
