import { describe, expect, test } from "vitest";
import { awaitClaimed, divideWork, type Round } from "../../../src/engine/verdicts/single-flight.ts";
import type { StoredVerdict, VerdictStore } from "../../../src/engine/verdicts/verdict-store.ts";

const verdict = { model: "llama" } as StoredVerdict;

/** What processes share, and a store for each of them. */
class Host {
  readonly verdicts = new Map<string, StoredVerdict>();
  readonly holders = new Map<string, string>();
  /** Happens before a process claims: another was faster. */
  beforeClaim: () => void = () => undefined;

  store(name: string): VerdictStore {
    const held = (key: string): boolean => (this.holders.get(key) ?? name) === name;
    const release = (keys: readonly string[]) => {
      for (const key of keys) if (this.holders.get(key) === name) this.holders.delete(key);
    };
    return {
      getMany: async (keys) =>
        new Map(keys.filter((key) => this.verdicts.has(key)).map((key) => [key, verdict])),
      put: (key, given) => {
        this.verdicts.set(key, given);
        release([key]);
      },
      claim: async (keys) => {
        this.beforeClaim();
        const mine = keys.filter(held);
        for (const key of mine) this.holders.set(key, name);
        return mine;
      },
      unclaimed: async (keys) => keys.filter(held),
      release,
      flush: async () => undefined,
      close: async () => undefined,
      problems: [],
      ignored: { forged: 0, truncated: 0, foreign: 0, expired: 0 },
    };
  }
}

/** Waits whose sleep lets the next thing happen; the pauses are kept. */
function waiting(happenings: (() => void)[]) {
  const controller = new AbortController();
  const pauses: number[] = [];
  const sleep = async (pause: number) => {
    pauses.push(pause);
    const next = happenings.shift();
    if (next === undefined) controller.abort();
    else next();
  };
  return { pauses, options: { signal: controller.signal, sleep } };
}

async function all(rounds: AsyncIterable<Round>): Promise<{ answered: string[]; mine: string[] }[]> {
  const found: { answered: string[]; mine: string[] }[] = [];
  for await (const { answered, mine } of rounds)
    found.push({ answered: [...answered.keys()], mine: [...mine] });
  return found;
}

describe("keys are divided", () => {
  test("keys are divided into known verdicts, keys to ask, and keys that another process is asking", async () => {
    const host = new Host();
    host.verdicts.set("a", verdict);
    await host.store("other").claim(["b"]);
    const { known, mine, others } = await divideWork(host.store("one"), ["a", "b", "c"]);
    expect({ known: [...known.keys()], mine, others }).toEqual({ known: ["a"], mine: ["c"], others: ["b"] });
  });

  test("a key that is given twice is divided once", async () => {
    const host = new Host();
    await host.store("other").claim(["b"]);
    const { mine, others } = await divideWork(host.store("one"), ["a", "b", "a", "b"]);
    expect({ mine, others }).toEqual({ mine: ["a"], others: ["b"] });
  });

  test("a key that was answered between the look-up and the claim is neither asked nor held", async () => {
    const host = new Host();
    host.beforeClaim = () => host.verdicts.set("a", verdict);
    const { known, mine, others } = await divideWork(host.store("one"), ["a", "b"]);
    expect({ known: [...known.keys()], mine, others }).toEqual({ known: ["a"], mine: ["b"], others: [] });
    expect([...host.holders.keys()]).toEqual(["b"]);
  });

  test("nothing is claimed when every verdict is known", async () => {
    const host = new Host();
    host.verdicts.set("a", verdict);
    host.beforeClaim = () => expect.unreachable();
    expect((await divideWork(host.store("one"), ["a"])).mine).toEqual([]);
  });
});

describe("what another process is asking", () => {
  test("a key that another process answers is yielded at once", async () => {
    const host = new Host();
    const [one, other] = [host.store("one"), host.store("other")];
    await other.claim(["a", "b"]);
    const { pauses, options } = waiting([
      () => other.put("b", verdict),
      () => undefined,
      () => other.put("a", verdict),
    ]);
    expect(await all(awaitClaimed(one, ["a", "b"], options))).toEqual([
      { answered: ["b"], mine: [] },
      { answered: ["a"], mine: [] },
    ]);
    expect(pauses).toEqual([50, 50, 75]);
    expect(host.holders.size).toBe(0);
  });

  test("a key whose owner gives up goes to exactly one of the waiting processes", async () => {
    const host = new Host();
    const [one, two, other] = [host.store("one"), host.store("two"), host.store("other")];
    await other.claim(["a", "b"]);
    const { options } = waiting([() => other.release(["a", "b"])]);
    const [round] = await all(awaitClaimed(one, ["a", "b"], options));
    expect(round).toEqual({ answered: [], mine: ["a", "b"] });
    expect(await all(awaitClaimed(two, ["a", "b"], waiting([() => undefined]).options))).toEqual([]);
  });

  test("waiting polls in pauses that grow to a quarter of a second, until the signal aborts", async () => {
    const host = new Host();
    await host.store("other").claim(["a"]);
    const { pauses, options } = waiting(Array.from({ length: 7 }, () => () => undefined));
    expect(await all(awaitClaimed(host.store("one"), ["a"], options))).toEqual([]);
    expect(pauses.slice(-3)).toEqual([250, 250, 250]);
    expect(pauses).toHaveLength(8);
  });

  test("without keys there is no wait", async () => {
    const { pauses, options } = waiting([]);
    expect(await all(awaitClaimed(new Host().store("one"), [], options))).toEqual([]);
    expect(pauses).toEqual([]);
  });
});
