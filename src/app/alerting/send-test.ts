import { randomBytes } from "node:crypto";
import { withAcceptance } from "../../engine/delivery/audit-event.ts";
import type { DeliveryAttempt } from "../../engine/delivery/record-attempts.ts";
import { alertIdOf, deliveryKeyOf, laneOf } from "../../engine/incidents/alert-keys.ts";
import { ownershipOf } from "../../engine/incidents/ownership.ts";
import type { Alert } from "../../engine/ledger/alert.ts";
import type { Delivery } from "../../engine/ledger/delivery.ts";
import { fitAlert } from "../../engine/ledger/fit-alert.ts";
import type { Change } from "../../engine/ledger/ledger.ts";
import { UserError } from "../../splunk/user-error.ts";
import { writeAudit } from "./deliver-accepted.ts";
import type { Alerting } from "./open-alerting.ts";

/** Milliseconds for sending. */
const budget = 30_000;

/**
 * Sends one clearly marked test to a destination, in the same way as every alert.
 *
 * @returns the attempt; undefined if none was made, and then the problems of `alerting` say why
 * @throws UserError for a destination that llama.conf does not list
 */
export async function sendTest(
  alerting: Alerting,
  destination: string,
): Promise<DeliveryAttempt | undefined> {
  const { ledger, routing, settings, problems, version } = alerting;
  const found = routing.destinations.get(destination);
  if (found === undefined) {
    const names = [...routing.destinations.keys()];
    throw new UserError(
      `There is no destination "${destination.slice(0, 100)}" that can be used. ` +
        (names.length === 0
          ? "llama.conf has no [destination:NAME] yet; llama-log doctor says what is wrong with those it has."
          : `There are: ${names.join(", ")}.`),
    );
  }
  const now = Date.now();
  // Each test is a new incident, so that PagerDuty opens an incident and Slack posts a new message.
  const identity = `test-${randomBytes(8).toString("hex")}`;
  const place = { identity, episode: 1, revision: 1, shadow: false };
  const target = { channel: found.channel ?? settings.defaultChannel, keyName: "" };
  const alert: Alert = fitAlert({
    id: alertIdOf(place, "trigger"),
    identity,
    episode: 1,
    revision: 1,
    transition: "trigger",
    reason: "test",
    severity: "P4",
    service: "llama-test",
    ownership: ownershipOf("no_service", settings.defaultOwner),
    anomaly: {
      cause: "This is a test of the way from here to you. Nothing is broken.",
      action: "Nothing: if you can read this, it works.",
      evidence: "",
      templateId: "",
      template: "",
    },
    count: 1,
    first: now,
    last: now,
    hosts: [],
    hostCount: 0,
    examples: [],
    judgedBy: { llm: 0, cached: 0, local: 0, model: "" },
    link: "",
    search: { name: "", app: "", owner: "", sid: "" },
    time: now,
  });
  const delivery: Delivery = {
    key: deliveryKeyOf(destination, target, place),
    alertId: alert.id,
    destination,
    type: found.type,
    target,
    lane: laneOf(destination, target, identity, 1, false),
    sequence: 1,
    state: "waiting",
    attempt: 0,
    accepted: now,
    nextAt: now,
    plain: false,
    unsure: false,
  };
  const changes: Change[] = [
    { table: "alerts", key: alert.id, value: alert },
    { table: "deliveries", key: delivery.key, value: delivery },
  ];
  await ledger.transact(() => ({
    changes: withAcceptance(changes, { now, appVersion: version }),
    result: undefined,
  }));
  const { attempts, problem } = await alerting.deliver({ only: destination, budget });
  if (problem !== undefined) problems.push(problem);
  await writeAudit(alerting);
  return attempts.findLast(({ key }) => key === delivery.key);
}
