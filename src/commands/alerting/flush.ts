import { hostname } from "node:os";
import { flushAudit } from "../../engine/delivery/flush-audit.ts";
import type { Alerting } from "./open-alerting.ts";

/** Milliseconds for bringing the audit to its index; the rest waits in the ledger. */
const budget = 20_000;

/** Brings what happened to the index `alert_failures`. Outside of Splunk it stays in the ledger. */
export async function flush({ ledger, session, problems }: Alerting): Promise<void> {
  if (session === undefined) return;
  const end = performance.now() + budget;
  try {
    const { finding, dropped } = await flushAudit(ledger, session.audit(hostname()), {
      now: Date.now,
      deadline: () => performance.now() >= end,
    });
    if (finding !== undefined) problems.push(finding);
    if (dropped > 0)
      problems.push(
        `${dropped} events of the alert audit were given up: more than 10,000 waited for the index alert_failures.`,
      );
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "LedgerError") throw error;
    problems.push(error.message);
  }
}
