import { auditChange, auditEvent } from "./audit-event.ts";
import type { Delivery } from "./delivery.ts";
import { Draft } from "./draft.ts";
import type { Ledger } from "./ledger.ts";

export interface Requeued {
  /** Keys of what waits again. */
  readonly requeued: readonly string[];
  /** What was named and does not: a sentence each. */
  readonly refused: readonly { readonly id: string; readonly why: string }[];
}

/** Characters of a key that name a delivery. */
const shortestId = 6;

/**
 * Lets deliveries that are dead or held try anew, with all their tries and their age from now on. Those that later
 * news has overtaken are superseded by the next run.
 *
 * @param ids keys, or their first six characters and more
 */
export function requeue(
  ledger: Ledger,
  ids: readonly string[],
  { now, appVersion }: { readonly now: number; readonly appVersion: string },
): Promise<Requeued> {
  return ledger.transact((view) => {
    const draft = new Draft(view);
    const requeued: string[] = [];
    const refused: { id: string; why: string }[] = [];
    for (const id of ids) {
      const found = find(draft, id);
      if (typeof found === "string") {
        refused.push({ id, why: found });
        continue;
      }
      const delivery = again(found, now);
      const alert = draft.get("alerts", delivery.alertId);
      const event = auditEvent({ delivery, alert, now, outcome: "requeued", fingerprint: "", appVersion });
      draft.put("deliveries", delivery.key, delivery);
      draft.apply(auditChange(event));
      requeued.push(delivery.key);
    }
    return { changes: draft.changes(), result: { requeued, refused } };
  });
}

function find(draft: Draft, id: string): Delivery | string {
  const exact = draft.get("deliveries", id);
  const named =
    exact !== undefined || id.length < shortestId
      ? [exact].filter((delivery) => delivery !== undefined)
      : [...draft.values("deliveries")].filter(({ key }) => key.startsWith(id));
  const [delivery, another] = named;
  if (delivery === undefined) return "There is no delivery of this id.";
  if (another !== undefined) return "Several deliveries begin with this id; give more of it.";
  if (delivery.state === "dead" || delivery.state === "held") return delivery;
  return `It is ${delivery.state}, and only what is dead or held can be sent anew.`;
}

function again(delivery: Delivery, now: number): Delivery {
  const { endedAt: _, reason: __, fingerprint: ___, ...rest } = delivery;
  return { ...rest, state: "waiting", attempt: 0, plain: false, nextAt: now, requeuedAt: now };
}
