import {
  EndpointError,
  type Measurement,
  type ModelEndpoint,
  type ModelReply,
  type ModelRequest,
  notMeasured,
  type Prompt,
} from "../../engine/asking/model-endpoint.ts";

/** One stanza of a chain of fallbacks. */
export interface ChainedEndpoint extends ModelEndpoint {
  /** The model's name. */
  readonly model: string;
  /** None of its servers takes calls. */
  readonly isDown: boolean;
}

/** Totals of one stanza. */
export interface StanzaTotals {
  replies: number;
  promptTokens: number;
  answerTokens: number;
}

/**
 * An endpoint and its fallbacks. Each call starts with the first stanza and moves on to the next one if the first takes
 * no calls at all. A fallback's reply carries the name of its model.
 */
export class Fallbacks implements ModelEndpoint {
  private readonly endpoints: readonly ChainedEndpoint[];
  private readonly now: () => number;
  /** By endpoint, in order. */
  readonly totals: readonly StanzaTotals[];
  /** Index of the endpoint that answered last. */
  active = 0;

  /** @param endpoints at least one @param now milliseconds */
  constructor(endpoints: readonly ChainedEndpoint[], now: () => number) {
    this.endpoints = endpoints;
    this.now = now;
    this.totals = endpoints.map(() => ({ replies: 0, promptTokens: 0, answerTokens: 0 }));
  }

  async ask(request: ModelRequest): Promise<ModelReply> {
    const end = this.now() + request.timeout;
    let earlier = "";
    for (let at = 0; ; at++) {
      try {
        return await this.askAt(at, { ...request, timeout: Math.max(1, end - this.now()) });
      } catch (error) {
        if (!(error instanceof EndpointError)) throw error;
        const message = earlier === "" ? error.message : `${earlier} Its fallback: ${error.message}`;
        const movesOn =
          this.takesNoCalls(at, error) &&
          at + 1 < this.endpoints.length &&
          end > this.now() &&
          (error.unsent || request.beginAnotherAttempt?.() !== false);
        if (!movesOn) {
          const { fault, retryAfter, unsent, contextTokens } = error;
          throw new EndpointError(fault, message, retryAfter, unsent, contextTokens);
        }
        earlier = message;
      }
    }
  }

  /** Measures with the stanza that answered last, or else with the first. */
  async measure(signal: AbortSignal, prompt?: Prompt): Promise<Measurement> {
    return (await this.endpoints[this.active]?.measure?.(signal, prompt)) ?? notMeasured;
  }

  private async askAt(at: number, request: ModelRequest): Promise<ModelReply> {
    const endpoint = this.endpoints[at] as ChainedEndpoint;
    const reply = await endpoint.ask(request);
    const sum = this.totals[at] as StanzaTotals;
    sum.replies++;
    sum.promptTokens += reply.promptTokens;
    sum.answerTokens += reply.answerTokens;
    this.active = at;
    return at === 0 ? reply : { ...reply, model: endpoint.model };
  }

  /** A stanza that refused all calls so far has a wrong key or model name, and will refuse all further calls. */
  private takesNoCalls(at: number, { fault }: EndpointError): boolean {
    if (fault === "unreachable" || this.endpoints[at]?.isDown === true) return fault !== "cancelled";
    return fault === "refused" && this.totals[at]?.replies === 0;
  }
}
