import { randomBytes } from "node:crypto";
import type { Alert } from "../../engine/alerts/alert.ts";
import { alertIdOf, deliveryKeyOf, laneOf } from "../../engine/alerts/alert-keys.ts";
import { ownershipOf } from "../../engine/alerts/ownership.ts";
import { withAcceptance } from "../../engine/delivery/acceptance.ts";
import type { Delivery } from "../../engine/delivery/delivery.ts";
import type { Change } from "../../engine/delivery/ledger.ts";
import type { DeliveryTry } from "../../engine/delivery/record-tries.ts";
import { UserError } from "../../splunk/user-error.ts";
import { flush } from "./flush.ts";
import type { Alerting } from "./open-alerting.ts";

/** Milliseconds. */
const budget = 30_000;

/**
 * Sends one clearly marked test to a destination, on the way that every alert takes.
 *
 * @returns the try; undefined when none was made: the problems of `alerting` say why
 * @throws UserError for a destination that llama.conf does not list
 */
export async function sendTest(alerting: Alerting, destination: string): Promise<DeliveryTry | undefined> {
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
  // Each test is an incident of its own, so that PagerDuty opens one and Slack begins a message.
  const identity = `test-${randomBytes(8).toString("hex")}`;
  const place = { identity, episode: 1, revision: 1, shadow: false };
  const target = { channel: found.channel ?? settings.defaultChannel, keyName: "" };
  const alert: Alert = {
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
  };
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
  const { tries, problem } = await alerting.deliver({ only: destination, budget });
  if (problem !== undefined) problems.push(problem);
  await flush(alerting);
  return tries.findLast(({ key }) => key === delivery.key);
}
