import type { LedgerView } from "../delivery/ledger.ts";
import type { AcceptContext } from "./accept.ts";
import { mildestAlerted } from "./routing.ts";
import { type Accepted, Telling } from "./telling.ts";
import { decide } from "./transition.ts";

/** Ends what was not seen for long enough, real and in shadow, and tells those who heard of it. */
export function endOverdue(view: LedgerView, context: AcceptContext): Accepted {
  const telling = new Telling(view, context);
  const mildest = mildestAlerted(context.routes);
  for (const record of view.incidents.values()) {
    if (!record.open) continue;
    const decision = decide(record, "overdue", { ...context, mildest, shadow: record.shadow });
    // What goes on is nobody's news, and most do.
    if (decision.record !== undefined) telling.settle(decision);
  }
  return telling.accepted();
}
