import { AdaptiveLimit } from "../../../src/engine/asking/adaptive-limit.ts";
import { BatchScheduler, type BatchSchedulerOptions } from "../../../src/engine/asking/batch-scheduler.ts";
import type { Calibration } from "../../../src/engine/asking/calibration.ts";
import { CallPace } from "../../../src/engine/asking/call-pace.ts";
import {
  EndpointError,
  type EndpointFault,
  type ModelEndpoint,
  type ModelReply,
  type ModelRequest,
  notMeasured,
} from "../../../src/engine/asking/model-endpoint.ts";
import { RetryingClient, type RetryingClientOptions } from "../../../src/engine/asking/retrying-client.ts";
import type { ReplyShape, SeenLog } from "../../support/model-endpoint/behaviour.ts";
import { logsOf, replyContent } from "../../support/model-endpoint/reply-content.ts";

/** What the endpoint does with one request: a reply of some shape, a fault, or nothing until the caller aborts. */
export type Act = ReplyShape | EndpointError | "hang" | { readonly throws: unknown };

/** @param number counts requests from 1 */
export type ActOf = (number: number, logs: readonly SeenLog[], request: ModelRequest) => Act;

export const fault = (kind: EndpointFault, retryAfter?: number): EndpointError =>
  new EndpointError(kind, `The endpoint had the fault ${kind}.`, retryAfter);

/** An endpoint without a network, and a clock that only sleeping moves. */
export class FakeEndpoint {
  readonly requests: ModelRequest[] = [];
  readonly asked: string[][] = [];
  readonly sleeps: number[] = [];
  readonly cancel = new AbortController();
  readonly load = { now: 0, most: 0 };
  time = 0;
  /** Tells of lengths, where a test sets it. */
  measure: NonNullable<ModelEndpoint["measure"]> = async () => notMeasured;
  private readonly end: number;
  private readonly act: ActOf;

  constructor(act: Act | ActOf = "by-id", end = 240_000) {
    this.act = typeof act === "function" ? act : () => act;
    this.end = end;
  }

  async ask(request: ModelRequest): Promise<ModelReply> {
    const logs = logsOf({ messages: [{ role: "user", content: request.user }] });
    this.requests.push(request);
    this.asked.push(logs.map(({ log }) => log));
    const number = this.requests.length;
    this.load.now++;
    this.load.most = Math.max(this.load.most, this.load.now);
    try {
      // Lets calls side by side begin before one of them ends.
      await new Promise((resolve) => setImmediate(resolve));
      const act = this.act(number, logs, request);
      if (act instanceof EndpointError) throw act;
      if (typeof act === "object") throw act.throws;
      if (act === "hang") return await this.hang(request);
      const { content, finishReason } = replyContent(logs, act);
      return { content, finishReason, promptTokens: 10, answerTokens: 5 };
    } finally {
      this.load.now--;
    }
  }

  /** How often each text was asked about. */
  get attempts(): Map<string, number> {
    const attempts = new Map<string, number>();
    for (const text of this.asked.flat()) attempts.set(text, (attempts.get(text) ?? 0) + 1);
    return attempts;
  }

  client(
    {
      calibration,
      ...options
    }: Partial<RetryingClientOptions> & { calibration?: Calibration | undefined } = {},
    endpoint: ModelEndpoint = this,
  ): RetryingClient {
    const timeLeft = options.timeLeft ?? (() => this.end - this.time);
    return new RetryingClient(endpoint, {
      maxAttempts: 3,
      temperature: 0,
      timeLeft,
      pace: new CallPace({ timeLeft, requestTimeout: 30_000, ...(calibration && { calibration }) }),
      signal: this.cancel.signal,
      sleep: async (milliseconds, signal) => {
        this.sleeps.push(milliseconds);
        this.time += milliseconds;
        signal.throwIfAborted();
      },
      newTag: () => "tag0123456789abcdef",
      random: () => 0,
      now: () => this.time,
      ...options,
    });
  }

  /** @param concurrency the most calls side by side */
  judge({
    concurrency = 8,
    calibration,
    ...options
  }: Partial<BatchSchedulerOptions> & {
    concurrency?: number;
    calibration?: Calibration;
  } = {}): BatchScheduler {
    const maxAttempts = options.maxAttempts ?? 3;
    const limit = new AdaptiveLimit({ ceiling: () => concurrency, now: () => this.time });
    return new BatchScheduler(this.client({ maxAttempts, calibration }, limit.watch(this)), {
      batchSize: 8,
      limit,
      ended: () =>
        this.cancel.signal.aborted ? "cancelled" : this.time >= this.end ? "budget_time" : undefined,
      ...options,
      maxAttempts,
    });
  }

  private hang({ signal }: ModelRequest): Promise<never> {
    return new Promise((_, reject) => {
      const abort = () => reject(fault("cancelled"));
      if (signal.aborted) abort();
      else signal.addEventListener("abort", abort);
    });
  }
}
