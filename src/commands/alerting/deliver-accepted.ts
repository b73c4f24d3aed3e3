import type { DeliveryTry } from "../../engine/delivery/record-tries.ts";
import type { Alerting } from "./open-alerting.ts";

/**
 * Sends what is due, after alerts were accepted. Whatever goes wrong is a problem to be told and nothing more: they
 * wait in the ledger, and nobody may be told that they were not taken.
 */
export async function deliverAccepted(
  { deliver, problems }: Pick<Alerting, "deliver" | "problems">,
  limits: Parameters<Alerting["deliver"]>[0],
): Promise<readonly DeliveryTry[]> {
  try {
    const { tries, problem } = await deliver(limits);
    if (problem !== undefined) problems.push(problem);
    return tries;
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
