import { describe, expect, test } from "vitest";
import {
  alertIdOf,
  deliveryKeyOf,
  hashOf,
  incidentKey,
  laneOf,
  stormKey,
} from "../../../src/engine/incidents/alert-keys.ts";
import { fc } from "../../support/fast-check.ts";

describe("a hash", () => {
  test("is lower-case base32 of SHA-256 over JSON", () => {
    // echo -n '["a",1]' | sha256sum | xxd -r -p | base32 | tr A-Z a-z
    expect(hashOf(["a", 1], 51)).toBe("cnprpjdvuynp33vpg5m22lsfvuohvoyzeok2xzd6ih6i4ok5ygu");
    expect(hashOf(["a", 1])).toBe(hashOf(["a", 1], 51).slice(0, 26));
  });

  test("tells parts apart that look the same when they are joined", () => {
    expect(hashOf(["ab", "c"])).not.toBe(hashOf(["a", "bc"]));
    expect(hashOf(["1"])).not.toBe(hashOf([1]));
  });
});

describe("keys", () => {
  const place = { identity: "i", episode: 1, revision: 1, shadow: false };
  const target = { channel: "#a", keyName: "" };

  test("of a delivery differ in every part of it, and in nothing else", () => {
    const key = deliveryKeyOf("ops", target, place);
    expect(key).toMatch(/^[a-z2-7]{40}$/);
    expect(deliveryKeyOf("ops", { keyName: "", channel: "#a" }, { ...place })).toBe(key);
    const others = [
      deliveryKeyOf("dev", target, place),
      deliveryKeyOf("ops", { ...target, channel: "#b" }, place),
      deliveryKeyOf("ops", { ...target, keyName: "k" }, place),
      deliveryKeyOf("ops", target, { ...place, identity: "j" }),
      deliveryKeyOf("ops", target, { ...place, episode: 2 }),
      deliveryKeyOf("ops", target, { ...place, revision: 2 }),
      deliveryKeyOf("ops", target, { ...place, shadow: true }),
    ];
    expect(new Set([key, ...others]).size).toBe(8);
  });

  test("of an alert tell its revisions apart", () => {
    expect(alertIdOf(place, "trigger")).not.toBe(alertIdOf(place, "update"));
    expect(alertIdOf(place, "trigger")).not.toBe(alertIdOf({ ...place, shadow: true }, "trigger"));
  });

  test("of lanes keep conversations apart", () => {
    const lane = laneOf("ops", target, "i", 1, false);
    expect(laneOf("ops", target, "i", 2, false)).not.toBe(lane);
    expect(laneOf("ops", target, "i", 1, true)).not.toBe(lane);
  });

  test("of storms are the same in upper and lower case", () => {
    expect(stormKey("Orders", 1, false)).toBe(stormKey("oRDERS", 1, false));
  });

  test("of incidents and storms never meet those in shadow", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (one, other, hour) => {
        expect(incidentKey(one, true)).not.toBe(incidentKey(other, false));
        expect(stormKey(one, hour, true)).not.toBe(stormKey(other, hour, false));
      }),
    );
  });
});
