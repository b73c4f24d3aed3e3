import type { StoredVerdict, VerdictStore } from "./verdict-store.ts";

/** Milliseconds between polls: the first pause and the longest. */
const firstPause = 50;
const longestPause = 250;

/** What to do about each key. */
export interface Division {
  readonly known: ReadonlyMap<string, StoredVerdict>;
  /** Keys that this process has claimed and must ask, then `put` or `release`. */
  readonly mine: readonly string[];
  /** Keys that other processes are asking; see `awaitClaimed`. */
  readonly others: readonly string[];
}

/** Divides keys into known verdicts, keys to ask, and keys that other processes are asking. */
export async function divideWork(store: VerdictStore, keys: readonly string[]): Promise<Division> {
  const known = new Map(await store.getMany(keys));
  const missing = [...new Set(keys)].filter((key) => !known.has(key));
  if (missing.length === 0) return { known, mine: [], others: [] };
  const { answered, mine } = await claimUnanswered(store, missing);
  for (const [key, verdict] of answered) known.set(key, verdict);
  const asked = new Set(mine);
  return { known, mine, others: missing.filter((key) => !known.has(key) && !asked.has(key)) };
}

/** News about keys that other processes were asking. */
export interface Round {
  readonly answered: ReadonlyMap<string, StoredVerdict>;
  /** Keys that this process has claimed and must ask, because their owner died or gave up. */
  readonly mine: readonly string[];
}

export interface Waiting {
  /** Aborts at the deadline of the search or when it is cancelled. */
  readonly signal: AbortSignal;
  /** Returns early when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Waits for keys that other processes are asking, and yields changes as they happen. Ends when every key was yielded, or
 * when the signal aborts. The caller may then ask the remaining keys: asking twice does no harm.
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
      const rest = await claimUnanswered(
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

/** Claims keys and looks them up again: before the claim, their owner may have answered and released them. */
async function claimUnanswered(store: VerdictStore, keys: readonly string[]): Promise<Round> {
  if (keys.length === 0) return { answered: new Map(), mine: [] };
  const held = await store.claim(keys);
  if (held.length === 0) return { answered: new Map(), mine: [] };
  const answered = await store.getMany(held);
  if (answered.size > 0) store.release([...answered.keys()]);
  return { answered, mine: held.filter((key) => !answered.has(key)) };
}
