import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Replicas } from "../../../src/adapters/model/replicas.ts";
import { EndpointError, type EndpointFault } from "../../../src/engine/asking/model-endpoint.ts";
import { seededRandom } from "../../engine/asking/simulated-server.ts";
import { FakeServer, requestWith } from "./fake-servers.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const replicasOf = (...servers: FakeServer[]) =>
  new Replicas({ name: "pool", servers, waits: true, random: seededRandom(1), now: () => performance.now() });

/** What became of a call: the server's name, or the error. */
async function outcome(replicas: Replicas, request = requestWith()): Promise<string | Error> {
  const asked = replicas.ask(request).then(
    ({ content }) => content,
    (error: Error) => error,
  );
  await vi.runAllTimersAsync();
  return asked;
}

const faultOf = (error: unknown) => (error instanceof EndpointError ? error.fault : undefined);

describe("several servers", () => {
  test("share the calls; the one with fewer of them gets the next", async () => {
    const servers = [new FakeServer("a"), new FakeServer("b"), new FakeServer("c", "slow")];
    const replicas = replicasOf(...servers);
    const asked = Array.from({ length: 30 }, () => replicas.ask(requestWith()));
    const load = servers.map(({ now }) => now);
    expect(Math.max(...load) - Math.min(...load)).toBeLessThanOrEqual(3);
    await vi.runAllTimersAsync();
    await Promise.all(asked);
    expect(servers.reduce((sum, { calls }) => sum + calls, 0)).toBe(30);
  });

  test("of which one refuses connections lose no try and no call", async () => {
    const [gone, well] = [new FakeServer("gone", "refuse connection"), new FakeServer("well")];
    const replicas = replicasOf(gone, well);
    for (let at = 0; at < 20; at++) {
      const request = requestWith(0);
      expect(await outcome(replicas, request)).toBe("well");
      expect(request.counted()).toBe(0);
    }
  });

  test.each<EndpointFault>(["unreachable", "server_error", "bad_reply", "busy", "timeout", "refused"])(
    "of which one ends with %s count a try for each call made again",
    async (fault) => {
      const [ill, well] = [new FakeServer("ill", fault), new FakeServer("well")];
      const replicas = replicasOf(ill, well);
      let counted = 0;
      for (let at = 0; at < 20; at++) {
        const request = requestWith();
        expect(await outcome(replicas, request)).toBe("well");
        counted += request.counted();
      }
      expect(ill.calls).toBeGreaterThan(0);
      expect(counted).toBe(ill.calls);
    },
  );

  test("do not ask again where no try is left", async () => {
    const servers = [new FakeServer("a", "server_error"), new FakeServer("b", "server_error")];
    expect(faultOf(await outcome(replicasOf(...servers), requestWith(0)))).toBe("server_error");
    expect(servers.reduce((sum, { calls }) => sum + calls, 0)).toBe(1);
  });

  test.each<EndpointFault>(["too_long", "form_refused"])(
    "say %s of the request itself at once, and are none the worse for it",
    async (fault) => {
      const [one, other] = [new FakeServer("a", fault), new FakeServer("b", fault)];
      const replicas = replicasOf(one, other);
      for (let at = 0; at < 10; at++) expect(faultOf(await outcome(replicas))).toBe(fault);
      expect(one.calls + other.calls).toBe(10);
      expect(replicas.isDown).toBe(false);
    },
  );

  test("that all refuse a request are none the worse for it", async () => {
    const replicas = replicasOf(new FakeServer("a", "refused"), new FakeServer("b", "refused"));
    for (let at = 0; at < 10; at++) expect(faultOf(await outcome(replicas))).toBe("refused");
    expect(replicas.isDown).toBe(false);
  });

  test("that are all gone say so in one sentence, and ask nobody any more", async () => {
    const servers = [new FakeServer("a", "refuse connection"), new FakeServer("b", "refuse connection")];
    const replicas = replicasOf(...servers);
    for (let at = 0; at < 3; at++) await outcome(replicas);
    expect(replicas.isDown).toBe(true);
    const error = await outcome(replicas);
    expect(faultOf(error)).toBe("unreachable");
    expect((error as Error).message).toMatch(
      /^None of the 2 servers of \[endpoint:pool\] gives an answer now, the last one for this reason: The server [ab] had the fault unreachable\.$/,
    );
  });
});

