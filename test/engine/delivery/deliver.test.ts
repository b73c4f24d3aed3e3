import { describe, expect, test } from "vitest";
import { requeue } from "../../../src/engine/delivery/requeue.ts";
import type { Outcome } from "../../../src/engine/ledger/delivery.ts";
import {
  busy,
  delivered,
  FakeDestination,
  poison,
  unknown,
  wrongSecret,
} from "../../support/delivery/fake-destination.ts";
import { DeliveryKit } from "../../support/delivery/kit.ts";
import { noon } from "../../support/delivery/sample.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

function setUp() {
  const kit = new DeliveryKit();
  const { time, ledger, chat, alive } = kit;
  const run = kit.run.bind(kit);
  const accept = kit.accept.bind(kit);
  const stateOf = kit.stateOf.bind(kit);
  const pass = kit.pass.bind(kit);
  return { time, ledger, chat, alive, run, accept, stateOf, pass };
}

describe("a delivery", () => {
  test("is sent and delivered, and the claim is gone", async () => {
    const { run, accept, stateOf, chat, ledger } = setUp();
    const key = await accept();
    const { attempts, problem } = await run();
    expect(problem).toBeUndefined();
    expect(attempts).toMatchObject([{ key, attempt: 1, outcome: "delivered", state: "delivered" }]);
    expect(stateOf(key)).toMatchObject({ state: "delivered", attempt: 1, reference: { ts: "1" } });
    expect(stateOf(key)).not.toHaveProperty("claimedBy");
    expect(chat.sent).toHaveLength(1);
    expect([...ledger.tables.audit.values()]).toMatchObject([{ outcome: "delivered", attempt: 1 }]);
    await run();
    expect(chat.sent).toHaveLength(1);
  });

  test("that fails for the moment is tried again in growing steps, as long as it is worth something", async () => {
    const { run, accept, stateOf, chat, pass, time } = setUp();
    chat.answer = () => busy;
    const key = await accept({}, { type: "pagerduty" });
    const waits: number[] = [];
    while (stateOf(key).state === "waiting") {
      await run();
      const before = chat.sent.length;
      await run();
      expect(chat.sent).toHaveLength(before);
      const wait = stateOf(key).nextAt - time.now();
      waits.push(wait);
      await pass(Math.max(wait, minute));
    }
    const wanted = [30, 120, 600, 1_800, ...Array<number>(60).fill(3_600)];
    wanted.forEach((wait, at) => {
      expect(Math.abs((waits[at] as number) / second / wait - 1)).toBeLessThanOrEqual(0.21);
    });
    // Three days are used to their end.
    expect(stateOf(key)).toMatchObject({ state: "dead", type: "pagerduty" });
    const last = stateOf(key).last?.at ?? 0;
    expect(last - noon).toBeGreaterThan(72 * hour - 6 * minute);
    expect(last - noon).toBeLessThanOrEqual(72 * hour);
  });

  test.each([
    ["webhook" as const, 24],
    ["pagerduty" as const, 72],
  ])("of type %s is dead after %d hours", async (type, hours) => {
    const { run, accept, stateOf, chat, pass } = setUp();
    chat.answer = () => busy;
    const key = await accept({}, { type });
    await run();
    await pass(hours * hour - 1_000);
    await run();
    expect(stateOf(key).state).toBe("waiting");
    await pass(2_000);
    await run();
    expect(stateOf(key)).toMatchObject({
      state: "dead",
      reason: "It could not be delivered while it was worth something. Last: It is overloaded.",
    });
  });

  test("waits as long as the destination asks, and so do the others for it", async () => {
    const { run, accept, stateOf, chat, pass } = setUp();
    chat.answer = () => ({ ...busy, status: 429, retryAfter: 10 * minute });
    const key = await accept();
    await run();
    expect(stateOf(key).nextAt - (stateOf(key).last?.at ?? 0)).toBe(10 * minute);
    chat.answer = () => delivered;
    const other = await accept({ identity: "other" });
    await run();
    expect(stateOf(other)).toMatchObject({ state: "waiting", attempt: 0 });
    await pass(10 * minute);
    await run();
    expect([stateOf(key).state, stateOf(other).state]).toEqual(["delivered", "delivered"]);
  });

  test.each([3e13, Number.NaN, -1])("outlives a Retry-After of %d ms", async (retryAfter) => {
    const { run, accept, stateOf, chat, pass } = setUp();
    chat.answer = () => ({ ...busy, retryAfter });
    const key = await accept();
    await run();
    chat.answer = () => delivered;
    await pass(hour);
    await run();
    expect(stateOf(key).state).toBe("delivered");
  });

  test("that is rejected is sent once more in plain form, and then is dead", async () => {
    const { run, accept, stateOf, chat } = setUp();
    chat.answer = () => poison;
    const key = await accept();
    const { attempts } = await run();
    expect(chat.sent.map(({ plain }) => plain)).toEqual([false, true]);
    expect(attempts.map(({ state }) => state)).toEqual(["waiting", "dead"]);
    expect(stateOf(key)).toMatchObject({ state: "dead", reason: "It does not take such a message." });
  });

  test("whose message cannot be made is dead, and blocks no other", async () => {
    const { run, accept, stateOf, chat } = setUp();
    chat.answer = ({ alert }) => {
      if (alert.identity === "bad") throw new TypeError("password=hunter2");
      return delivered;
    };
    const bad = await accept({ identity: "bad" });
    const good = await accept({ identity: "good" });
    await run();
    expect(stateOf(bad)).toMatchObject({
      state: "dead",
      reason: "The message could not be made (TypeError).",
    });
    expect(stateOf(good).state).toBe("delivered");
  });

  test("is held while the configuration is wrong: tried hourly, and at once when it is another", async () => {
    const { run, accept, stateOf, chat, pass } = setUp();
    chat.answer = () => wrongSecret;
    const key = await accept();
    await run();
    expect(stateOf(key)).toMatchObject({ state: "held", attempt: 0, reason: "The secret is not accepted." });
    await pass(50 * minute);
    await run();
    expect(chat.sent).toHaveLength(1);
    await pass(10 * minute);
    await run();
    expect(chat.sent).toHaveLength(2);
    chat.configuration = "00000002";
    chat.answer = () => delivered;
    await run();
    expect(stateOf(key).state).toBe("delivered");
    expect(stateOf(key)).not.toHaveProperty("reason");
  });

  test("to a destination that is not configured any more is held until it is", async () => {
    const { run, accept, stateOf, ledger } = setUp();
    const key = await accept();
    await run({ destinations: [] });
    await run({ destinations: [] });
    expect(stateOf(key)).toMatchObject({
      state: "held",
      reason: "No destination of this name is configured any more.",
    });
    expect(ledger.tables.audit.size).toBe(1);
    await run();
    expect(stateOf(key).state).toBe("delivered");
  });

  test("whose destination hangs is given up at its deadline, and may have arrived", async () => {
    const { run, accept, stateOf, chat } = setUp();
    chat.latency = 10 * minute;
    const key = await accept();
    await run({ deadline: 5 * second });
    expect(stateOf(key)).toMatchObject({ state: "waiting", unsure: true, attempt: 1 });
    expect(stateOf(key).last?.finding).toBe("The destination did not answer in time.");
  });

  test("says by how much it is late", async () => {
    const { run, accept, chat, pass } = setUp();
    await accept({ identity: "late" });
    await pass(2 * hour);
    await accept({ identity: "prompt" });
    await run();
    const delays = Object.fromEntries(chat.sent.map(({ alert, delay }) => [alert.identity, delay]));
    expect(delays.prompt).toBe(0);
    expect(delays.late).toBeGreaterThanOrEqual(2 * hour);
  });
});

