import { describe, expect, test } from "vitest";
import { CachedJudge } from "../../../src/engine/asking/cached-judge.ts";
import type { AskOptions, Judge } from "../../../src/engine/asking/judge.ts";
import type { Answer, Question } from "../../../src/engine/asking/question.ts";
import type { StoredVerdict, VerdictStore } from "../../../src/engine/verdicts/verdict-store.ts";

const judgement = {
  anomalyDetected: true,
  severity: "P2",
  rootCause: "<IP:2> is down.",
  recommendedAction: "Look at <IP:2>.",
  confidence: 80,
} as const;
const kept: StoredVerdict = {
  judgement,
  flags: [],
  slots: [],
  model: "tiny",
  time: 1,
  tokens: 1,
  templateId: "",
};
const slot = (name: string, parameter: number) => ({ name, place: { parameter } });
const question = (log: string): Question => ({
  log,
  slots: [slot("IP:1", 0), slot("IP:2", 1)],
  templateId: "ta",
});

/** Answers what was asked once it is flushed; what begins with `bad` has no answer. */
class Model implements Judge {
  readonly asked: string[] = [];
  readonly flushes: boolean[] = [];
  readonly counts = { calls: 0, promptTokens: 0, answerTokens: 0, verdicts: 0, latencies: [] };
  readonly faults = new Map();
  private waiting: (() => void)[] = [];

  ask({ log, slots }: Question, _: AskOptions = {}): Promise<Answer> {
    this.asked.push(log);
    return new Promise((resolve) => {
      const answer: Answer = log.startsWith("bad")
        ? { reason: "unreachable" }
        : { judgement, flags: [], slots, tokens: 90, ...(log.startsWith("other") ? { model: "spare" } : {}) };
      this.waiting.push(() => resolve(answer));
    });
  }

  flush(last = false): void {
    this.flushes.push(last);
    for (const answer of this.waiting.splice(0)) answer();
  }
}

/** A store in memory; keys in `elsewhere` are held by another process until it answers. */
class Store implements VerdictStore {
  readonly verdicts = new Map<string, StoredVerdict>();
  readonly elsewhere = new Set<string>();
  readonly released: string[] = [];
  readonly problems = [];
  readonly ignored = { forged: 0, truncated: 0, foreign: 0, expired: 0 };
  async getMany(keys: readonly string[]) {
    return new Map(
      keys.flatMap((key) => (this.verdicts.has(key) ? [[key, this.verdicts.get(key)!] as const] : [])),
    );
  }
  put(key: string, verdict: StoredVerdict): void {
    this.verdicts.set(key, verdict);
  }
  claim = async (keys: readonly string[]) => keys.filter((key) => !this.elsewhere.has(key));
  unclaimed = async (keys: readonly string[]) => keys.filter((key) => !this.elsewhere.has(key));
  release(keys: readonly string[]): void {
    this.released.push(...keys);
  }
  async flush(): Promise<void> {}
  async close(): Promise<void> {}
}

function remembered(
  store: Store,
  options: { readOnly?: boolean; onSleep?: () => void; signal?: AbortSignal } = {},
) {
  const model = new Model();
  const { readOnly = false, onSleep = () => {}, signal = new AbortController().signal } = options;
  const questions = new CachedJudge(model, {
    store,
    keyOf: ({ log }) => `key of ${log}`,
    model: "tiny",
    now: () => 1_000,
    signal,
    sleep: async () => onSleep(),
    readOnly,
  });
  return { model, questions };
}

async function answersTo(
  questions: Judge,
  logs: readonly string[],
  asking: AskOptions = {},
): Promise<Answer[]> {
  const answers = logs.map((log) => questions.ask(question(log), asking));
  questions.flush(true);
  return Promise.all(answers);
}

