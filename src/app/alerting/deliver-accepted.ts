import { hostname } from "node:os";
import { flushAudit } from "../../engine/delivery/flush-audit.ts";
import type { DeliveryAttempt } from "../../engine/delivery/record-attempts.ts";
import { LedgerError } from "../../engine/ledger/ledger.ts";
import type { Alerting } from "./open-alerting.ts";

/** Milliseconds for writing the audit to its index; the rest stays in the ledger. */
const auditBudget = 20_000;

/**
 * Sends due deliveries after alerts were accepted. It never throws, because the accepted alerts are safe in the ledger
 * and must not be reported as lost; faults become problems.
 */
export async function deliverAccepted(
  { deliver, problems }: Pick<Alerting, "deliver" | "problems">,
  limits: Parameters<Alerting["deliver"]>[0],
): Promise<readonly DeliveryAttempt[]> {
  try {
    const { attempts, problem } = await deliver(limits);
    if (problem !== undefined) problems.push(problem);
    return attempts;
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    problems.push(
      name === "LedgerError"
        ? `${(error as Error).message} What was accepted waits for llamaretry.`
        : `Sending met a fault of its own (${name}): please report it. What was accepted waits for llamaretry.`,
    );
    return [];
  }
}

/** Writes audit events to the index `alert_failures`. Outside Splunk they stay in the ledger. */
export async function writeAudit({ ledger, session, problems }: Alerting): Promise<void> {
  if (session === undefined) return;
  const end = performance.now() + auditBudget;
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
    if (!(error instanceof LedgerError)) throw error;
    problems.push(error.message);
  }
}
