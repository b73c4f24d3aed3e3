import { describe, expect, test } from "vitest";
import { betterKnown, ownershipOf } from "../../../src/engine/incidents/ownership.ts";

describe("who is responsible", () => {
  test("is what the CMDB says, with ten further columns at most", () => {
    const more = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`column${index}`, `v${index}`]),
    );
    const row = {
      service_name: "checkout",
      service_owner: ["ann@example.com", "bob"],
      escalation_policy: "gold",
      slack_channel: "#shop",
      pagerduty_key_name: "shop",
      _key: "7",
      empty: "",
      ...more,
    };
    const ownership = ownershipOf(row, "sre");
    expect(ownership).toMatchObject({
      answer: "found",
      owner: "ann@example.com",
      escalationPolicy: "gold",
      slackChannel: "#shop",
      pagerdutyKeyName: "shop",
    });
    expect(Object.keys(ownership.more)).toEqual(Object.keys(more).slice(0, 10));
  });

  test("is cut and cleaned", () => {
    const { owner, more } = ownershipOf({ service_owner: "x".repeat(500), team: "a\u202eb\u0000" }, "");
    expect(owner).toHaveLength(120);
    expect(more).toEqual({ team: "a b" });
  });

  test.each(["no_entry", "unavailable", "no_service"] as const)(
    "is the default where the answer is %s",
    (answer) => {
      expect(ownershipOf(answer, "sre")).toEqual({
        answer,
        owner: "sre",
        escalationPolicy: "",
        slackChannel: "",
        pagerdutyKeyName: "",
        more: {},
      });
    },
  );

  test("is the default where the CMDB names nobody", () => {
    expect(ownershipOf({ service_owner: "", slack_channel: "#a" }, "sre")).toMatchObject({
      answer: "found",
      owner: "sre",
    });
  });
});

describe("a CMDB that does not answer", () => {
  const known = ownershipOf({ service_owner: "ann" }, "sre");
  const away = ownershipOf("unavailable", "sre");

  test("does not make forgotten what it said before", () => {
    expect(betterKnown(known, away)).toBe(known);
    expect(betterKnown(away, known)).toBe(known);
    expect(betterKnown(away, away)).toBe(away);
  });

  test("is another thing than one that has no entry any more", () => {
    const gone = ownershipOf("no_entry", "sre");
    expect(betterKnown(known, gone)).toBe(gone);
  });
});