describe("a verdict that was given", () => {
  test("a verdict is stored with the slots it names, and answers the next search without a call", async () => {
    const store = new Store();
    const first = remembered(store);
    expect(await answersTo(first.questions, ["a"])).toMatchObject([{ judgement, tokens: 90 }]);
    expect(store.verdicts.get("key of a")).toEqual({
      judgement,
      flags: [],
      slots: [slot("IP:2", 1)],
      wildcards: 0,
      model: "tiny",
      time: 1_000,
      tokens: 90,
      templateId: "ta",
    });
    const second = remembered(store);
    expect(await answersTo(second.questions, ["a", "b"])).toMatchObject([
      { judgement, slots: [slot("IP:2", 1)], cached: true },
      { judgement },
    ]);
    expect(second.model.asked).toEqual(["b"]);
    expect(second.questions.cacheHits).toBe(1);
  });

  test("a verdict that names slots is asked again when the template leaves open another number of values", async () => {
    const store = new Store();
    const sentences = { ...judgement, rootCause: "It is down.", recommendedAction: "Look." };
    store.put("key of a", { ...kept, slots: [slot("IP:2", 1)], wildcards: 2 });
    store.put("key of b", { ...kept, judgement: sentences });
    const { model, questions } = remembered(store);
    const answers = ["a", "b"].map((log) => questions.ask({ ...question(log), template: "<*> x <*> y <*>" }));
    questions.flush(true);
    await Promise.all(answers);
    expect(model.asked).toEqual(["a"]);
    expect(store.verdicts.get("key of a")?.wildcards).toBe(3);
  });

  test("a verdict that this search has asked for itself does not count as cached", async () => {
    const { model, questions } = remembered(new Store());
    await answersTo(questions, ["a"]);
    const [answer] = await answersTo(questions, ["a"], { again: true });
    expect(answer).not.toHaveProperty("remembered");
    expect(model.asked).toEqual(["a", "a"]);
  });

  test("a fallback model's verdict is not stored, and the claim is released", async () => {
    const store = new Store();
    await answersTo(remembered(store).questions, ["other"]);
    expect(store.verdicts.size).toBe(0);
    expect(store.released).toEqual(["key of other"]);
  });
});

test("what has no answer is released, so that another search may ask it", async () => {
  const store = new Store();
  expect(await answersTo(remembered(store).questions, ["bad", "a"])).toMatchObject([
    { reason: "unreachable" },
    { judgement },
  ]);
  expect(store.released).toEqual(["key of bad"]);
});

describe("what another search is asking", () => {
  test("a key that another search is asking is waited for and not asked", async () => {
    const store = new Store();
    store.elsewhere.add("key of a");
    const onSleep = () => {
      store.elsewhere.clear();
      store.put("key of a", kept);
    };
    const { model, questions } = remembered(store, { onSleep });
    expect(await answersTo(questions, ["a", "b"])).toMatchObject([{ cached: true }, { judgement }]);
    expect(model.asked).toEqual(["b"]);
  });

  test("a key is asked once the other search has given up", async () => {
    const store = new Store();
    store.elsewhere.add("key of a");
    const { model, questions } = remembered(store, { onSleep: () => store.elsewhere.clear() });
    expect(await answersTo(questions, ["a"])).toMatchObject([{ judgement }]);
    expect(model.asked).toEqual(["a"]);
  });

  test("a key that is still claimed at the end of the search is left to the judge", async () => {
    const store = new Store();
    store.elsewhere.add("key of a");
    const end = new AbortController();
    const { model, questions } = remembered(store, { onSleep: () => end.abort(), signal: end.signal });
    await answersTo(questions, ["a"]);
    expect(model.asked).toEqual(["a"]);
    expect(model.flushes.at(-1)).toBe(true);
  });
});

test("a plan looks up what is known, and claims and keeps nothing", async () => {
  const store = new Store();
  store.put("key of a", kept);
  store.claim = () => Promise.reject(new Error("claimed"));
  const { model, questions } = remembered(store, { readOnly: true });
  await answersTo(questions, ["a", "b"]);
  expect([model.asked, questions.cacheHits, store.verdicts.size, store.released]).toEqual([["b"], 1, 1, []]);
});
