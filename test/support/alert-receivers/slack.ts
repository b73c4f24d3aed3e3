import {
  type Answer,
  type Receiver,
  type ReceiverOptions,
  type SeenRequest,
  startReceiver,
} from "./receiver.ts";
import { refusalOf, type SentMessage } from "./slack-rules.ts";

/** A message as it stands in a channel. */
interface SlackMessage extends SentMessage {
  readonly ts: string;
  /** How often it was changed. */
  readonly edits: number;
}

export interface SlackOptions extends ReceiverOptions {
  readonly token?: string;
  /** Channels by name, without the hash, and their ids. */
  readonly channels?: Readonly<Record<string, string>>;
  /** Epoch seconds of the first message; each has one second more. */
  readonly clock?: number;
  /** Slack's word with which a method fails, asked anew each time; undefined works. */
  readonly failing?: ((method: string, fields: SentMessage) => string | undefined) | undefined;
}

/** A local server that stands in for Slack's Web API. */
export interface Slack extends Receiver {
  /** What goes into base_url. */
  readonly url: string;
  readonly token: string;
  failing: (method: string, fields: SentMessage) => string | undefined;
  /** Of a channel by its id, replies included, in the order they were sent. */
  messages(channel: string): readonly SlackMessage[];
  /** Takes a message away, as a person might. */
  remove(channel: string, ts: string): void;
}

export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const token = options.token ?? "xoxb-test-token";
  const channels = options.channels ?? { "ops-alerts": "C0OPSALERTS" };
  const rooms = new Map<string, SlackMessage[]>(Object.values(channels).map((id) => [id, []]));
  let clock = options.clock ?? 1_795_000_000;

  const idOf = (name = ""): string | undefined => (rooms.has(name) ? name : channels[name.replace(/^#/, "")]);

  const methods: Record<string, (fields: SentMessage & Query) => object> = {
    "chat.postMessage": (fields) => {
      const id = idOf(fields.channel);
      const room = id === undefined ? undefined : rooms.get(id);
      if (id === undefined || room === undefined) return failure("channel_not_found");
      const refusal = refusalOf(fields);
      if (refusal !== undefined) return failure(refusal);
      if (fields.thread_ts !== undefined && !room.some(({ ts }) => ts === fields.thread_ts)) {
        return failure("thread_not_found");
      }
      const message = { ...fields, channel: id, ts: `${clock++}.000100`, edits: 0 };
      room.push(message);
      return { ok: true, channel: id, ts: message.ts, message };
    },
    "chat.update": (fields) => {
      // Other than posting, it takes no name.
      const room = rooms.get(fields.channel ?? "");
      const at = room?.findIndex(({ ts }) => ts === fields.ts) ?? -1;
      const before = room?.[at];
      if (room === undefined) return failure("channel_not_found");
      if (before === undefined) return failure("message_not_found");
      const refusal = refusalOf(fields);
      if (refusal !== undefined) return failure(refusal);
      // What a change does not name stays as it was.
      room[at] = { ...before, ...fields, ts: before.ts, edits: before.edits + 1 };
      return { ok: true, channel: fields.channel, ts: before.ts };
    },
    "conversations.history": (fields) =>
      page(
        rooms.get(fields.channel ?? ""),
        fields,
        (one) => one.thread_ts === undefined || one.reply_broadcast === true,
      ),
    "conversations.replies": (fields) => {
      const room = rooms.get(fields.channel ?? "");
      if (room !== undefined && !room.some(({ ts }) => ts === fields.ts)) return failure("thread_not_found");
      return page(room, fields, (one) => one.thread_ts === fields.ts || one.ts === fields.ts);
    },
    "conversations.list": () => ({
      ok: true,
      channels: Object.entries(channels).map(([name, id]) => ({ id, name })),
      response_metadata: { next_cursor: "" },
    }),
  };

  const answer = (request: SeenRequest): Answer => {
    const method = request.path.replace("/api/", "");
    const fields = fieldsOf(request);
    if (request.headers.authorization !== `Bearer ${token}`) return said(failure("invalid_auth"));
    const word = slack.failing(method, fields);
    if (word !== undefined) return said(failure(word));
    return said(methods[method]?.(fields) ?? failure("unknown_method"));
  };
  const receiver = await startReceiver(answer, options);
  const slack: Slack = Object.assign(receiver, {
    url: `${receiver.origin}/api/`,
    token,
    failing: options.failing ?? (() => undefined),
    messages: (channel: string) => rooms.get(channel) ?? [],
    remove: (channel: string, ts: string) => {
      rooms.set(
        channel,
        (rooms.get(channel) ?? []).filter((message) => message.ts !== ts),
      );
    },
  });
  return slack;
}

/** What reading methods are asked for, as texts of a form. */
interface Query {
  readonly oldest?: string;
  readonly limit?: string;
  readonly cursor?: string;
  readonly include_all_metadata?: string;
}

function page(
  room: readonly SlackMessage[] | undefined,
  { oldest = "0", limit = "100", cursor = "0", include_all_metadata }: Query,
  isShown: (message: SlackMessage) => boolean,
): object {
  if (room === undefined) return failure("channel_not_found");
  const all = room
    .filter((message) => isShown(message) && Number(message.ts) >= Number(oldest))
    .map((message) => (include_all_metadata === "true" ? message : { ...message, metadata: undefined }))
    .reverse();
  const [begin, end] = [Number(cursor), Number(cursor) + Number(limit)];
  const hasMore = end < all.length;
  return {
    ok: true,
    messages: all.slice(begin, end),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? String(end) : "" },
  };
}

function fieldsOf({ headers, body }: SeenRequest): SentMessage & Query {
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  return isForm ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body);
}

function failure(error: string): object {
  return { ok: false, error };
}

/** Failures, too, come with 200. */
function said(body: object): Answer {
  return { status: 200, body: JSON.stringify(body) };
}