describe("what may have arrived", () => {
  const killedRun = async (onUnknown: "look" | "resend" | "hope", arrives: boolean) => {
    const kit = setUp();
    kit.chat.onUnknown = onUnknown;
    const key = await kit.accept(
      {},
      { state: "sending", attempt: 1, claimedBy: "me", leaseUntil: noon + hour },
    );
    if (arrives) kit.chat.there.set(key, { ts: "earlier" });
    kit.alive.delete("me");
    await kit.run({ claimant: "you" });
    return { ...kit, key };
  };

  test("is looked for, and is not sent again when it is there", async () => {
    const { chat, stateOf, key } = await killedRun("look", true);
    expect(chat.sent).toEqual([]);
    expect(stateOf(key)).toMatchObject({ state: "delivered", reference: { ts: "earlier" }, attempt: 2 });
  });

  test("is sent when it is not there", async () => {
    const { chat, stateOf, key } = await killedRun("look", false);
    expect(chat.sent).toHaveLength(1);
    expect(stateOf(key).state).toBe("delivered");
  });

  test.each(["resend", "hope"] as const)(
    "is sent again without a look where the way is to %s",
    async (way) => {
      const { chat, stateOf, key } = await killedRun(way, true);
      expect(chat.looked).toEqual([]);
      expect(chat.sent).toHaveLength(1);
      expect(stateOf(key).state).toBe("delivered");
    },
  );

  test("is sent in the end though the destination never can tell", async () => {
    const { run, accept, chat, stateOf, pass } = setUp();
    chat.onUnknown = "look";
    chat.look = async () => "cannot_tell";
    chat.answer = () => unknown;
    const key = await accept();
    await run();
    chat.answer = () => delivered;
    for (let again = 0; again < 3; again++) {
      await pass(hour);
      await run();
      expect(stateOf(key)).toMatchObject({ state: "waiting", unsure: true });
    }
    await pass(hour);
    await run();
    expect(stateOf(key).state).toBe("delivered");
    expect(chat.sent).toHaveLength(2);
  });

  test("is left to a living process, even when the clock was set an hour ahead", async () => {
    const { run, accept, stateOf, chat, alive, time } = setUp();
    const key = await accept(
      {},
      { state: "sending", attempt: 1, claimedBy: "you", leaseUntil: noon + minute },
    );
    time.set(hour);
    await run();
    expect(stateOf(key).state).toBe("sending");
    alive.delete("you");
    time.set(-2 * hour);
    await run();
    expect(stateOf(key).state).toBe("delivered");
    expect(chat.sent).toHaveLength(1);
  });

  test("of a process of which nothing is known is taken over when its time is up", async () => {
    const { run, accept, stateOf, pass } = setUp();
    const key = await accept({}, { state: "sending", attempt: 1, claimedBy: "", leaseUntil: noon + minute });
    await run();
    expect(stateOf(key).state).toBe("sending");
    await pass(2 * minute);
    await run();
    expect(stateOf(key).state).toBe("delivered");
  });
});

