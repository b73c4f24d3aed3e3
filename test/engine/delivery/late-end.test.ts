import { describe, expect, test } from "vitest";
import type { Message } from "../../../src/engine/delivery/destination.ts";
import { requeue } from "../../../src/engine/delivery/requeue.ts";
import { busy, delivered, unknown, wrongSecret } from "../../support/delivery/fake-destination.ts";
import { DeliveryKit } from "../../support/delivery/kit.ts";
import { noon } from "../../support/delivery/sample.ts";

const minute = 60_000;
const hour = 60 * minute;

/** What was said, in a word each: the news, how bad, and since when it is over. */
const said = (messages: readonly Message[]) =>
  messages.map(({ alert, overSince }) =>
    [
      alert.transition,
      alert.severity,
      ...(overSince === undefined ? [] : [`over ${Math.floor((overSince - noon) / minute)}m`]),
    ].join(" "),
  );

/** A P0 at noon whose destination is down, and its end half an hour later. */
async function unheard(type: "webhook" | "slack" | "slack_webhook" | "pagerduty", answer = busy) {
  const kit = new DeliveryKit();
  kit.chat.answer = () => answer;
  const trigger = await kit.accept({ severity: "P0" }, { type });
  await kit.run();
  kit.chat.sent.length = 0;
  await kit.pass(30 * minute);
  const end = await kit.accept({ severity: "P0", revision: 2, transition: "resolve" }, { type });
  return { kit, trigger, end };
}

describe("what nobody heard of while it went on", () => {
  test.each(["webhook", "slack", "slack_webhook"] as const)(
    "is told by %s in one message, which tells the end as well",
    async (type) => {
      const { kit, trigger, end } = await unheard(type);
      kit.chat.answer = () => delivered;
      await kit.pass(3 * hour);
      await kit.run();
      await kit.run();
      expect(said(kit.chat.sent)).toEqual(["trigger P0 over 30m"]);
      expect(kit.stateOf(trigger).state).toBe("delivered");
      expect(kit.stateOf(end)).toMatchObject({
        state: "superseded",
        reason: "The message before it said already that the incident is over.",
      });
    },
  );

  test("is a page of PagerDuty that says so, and is resolved", async () => {
    const { kit } = await unheard("pagerduty");
    kit.chat.answer = () => delivered;
    await kit.pass(60 * hour);
    await kit.run();
    await kit.run();
    expect(said(kit.chat.sent)).toEqual(["trigger P0 over 30m", "resolve P0"]);
  });

  test.each([
    ["webhook" as const, 24],
    ["slack" as const, 24],
    ["pagerduty" as const, 72],
  ])("is tried by %s for all of %d hours", async (type, hours) => {
    const { kit, trigger } = await unheard(type);
    const until = async (end: number) => {
      while (kit.time.now() < end) {
        await kit.pass(2 * minute);
        await kit.run();
      }
    };
    await until(noon + hours * hour - 10 * minute);
    expect(kit.stateOf(trigger).state).toBe("waiting");
    kit.chat.answer = () => delivered;
    await until(noon + hours * hour);
    expect(kit.stateOf(trigger).state).toBe("delivered");
  });

  test("for want of a token is told when the token is corrected", async () => {
    const { kit, trigger } = await unheard("slack", wrongSecret);
    expect(kit.stateOf(trigger).state).toBe("held");
    await kit.pass(3 * minute);
    kit.chat.answer = () => delivered;
    kit.chat.configuration = "00000002";
    await kit.run();
    expect(said(kit.chat.sent)).toEqual(["trigger P0 over 30m"]);
  });

  test("is told as bad as it was at its worst, with all that was seen of it", async () => {
    const kit = new DeliveryKit();
    kit.chat.answer = () => busy;
    await kit.accept({ severity: "P2" });
    await kit.accept({ severity: "P0", revision: 2, transition: "update" });
    await kit.accept({ severity: "P3", revision: 3, transition: "update" });
    await kit.run();
    await kit.pass(hour);
    await kit.accept({ severity: "P3", revision: 4, transition: "resolve" });
    kit.chat.answer = () => delivered;
    kit.chat.sent.length = 0;
    await kit.run();
    await kit.run();
    expect(said(kit.chat.sent)).toEqual(["trigger P0 over 60m"]);
    const states = [...kit.ledger.tables.deliveries.values()].map(({ state }) => state);
    expect(states).toEqual(["delivered", "superseded", "superseded", "superseded"]);
  });

  test("waits behind what goes on", async () => {
    const { kit } = await unheard("webhook");
    await kit.accept({ identity: "mild", severity: "P3" });
    kit.chat.answer = () => delivered;
    await kit.pass(hour);
    await kit.run({ max: 1 });
    expect(said(kit.chat.sent)).toEqual(["trigger P3"]);
  });

  test("is followed by its end where an earlier try, which may have arrived, did not tell it", async () => {
    const { kit } = await unheard("webhook", unknown);
    kit.chat.answer = () => delivered;
    await kit.pass(hour);
    await kit.run();
    await kit.run();
    expect(said(kit.chat.sent)).toEqual(["trigger P0 over 30m", "resolve P0"]);
  });

  test("is not followed by its end where every try told it", async () => {
    const { kit } = await unheard("webhook");
    kit.chat.answer = () => unknown;
    await kit.pass(hour);
    await kit.run();
    kit.chat.answer = () => delivered;
    await kit.pass(hour);
    await kit.run();
    await kit.run();
    expect(said(kit.chat.sent)).toEqual(["trigger P0 over 30m", "trigger P0 over 30m"]);
  });

  test("is told by its end where the beginning was given up, but PagerDuty is spared that", async () => {
    for (const type of ["webhook", "pagerduty"] as const) {
      const kit = new DeliveryKit();
      await kit.accept({ severity: "P0" }, { type, state: "dead", endedAt: noon });
      const end = await kit.accept({ severity: "P1", revision: 2, transition: "resolve" }, { type });
      await kit.run();
      expect(said(kit.chat.sent)).toEqual(type === "webhook" ? ["resolve P0 over 0m"] : []);
      expect(kit.stateOf(end).state).toBe(type === "webhook" ? "delivered" : "superseded");
    }
  });

  test("and has begun again since is told before it goes on", async () => {
    const { kit } = await unheard("webhook");
    await kit.accept({ severity: "P1", episode: 2, reason: "reopened" });
    kit.chat.answer = () => delivered;
    await kit.pass(hour);
    await kit.run();
    await kit.run();
    expect(said(kit.chat.sent)).toEqual(["trigger P0 over 30m", "trigger P1"]);
  });

  test("is told when an administrator lets it try anew", async () => {
    const { kit, trigger } = await unheard("webhook");
    await kit.pass(25 * hour);
    await kit.run();
    expect(kit.stateOf(trigger).state).toBe("dead");
    kit.chat.answer = () => delivered;
    await requeue(kit.ledger, [trigger], { now: kit.time.now(), appVersion: "1.0.0" });
    await kit.run();
    await kit.run();
    expect(said(kit.chat.sent)).toContain("trigger P0 over 30m");
  });
});

