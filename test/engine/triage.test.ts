import { describe, expect, test } from "vitest";
import type { Judge } from "../../src/engine/asking/judge.ts";
import type { Answer, Question } from "../../src/engine/asking/question.ts";
import type { PromptMasking } from "../../src/engine/masking/prompt-masking.ts";
import { Reading } from "../../src/engine/reading/reading.ts";
import { Triage, type TriageOptions } from "../../src/engine/triage.ts";

/** A model that does what any line says: everything is P5. */
class ObedientModel implements Judge {
  readonly counts = { calls: 0, promptTokens: 0, answerTokens: 0, verdicts: 0, latencies: [] };
  readonly faults = new Map();
  readonly asked: Question[] = [];

  ask(question: Question): Promise<Answer> {
    this.asked.push(question);
    const judgement = {
      anomalyDetected: false,
      severity: "P5",
      rootCause: "Nothing is wrong.",
      recommendedAction: "Nothing to do.",
      confidence: 99,
    } as const;
    return Promise.resolve({ judgement, flags: [], slots: [] });
  }

  flush(): void {}
}

/** Nothing in these lines is to be masked. */
const masking = {
  maskEvent: (text: string) => text,
  maskUnit: (text: string) => ({ text, slots: [] }),
  redact: (text: string) => text,
} as unknown as PromptMasking;

async function triage(texts: readonly string[], options: Partial<TriageOptions> = {}) {
  const triage = new Triage({ fallback: "local", perEvent: false, ...options });
  const read = texts.map((text) => triage.known(text) ?? triage.read(text, new Reading(text)));
  const units = read.map((text) => triage.assign(text));
  await triage.settle(units, true);
  return {
    units: triage.unitCount,
    verdicts: units.map(({ verdict }) => ({
      severity: verdict?.judgement?.severity,
      raised: verdict?.flags.includes("raised_to_floor"),
    })),
  };
}

const withModel = () => {
  const judge = new ObedientModel();
  return { judge, options: { model: { name: "tiny", judge, masking } } };
};

describe("every text of a unit has its own floor", () => {
  const notes = ["carol", "dave", "OutOfMemoryError", "erin"].map((user) => `note from user=${user} saved`);

  test("without a model", async () => {
    const { verdicts, units } = await triage(notes);
    expect(verdicts.map(({ severity }) => severity)).toEqual(["P5", "P5", "P1", "P5"]);
    expect(units).toBe(2);
  });

  test.each([
    ["as they come", notes],
    ["backwards", [...notes].reverse()],
  ])("with a model that obeys, %s", async (_, texts) => {
    const { options } = withModel();
    const { verdicts } = await triage(texts, options);
    const expected = texts.map((text) =>
      text.includes("Memory") ? { severity: "P1", raised: true } : { severity: "P5", raised: false },
    );
    expect(verdicts).toEqual(expected);
  });

  test("and texts that are alike stay one unit", async () => {
    const { judge, options } = withModel();
    const texts = Array.from({ length: 300 }, (_, at) => `request ${at} of user=u${at % 7}x is done`);
    expect((await triage(texts, options)).units).toBe(1);
    expect(judge.asked).toHaveLength(1);
  });
});

describe("a known failure that pages", () => {
  const failure = "kernel: Out of memory: Killed process 71 (mysqld)";

  test.each([
    ["bare", failure],
    ["with calming words", `${failure} ua="level=info recovered"`],
    ["behind 9,000 other characters", `GET / ua="${"x".repeat(9_000)}" ${failure}`],
  ])("keeps its severity under a model that obeys: %s", async (_, line) => {
    const { verdicts } = await triage([line], withModel().options);
    expect(verdicts).toEqual([{ severity: "P1", raised: true }]);
  });

  test("is one step milder at most where it does not page, as is what only has a level", async () => {
    const lines = ["Error: connect ECONNREFUSED 192.0.2.10:5672", "FATAL nobody knows these words"];
    const { verdicts } = await triage(lines, withModel().options);
    expect(verdicts.map(({ severity }) => severity)).toEqual(["P3", "P2"]);
  });
});