describe("a destination", () => {
  test("that fails five times in a row is left alone, but for one message each minute", async () => {
    const { run, accept, chat, stateOf, pass } = setUp();
    chat.answer = () => busy;
    const keys: string[] = [];
    for (let at = 0; at < 40; at++) keys.push(await accept({ identity: `i${at}` }));
    await run({ atOnce: 1 });
    const sent = chat.sent.length;
    // What was on its way while the fifth failure was recorded may come on top.
    expect(sent).toBeGreaterThanOrEqual(5);
    expect(sent).toBeLessThanOrEqual(20);
    expect(keys.filter((key) => stateOf(key).attempt === 0)).toHaveLength(40 - sent);
    await run();
    expect(chat.sent).toHaveLength(sent);
    await pass(minute);
    await run();
    expect(chat.sent).toHaveLength(sent + 1);
    chat.answer = () => delivered;
    await pass(minute);
    await run();
    expect(keys.filter((key) => stateOf(key).state === "delivered").length).toBeGreaterThan(30);
  });

  test("is tried at once when it is configured anew", async () => {
    const { run, accept, chat } = setUp();
    chat.answer = () => busy;
    for (let at = 0; at < 20; at++) await accept({ identity: `i${at}` });
    await run({ atOnce: 1 });
    chat.answer = () => delivered;
    chat.configuration = "00000002";
    const failed = chat.sent.length;
    await run();
    // Those that failed wait for their own time.
    expect(chat.sent.length).toBe(20);
    expect(failed).toBeLessThan(20);
  });

  test("is sent no more than its rate allows, over several runs", async () => {
    const { run, accept, chat, time } = setUp();
    chat.rate = { perSecond: 1, burst: 1 };
    for (let at = 0; at < 30; at++) await accept({ identity: `i${at}` });
    const times: number[] = [];
    chat.answer = () => {
      times.push(time.elapsed());
      return delivered;
    };
    await run({ max: 10 });
    await run();
    expect(times).toHaveLength(30);
    const gaps = times.slice(1).map((at, before) => at - (times[before] as number));
    expect(Math.min(...gaps)).toBeGreaterThan(990);
    expect((times[29] as number) - (times[0] as number)).toBeLessThan(31_000);
  });

  test("that hangs keeps no other waiting", async () => {
    const { run, accept, time, stateOf } = setUp();
    const slow = new FakeDestination("slow", time.sleep);
    const quick = new FakeDestination("quick", time.sleep);
    slow.latency = 8 * second;
    for (let at = 0; at < 20; at++) await accept({ identity: `i${at}` }, { destination: "slow" });
    const keys: string[] = [];
    for (let at = 0; at < 20; at++) keys.push(await accept({ identity: `i${at}` }, { destination: "quick" }));
    await run({ destinations: [slow, quick] });
    for (const key of keys) expect((stateOf(key).endedAt ?? 0) - noon).toBeLessThan(second);
    expect(slow.mostAtOnce).toBe(16);
  });
});