describe("a server that hangs", () => {
  test("loses the call to another one after a share of its time", async () => {
    const [hanging, well] = [new FakeServer("hanging", "hang"), new FakeServer("well")];
    const replicas = replicasOf(hanging, well);
    const waits: number[] = [];
    for (let at = 0; at < 20; at++) {
      const started = performance.now();
      const request = requestWith();
      expect(await outcome(replicas, request)).toBe("well");
      waits.push(performance.now() - started);
    }
    expect(hanging.calls).toBeGreaterThan(0);
    expect(Math.max(...waits)).toBeLessThan(0.55 * 30_000);
    expect(hanging.calls, "it is left alone").toBeLessThan(8);
  });

  test("keeps the call where no try is left, to its end", async () => {
    const servers = [new FakeServer("a", "hang"), new FakeServer("b", "hang")];
    const started = performance.now();
    expect(faultOf(await outcome(replicasOf(...servers), requestWith(0)))).toBe("timeout");
    expect(performance.now() - started).toBe(30_000);
    expect(servers.reduce((sum, { calls }) => sum + calls, 0)).toBe(1);
  });

  test("and others that do, end the call within its time", async () => {
    const servers = ["a", "b", "c"].map((name) => new FakeServer(name, "hang"));
    const started = performance.now();
    expect(faultOf(await outcome(replicasOf(...servers)))).toBe("timeout");
    expect(performance.now() - started).toBe(30_000);
    expect(servers.map(({ calls }) => calls)).toEqual([1, 1, 1]);
  });

  test("is not one that serves other calls meanwhile", async () => {
    const [slow, silent] = [new FakeServer("slow", "hang"), new FakeServer("silent", "hang")];
    const now = () => performance.now();
    // Of two with as many calls the first is chosen.
    const replicas = new Replicas({
      name: "pool",
      servers: [slow, silent],
      waits: true,
      random: () => 0,
      now,
    });
    const atSlow = replicas.ask(requestWith()).catch((error: unknown) => error);
    const atSilent = replicas.ask(requestWith());
    expect([slow.calls, silent.calls]).toEqual([1, 1]);
    slow.act = "serve";
    for (let at = 0; at < 7; at++) {
      expect(
        (await Promise.all([replicas.ask(requestWith()), vi.advanceTimersByTimeAsync(2_000)]))[0].content,
      ).toBe("slow");
    }
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await atSilent).content).toBe("slow");
    expect(slow.now, "the first call is still with it").toBe(1);
    await vi.runAllTimersAsync();
    expect(faultOf(await atSlow)).toBe("timeout");
  });

  test("ends with the search", async () => {
    const controller = new AbortController();
    const replicas = replicasOf(new FakeServer("a", "hang"), new FakeServer("b", "hang"));
    const asked = replicas
      .ask({ ...requestWith(), signal: controller.signal })
      .catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(100);
    controller.abort();
    expect(faultOf(await asked)).toBe("cancelled");
  });
});

describe("a server that failed three times in a row", () => {
  /** Fails it three times; returns when its pause has begun. */
  async function pausing(act: "refuse connection" | "server_error" = "server_error") {
    const [ill, well] = [new FakeServer("ill", act), new FakeServer("well")];
    const replicas = replicasOf(ill, well);
    for (let at = 0; ill.calls < 3 && at < 50; at++) await outcome(replicas);
    expect(ill.calls).toBe(3);
    return { ill, well, replicas };
  }
  /** Calls one after the other, a tenth of a second apart. */
  async function callsFor(seconds: number, replicas: Replicas) {
    for (let at = 0; at < seconds * 10; at++) {
      await outcome(replicas);
      await vi.advanceTimersByTimeAsync(90);
    }
  }

  test("is asked for its health after a second, and pauses twice as long each time it is not well", async () => {
    const { ill, replicas } = await pausing();
    ill.alive = false;
    await callsFor(0.8, replicas);
    expect(ill.checks).toBe(0);
    await callsFor(1, replicas);
    expect(ill.checks).toBe(1);
    await callsFor(28, replicas);
    // At 1, 3, 7 and 15 seconds; the next would be at 31.
    expect(ill.checks).toBe(4);
    expect(ill.calls).toBe(3);
  });

  test("gets one call when it says it is alive, and pauses again when that fails", async () => {
    const { ill, replicas } = await pausing();
    await callsFor(2, replicas);
    expect([ill.checks, ill.calls]).toEqual([1, 4]);
    await callsFor(2, replicas);
    expect([ill.checks, ill.calls]).toEqual([2, 5]);
  });

  test("shares the calls again once one came back well", async () => {
    const { ill, replicas } = await pausing();
    ill.act = "serve";
    await callsFor(5, replicas);
    expect(ill.calls).toBeGreaterThan(10);
  });

  test("is never left alone for more than a minute", async () => {
    const { ill, replicas } = await pausing();
    ill.alive = false;
    await callsFor(200, replicas);
    const before = ill.checks;
    await callsFor(121, replicas);
    expect(ill.checks - before).toBeGreaterThanOrEqual(2);
  });

  test("and was the last one is tried by the next call after its pause", async () => {
    const only = [new FakeServer("a", "server_error"), new FakeServer("b", "server_error")];
    const replicas = replicasOf(...only);
    for (let at = 0; at < 3; at++) await outcome(replicas);
    expect(replicas.isDown).toBe(true);
    for (const server of only) server.act = "serve";
    await vi.advanceTimersByTimeAsync(1_000);
    expect(["a", "b"]).toContain(await outcome(replicas));
    expect(replicas.isDown).toBe(false);
  });
});

test("calls that have nowhere else to go wait for the one that tries a server again", async () => {
  const servers = [new FakeServer("a", "server_error"), new FakeServer("b", "server_error")];
  const replicas = replicasOf(...servers);
  for (let at = 0; at < 3; at++) await outcome(replicas);
  expect(replicas.isDown).toBe(true);
  for (const server of servers) server.act = "slow";
  await vi.advanceTimersByTimeAsync(1_000);
  const asked = Array.from({ length: 20 }, () => replicas.ask(requestWith(0)));
  await vi.advanceTimersByTimeAsync(500);
  expect(servers.map(({ calls }) => calls)).toEqual([4, 4]);
  await vi.runAllTimersAsync();
  expect(await Promise.all(asked)).toHaveLength(20);
});

test("a server that is busy is passed over for a while, and not taken for gone while it serves others", async () => {
  const [busy, well] = [new FakeServer("busy", "busy"), new FakeServer("well")];
  const replicas = replicasOf(busy, well);
  for (let at = 0; at < 50; at++) await outcome(replicas);
  expect(busy.calls).toBeLessThanOrEqual(2);
  expect(busy.checks).toBe(0);
});