describe("an update that nobody heard", () => {
  /** Heard as P2, then told nothing: the news that come meanwhile, and what is said once the destination is there. */
  async function after(...news: readonly (readonly ["update" | "resolve", "P0" | "P1" | "P2" | "P3"])[]) {
    const kit = new DeliveryKit();
    await kit.accept({ severity: "P2" });
    await kit.run();
    kit.chat.sent.length = 0;
    for (const [at, [transition, severity]] of news.entries()) {
      await kit.pass(minute);
      await kit.accept({ severity, revision: at + 2, transition });
    }
    await kit.run();
    await kit.run();
    return said(kit.chat.sent);
  }

  test.each([
    [
      [
        ["update", "P1"],
        ["update", "P0"],
      ],
      ["update P0"],
    ],
    [
      [
        ["update", "P0"],
        ["update", "P0"],
      ],
      ["update P0"],
    ],
    [
      [
        ["update", "P0"],
        ["update", "P2"],
      ],
      ["update P0", "update P2"],
    ],
    [
      [
        ["update", "P2"],
        ["update", "P2"],
      ],
      ["update P2"],
    ],
    [
      [
        ["update", "P3"],
        ["resolve", "P3"],
      ],
      ["resolve P3"],
    ],
    [
      [
        ["update", "P2"],
        ["resolve", "P2"],
      ],
      ["resolve P2"],
    ],
    [
      [
        ["update", "P0"],
        ["resolve", "P0"],
      ],
      ["update P0 over 2m"],
    ],
    [
      [
        ["update", "P0"],
        ["update", "P3"],
        ["resolve", "P3"],
      ],
      ["update P0 over 3m"],
    ],
  ] as const)("of %j is told as %j", async (news, expected) => {
    expect(await after(...news)).toEqual(expected);
  });
});
