import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createDestination } from "../../../src/adapters/destinations/create-destination.ts";
import type { DestinationSettings } from "../../../src/adapters/destinations/destination-options.ts";
import type { Resolver } from "../../../src/adapters/http/ssrf-guard.ts";
import type { Destination } from "../../../src/engine/delivery/destination.ts";
import { type DestinationType, destinationTypes } from "../../../src/engine/ledger/target.ts";
import { startPagerduty } from "../../support/alert-receivers/pagerduty.ts";
import type { Receiver, ReceiverOptions } from "../../support/alert-receivers/receiver.ts";
import { startSlack } from "../../support/alert-receivers/slack.ts";
import { startSlackWebhook } from "../../support/alert-receivers/slack-webhook.ts";
import { startWebhook } from "../../support/alert-receivers/webhook.ts";
import { now } from "./sample-alerts.ts";

/** Secrets that must come out nowhere. */
export const canaries = {
  slack: "xoxb-canary-4815162342-slacktoken",
  slack_webhook: "/services/T0CANARY/B0CANARY/canarywebhookpath",
  pagerduty: "canaryroutingkey0000000000000032",
  webhook: `whsec_${Buffer.from("canary-signing-secret-of-32-bytes").toString("base64")}`,
} as const satisfies Record<DestinationType, string>;

export { destinationTypes };

export interface UnderTest {
  readonly receiver: Receiver;
  readonly destination: Destination;
  /** Messages that are there. */
  taken(): number;
}

export interface UnderTestOptions extends ReceiverOptions {
  readonly settings?: Partial<DestinationSettings>;
  readonly resolver?: Resolver;
  /** Takes the place of the receiver's host name in what is called. */
  readonly host?: string;
}

/** A destination with a receiver of its kind, which lives as long as the test. */
export async function underTest(type: DestinationType, options: UnderTestOptions = {}): Promise<UnderTest> {
  const { receiver, baseUrl, secret, taken } = await started(type, options);
  onTestFinished(() => receiver.close());
  const moved = (url: string) => (options.host === undefined ? url : url.replace("127.0.0.1", options.host));
  const settings = settingsOf(type, {
    baseUrl: moved(baseUrl),
    secret: async () => moved(secret),
    ...options.settings,
  });
  return { receiver, destination: createDestination(settings, () => now, options.resolver), taken };
}

export function settingsOf(
  type: DestinationType,
  more: Partial<DestinationSettings> = {},
): DestinationSettings {
  return {
    name: "ops",
    type,
    baseUrl: undefined,
    channel: "#ops-alerts",
    caFile: undefined,
    proxy: undefined,
    requestTimeout: 8_000,
    allowPrivate: true,
    secret: async () => canaries[type],
    ...more,
  };
}

async function started(type: DestinationType, options: ReceiverOptions) {
  switch (type) {
    case "slack": {
      const receiver = await startSlack({ ...options, token: canaries.slack });
      const taken = () => receiver.messages("C0OPSALERTS").length;
      return { receiver, baseUrl: receiver.url, secret: canaries.slack, taken };
    }
    case "slack_webhook": {
      const receiver = await startSlackWebhook({ ...options, path: canaries.slack_webhook });
      return { receiver, baseUrl: "", secret: receiver.url, taken: () => receiver.messages.length };
    }
    case "pagerduty": {
      const receiver = await startPagerduty({ ...options, routingKeys: [canaries.pagerduty] });
      const taken = () => receiver.alerts.length;
      return { receiver, baseUrl: receiver.origin, secret: canaries.pagerduty, taken };
    }
    case "webhook": {
      const receiver = await startWebhook({ ...options, secret: canaries.webhook, now: () => now });
      return { receiver, baseUrl: receiver.url, secret: canaries.webhook, taken: () => receiver.news.size };
    }
  }
}

/** A PEM file for ca_file, which lives as long as the test. */
export function pemFile(pem: string): string {
  const folder = mkdtempSync(join(tmpdir(), "llama-destination-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "authority.pem");
  writeFileSync(file, pem);
  return file;
}

/** A signal that nobody aborts. */
export const patient = (): AbortSignal => new AbortController().signal;
