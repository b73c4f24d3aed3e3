import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Resolver } from "../../../src/adapters/http/ssrf-guard.ts";
import type { Outcome } from "../../../src/engine/ledger/delivery.ts";
import type { DestinationType } from "../../../src/engine/ledger/target.ts";
import { json, type Misbehaviour, redirect, status } from "../../support/alert-receivers/misbehaviour.ts";
import { startReceiver } from "../../support/alert-receivers/receiver.ts";
import { selfSigned } from "../../support/model-endpoint/self-signed.ts";
import { type Expected, faultRows, pagerdutyWords, slackWords, webhookWords } from "./fault-table.ts";
import { messageOf } from "./sample-alerts.ts";
import { expectNoSecret } from "./secrets.ts";
import { destinationTypes, patient, pemFile, type UnderTestOptions, underTest } from "./under-test.ts";

/** Milliseconds: enough for a loaded machine to connect to itself, and short enough to wait for. */
const short = { requestTimeout: 600 };
const certificate = selfSigned();

async function outcomeOf(type: DestinationType, options: UnderTestOptions = {}): Promise<Outcome> {
  const { destination, taken } = await underTest(type, options);
  const outcome = await destination.send(messageOf(), patient());
  if (outcome.outcome === "not_sent" || outcome.outcome === "rejected") expect(taken()).toBe(0);
  expectNoSecret([outcome, await destination.fingerprint(messageOf().target)]);
  return outcome;
}

function expectOutcome(
  outcome: Outcome,
  { says = "", retryAfter, ...expected }: Expected,
  fault?: string,
): void {
  expect(outcome, fault).toMatchObject(expected);
  if (outcome.outcome === "delivered") return;
  expect(outcome.retryAfter, fault).toBe(retryAfter);
  expect(outcome.finding, fault).toContain(says);
  expect(outcome.finding, fault).toMatch(/^The (?:destination|alert|ca_file) .*\[destination:ops\].*[^.]\.$/);
}

describe.each(destinationTypes)("what comes of a message to %s after", (type) => {
  test.each(faultRows.filter(({ waits }) => waits !== true))("$fault", async ({ does, expected }) => {
    expectOutcome(await outcomeOf(type, { misbehave: () => does }), expected[type]);
  });

  // Side by side, for each waits for the end of its time.
  test("no answer, or one that does not come to its end", async () => {
    const waiting = faultRows.filter(({ waits }) => waits === true);
    expect(waiting.length).toBeGreaterThan(3);
    await Promise.all(
      waiting.map(async ({ fault, does, expected }) => {
        const outcome = await outcomeOf(type, { misbehave: () => does, settings: short });
        expectOutcome(outcome, expected[type], fault);
      }),
    );
  });

  test("nothing wrong", async () => {
    expect(await outcomeOf(type)).toMatchObject({ outcome: "delivered" });
  });

  test("a receiver that is not there", async () => {
    const { receiver, destination } = await underTest(type);
    await receiver.refuse();
    expectOutcome(await destination.send(messageOf(), patient()), {
      outcome: "not_sent",
      errorClass: "transient",
      says: "refused the connection",
    });
  });

  test("a name that is not known", async () => {
    const resolver: Resolver = (_, __, callback) =>
      callback(Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }), []);
    expectOutcome(await outcomeOf(type, { host: "alerts.example.com", resolver }), {
      outcome: "not_sent",
      errorClass: "transient",
      says: "cannot be found",
    });
  });

  test("a name service that never answers", async () => {
    expectOutcome(
      await outcomeOf(type, { host: "alerts.example.com", resolver: () => undefined, settings: short }),
      {
        outcome: "not_sent",
        errorClass: "transient",
        says: "did not take the connection within 0.6 seconds",
      },
    );
  });

  test.skipIf(certificate === undefined)("a certificate of an unknown authority", async () => {
    expectOutcome(await outcomeOf(type, { certificate }), {
      outcome: "not_sent",
      errorClass: "config",
      says: "in ca_file",
    });
  });

  test.skipIf(certificate === undefined)("a certificate for another host", async () => {
    const resolver: Resolver = (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]);
    const settings = { caFile: pemFile(certificate?.cert ?? "") };
    expectOutcome(await outcomeOf(type, { certificate, settings, host: "other.example.com", resolver }), {
      outcome: "not_sent",
      errorClass: "config",
      says: "another host name",
    });
  });

  test.skipIf(certificate === undefined)("a certificate that its ca_file vouches for", async () => {
    const settings = { caFile: pemFile(certificate?.cert ?? "") };
    expect(await outcomeOf(type, { certificate, settings })).toMatchObject({ outcome: "delivered" });
  });

  test("a ca_file that is not there", async () => {
    expectOutcome(await outcomeOf(type, { settings: { caFile: "/nowhere/authority.pem" } }), {
      outcome: "not_sent",
      errorClass: "config",
      says: "cannot be read (ENOENT)",
    });
  });

  test("a port that takes connections and never says a word of TLS", async () => {
    const silent = createServer((socket) => socket.on("error", () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void silent.close());
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}/v1`;
    expectOutcome(await outcomeOf(type, { settings: { ...short, baseUrl: url, ...secretUrl(type, url) } }), {
      outcome: "not_sent",
      errorClass: "transient",
      says: "did not take the connection",
    });
  });

  test("a port that closes in the middle of TLS's hello", async () => {
    const abrupt = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.resetAndDestroy());
    });
    await new Promise<void>((resolve) => abrupt.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void abrupt.close());
    const url = `https://127.0.0.1:${(abrupt.address() as AddressInfo).port}/v1`;
    expectOutcome(await outcomeOf(type, { settings: { baseUrl: url, ...secretUrl(type, url) } }), {
      outcome: "not_sent",
      errorClass: "transient",
      says: "ended the connection before the message was sent",
    });
  });

  test("a port that speaks no TLS", async () => {
    const plain = await startReceiver(() => ({ status: 200, body: "" }));
    onTestFinished(() => plain.close());
    const url = plain.origin.replace("http:", "https:");
    expectOutcome(await outcomeOf(type, { settings: { baseUrl: url, ...secretUrl(type, url) } }), {
      outcome: "not_sent",
      errorClass: "config",
      says: "check the URL and proxy",
    });
  });

  test("a run that ended before", async () => {
    const { destination } = await underTest(type);
    expectOutcome(await destination.send(messageOf(), AbortSignal.abort()), {
      outcome: "not_sent",
      errorClass: "transient",
      says: "the run ended before",
    });
  });

  test("a run that ends meanwhile", async () => {
    const run = new AbortController();
    const { destination } = await underTest(type, {
      misbehave: () => {
        run.abort();
        return { does: "hang" };
      },
    });
    expectOutcome(await destination.send(messageOf(), run.signal), {
      outcome: "unknown",
      errorClass: "unknown",
    });
  });

  test("a redirect nothing arrives elsewhere", async () => {
    const elsewhere = await startReceiver(() => ({ status: 200, body: "ok" }));
    onTestFinished(() => elsewhere.close());
    await outcomeOf(type, { misbehave: () => redirect(elsewhere.origin, 307) });
    expect(elsewhere.requests).toEqual([]);
  });

  test("any of it the connection is closed, and nothing was tried twice", async () => {
    const { receiver, destination } = await underTest(type, {
      misbehave: () => ({ does: "big body", bytes: 10_000_000, status: 503 }),
    });
    await destination.send(messageOf(), patient());
    await receiver.idle();
    expect(receiver.requests).toHaveLength(1);
  });
});

