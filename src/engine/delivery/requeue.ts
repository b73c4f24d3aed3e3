import type { Delivery } from "../ledger/delivery.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { auditChange, auditEvent } from "./audit-event.ts";
import { TransactionDraft } from "./transaction-draft.ts";

export interface Requeued {
  /** Keys of the requeued deliveries. */
  readonly requeued: readonly string[];
  /** The ids that were refused, each with a sentence that says why. */
  readonly refused: readonly { readonly id: string; readonly why: string }[];
}

/** Characters of a key that suffice to name a delivery. */
const shortestId = 6;

/**
 * Requeues dead or held deliveries with a full set of attempts and a new age. The next run supersedes those that later
 * messages have made needless.
 *
 * @param ids keys, or at least their first six characters
 */
export function requeue(
  ledger: Ledger,
  ids: readonly string[],
  { now, appVersion }: { readonly now: number; readonly appVersion: string },
): Promise<Requeued> {
  return ledger.transact((view) => {
    const draft = new TransactionDraft(view);
    const requeued: string[] = [];
    const refused: { id: string; why: string }[] = [];
    for (const id of ids) {
      const found = find(draft, id);
      if (typeof found === "string") {
        refused.push({ id, why: found });
        continue;
      }
      const delivery = reset(found, now);
      const alert = draft.get("alerts", delivery.alertId);
      const event = auditEvent({ delivery, alert, now, outcome: "requeued", fingerprint: "", appVersion });
      draft.put("deliveries", delivery.key, delivery);
      draft.apply(auditChange(event));
      requeued.push(delivery.key);
    }
    return { changes: draft.changes(), result: { requeued, refused } };
  });
}

function find(draft: TransactionDraft, id: string): Delivery | string {
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

function reset(delivery: Delivery, now: number): Delivery {
  const { endedAt: _, reason: __, fingerprint: ___, ...rest } = delivery;
  return { ...rest, state: "waiting", attempt: 0, plain: false, nextAt: now, requeuedAt: now };
}
