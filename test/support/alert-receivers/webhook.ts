import { createHmac, timingSafeEqual } from "node:crypto";
import { type Receiver, type ReceiverOptions, type SeenRequest, startReceiver } from "./receiver.ts";

/** A local server that checks signatures as Standard Webhooks tells receivers to. */
export interface Webhook extends Receiver {
  /** What goes into base_url. */
  readonly url: string;
  /** Payloads by webhook-id: a second copy of one is no news. */
  readonly news: ReadonlyMap<string, { readonly payload: unknown; copies: number }>;
}

export interface WebhookOptions extends ReceiverOptions {
  /** The secret of this receiver, `whsec_` and base64. */
  readonly secret?: string;
  /** Epoch milliseconds; a timestamp more than five minutes away from it is turned down. */
  readonly now?: () => number;
}

export async function startWebhook({
  secret = `whsec_${Buffer.alloc(32, "k").toString("base64")}`,
  now = Date.now,
  ...options
}: WebhookOptions = {}): Promise<Webhook> {
  const news = new Map<string, { payload: unknown; copies: number }>();
  const receiver = await startReceiver((request) => {
    if (!isSigned(request, secret, now())) return { status: 401, body: "" };
    const id = String(request.headers["webhook-id"]);
    const known = news.get(id);
    if (known === undefined) news.set(id, { payload: JSON.parse(request.body), copies: 1 });
    else known.copies++;
    return { status: 204, body: "" };
  }, options);
  return Object.assign(receiver, { url: `${receiver.origin}/alerts`, news });
}

function isSigned({ headers, body }: SeenRequest, secret: string, now: number): boolean {
  const [id, timestamp, signatures] = ["id", "timestamp", "signature"].map((name) =>
    String(headers[`webhook-${name}`] ?? ""),
  ) as [string, string, string];
  if (id === "" || Math.abs(Number(timestamp) * 1000 - now) > 5 * 60_000) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const wanted = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
  return signatures.split(" ").some((signature) => {
    const [version, mark = ""] = signature.split(",");
    const came = Buffer.from(mark, "base64");
    return version === "v1" && came.length === wanted.length && timingSafeEqual(came, wanted);
  });
}
