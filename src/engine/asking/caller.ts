import pRetry from "p-retry";
import type { Share } from "./budget.ts";
import type { AnsweredCall, Calibration } from "./calibration.ts";
import { ContextRoom } from "./context-room.ts";
import {
  EndpointError,
  isEndpointError,
  type ModelEndpoint,
  type ModelReply,
  type ReplyForm,
} from "./model-endpoint.ts";
import { systemMessage, userMessage } from "./prompt.ts";
import { type Question, sharedSourcetype } from "./question.ts";
import { answerCap, replySchema } from "./verdict-schema.ts";

export interface CallerOptions {
  /** Tries of one call in all, the first included. */
  readonly maxTries: number;
  readonly temperature: number;
  /** Milliseconds a call may take beside what its answer needs. */
  readonly requestTimeout: number;
  /** Milliseconds until the search has to end. */
  readonly timeLeft: () => number;
  /** Aborts when the search is cancelled or its time is over. */
  readonly signal: AbortSignal;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** 8 to 64 letters and digits that nobody could guess, new each time. */
  readonly newTag: () => string;
  /** 0 to 1, for the spread of waits. */
  readonly random: () => number;
  readonly now: () => number;
  /** What calls have come to; without it the length of prompts is not looked at. */
  readonly calibration?: Calibration;
  /** Told of every call that was answered. */
  readonly onAnswered?: (call: AnsweredCall) => void;
}

/** Counts over all calls of a search. */
export interface CallCounts {
  calls: number;
  promptTokens: number;
  answerTokens: number;
  /** Milliseconds of the calls that were answered, the first 10,000 of them. */
  readonly latencies: number[];
}

export interface CallChances {
  /** At most this many tries, and at most `maxTries`. */
  readonly tries: number;
  /** Called before each try that may reach the model. */
  readonly onTry: () => void;
  /** Tells whether the endpoint is still worth another try. */
  readonly worthwhile: () => boolean;
  /** Each request is made from it; none without asking it. */
  readonly share?: Share | undefined;
}

/** The budget has nothing left for a request that was to be made; what it is about may be put in line again. */
export class BudgetSpent extends Error {
  override readonly name = "BudgetSpent";
}

const ladder: readonly ReplyForm[] = ["json_schema", "json_object", "text"];
/** A model slower than this is taken to hang. */
const slowestTokensPerSecond = 10;
const firstWait = 500;
const longestWait = 8_000;
const mostLatencies = 10_000;

/**
 * Makes one call and repeats it while its fault may pass: no connection, a busy server, a reply that is none.
 * Remembers which reply form the endpoint takes, for the rest of the run.
 */
export class Caller {
  readonly counts: CallCounts = { calls: 0, promptTokens: 0, answerTokens: 0, latencies: [] };
  private readonly endpoint: ModelEndpoint;
  private readonly options: CallerOptions;
  private readonly room: ContextRoom;
  private rung = 0;
  /** Calls that wait before they are made again. */
  waiting = 0;

  constructor(endpoint: ModelEndpoint, options: CallerOptions) {
    this.endpoint = endpoint;
    this.options = options;
    this.room = new ContextRoom(endpoint, options.signal);
  }

  /** The strictest form of reply that the endpoint has not refused. */
  get form(): ReplyForm {
    return ladder[this.rung] as ReplyForm;
  }

  /**
   * Asks; the ids are 1 to the number of questions.
   *
   * @throws EndpointError, or BudgetSpent
   */
  async call(questions: readonly Question[], chances: CallChances): Promise<ModelReply> {
    const { tries, onTry, worthwhile, share } = chances;
    const { signal } = this.options;
    const most = Math.max(1, Math.min(tries, this.options.maxTries));
    let made = 0;
    let fault: EndpointError | undefined;
    const begin = (): void => {
      made++;
      onTry();
    };
    const anotherTry = (): boolean => {
      if (made >= most || !worthwhile() || share?.begin() !== undefined) return false;
      begin();
      this.counts.calls++;
      return true;
    };
    const again = (error: unknown): boolean => made < most && mayPass(error) && worthwhile();
    return pRetry(
      async (attempt) => {
        begin();
        if (attempt === 1) await this.checkLength(questions);
        return this.callOnLadder(questions, anotherTry, share);
      },
      {
        retries: most - 1,
        minTimeout: 0,
        signal,
        shouldRetry: ({ error }) => again(error),
        onFailedAttempt: async ({ error, attemptNumber }) => {
          if (isEndpointError(error)) fault = error;
          if (again(error)) await this.wait(error as EndpointError, attemptNumber);
        },
      },
    )
      .catch((error: unknown) => {
        if (isEndpointError(error)) {
          if (error.contextTokens !== undefined) this.room.learn(error.contextTokens);
          throw error;
        }
        // What could not be tried again has failed for the reason that it failed before.
        if (error instanceof BudgetSpent && fault !== undefined) throw fault;
        if (signal.aborted)
          throw new EndpointError("cancelled", "The search ended before the model answered.");
        throw error;
      })
      .finally(() => share?.close());
  }

