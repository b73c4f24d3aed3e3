import { describe, expect, test } from "vitest";
import { Calibration } from "../../../src/engine/asking/calibration.ts";
import { ContextWindow } from "../../../src/engine/asking/context-window.ts";
import { EndpointError, type Measurement, type Prompt } from "../../../src/engine/asking/model-endpoint.ts";
import { FakeEndpoint, fault } from "./fake-endpoint.ts";

const prompt: Prompt = { system: "You triage logs.", user: "disk full" };
const nothing: Measurement = { contextTokens: undefined, promptTokens: undefined };
const { signal } = new AbortController();

/** A server that tells of lengths, and what it was asked. */
function serverWith(context: number | undefined, count: number | undefined) {
  const asked: string[] = [];
  const measure = async (_: AbortSignal, measured?: Prompt): Promise<Measurement> => {
    asked.push(measured === undefined ? "context" : "prompt");
    return measured === undefined
      ? { ...nothing, contextTokens: context }
      : { ...nothing, promptTokens: count };
  };
  return { asked, endpoint: { ask: () => Promise.reject(fault("refused")), measure } };
}

const length = (estimate: number, divisible = true) => ({ estimate, answerTokens: 896, divisible });

describe("a prompt", () => {
  test("a short prompt is not checked", async () => {
    const { asked, endpoint } = serverWith(4_096, 4_000);
    expect(await new ContextWindow(endpoint, signal).fits(prompt, length(5_800))).toBe(true);
    expect(asked).toEqual([]);
  });

  test("a long prompt makes one request for the context size, shared by concurrent calls", async () => {
    const { asked, endpoint } = serverWith(131_072, undefined);
    const room = new ContextWindow(endpoint, signal);
    const fits = await Promise.all(
      [6_000, 20_000, 100_000].map((estimate) => room.fits(prompt, length(estimate))),
    );
    expect(fits).toEqual([true, true, true]);
    expect(asked).toEqual(["context"]);
  });

  test.each([
    [8_192 - 896 - 16, true],
    [8_192 - 896 - 15, false],
  ])("near the end of the context is measured: of %i tokens it fits is %s", async (count, fits) => {
    const { asked, endpoint } = serverWith(8_192, count);
    expect(await new ContextWindow(endpoint, signal).fits(prompt, length(6_500))).toBe(fits);
    expect(asked).toEqual(["context", "prompt"]);
  });

  test("once a server could not measure, estimates decide and it is not asked again", async () => {
    const { asked, endpoint } = serverWith(8_192, undefined);
    const room = new ContextWindow(endpoint, signal);
    expect(await room.fits(prompt, length(7_296))).toBe(true);
    expect(await room.fits(prompt, length(7_297))).toBe(false);
    expect(await room.fits(prompt, length(9_000, false)), "a single text is never held back by a guess").toBe(
      true,
    );
    expect(asked).toEqual(["context", "prompt"]);
  });

  test("a prompt is left to the server when no length is known", async () => {
    const { asked, endpoint } = serverWith(undefined, undefined);
    const room = new ContextWindow(endpoint, signal);
    expect(await room.fits(prompt, length(500_000))).toBe(true);
    expect(await room.fits(prompt, length(500_000))).toBe(true);
    expect(asked).toEqual(["context"]);
    const silent = new ContextWindow({ ask: endpoint.ask }, signal);
    expect(await silent.fits(prompt, length(500_000))).toBe(true);
  });

  test("a prompt is checked against the context size from a refusal", async () => {
    const { asked, endpoint } = serverWith(undefined, undefined);
    const room = new ContextWindow(endpoint, signal);
    room.learn(4_096);
    expect(await room.fits(prompt, length(2_560))).toBe(true);
    expect(await room.fits(prompt, length(3_201))).toBe(false);
    expect(asked).toEqual(["prompt"]);
  });
});

describe("a batch that does not fit", () => {
  const long = (count: number) =>
    Array.from({ length: count }, (_, at) => `${at} ${"stack frame ".repeat(400)}`);
  const tooLong = new EndpointError("too_long", "It does not fit.", undefined, false, 8_192);

  function schedulerOf(endpoint: FakeEndpoint, measure?: FakeEndpoint["measure"]) {
    const calibration = new Calibration();
    if (measure !== undefined) endpoint.measure = measure;
    return endpoint.judge({ concurrency: 1, calibration });
  }

  test("a batch that does not fit is halved before the server refuses it, and costs no attempt", async () => {
    const endpoint = new FakeEndpoint();
    const judge = schedulerOf(endpoint, async (_, measured) => ({
      contextTokens: 8_192,
      promptTokens: measured && Math.ceil(measured.user.length / 3),
    }));
    const answers = long(8).map((log) => judge.ask({ log }));
    judge.flush();
    expect((await Promise.all(answers)).every((answer) => "judgement" in answer)).toBe(true);
    expect(endpoint.asked.map((logs) => logs.length)).toEqual([4, 4]);
    expect(judge.counts.calls, "what was not sent is no call").toBe(2);
    expect([...endpoint.attempts.values()]).toEqual(new Array(8).fill(1));
  });

  test("when no length is known the batch is sent, and its refusal tells the context size", async () => {
    const endpoint = new FakeEndpoint((_, logs) => (logs.length > 2 ? tooLong : "by-id"));
    const judge = schedulerOf(endpoint);
    const answers = long(16).map((log) => judge.ask({ log }));
    judge.flush();
    expect((await Promise.all(answers)).every((answer) => "judgement" in answer)).toBe(true);
    expect(endpoint.asked.filter((logs) => logs.length > 2)).toHaveLength(1);
  });

  test("a single text that was measured as too long is answered with its reason", async () => {
    const endpoint = new FakeEndpoint();
    const judge = schedulerOf(endpoint, async () => ({ contextTokens: 8_192, promptTokens: 9_000 }));
    const answer = judge.ask({ log: "x".repeat(20_000) });
    judge.flush();
    expect(await answer).toEqual({ reason: "too_long" });
    expect(endpoint.requests).toEqual([]);
    expect(judge.faults.get("too_long")).toContain("do not fit the model's context");
  });
});
