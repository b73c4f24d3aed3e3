import { describe, expect, test } from "vitest";
import { AdaptiveLimit } from "../../../src/engine/asking/adaptive-limit.ts";
import { BatchScheduler } from "../../../src/engine/asking/batch-scheduler.ts";
import { CallPace } from "../../../src/engine/asking/call-pace.ts";
import type { ModelEndpoint } from "../../../src/engine/asking/model-endpoint.ts";
import type { Answer, Question } from "../../../src/engine/asking/question.ts";
import { RetryingClient } from "../../../src/engine/asking/retrying-client.ts";
import { inLanguages, type WireVerdict, withEvidence } from "../../support/honest-verdicts.ts";
import { logsOf } from "../../support/model-endpoint/reply-content.ts";

/** What a model answers to the lines of a batch. */
type Mixing = (right: readonly WireVerdict[]) => readonly WireVerdict[];

/** A search of a model that knows the right verdict on each line, and mixes those of a batch up. */
async function search(questions: readonly Question[], rightOf: (log: string) => WireVerdict, mixing: Mixing) {
  const asked: number[] = [];
  const endpoint: ModelEndpoint = {
    async ask({ user }) {
      const logs = logsOf({ messages: [{ role: "user", content: user }] });
      asked.push(logs.length);
      const given = mixing(logs.map(({ log }) => rightOf(log)));
      const verdicts = Object.fromEntries(given.map((verdict, at) => [at + 1, verdict]));
      return {
        content: JSON.stringify({ verdicts }),
        finishReason: "stop",
        promptTokens: 10,
        answerTokens: 5,
      };
    },
  };
  const now = () => 0;
  const limit = new AdaptiveLimit({ ceiling: () => 4, now });
  const client = new RetryingClient(limit.watch(endpoint), {
    maxAttempts: 3,
    temperature: 0,
    timeLeft: () => 240_000,
    pace: new CallPace({ timeLeft: () => 240_000, requestTimeout: 30_000 }),
    signal: new AbortController().signal,
    sleep: async () => undefined,
    newTag: () => "tag0123456789abcdef",
    random: () => 0,
    now,
  });
  const judge = new BatchScheduler(client, { batchSize: 8, limit, maxAttempts: 3, ended: () => undefined });
  const answers = questions.map((question) => judge.ask(question));
  judge.flush(true);
  return { answers: await Promise.all(answers), asked, judge };
}

const shifted: Mixing = (right) => right.map((_, at) => right[(at + 1) % right.length] as WireVerdict);
const causeOf = (answer: Answer) => ("judgement" in answer ? answer.judgement.rootCause : answer.reason);

describe("a model that mixes the verdicts of a batch up", () => {
  test("is asked about each doubted line again, alone, and no verdict of another line reaches a row", async () => {
    const all = withEvidence().slice(0, 160);
    const right = new Map(all.map(({ question, verdict }) => [question.log, verdict]));
    const { answers, asked, judge } = await search(
      all.map(({ question }) => question),
      (log) => right.get(log) as WireVerdict,
      shifted,
    );
    const wrong = all.filter(({ verdict }, at) => causeOf(answers[at] as Answer) !== verdict.root_cause);
    expect(wrong.length).toBeLessThanOrEqual(all.length * 0.03);
    expect(asked.filter((size) => size > 1)).toEqual(new Array(20).fill(8));
    expect([...judge.doubts.values()].reduce((sum, count) => sum + count, 0)).toBe(asked.length - 20);
    expect(judge.doubts.get("other_line")).toBeGreaterThan(140);
  });

  test("cannot put another line's value into a row", async () => {
    const slots = [{ name: "IP:1", place: { token: 0, nth: 0 } }];
    const questions = inLanguages().map(({ question }) => ({ log: `${question.log} at <IP:1>`, slots }));
    const verdict = (log: string): WireVerdict => ({
      anomaly_detected: true,
      severity: "P1",
      root_cause: `The host ${/<IP:\d+>$/.exec(log)?.[0]} is in trouble.`,
      recommended_action: "Look at it.",
      confidence: 80,
    });
    const { answers, judge } = await search(questions, verdict, shifted);
    expect(new Set(answers.map(causeOf))).toEqual(new Set(["The host <IP:1> is in trouble."]));
    expect(judge.doubts.get("foreign_placeholder")).toBe(questions.length);
  });
});

describe("a verdict that is doubted twice", () => {
  const saying = (root_cause: string, severity = "P2") => ({
    anomaly_detected: severity !== "no",
    severity: severity === "no" ? "P0" : severity,
    root_cause,
    recommended_action: "Look at it.",
    confidence: 80,
  });

  test.each([
    ["says_nothing", saying("1")],
    ["prompt_words", saying("Judge what holds for every event of the form.")],
    ["contradiction", saying("The disk is full.", "no")],
  ] as const)("%s: is left to the embedded analyst, with a sentence and a count", async (doubt, verdict) => {
    const questions = ["ERROR disk full on sda1", "WARN job is late"].map((log) => ({ log }));
    const { answers, asked, judge } = await search(
      questions,
      () => verdict,
      (right) => right,
    );
    expect(answers.map(causeOf)).toEqual(["bad_reply", "bad_reply"]);
    expect(asked).toEqual([2, 1, 1]);
    expect(judge.doubts.get(doubt)).toBe(4);
    expect(judge.faults.get("bad_reply")).toContain("batch_size=1");
  });
});
