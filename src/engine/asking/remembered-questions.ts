import type { Slot } from "../masking/slots.ts";
import { awaitClaimed, divideWork } from "../verdicts/single-flight.ts";
import type { StoredVerdict, VerdictStore } from "../verdicts/verdict-store.ts";
import type { Answer, Asking, Questions } from "./asker.ts";
import type { Question } from "./question.ts";

export interface RememberedOptions {
  readonly store: VerdictStore;
  /** The key that a question's verdict is remembered under. */
  readonly keyOf: (question: Question) => string;
  /** The endpoint's own model: what another one answered in its place is not remembered under its name. */
  readonly model: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Aborts when the search has to end. */
  readonly signal: AbortSignal;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Keys to ask before all others: an earlier search left them. */
  readonly first?: ReadonlySet<string>;
  /** Nothing is asked: what is known is looked up, and nothing is claimed or kept. */
  readonly onlyLooks?: boolean;
}

/** Above every risk. */
const beforeAll = 1_000;

interface Pending {
  readonly key: string;
  readonly question: Question;
  readonly asking: Asking;
  readonly resolve: (answer: Answer) => void;
}

/**
 * Answers from the store what was answered before, waits for what another search is asking in this moment, and asks
 * the rest; what comes back is remembered. A store that is away costs its time limit, never the search.
 */
export class RememberedQuestions implements Questions {
  readonly #inner: Questions;
  readonly #options: RememberedOptions;
  /** What this search has asked itself is not remembered to it: that verdict is the model's, in this run. */
  readonly #own = new Set<string>();
  #pending: Pending[] = [];
  /** Units that were answered from the store. */
  remembered = 0;
  /** Keys of units that got no answer. */
  readonly left = new Set<string>();

  constructor(inner: Questions, options: RememberedOptions) {
    this.#inner = inner;
    this.#options = options;
  }

  get counts(): Questions["counts"] {
    return this.#inner.counts;
  }

  get faults(): Questions["faults"] {
    return this.#inner.faults;
  }

  ask(question: Question, asking: Asking = {}): Promise<Answer> {
    return new Promise((resolve) => {
      this.#pending.push({ key: this.#options.keyOf(question), question, asking, resolve });
    });
  }

  flush(last = false): void {
    const batch = this.#pending;
    this.#pending = [];
    if (batch.length === 0) this.#inner.flush(last);
    else void this.#work(batch, last);
  }

  async #work(batch: readonly Pending[], last: boolean): Promise<void> {
    const { store, onlyLooks = false } = this.#options;
    const waiting = byKey(batch);
    const keys = [...waiting.keys()].filter((key) => !this.#own.has(key));
    const { known, mine, others } = onlyLooks
      ? { known: await store.getMany(keys), mine: [], others: [] }
      : await divideWork(store, keys);
    this.#giveOut(known, waiting);
    const theirs = new Set(others);
    const rest = [...waiting.keys()].filter((key) => !theirs.has(key));
    this.#askAll(rest, waiting, new Set(mine));
    this.#inner.flush(last);
    if (others.length > 0) await this.#waitFor(others, waiting, last);
  }

  /** Until the others have answered, given up, or the search has to end: then what is left is asked, or ends with it. */
  async #waitFor(others: readonly string[], waiting: Map<string, Pending[]>, last: boolean): Promise<void> {
    const { store, signal, sleep } = this.#options;
    for await (const { answered, mine } of awaitClaimed(store, others, { signal, sleep })) {
      this.#giveOut(answered, waiting);
      this.#askAll(mine, waiting, new Set(mine));
      this.#inner.flush(last);
    }
    this.#askAll([...waiting.keys()], waiting, new Set());
    this.#inner.flush(last);
  }

  /** Answers what is known, and takes it out of what waits. */
  #giveOut(known: ReadonlyMap<string, StoredVerdict>, waiting: Map<string, Pending[]>): void {
    for (const [key, { judgement, flags, slots, model }] of known) {
      const asked = waiting.get(key) ?? [];
      waiting.delete(key);
      this.remembered += asked.length;
      for (const { resolve } of asked) resolve({ judgement, flags, slots, model, remembered: true });
    }
  }

  #askAll(keys: readonly string[], waiting: Map<string, Pending[]>, claimed: ReadonlySet<string>): void {
    for (const key of keys) {
      const asked = waiting.get(key) ?? [];
      waiting.delete(key);
      if (asked.length > 0) this.#own.add(key);
      const answers = asked.map(({ question, asking, resolve }) =>
        this.#inner.ask(question, this.#urged(key, asking)).then((answer) => {
          if ("reason" in answer) this.left.add(key);
          else this.left.delete(key);
          this.#remember(key, question, answer);
          resolve(answer);
          return answer;
        }),
      );
      if (!claimed.has(key)) continue;
      void Promise.all(answers).then((all) => {
        if (!all.some((answer) => this.#isKept(answer))) this.#options.store.release([key]);
      });
    }
  }

  #urged(key: string, asking: Asking): Asking {
    if (this.#options.first?.has(key) !== true) return asking;
    const { risk = () => 0 } = asking;
    return { ...asking, risk: () => beforeAll + risk() };
  }

  #isKept(answer: Answer): answer is Exclude<Answer, { reason: unknown }> {
    const { model, onlyLooks = false } = this.#options;
    return !onlyLooks && "judgement" in answer && (answer.model === undefined || answer.model === model);
  }

  #remember(key: string, question: Question, answer: Answer): void {
    if (!this.#isKept(answer)) return;
    const { store, model, now } = this.#options;
    const { judgement, flags, slots = [], tokens = 0 } = answer;
    store.put(key, {
      judgement,
      flags,
      slots: namedIn([judgement.rootCause, judgement.recommendedAction], slots),
      model,
      time: now(),
      tokens,
      templateId: question.templateId ?? "",
    });
  }
}

function byKey(batch: readonly Pending[]): Map<string, Pending[]> {
  const groups = new Map<string, Pending[]>();
  for (const each of batch) {
    const group = groups.get(each.key);
    if (group === undefined) groups.set(each.key, [each]);
    else group.push(each);
  }
  return groups;
}

/** The slots that sentences speak of. */
function namedIn(sentences: readonly string[], slots: readonly Slot[]): readonly Slot[] {
  const text = sentences.join(" ").toUpperCase();
  return slots.filter(({ name }) => text.includes(`<${name}>`));
}
