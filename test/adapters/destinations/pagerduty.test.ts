import { describe, expect, onTestFinished, test } from "vitest";
import type { DestinationSettings } from "../../../src/adapters/destinations/destination-options.ts";
import { createPagerduty } from "../../../src/adapters/destinations/pagerduty/events.ts";
import { createTransport, type Transport } from "../../../src/adapters/destinations/transport.ts";
import { severities } from "../../../src/engine/verdict.ts";
import { startPagerduty } from "../../support/alert-receivers/pagerduty.ts";
import { alertOf, messageOf, now } from "./sample-alerts.ts";
import { patient, settingsOf } from "./under-test.ts";

const keys = { usual: "u".repeat(32), checkout: "c".repeat(32) };

async function opened(more: Partial<DestinationSettings> = {}) {
  const receiver = await startPagerduty({ routingKeys: Object.values(keys) });
  onTestFinished(() => receiver.close());
  const settings = settingsOf("pagerduty", {
    baseUrl: receiver.origin,
    secret: async (name) => (name === "checkout" ? keys.checkout : keys.usual),
    ...more,
  });
  return { receiver, pagerduty: createPagerduty(settings, createTransport(settings), () => now) };
}

const ended = alertOf({ transition: "resolve", reason: "said_resolved" });

describe("an incident in PagerDuty", () => {
  test("wakes somebody once, however often it is sent, and is over when it has ended", async () => {
    const { receiver, pagerduty } = await opened();
    await pagerduty.send(messageOf(), patient());
    await pagerduty.send(messageOf(), patient());
    await pagerduty.send(messageOf(alertOf({ transition: "update", reason: "still_going_on" })), patient());
    expect(receiver.alerts.map(({ state, events }) => [state, events.length])).toEqual([["triggered", 3]]);
    await pagerduty.send(messageOf(ended), patient());
    expect(receiver.alerts.map(({ state }) => state)).toEqual(["resolved"]);
  });

  test("is a new alert in its next episode, and another one for another identity", async () => {
    const { receiver, pagerduty } = await opened();
    await pagerduty.send(messageOf(), patient());
    await pagerduty.send(messageOf(alertOf({ episode: 2 })), patient());
    await pagerduty.send(messageOf(alertOf({ identity: "other" })), patient());
    expect(new Set(receiver.alerts.map(({ dedupKey }) => dedupKey)).size).toBe(3);
    for (const { dedupKey } of receiver.alerts) expect(dedupKey).toMatch(/^llama-[a-z2-7]{40}$/);
  });

  test("that has ended without ever being told wakes nobody", async () => {
    const { receiver, pagerduty } = await opened();
    expect(await pagerduty.send(messageOf(ended), patient())).toMatchObject({
      outcome: "delivered",
      status: 202,
    });
    expect(receiver.alerts).toEqual([]);
  });

  test("goes by the key that the target names, and each has a fingerprint of its own", async () => {
    const { receiver, pagerduty } = await opened();
    const target = { channel: "", keyName: "checkout" };
    await pagerduty.send(messageOf(alertOf(), { target }), patient());
    expect(receiver.alerts[0]?.routingKey).toBe(keys.checkout);
    const prints = [await pagerduty.fingerprint(target), await pagerduty.fingerprint(messageOf().target)];
    expect(new Set(prints).size).toBe(2);
    for (const print of prints) expect(print).toMatch(/^[a-z2-7]{8}$/);
  });

  test.each(
    severities.map(
      (severity, at) => [severity, ["critical", "error", "warning", "info"][Math.min(at, 3)]] as const,
    ),
  )("of %s is %s there", async (severity, wanted) => {
    const { receiver, pagerduty } = await opened();
    await pagerduty.send(messageOf(alertOf({ severity })), patient());
    expect(receiver.alerts[0]?.events[0]?.payload?.severity).toBe(wanted);
  });

  test("with words without end is taken all the same", async () => {
    const { receiver, pagerduty } = await opened();
    const long = "é".repeat(400_000);
    const alert = alertOf({
      anomaly: { ...alertOf().anomaly, cause: long, action: long },
      examples: [long, long, long],
      service: long,
      link: `https://splunk.example.com/${long}`,
    });
    expect(await pagerduty.send(messageOf(alert), patient())).toMatchObject({ outcome: "delivered" });
    expect(Buffer.byteLength(receiver.requests[0]?.body ?? "")).toBeLessThan(20_000);
  });

  test("whose details are more than PagerDuty takes loses them, not itself", async () => {
    const { receiver, pagerduty } = await opened();
    const hosts = Array.from({ length: 40_000 }, (_, at) => `web-${at}.example.com`);
    const outcome = await pagerduty.send(messageOf(alertOf({ hosts, hostCount: hosts.length })), patient());
    expect(outcome).toMatchObject({ outcome: "delivered" });
    expect(receiver.alerts[0]?.events[0]?.payload).toMatchObject({
      summary: expect.stringContaining("P0 OUTAGE · checkout"),
      custom_details: { Note: expect.stringContaining("too large for PagerDuty") },
    });
  });

  test("is not linked to what is no address", async () => {
    const { receiver, pagerduty } = await opened();
    await pagerduty.send(messageOf(alertOf({ link: "javascript:alert(1)" })), patient());
    expect(receiver.requests[0]?.body).not.toContain("javascript");
  });
});

describe("the address", () => {
  test.each([
    [undefined, "https://events.pagerduty.com/v2/enqueue"],
    ["https://events.eu.pagerduty.com", "https://events.eu.pagerduty.com/v2/enqueue"],
    ["https://events.eu.pagerduty.com/", "https://events.eu.pagerduty.com/v2/enqueue"],
    ["https://events.eu.pagerduty.com/v2/enqueue", "https://events.eu.pagerduty.com/v2/enqueue"],
  ])("of base_url %s is %s", async (baseUrl, wanted) => {
    const called: string[] = [];
    const transport: Transport = async ({ url }) => {
      called.push(url);
      return { kind: "not_sent", code: "ECONNREFUSED" };
    };
    const settings = settingsOf("pagerduty", { baseUrl });
    await createPagerduty(settings, transport, () => now).send(messageOf(), patient());
    expect(called).toEqual([wanted]);
  });
});