  /**
   * What cannot fit need not be refused first. A single text is sent all the same, unless it was measured: an
   * estimate alone does not take it from the model.
   *
   * @throws EndpointError
   */
  private async checkLength(questions: readonly Question[]): Promise<void> {
    const { calibration, newTag } = this.options;
    if (calibration === undefined) return;
    const user = userMessage(questions, newTag());
    const length = {
      estimate: calibration.promptTokens(Buffer.byteLength(user), sharedSourcetype(questions)),
      answerTokens: answerCap(questions.length),
      divisible: questions.length > 1,
    };
    if (await this.room.fits({ system: systemMessage, user }, length)) return;
    throw new EndpointError(
      "too_long",
      "Some events were not sent, for they do not fit the model's context.",
      undefined,
      true,
    );
  }

  /** A refused form or parameter name is no try: nothing was asked yet. Ends, for there are few of either. */
  private async callOnLadder(
    questions: readonly Question[],
    anotherTry: () => boolean,
    share: Share | undefined,
  ): Promise<ModelReply> {
    for (let parameterRefused = false; ; ) {
      const rung = this.rung;
      try {
        return await this.callOnce(questions, anotherTry, share);
      } catch (error) {
        if (!isEndpointError(error)) throw error;
        if (tookNothing(error)) share?.close();
        else share?.end();
        if (error.fault === "form_refused" && rung < ladder.length - 1) {
          // Calls side by side are refused the same form; together they go down one rung.
          this.rung = Math.max(this.rung, rung + 1);
        } else if (error.fault === "parameter_refused" && !parameterRefused) {
          parameterRefused = true;
        } else {
          throw error;
        }
      }
    }
  }

  private async callOnce(
    questions: readonly Question[],
    anotherTry: () => boolean,
    share: Share | undefined,
  ): Promise<ModelReply> {
    const { temperature, requestTimeout, signal, timeLeft, newTag, now } = this.options;
    const answerTokens = answerCap(questions.length);
    const needed = requestTimeout + (answerTokens / slowestTokensPerSecond) * 1000;
    const user = userMessage(questions, newTag());
    const started = now();
    if (share?.begin() !== undefined) throw new BudgetSpent();
    this.counts.calls++;
    const reply = await this.endpoint.ask({
      system: systemMessage,
      user,
      form: this.form,
      schema: replySchema(questions.length),
      answerTokens,
      temperature,
      timeout: Math.max(1, Math.min(needed, timeLeft())),
      signal,
      anotherTry,
    });
    share?.end(reply, reply.model);
    this.counts.promptTokens += reply.promptTokens;
    this.counts.answerTokens += reply.answerTokens;
    const milliseconds = now() - started;
    if (this.counts.latencies.length < mostLatencies) this.counts.latencies.push(milliseconds);
    this.options.onAnswered?.({
      userBytes: Buffer.byteLength(user),
      sourcetype: sharedSourcetype(questions),
      questions: questions.length,
      promptTokens: reply.promptTokens,
      answerTokens: reply.answerTokens,
      milliseconds,
      model: reply.model,
    });
    return reply;
  }

  /** As long as the server said, else twice as long each time with some spread; never past the search's end. */
  private async wait(error: EndpointError, attempt: number): Promise<void> {
    const { random, sleep, signal, timeLeft } = this.options;
    const backoff = Math.min(longestWait, firstWait * 2 ** (attempt - 1)) * (1 - random() / 4);
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

/** The server did not come to work on it. Of a call that broke or was given up nobody knows: it counts as reckoned. */
function tookNothing({ fault, unsent }: EndpointError): boolean {
  return unsent || !["unreachable", "timeout", "server_error", "bad_reply", "cancelled"].includes(fault);
}

function mayPass(error: unknown): boolean {
  return isEndpointError(error) && ["unreachable", "busy", "bad_reply"].includes(error.fault);
}
