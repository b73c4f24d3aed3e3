import { expect, test } from "vitest";
import { AnalyzeRun } from "../../../src/app/analyze/analyze-run.ts";
import type { OpenModel } from "../../../src/app/analyze/model.ts";
import type { Judge } from "../../../src/engine/asking/judge.ts";
import type { Answer } from "../../../src/engine/asking/question.ts";
import { noMasking } from "../../../src/engine/masking/prompt-masking.ts";
import { TemplateMiner } from "../../../src/engine/templates/template-miner.ts";
import { declaration } from "../../../src/programs/declarations/llamaanalyze.ts";
import { parseArguments } from "../../../src/splunk/arguments.ts";

test("the last reply counts every chunk, also when the model answers the last one first", async () => {
  const answers: ((answer: Answer) => void)[] = [];
  const judge: Judge = {
    ask: () => new Promise<Answer>((resolve) => answers.push(resolve)),
    flush: () => {},
    counts: { calls: 2, promptTokens: 0, answerTokens: 0, verdicts: 0, latencies: [] },
    faults: new Map(),
  };
  const model: OpenModel = {
    name: "tiny",
    endpoint: "default",
    judge,
    masking: noMasking,
    store: undefined,
    close: async () => undefined,
    answeredBy: () => [{ name: "tiny", endpoint: "default" }],
    cost: () => undefined,
  };
  const run = new AnalyzeRun({
    parsed: parseArguments(declaration, []),
    info: {},
    opening: { model, problem: undefined, warnings: () => [] },
    templates: { miner: new TemplateMiner(), problem: undefined, save: async () => undefined },
    runLog: undefined,
  });
  const first = run.execute(Buffer.from("_chunked_idx,_raw\n0,one\n1,one\n"), false);
  const last = run.execute(Buffer.from("_chunked_idx,_raw\n0,two\n"), true);
  const judgement = {
    anomalyDetected: true,
    severity: "P2",
    rootCause: "It broke.",
    recommendedAction: "Look.",
    confidence: 80,
  } as const;
  answers[1]?.({ judgement, flags: [] });
  await new Promise((resolve) => setImmediate(resolve));
  answers[0]?.({ judgement, flags: [] });
  await first;
  expect((await last).inspector?.messages?.[0]).toEqual([
    "INFO",
    "3 events, 2 units, 2 calls, 2 chunks. 3 events answered by tiny at [endpoint:default], 0 cached. Masking is off (mask=off).",
  ]);
});
