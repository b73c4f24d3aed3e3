import { describe, expect, onTestFinished, test } from "vitest";
import { createDestination } from "../../../src/adapters/destinations/create-destination.ts";
import { payloadOf } from "../../../src/adapters/destinations/webhook/payload.ts";
import { signedHeaders, signingKeys } from "../../../src/adapters/destinations/webhook/signature.ts";
import { startWebhook } from "../../support/alert-receivers/webhook.ts";
import { fc } from "../../support/fast-check.ts";
import { arbitraryMessage } from "./arbitrary-alerts.ts";
import { alertOf, messageOf, now } from "./sample-alerts.ts";
import { patient, settingsOf } from "./under-test.ts";

const secretOf = (text: string): string => `whsec_${Buffer.from(text).toString("base64")}`;
const [older, newer] = [
  secretOf("the older secret of 32 bytes...."),
  secretOf("the newer secret of 32 bytes...."),
];

async function opened(configured: string, receiversOwn: string) {
  const receiver = await startWebhook({ secret: receiversOwn, now: () => now });
  onTestFinished(() => receiver.close());
  const settings = settingsOf("webhook", { baseUrl: receiver.url, secret: async () => configured });
  return { receiver, destination: createDestination(settings, () => now) };
}

describe("a signed webhook", () => {
  test.each([
    ["one secret", newer, newer],
    ["two, where the receiver has the older one still", `${newer} ${older}`, older],
    ["two, where the receiver has the newer one already", `${newer},${older}`, newer],
  ])("is believed with %s", async (_, configured, receiversOwn) => {
    const { receiver, destination } = await opened(configured, receiversOwn);
    expect(await destination.send(messageOf(), patient())).toMatchObject({
      outcome: "delivered",
      status: 204,
    });
    expect([...receiver.news.keys()]).toEqual([messageOf().key]);
  });

  test("is not believed with another's secret", async () => {
    const { receiver, destination } = await opened(older, newer);
    expect(await destination.send(messageOf(), patient())).toMatchObject({
      outcome: "rejected",
      errorClass: "config",
      status: 401,
    });
    expect(receiver.news.size).toBe(0);
  });

  test("has the same id in every try, so that a second copy is no news", async () => {
    const { receiver, destination } = await opened(newer, newer);
    receiver.misbehave = ({ number }) => (number === 1 ? { does: "reset", taken: true } : undefined);
    expect(await destination.send(messageOf(), patient())).toMatchObject({ outcome: "unknown" });
    expect(destination.onUnknown).toBe("resend");
    await destination.send(messageOf(), patient());
    expect([...receiver.news.values()].map(({ copies }) => copies)).toEqual([2]);
  });

  test.each([
    ["no whsec_", Buffer.alloc(32).toString("base64")],
    ["too few bytes", secretOf("short")],
    ["a second one that is none", `${newer} whsec_???`],
    ["nothing but separators", " , "],
  ])("with %s signs nothing, and says so without the secret", async (_, configured) => {
    const { receiver, destination } = await opened(configured, newer);
    const outcome = await destination.send(messageOf(), patient());
    expect(outcome).toMatchObject({ outcome: "not_sent", errorClass: "config" });
    for (const part of configured.split(/[ ,]+/)) {
      if (part.length > 8) expect(JSON.stringify(outcome)).not.toContain(part);
    }
    expect(receiver.requests).toEqual([]);
  });

  test("without a URL says what to add", async () => {
    const destination = createDestination(settingsOf("webhook"), () => now);
    expect(await destination.send(messageOf(), patient())).toMatchObject({
      errorClass: "config",
      finding: expect.stringContaining("add base_url"),
    });
  });
});

describe("the signature", () => {
  test("is that of the example in the specification of Standard Webhooks", () => {
    const keys = signingKeys("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    const headers = signedHeaders(
      keys ?? [],
      "msg_p5jXN8AQM9LWM0D4loKWxJek",
      1_614_265_330_000,
      '{"test": 2432232314}',
    );
    expect(headers).toEqual({
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });
});

describe("the payload", () => {
  test("is at most 20 KB of JSON, whatever the alert holds", () => {
    fc.assert(
      fc.property(arbitraryMessage, (message) => {
        const payload = payloadOf(message);
        expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(20_000);
        expect(JSON.parse(payload)).toMatchObject({ version: 1, data: { key: message.key } });
      }),
    );
  });

  test("loses examples and long words before anything that tells what to do", () => {
    const long = "é".repeat(9_000);
    const alert = alertOf({ examples: [long, long, long], hosts: Array(400).fill(long), hostCount: 400 });
    const { data } = JSON.parse(payloadOf(messageOf(alert)));
    expect(data).toMatchObject({ severity: "P0", root_cause: alert.anomaly.cause, host_count: 400 });
    expect(data.hosts).toHaveLength(10);
  });
});
