import pRetry from "p-retry";
import { BudgetSpent, type Reservation } from "./budget.ts";
import { CallAttempts, type CallOptions } from "./call-attempts.ts";
import type { CallPace } from "./call-pace.ts";
import { ContextWindow } from "./context-window.ts";
import { FormLadder } from "./form-ladder.ts";
import type { ModelCall } from "./model-call.ts";
import { EndpointError, type ModelEndpoint, type ModelReply, type ReplyForm } from "./model-endpoint.ts";

export interface RetryingClientOptions {
  /** The most attempts of one call, including the first. */
  readonly maxAttempts: number;
  readonly temperature: number;
  /** Milliseconds until the search has to end. */
  readonly timeLeft: () => number;
  /** Aborts when the search is cancelled or its time runs out. */
  readonly signal: AbortSignal;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Makes a new tag for each call: 8 to 64 unguessable letters and digits. */
  readonly newTag: () => string;
  /** 0 to 1, for the jitter of the backoff. */
  readonly random: () => number;
  readonly now: () => number;
  /** How long a call may take, and what is learnt from it. */
  readonly pace: CallPace;
}

/** Totals over all calls of a search. */
export interface CallCounts {
  calls: number;
  promptTokens: number;
  answerTokens: number;
  /** Verdicts that were believed; counted by who reads the replies. */
  verdicts: number;
  /** Milliseconds of the first 10,000 answered calls. */
  readonly latencies: number[];
}

/** A reply and the form that it was asked for in. */
export interface FormedReply extends ModelReply {
  readonly form: ReplyForm;
}

const firstBackoff = 500;
const longestBackoff = 8_000;
const mostLatencies = 10_000;

/**
 * Makes a call and retries it after transient faults: no connection, a busy server, a reply that is no completion.
 * Remembers for the rest of the run which reply form the endpoint accepts.
 */
export class RetryingClient {
  readonly counts: CallCounts = { calls: 0, promptTokens: 0, answerTokens: 0, verdicts: 0, latencies: [] };
  private readonly endpoint: ModelEndpoint;
  private readonly options: RetryingClientOptions;
  private readonly contextWindow: ContextWindow;
  private readonly ladder = new FormLadder();
  /** Calls in backoff. */
  waiting = 0;

  constructor(endpoint: ModelEndpoint, options: RetryingClientOptions) {
    this.endpoint = endpoint;
    this.options = options;
    this.contextWindow = new ContextWindow(endpoint, options.signal);
  }

  get pace(): CallPace {
    return this.options.pace;
  }

  /** The strictest reply form that the endpoint has not refused. */
  get form(): ReplyForm {
    return this.ladder.current;
  }

  /** Asks for a simpler form from now on. @returns false if there is none */
  giveUpForm(form: ReplyForm): boolean {
    return this.ladder.giveUp(form);
  }

  /**
   * Makes one call.
   *
   * @throws EndpointError, or BudgetSpent
   */
  async call(asked: ModelCall, callOptions: CallOptions): Promise<FormedReply> {
    const { reservation } = callOptions;
    const { signal } = this.options;
    const attempts = new CallAttempts(this.options.maxAttempts, callOptions);
    let lastFault: EndpointError | undefined;
    const shouldRetry = (error: unknown): boolean => attempts.areLeft && isTransient(error);
    return pRetry(
      async (attempt) => {
        attempts.begin();
        if (attempt === 1) await this.checkLength(asked);
        return this.callWithFormFallback(asked, attempts, reservation);
      },
      {
        retries: attempts.retries,
        minTimeout: 0,
        signal,
        shouldRetry: ({ error }) => shouldRetry(error),
        onFailedAttempt: async ({ error, attemptNumber }) => {
          if (error instanceof EndpointError) lastFault = error;
          if (shouldRetry(error)) await this.backOff(error as EndpointError, attemptNumber);
        },
      },
    )
      .catch((error: unknown) => {
        if (error instanceof EndpointError) {
          if (error.contextTokens !== undefined) this.contextWindow.learn(error.contextTokens);
          throw error;
        }
        // When the budget refuses a retry, the call has failed for the fault of its last attempt.
        if (error instanceof BudgetSpent && lastFault !== undefined) throw lastFault;
        if (signal.aborted)
          throw new EndpointError("cancelled", "The search ended before the model answered.");
        throw error;
      })
      .finally(() => reservation?.close());
  }

