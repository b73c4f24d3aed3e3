import { Agent, request } from "node:http";
import type { Destination, Message } from "../../../src/engine/delivery/destination.ts";
import type { Outcome } from "../../../src/engine/ledger/delivery.ts";
import type { Reference } from "../../../src/engine/ledger/target.ts";

/** A destination of the receiver that tests start: plain enough to be killed at any line. */
export function httpDestination(
  url: string,
  onUnknown: Destination["onUnknown"],
  { rate, name = onUnknown }: { rate: Destination["rate"]; name?: string },
): Destination {
  const at = (key: string) => `${url}/${name}/${key}`;
  return {
    name,
    type: "webhook",
    onUnknown,
    rate,
    fingerprint: async () => "00000001",
    send: async ({ key, alert }: Message, signal): Promise<Outcome> => {
      const body = JSON.stringify({ id: alert.id });
      const status = await call(at(key), "POST", body, signal).catch(() => undefined);
      if (status === undefined) {
        return { outcome: "unknown", errorClass: "unknown", finding: "The connection broke." };
      }
      if (status === 200) return { outcome: "delivered", status, reference: { key } };
      return { outcome: "not_sent", errorClass: "transient", finding: "It is busy.", status };
    },
    ...(onUnknown === "look" && {
      look: async ({ key }: Message, _since: number, signal: AbortSignal): Promise<Reference | "absent"> => {
        return (await call(at(key), "GET", "", signal)) === 200 ? { key } : "absent";
      },
    }),
  };
}

const agent = new Agent({ keepAlive: true });

/** @returns HTTP's status, once the whole reply is there */
function call(url: string, method: string, body: string, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, signal }, (response) => {
      response
        .resume()
        .on("end", () => resolve(response.statusCode ?? 0))
        .on("error", reject);
    });
    sent.on("error", reject).end(body);
  });
}
