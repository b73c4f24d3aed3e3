import { expect, test } from "vitest";
import { Planner } from "../../../src/engine/asking/planner.ts";
import { systemMessage, userMessage } from "../../../src/engine/asking/prompt.ts";
import { answerCap } from "../../../src/engine/asking/verdict-schema.ts";

const planner = () => new Planner({ batchSize: 2, newTag: () => "abcdefgh12345678" });

test("a plan has the messages that would be sent, at the first question of each batch", async () => {
  const plan = planner();
  const questions = [
    { log: "c", template: "z" },
    { log: "a", template: "x" },
    { log: "b", template: "y" },
  ];
  const answers = questions.map((question) => plan.ask(question));
  plan.flush();
  const messagesOf = (logs: readonly { log: string; template: string }[]) =>
    JSON.stringify([
      { role: "system", content: systemMessage },
      { role: "user", content: userMessage(logs, "abcdefgh12345678") },
    ]);
  // Like beside like, as an asker asks.
  expect(await Promise.all(answers)).toEqual([
    { reason: "plan", messages: messagesOf([{ log: "c", template: "z" }]) },
    {
      reason: "plan",
      messages: messagesOf([
        { log: "a", template: "x" },
        { log: "b", template: "y" },
      ]),
    },
    { reason: "plan" },
  ]);
  expect(plan.counts).toMatchObject({ calls: 2, answerTokens: answerCap(2) + answerCap(1) });
  const bytes = Buffer.byteLength(systemMessage) * 2;
  expect(plan.counts.promptTokens).toBeGreaterThan(bytes / 2);
});

test("what would be asked once is planned once, but for events that are judged by themselves", async () => {
  const plan = planner();
  const once = [plan.ask({ log: "a" }), plan.ask({ log: "a" })];
  const each = [plan.ask({ log: "a" }, { again: true }), plan.ask({ log: "a" }, { again: true })];
  plan.flush();
  await Promise.all([...once, ...each]);
  expect(plan.counts.calls).toBe(2);
});
