import type { StoredVerdict, VerdictStore } from "./verdict-store.ts";

/** Milliseconds between looks at what others are asking: the first, and the longest. */
const firstPause = 50;
const longestPause = 250;

/** What is to be done about each of some keys. */
export interface Division {
  readonly known: ReadonlyMap<string, StoredVerdict>;
  /** For this process to ask; each ends with `put` or `release`. */
  readonly mine: readonly string[];
  /** Being asked by another process; see `awaitClaimed`. */
  readonly others: readonly string[];
}

/** Divides keys into those whose verdict is known, those to ask, and those that another process is asking. */
export async function divideWork(store: VerdictStore, keys: readonly string[]): Promise<Division> {
  const known = new Map(await store.getMany(keys));
  const missing = [...new Set(keys)].filter((key) => !known.has(key));
  if (missing.length === 0) return { known, mine: [], others: [] };
  const { answered, mine } = await takeUp(store, missing);
  for (const [key, verdict] of answered) known.set(key, verdict);
  const asked = new Set(mine);
  return { known, mine, others: missing.filter((key) => !known.has(key) && !asked.has(key)) };
}

/** What has become of keys that another process was asking. */
export interface Round {
  readonly answered: ReadonlyMap<string, StoredVerdict>;
  /** Their owner died or gave up, and this process has taken them: for it to ask. */
  readonly mine: readonly string[];
}

export interface Waiting {
  /** The end of patience: the deadline of the search, or its cancellation. */
  readonly signal: AbortSignal;
  /** Returns early when the signal says so. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Waits for what other processes are asking, and gives out what changes as it changes. Ends when every key was
 * given out, or with the signal: what then was not given out is nobody's, and asking it anew does no harm.
 */
export async function* awaitClaimed(
  store: VerdictStore,
  keys: readonly string[],
  { signal, sleep }: Waiting,
): AsyncGenerator<Round, void, void> {
  const pending = new Set(keys);
  for (let pause = firstPause; pending.size > 0; pause = Math.min(longestPause, pause * 1.5)) {
    const free = await store.unclaimed([...pending]);
    if (free.length > 0) {
      const known = await store.getMany(free);
      const rest = await takeUp(
        store,
        free.filter((key) => !known.has(key)),
      );
      const round = { answered: new Map([...known, ...rest.answered]), mine: rest.mine };
      for (const key of [...round.answered.keys(), ...round.mine]) pending.delete(key);
      if (round.answered.size + round.mine.length > 0) {
        pause = firstPause;
        yield round;
      }
    }
    if (pending.size === 0 || signal.aborted) return;
    await sleep(pause, signal);
    if (signal.aborted) return;
  }
}

/** Claims keys and looks once more: between a look and a claim their owner may have answered and let go. */
async function takeUp(store: VerdictStore, keys: readonly string[]): Promise<Round> {
  if (keys.length === 0) return { answered: new Map(), mine: [] };
  const held = await store.claim(keys);
  if (held.length === 0) return { answered: new Map(), mine: [] };
  const answered = await store.getMany(held);
  if (answered.size > 0) store.release([...answered.keys()]);
  return { answered, mine: held.filter((key) => !answered.has(key)) };
}