describe("Slack's words", () => {
  const rows = Object.entries(slackWords).flatMap(([errorClass, words]) =>
    words.map((word) => [word, errorClass] as const),
  );
  test.each(rows)("%s is %s", async (word, errorClass) => {
    const outcome = await outcomeOf("slack", { misbehave: () => json(200, { ok: false, error: word }) });
    expect(outcome).toMatchObject({
      outcome: errorClass === "transient" ? "not_sent" : "rejected",
      errorClass,
      providerError: word,
      status: 200,
      finding: expect.stringContaining(word),
    });
  });

  test("a full workspace is left alone for an hour", async () => {
    const misbehave = () => json(200, { ok: false, error: "message_limit_exceeded" });
    expect(await outcomeOf("slack", { misbehave })).toMatchObject({ retryAfter: 3_600_000 });
  });

  test("a word with a status of its own goes by the status", async () => {
    const busy = () => json(429, { ok: false, error: "ratelimited" }, "3");
    expect(await outcomeOf("slack", { misbehave: busy })).toMatchObject({
      errorClass: "transient",
      retryAfter: 3_000,
    });
    const down = () => json(503, { ok: false, error: "channel_not_found" });
    expect(await outcomeOf("slack", { misbehave: down })).toMatchObject({
      outcome: "not_sent",
      errorClass: "transient",
    });
  });

  test("ok without a place leaves it unknown", async () => {
    const outcome = await outcomeOf("slack", { misbehave: () => json(200, { ok: true }) });
    expectOutcome(outcome, {
      outcome: "unknown",
      errorClass: "unknown",
      says: "did not say where it stands",
    });
  });

  test.each(webhookWords)("of a webhook: %i %s", async (code, word, expected) => {
    expectOutcome(await outcomeOf("slack_webhook", { misbehave: () => status(code, word) }), expected);
  });
});

describe("PagerDuty's words", () => {
  test.each(pagerdutyWords)("%s", async (_, does, expected) => {
    expectOutcome(await outcomeOf("pagerduty", { misbehave: () => does }), expected);
  });
});

describe("a receiver that repeats everything it was sent gets nothing of it into an outcome", () => {
  const codes = [200, 202, 400, 401, 403, 404, 429, 500] as const;
  const rows = destinationTypes.flatMap((type) => codes.map((code) => [type, code] as const));
  test.each(rows)("%s with %i", async (type, code) => {
    const misbehave: UnderTestOptions["misbehave"] = ({ headers, body, path }): Misbehaviour => {
      const echo = `${JSON.stringify(headers)} ${body} ${path}`;
      return json(code, {
        ok: false,
        status: echo,
        error: String(headers.authorization ?? "").replace(/^Bearer /, ""),
        message: echo,
        errors: [echo, `'${echo}' is invalid`, `'routing_key' is invalid (${JSON.parse(body).routing_key})`],
      });
    };
    await outcomeOf(type, { misbehave });
  });
});

test.each([
  ["slack", json(200, { ok: false, error: "slacktoken" })],
  ["slack_webhook", status(404, "canarywebhookpath")],
] as const)("a part of the secret of %s does not pass for a word of Slack's", async (type, does) => {
  expect(await outcomeOf(type, { misbehave: () => does })).not.toHaveProperty("providerError");
});

/** For Slack's webhook the secret is the URL. */
function secretUrl(type: DestinationType, url: string) {
  return type === "slack_webhook" ? { secret: async () => url } : {};
}
