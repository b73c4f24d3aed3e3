import type { PlaceholderSlot } from "../masking/slots.ts";
import { awaitClaimed, divideWork } from "../verdicts/single-flight.ts";
import type { StoredVerdict, VerdictStore } from "../verdicts/verdict-store.ts";
import type { AskOptions, Judge } from "./judge.ts";
import { type Answer, type Question, wildcardsOf } from "./question.ts";

export interface CachedJudgeOptions {
  readonly store: VerdictStore;
  /** The key of a question's verdict in the store. */
  readonly keyOf: (question: Question) => string;
  /** The endpoint's own model. A verdict that a fallback's model gave is not stored under its name. */
  readonly model: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Aborts when the search has to end. */
  readonly signal: AbortSignal;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Keys to ask before all others, because an earlier search left them unanswered. */
  readonly askFirst?: ReadonlySet<string>;
  /** Only looks verdicts up: claims and stores nothing. For plans. */
  readonly readOnly?: boolean;
}

/** Greater than any risk. */
const aboveAllRisks = 1_000;

interface Pending {
  readonly key: string;
  readonly question: Question;
  readonly asking: AskOptions;
  readonly resolve: (answer: Answer) => void;
}

/**
 * A cache in front of a judge. It answers from the verdict store, waits for what another search is asking right now
 * (single flight), asks the rest, and stores the answers. An unreachable store costs its time limit, never the search.
 */
export class CachedJudge implements Judge {
  readonly #inner: Judge;
  readonly #options: CachedJudgeOptions;
  /** Keys that this search has asked: their verdicts count as the model's in this run, not as cached. */
  readonly #askedHere = new Set<string>();
  #pending: Pending[] = [];
  /** Units that were answered from the store. */
  cacheHits = 0;
  /** Keys of units that got no answer. */
  readonly unanswered = new Set<string>();

  constructor(inner: Judge, options: CachedJudgeOptions) {
    this.#inner = inner;
    this.#options = options;
  }

  get counts(): Judge["counts"] {
    return this.#inner.counts;
  }

  get doubts(): Judge["doubts"] {
    return this.#inner.doubts;
  }

  get faults(): Judge["faults"] {
    return this.#inner.faults;
  }

  ask(question: Question, asking: AskOptions = {}): Promise<Answer> {
    return new Promise((resolve) => {
      this.#pending.push({ key: this.#options.keyOf(question), question, asking, resolve });
    });
  }

  flush(last = false): void {
    const batch = this.#pending;
    this.#pending = [];
    if (batch.length === 0) this.#inner.flush(last);
    else void this.#answerBatch(batch, last);
  }

  async #answerBatch(batch: readonly Pending[], last: boolean): Promise<void> {
    const { store, readOnly = false } = this.#options;
    const waiting = byKey(batch);
    const keys = [...waiting.keys()].filter((key) => !this.#askedHere.has(key));
    const { known, mine, others } = readOnly
      ? { known: await store.getMany(keys), mine: [], others: [] }
      : await divideWork(store, keys);
    this.#resolveKnown(known, waiting);
    const askedElsewhere = new Set(others);
    const rest = [...waiting.keys()].filter((key) => !askedElsewhere.has(key));
    this.#askAll(rest, waiting, new Set(mine));
    this.#inner.flush(last);
    if (others.length > 0) await this.#awaitOthers(others, waiting, last);
  }

  /** Waits until the other searches have answered or given up. Keys that are still open at the end are asked here. */
  async #awaitOthers(
    others: readonly string[],
    waiting: Map<string, Pending[]>,
    last: boolean,
  ): Promise<void> {
    const { store, signal, sleep } = this.#options;
    for await (const { answered, mine } of awaitClaimed(store, others, { signal, sleep })) {
      this.#resolveKnown(answered, waiting);
      this.#askAll(mine, waiting, new Set(mine));
      this.#inner.flush(last);
    }
    this.#askAll([...waiting.keys()], waiting, new Set());
    this.#inner.flush(last);
  }

  /** Answers waiting questions whose verdicts are known. */
  #resolveKnown(known: ReadonlyMap<string, StoredVerdict>, waiting: Map<string, Pending[]>): void {
    for (const [key, { judgement, flags, slots, wildcards = 0, model }] of known) {
      const asked = waiting.get(key) ?? [];
      // The places of another number of values are others: it is asked again.
      if (slots.length > 0 && asked.some(({ question }) => wildcardsOf(question) !== wildcards)) continue;
      waiting.delete(key);
      this.cacheHits += asked.length;
      for (const { resolve } of asked) resolve({ judgement, flags, slots, model, cached: true });
    }
  }

  #askAll(keys: readonly string[], waiting: Map<string, Pending[]>, claimed: ReadonlySet<string>): void {
    for (const key of keys) {
      const asked = waiting.get(key) ?? [];
      waiting.delete(key);
      if (asked.length > 0) this.#askedHere.add(key);
      const answers = asked.map(({ question, asking, resolve }) =>
        this.#inner.ask(question, this.#prioritised(key, asking)).then((answer) => {
          if ("reason" in answer) this.unanswered.add(key);
          else this.unanswered.delete(key);
          this.#store(key, question, answer);
          resolve(answer);
          return answer;
        }),
      );
      if (!claimed.has(key)) continue;
      void Promise.all(answers).then((all) => {
        if (!all.some((answer) => this.#isStorable(answer))) this.#options.store.release([key]);
      });
    }
  }

  #prioritised(key: string, asking: AskOptions): AskOptions {
    if (this.#options.askFirst?.has(key) !== true) return asking;
    const { risk = () => 0 } = asking;
    return { ...asking, risk: () => aboveAllRisks + risk() };
  }

  #isStorable(answer: Answer): answer is Exclude<Answer, { reason: unknown }> {
    const { model, readOnly = false } = this.#options;
    return !readOnly && "judgement" in answer && (answer.model === undefined || answer.model === model);
  }

  #store(key: string, question: Question, answer: Answer): void {
    if (!this.#isStorable(answer)) return;
    const { store, model, now } = this.#options;
    const { judgement, flags, slots: all = [], tokens = 0 } = answer;
    const slots = slotsNamedIn([judgement.rootCause, judgement.recommendedAction], all);
    store.put(key, {
      judgement,
      flags,
      slots,
      ...(slots.length === 0 ? {} : { wildcards: wildcardsOf(question) }),
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

/** The slots whose placeholders the sentences use. */
function slotsNamedIn(
  sentences: readonly string[],
  slots: readonly PlaceholderSlot[],
): readonly PlaceholderSlot[] {
  const text = sentences.join(" ").toUpperCase();
  return slots.filter(({ name }) => text.includes(`<${name}>`));
}