describe("a run", () => {
  test("keeps the order of an incident, and sends incidents side by side", async () => {
    const { run, accept, chat } = setUp();
    for (const identity of ["a", "b"]) {
      await accept({ identity });
      await accept({ identity, revision: 2, transition: "update" });
      await accept({ identity, revision: 3, transition: "resolve" });
    }
    // The end of each came before anybody had heard of it.
    await run();
    expect(chat.sent.map(({ alert, overSince }) => [alert.transition, overSince])).toEqual([
      ["trigger", noon],
      ["trigger", noon],
    ]);
    chat.sent.length = 0;
    await accept({ identity: "c", severity: "P2" });
    await run();
    await accept({ identity: "c", revision: 2, transition: "update", severity: "P1" });
    await run();
    await accept({ identity: "c", revision: 3, transition: "resolve", severity: "P1" });
    await run();
    expect(chat.sent.map(({ alert }) => alert.transition)).toEqual(["trigger", "update", "resolve"]);
    expect(chat.sent.map(({ earlier }) => earlier)).toEqual([undefined, { ts: "1" }, { ts: "1" }]);
    // Reopened, and told to somebody who hears of it by its growing worse: the conversation goes on.
    await accept({ identity: "c", episode: 2, reason: "reopened" });
    await accept({ identity: "c", episode: 3, reason: "severity_changed", transition: "trigger" });
    await run();
    expect(chat.sent.slice(3).map(({ earlier }) => earlier)).toEqual([{ ts: "1" }, { ts: "1" }]);
  });

  test("holds a resolve back while its trigger may be there", async () => {
    const { run, accept, chat, pass, stateOf } = setUp();
    chat.answer = () => "arrives, nobody knows";
    const trigger = await accept();
    await run();
    const resolve = await accept({ revision: 2, transition: "resolve" });
    await run();
    expect(stateOf(trigger)).toMatchObject({ state: "waiting", unsure: true });
    expect(stateOf(resolve).state).toBe("waiting");
    chat.answer = () => delivered;
    await pass(hour);
    await run();
    expect(chat.sent.map(({ alert }) => alert.transition)).toEqual(["trigger", "trigger", "resolve"]);
  });

  test("sends only the newest of the updates that wait", async () => {
    const { run, accept, chat, stateOf } = setUp();
    await accept();
    await run();
    const old = await accept({ revision: 2, transition: "update" });
    await accept({ revision: 3, transition: "update" });
    await run();
    expect(chat.sent.map(({ alert }) => alert.revision)).toEqual([1, 3]);
    expect(stateOf(old)).toMatchObject({
      state: "superseded",
      reason: "Newer news of the incident took its place.",
    });
  });

  test.each([false, true])(
    "never sends a trigger anew after its resolve (may have arrived: %s)",
    async (unsure) => {
      const { run, accept, chat, stateOf, ledger, time } = setUp();
      const trigger = await accept({}, { state: "dead", unsure, endedAt: noon, attempt: 10 });
      await accept({ revision: 2, transition: "update" });
      await run();
      await accept({ revision: 3, transition: "resolve" });
      await run();
      expect(chat.sent.map(({ alert }) => alert.transition)).toEqual(["update", "resolve"]);
      await requeue(ledger, [trigger], { now: time.now(), appVersion: "1.0.0" });
      await run();
      expect(chat.sent).toHaveLength(2);
      expect(stateOf(trigger)).toMatchObject({
        state: "superseded",
        reason: "Later news of the incident was delivered before it.",
      });
    },
  );

  test("begins nothing after its time, and gives back what it had claimed", async () => {
    const { run, accept, chat, ledger } = setUp();
    chat.latency = second;
    for (let at = 0; at < 100; at++) await accept({ identity: `i${at}` });
    await run({ budget: 3 * second });
    expect(chat.sent.length).toBeLessThanOrEqual(64);
    const left = [...ledger.tables.deliveries.values()].filter(({ state }) => state !== "delivered");
    expect(left).toHaveLength(100 - chat.sent.length);
    expect(left.every(({ state, attempt, unsure }) => state === "waiting" && attempt === 0 && !unsure)).toBe(
      true,
    );
  });

  test("makes as many tries as it may, the most urgent first", async () => {
    const { run, accept, chat } = setUp();
    await accept({ identity: "mild", severity: "P3" });
    await accept({ identity: "bad", severity: "P0" });
    await accept({ identity: "worse", severity: "P1" });
    const { attempts } = await run({ max: 2 });
    expect(attempts).toHaveLength(2);
    expect(chat.sent.map(({ alert }) => alert.identity)).toEqual(["bad", "worse"]);
  });

  test("of one destination alone leaves the others", async () => {
    const { run, accept, time, chat } = setUp();
    const other = new FakeDestination("other", time.sleep);
    await accept();
    await accept({}, { destination: "other" });
    await run({ destinations: [chat, other], only: "other" });
    expect([chat.sent.length, other.sent.length]).toEqual([0, 1]);
  });

  test("records many outcomes in few transactions", async () => {
    const { run, accept, ledger } = setUp();
    for (let at = 0; at < 500; at++) await accept({ identity: `i${at}` });
    const before = ledger.transactions;
    await run();
    expect(ledger.transactions - before).toBeLessThanOrEqual(10);
  });

  test("records what was sent once the ledger takes it again", async () => {
    const { run, accept, chat, ledger, stateOf } = setUp();
    const key = await accept();
    chat.answer = () => {
      ledger.failing = 3;
      return delivered;
    };
    const { problem, attempts } = await run();
    expect(problem).toBeUndefined();
    expect(attempts).toHaveLength(1);
    expect(stateOf(key).state).toBe("delivered");
    expect(chat.sent).toHaveLength(1);
  });

  test("says so when the ledger never takes it, and another run finds out what arrived", async () => {
    const { run, accept, chat, ledger, stateOf, alive } = setUp();
    chat.onUnknown = "look";
    const key = await accept();
    chat.answer = () => {
      ledger.failing = 1_000;
      return delivered;
    };
    const { problem } = await run();
    expect(problem).toBe(
      "The ledger has no room: make room. 1 message could not be given back to the ledger: once this process has ended, the next run takes up what it left.",
    );
    expect(stateOf(key).state).toBe("sending");
    ledger.failing = 0;
    alive.delete("me");
    await run({ claimant: "you" });
    expect(stateOf(key).state).toBe("delivered");
    expect(chat.sent).toHaveLength(1);
  });

  test("fails when nothing can be claimed", async () => {
    const { run, accept, ledger } = setUp();
    await accept();
    ledger.failing = 1_000;
    await expect(run()).rejects.toThrow("The ledger has no room: make room.");
  });

  test.each([-hour, hour])(
    "loses nothing and doubles nothing when the clock is set by %d ms",
    async (jump) => {
      const { run, accept, chat, time, ledger, pass } = setUp();
      let answered = 0;
      chat.rate = { perSecond: 10, burst: 1 };
      chat.answer = (): Outcome => {
        if (++answered === 20) time.set(jump);
        return answered % 3 === 0 ? busy : delivered;
      };
      for (let at = 0; at < 40; at++) await accept({ identity: `i${at}` });
      for (let again = 0; again < 5; again++) {
        await run();
        await pass(10 * minute);
      }
      chat.answer = () => delivered;
      await pass(hour);
      await run();
      const states = [...ledger.tables.deliveries.values()].map(({ state }) => state);
      expect(states.every((state) => state === "delivered")).toBe(true);
      expect(chat.there.size).toBe(40);
    },
  );
});
