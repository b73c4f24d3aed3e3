import { type Receiver, type ReceiverOptions, startReceiver } from "./receiver.ts";
import { refusalOf, type SentMessage } from "./slack-rules.ts";

/** A local server that stands in for a Slack incoming webhook. */
export interface SlackWebhook extends Receiver {
  /** The secret: its path is what gives the right to post. */
  readonly url: string;
  readonly messages: readonly SentMessage[];
}

export async function startSlackWebhook(
  options: ReceiverOptions & { readonly path?: string } = {},
): Promise<SlackWebhook> {
  const path = options.path ?? "/services/T0TEST/B0TEST/webhook-path";
  const messages: SentMessage[] = [];
  const receiver = await startReceiver((request) => {
    if (request.path !== path) return { status: 404, body: "no_service" };
    const message = messageOf(request.body);
    if (message === undefined) return { status: 400, body: "invalid_payload" };
    const refusal = refusalOf(message);
    if (refusal !== undefined) return { status: 400, body: refusal };
    messages.push(message);
    return { status: 200, body: "ok" };
  }, options);
  return Object.assign(receiver, { url: `${receiver.origin}${path}`, messages });
}

function messageOf(body: string): SentMessage | undefined {
  try {
    return JSON.parse(body) as SentMessage;
  } catch {
    return undefined;
  }
}