  /**
   * Rejects a prompt that cannot fit the context, before the server does. An estimate alone does not reject a prompt that
   * cannot be divided, only a measurement does.
   *
   * @throws EndpointError
   */
  private async checkLength({ system, userMessage, ...asked }: ModelCall): Promise<void> {
    const { newTag } = this.options;
    const { calibration } = this.options.pace;
    const user = userMessage(newTag());
    const { answerTokens, divisible } = asked;
    const estimate = asked.promptTokens(Buffer.byteLength(user), calibration);
    if (await this.contextWindow.fits({ system, user }, { estimate, answerTokens, divisible })) return;
    throw new EndpointError(
      "too_long",
      "Some events were not sent, because they do not fit the model's context.",
      undefined,
      true,
    );
  }

  /** A form that is refused is no attempt, because the model was not asked. One that fails within the server is one. */
  private async callWithFormFallback(
    asked: ModelCall,
    attempts: CallAttempts,
    reservation: Reservation | undefined,
  ): Promise<FormedReply> {
    const { ladder } = this;
    for (let form = ladder.current; ; ) {
      try {
        const reply = await this.callOnce(asked, form, attempts, reservation);
        ladder.wasAnswered(form);
        return { ...reply, form };
      } catch (error) {
        if (!(error instanceof EndpointError)) throw error;
        if (usedNothing(error)) reservation?.close();
        else reservation?.end();
        if (error.fault === "form_refused" && ladder.giveUp(form)) {
          form = ladder.current;
          continue;
        }
        const simpler = error.fault === "server_error" ? ladder.failed(form) : undefined;
        if (simpler === undefined || !attempts.tryAgain()) throw error;
        form = simpler;
      }
    }
  }

  private async callOnce(
    { system, userMessage, schema, answerTokens, batch }: ModelCall,
    form: ReplyForm,
    attempts: CallAttempts,
    reservation: Reservation | undefined,
  ): Promise<ModelReply> {
    const { temperature, signal, pace, newTag, now } = this.options;
    const timeout = pace.timeout(answerTokens);
    const user = userMessage(newTag());
    const started = now();
    if (reservation?.begin() !== undefined) throw new BudgetSpent();
    this.counts.calls++;
    const asking = this.endpoint.ask({
      ...{ system, user, form, schema, answerTokens, temperature, timeout, signal },
      beginAnotherAttempt: () => {
        const begins = attempts.tryElsewhere();
        if (begins) this.counts.calls++;
        return begins;
      },
    });
    const reply = await asking.catch((error: unknown) => {
      if (error instanceof EndpointError && error.fault === "timeout" && batch !== undefined)
        pace.timedOut(batch.questions, timeout);
      throw error;
    });
    reservation?.end(reply, reply.model);
    this.counts.promptTokens += reply.promptTokens;
    this.counts.answerTokens += reply.answerTokens;
    const milliseconds = now() - started;
    if (this.counts.latencies.length < mostLatencies) this.counts.latencies.push(milliseconds);
    const { promptTokens, answerTokens: written, model } = reply;
    if (batch !== undefined)
      pace.answered({
        ...{ ...batch, userBytes: Buffer.byteLength(user) },
        ...{ promptTokens, answerTokens: written, milliseconds, model },
      });
    return reply;
  }

  /** Waits as long as `Retry-After` says, or with exponential backoff and jitter. Throws if the search would end first. */
  private async backOff(error: EndpointError, attempt: number): Promise<void> {
    const { random, sleep, signal, timeLeft } = this.options;
    const backoff = Math.min(longestBackoff, firstBackoff * 2 ** (attempt - 1)) * (1 - random() / 4);
    const wait = error.retryAfter ?? backoff;
    if (wait >= timeLeft()) throw error;
    this.waiting++;
    try {
      await sleep(wait, signal);
    } finally {
      this.waiting--;
    }
  }
}

/** Whether the server surely did no work. A call that broke or was abandoned may have cost tokens: the estimate counts. */
function usedNothing({ fault, unsent }: EndpointError): boolean {
  return unsent || !["unreachable", "timeout", "server_error", "bad_reply", "cancelled"].includes(fault);
}

function isTransient(error: unknown): boolean {
  return error instanceof EndpointError && ["unreachable", "busy", "bad_reply"].includes(error.fault);
}
