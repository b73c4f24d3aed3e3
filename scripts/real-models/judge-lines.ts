import { AdaptiveLimit } from "../../src/engine/asking/adaptive-limit.ts";
import { BatchScheduler } from "../../src/engine/asking/batch-scheduler.ts";
import { CallPace } from "../../src/engine/asking/call-pace.ts";
import type { ModelEndpoint } from "../../src/engine/asking/model-endpoint.ts";
import type { Answer } from "../../src/engine/asking/question.ts";
import { RetryingClient } from "../../src/engine/asking/retrying-client.ts";
import type { Doubt } from "../../src/engine/asking/verdict-doubt.ts";
import { Masker } from "../../src/engine/masking/masker.ts";
import { PlaceholderMasking } from "../../src/engine/masking/prompt-masking.ts";
import { Pseudonyms } from "../../src/engine/masking/pseudonyms.ts";
import { Reading } from "../../src/engine/reading/reading.ts";
import { Triage, type TriagedUnit } from "../../src/engine/triage.ts";

export interface JudgedLine {
  readonly unit: TriagedUnit;
  readonly answer: Answer;
}

export interface JudgedLines {
  readonly lines: readonly JudgedLine[];
  readonly calls: number;
  readonly doubts: ReadonlyMap<Doubt, number>;
}

/** One search over these lines: masked, mined into units and asked about as the product does it, one call at a time. */
export async function judgeLines(
  lines: readonly string[],
  endpoint: ModelEndpoint,
  batchSize: number,
  onAnswer: () => void = () => {},
): Promise<JudgedLines> {
  const controller = new AbortController();
  const limit = new AdaptiveLimit({ ceiling: () => 1, now: () => performance.now() });
  const client = new RetryingClient(limit.watch(endpoint), {
    maxAttempts: 3,
    temperature: 0,
    timeLeft: () => Number.POSITIVE_INFINITY,
    pace: new CallPace({ requestTimeout: 1_800_000, timeLeft: () => Number.POSITIVE_INFINITY }),
    signal: controller.signal,
    sleep: async () => {},
    newTag: () => "6f1d20c9a7b3e45218",
    random: () => 0,
    now: () => performance.now(),
  });
  const judge = new BatchScheduler(client, { batchSize, limit, maxAttempts: 3, ended: () => undefined });
  const masking = new PlaceholderMasking(new Masker({}), () => new Pseudonyms(Buffer.alloc(32), 0));
  const triage = new Triage({ fallback: "local", perEvent: false, model: { name: "model", judge, masking } });
  const texts = lines.map((line) => triage.known(line) ?? triage.read(line, new Reading(line)));
  const units = texts.map((text) => {
    const unit = triage.assign(text);
    triage.observe(unit, undefined);
    void unit.answer?.then(onAnswer);
    return unit;
  });
  await triage.settle(units, true);
  const answers = await Promise.all(units.map(({ answer }) => answer));
  return {
    lines: units.map((unit, at) => ({ unit, answer: answers[at] as Answer })),
    calls: client.counts.calls,
    doubts: judge.doubts,
  };
}
