import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../../src/adapters/configuration/configuration-error.ts";
import { createDestination } from "../../../src/adapters/destinations/create-destination.ts";
import { digestOf } from "../../../src/adapters/destinations/credential.ts";
import { SplunkdError } from "../../../src/adapters/splunkd/splunkd-error.ts";
import { messageOf, now } from "./sample-alerts.ts";
import { expectNoSecret } from "./secrets.ts";
import { canaries, destinationTypes, patient, settingsOf, underTest } from "./under-test.ts";

describe.each(destinationTypes)("the secret of a destination of type %s", (type) => {
  const failing = (error: unknown) =>
    createDestination(
      settingsOf(type, { baseUrl: "https://alerts.example.com", secret: async () => Promise.reject(error) }),
      () => now,
    );

  test("that is not set is a matter of configuration, in the words of its reader", async () => {
    const error = new ConfigurationError(
      "The secret of [destination:ops] names env:X, which is not set",
      "set it",
    );
    expect(await failing(error).send(messageOf(), patient())).toEqual({
      outcome: "not_sent",
      errorClass: "config",
      finding: error.message,
    });
  });

  test.each([
    ["busy", "transient"],
    ["unreachable", "transient"],
    ["unauthorized", "transient"],
    ["forbidden", "config"],
    ["not_found", "config"],
  ] as const)(
    "that splunkd does not give because it is %s is %s, without its address",
    async (kind, errorClass) => {
      const error = new SplunkdError(kind, "splunkd at https://127.0.0.1:8089 is so", "try again later");
      const outcome = await failing(error).send(messageOf(), patient());
      expect(outcome).toMatchObject({
        outcome: "not_sent",
        errorClass,
        finding: expect.stringContaining("password store: try again later."),
      });
      expectNoSecret(outcome);
    },
  );

  test("is not shown by an error of another kind that holds it", async () => {
    const destination = failing(new Error(`cannot parse ${canaries[type]}`));
    const outcome = await destination.send(messageOf(), patient());
    expect(outcome).toMatchObject({ errorClass: "config", finding: expect.stringContaining("check secret") });
    expectNoSecret(outcome);
    expect(await destination.fingerprint(messageOf().target)).toBe("--------");
    expect((await destination.look?.(messageOf(), now, patient())) ?? "cannot_tell").toBe("cannot_tell");
  });

  test.each([
    ["a line break", `${canaries[type]}\r\nx-evil: 1`],
    ["other than ASCII", `${canaries[type]}é`],
    ["nothing", ""],
  ])("with %s in it is not sent, and not shown", async (_, secret) => {
    const { receiver, destination } = await underTest(type, { settings: { secret: async () => secret } });
    const outcome = await destination.send(messageOf(), patient());
    expect(outcome).toMatchObject({ outcome: "not_sent", errorClass: "config" });
    expectNoSecret(outcome);
    expect(receiver.requests).toEqual([]);
  });

  test("has a fingerprint that tells it from others and gives nothing away", async () => {
    const { destination } = await underTest(type);
    const print = await destination.fingerprint(messageOf().target);
    expect(print).toMatch(/^[a-z2-7]{8}$/);
    expectNoSecret(print);
    const other = createDestination(settingsOf(type, { secret: async () => "another" }), () => now);
    expect(await other.fingerprint(messageOf().target)).not.toBe(print);
  });
});

describe("an alert that cannot be written out", () => {
  test.each(destinationTypes)("to %s is given up, and holds up nobody", async (type) => {
    const { receiver, destination } = await underTest(type);
    const broken = { ...messageOf(), alert: { ...messageOf().alert, hosts: null as never } };
    expect(await destination.send(broken, patient())).toMatchObject({
      outcome: "rejected",
      errorClass: "poison",
      finding: expect.stringContaining("could not be written out"),
    });
    expect(receiver.requests).toEqual([]);
  });
});

describe("a digest of a text", () => {
  test("is base32 of its SHA-256", () => {
    // The SHA-256 of nothing begins with e3b0c44298fc1c14.
    expect(digestOf("", 8)).toBe("4oymiquy");
    expect(digestOf("", 40)).toMatch(/^4oymiquy[a-z2-7]{32}$/);
  });
});
