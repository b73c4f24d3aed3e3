import type { Destination, Message, Outcome, Reference } from "../../../src/engine/delivery/destination.ts";

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
      const response = await fetch(at(key), { method: "POST", body, signal }).catch(() => undefined);
      if (response === undefined) {
        return { outcome: "unknown", errorClass: "unknown", finding: "The connection broke." };
      }
      await response.arrayBuffer();
      if (response.ok) return { outcome: "delivered", status: 200, reference: { key } };
      const { status } = response;
      return { outcome: "not_sent", errorClass: "transient", finding: "It is busy.", status };
    },
    ...(onUnknown === "look" && {
      look: async ({ key }: Message, _since: number, signal: AbortSignal): Promise<Reference | "absent"> => {
        const { ok } = await fetch(at(key), { signal });
        return ok ? { key } : "absent";
      },
    }),
  };
}
